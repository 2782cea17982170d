import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { Browser } from "playwright-core";
import { copyCity } from "../city-copy.ts";
import { serveCity, runningClock, startCity, type Seated, type TestCity } from "../harness.ts";
import { accepted, order, report, SCHOOL } from "../scene.ts";
import { noTurnServer, startTurnServer, type TurnServer } from "../turn-server.ts";
import { closeSeatsAfterEach, launchBrowser, type WatchedPage } from "./browser.ts";
import { bar, openConsole, rowOf } from "./console-seat.ts";
import { openPhone } from "./field-seat.ts";
import { hears, keepPeers, waysOf, waysTold } from "./peers.ts";

let city: TestCity;
let browser: Browser;
let dispatcher: Seated;
/** There where Debian's coturn is installed. */
let relay: TurnServer | undefined;
const copy = copyCity();
const skip = noTurnServer;

/** Real time: the relay goes by its own clock, and a word that is out of date opens nothing. */
const clock = runningClock(Date.now());
const talk = ({ address }: TurnServer, turnSecret: string) => ({ stun: [], turn: [address], turnSecret, relayOnly: true });

closeSeatsAfterEach();
before(async () => {
  if (skip === false) relay = await startTurnServer();
  copy.change("policies.yaml", /$/, "\ntalk: { keep: MISSED, connectS: 15 }\n");
  city = await startCity({ clock, cityDir: copy.dir, server: { timers: true, ...(relay === undefined ? {} : { talk: talk(relay, relay.secret) }) } });
  browser = await launchBrowser();
  dispatcher = await city.signIn("dispatcher");
});
after(async () => {
  await browser?.close();
  await city?.close();
  await relay?.close();
  copy.remove();
});

/** A desk that looks at an incident, and a crew of it with its room open. */
async function deskAndCrew(url: string, account: string, place: string): Promise<{ readonly incidentId: string; readonly seat: WatchedPage; readonly phone: WatchedPage }> {
  const phone = await openPhone(browser, url, dispatcher, account, { geolocation: { longitude: 112.004, latitude: 30.004, accuracy: 8 } });
  const seat = await openConsole(browser, { url }, "dispatcher2");
  for (const { page } of [phone, seat]) await page.evaluate(keepPeers);
  const incident = await report(dispatcher, { place: { ...SCHOOL, addressText: place } });
  await order(dispatcher, incident.id, [account.toUpperCase()]);
  await rowOf(seat, place).click();
  await seat.page.getByRole("tab", { name: /协同/ }).click();
  await phone.page.getByRole("button", { name: /查看并发言/ }).click();
  return { incidentId: incident.id, seat, phone };
}

/** Holds the key of the phone; answers how to let go of it. */
async function hold({ page }: WatchedPage): Promise<() => Promise<void>> {
  await page.getByRole("button", { name: "按住讲话" }).last().hover();
  await page.mouse.down();
  return () => page.mouse.up();
}

test("CMD-03: where the city lets devices speak through its relay alone, a word from the phone is heard at the desk and back, and neither tells the other an address of its own", { skip }, async () => {
  const { seat, phone, incidentId } = await deskAndCrew(city.url, "u1", "经中继通话的那一起");
  const release = await hold(phone);
  await seat.page.getByText(/正在讲话 · 收听中/).waitFor();
  await phone.page.getByText("正在讲话 · 1 方收听").last().waitFor();
  await seat.page.waitForFunction(hears);
  assert.deepEqual(await seat.page.evaluate(waysOf), ["relay"]);
  await seat.shoot("console-relay");
  await phone.shoot("field-relay");
  await release();
  await seat.page.getByText(/听到：小城市公安局 调度员/).waitFor();
  await seat.page.keyboard.down("F8");
  await phone.page.waitForFunction(hears);
  await seat.page.keyboard.up("F8");
  await phone.page.locator(".message", { hasText: "听到" }).nth(1).waitFor();
  for (const { page } of [seat, phone]) assert.deepEqual(await page.evaluate(waysTold), ["relay"], "an address of the device itself has left it");
  assert.deepEqual((await dispatcher.room(incidentId)).messages.map(({ spoken }) => spoken?.heard.length), [1, 1]);
  assert.match(relay!.said(), /user <\d+:tocsin>: incoming packet ALLOCATE processed, success/, "its log names nobody");
  seat.assertQuiet();
  phone.assertQuiet();
});

test("CMD-03, X-08: with a secret that the relay does not share nothing is heard, both ends say so, and what was said stays as a voice message", { skip }, async () => {
  const other = await serveCity(city.databaseUrl, city.clock, { cityDir: copy.dir, server: { timers: true, talk: talk(relay!, "another secret") } });
  try {
    const { seat, phone, incidentId } = await deskAndCrew(other.url, "u3", "中继不认的那一起");
    const release = await hold(phone);
    await seat.page.getByText(/正在讲话 · 未接通，稍后有语音消息/).waitFor();
    await phone.page.getByRole("button", { name: "未接通，松开发语音消息" }).last().waitFor();
    assert.equal(await seat.page.evaluate(hears), false);
    assert.deepEqual(await seat.page.evaluate(waysTold), []);
    await seat.shoot("console-relay-refused");
    await release();
    await seat.page.locator(".message audio").waitFor();
    assert.deepEqual((await dispatcher.room(incidentId)).messages.map(({ spoken, media }) => [spoken?.heard.length ?? null, media?.length ?? 0]), [[0, 0], [null, 1]]);
    assert.match(relay!.said(), /error 401/);
    seat.assertQuiet();
    phone.assertQuiet();
  } finally {
    await other.close();
  }
});

test("CMD-03: a phone whose offer nobody took, and whose line broke at the next, offers again while the desk speaks; it hears, and no voice message is left", async () => {
  const { seat, phone, incidentId } = await deskAndCrew(city.url, "u2", "先没接通的那一起");
  const offered: string[] = [];
  await phone.page.route(`**${ROUTES.talkOffer}`, (route) => {
    offered.push((route.request().postDataJSON() as { readonly offerId: string }).offerId);
    return offered.length === 1 ? route.fulfill({ json: { answer: null } }) : offered.length === 2 ? route.abort() : route.continue();
  });
  await seat.page.keyboard.down("F8");
  await phone.page.getByText(/正在讲话 · 收听中/).first().waitFor();
  await phone.page.waitForFunction(hears);
  await seat.page.keyboard.up("F8");
  await phone.page.locator(".message", { hasText: "听到" }).waitFor();
  assert.deepEqual([offered.length, new Set(offered).size], [3, 1], "one name, so that it takes one place");
  assert.deepEqual((await dispatcher.room(incidentId)).messages.map(({ spoken, media }) => [spoken?.heard.length, media?.length ?? 0]), [[1, 0]]);
  seat.assertQuiet();
});

test("CMD-03, CMD-05: whoever commands a post hears its task forces wherever the seat works, and may turn it off; a desk of the post hears them where it asks to", async () => {
  const phone = await openPhone(browser, city.url, dispatcher, "u4", { geolocation: { longitude: 112.004, latitude: 30.004, accuracy: 8 } });
  const incident = await report(dispatcher, { typeCode: "FR-02", place: { ...SCHOOL, addressText: "设了指挥部的那一起" } });
  const commander = await city.signIn("commander");
  accepted(await commander.command("command.openPost", {
    commandPostId: newUlid(), incidentId: incident.id, name: "燃气指挥部", level: "II", holders: [{ role: "DEPUTY", orgId: "D1" }], objectives: [],
    forces: [{ id: "F1", name: "疏散专班", leaderUnitId: "U4", unitIds: ["U4"], objectiveId: null }],
  }));
  const [seat, deputy] = [await openConsole(browser, city, "commander"), await openConsole(browser, city, "d1")];
  for (const { page } of [seat, deputy]) await page.evaluate(keepPeers);
  await phone.page.getByRole("region", { name: "专班通信 · 疏散专班" }).waitFor();
  const sign = (await dispatcher.unit("U4")).callSign;
  const speaking = (page: WatchedPage["page"]) => page.locator(".radio-line", { hasText: `燃气指挥部 · 疏散专班：${sign} 正在讲话 · 收听中` });
  let release = await hold(phone);
  await speaking(seat.page).waitFor();
  await seat.page.waitForFunction(hears);
  assert.equal(await deputy.page.locator(".radio-line").count(), 0, "who has not asked for it is left in peace");
  await seat.shoot("console-force-watch");
  await seat.assertAccessible("force radio");
  await release();
  await speaking(seat.page).waitFor({ state: "detached" });

  await bar(deputy, "指挥部");
  await deputy.page.getByRole("button", { name: "守听全部专班" }).click();
  await deputy.page.keyboard.press("Escape");
  await deputy.page.locator(".post-board").waitFor({ state: "detached" });
  release = await hold(phone);
  await speaking(deputy.page).waitFor();
  await deputy.page.waitForFunction(hears);
  await speaking(deputy.page).getByRole("button", { name: "打开指挥部" }).click();
  await deputy.page.getByRole("button", { name: "守听全部专班" }).click();
  await speaking(deputy.page).waitFor({ state: "detached" });
  await deputy.shoot("console-force-watch-off");
  await release();
  for (const one of [phone, seat, deputy]) one.assertQuiet();
});
