import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { startCity, TEN_O_CLOCK, type Seated, type TestCity } from "../harness.ts";
import { accepted, onDuty, report, SCHOOL } from "../scene.ts";
import { until } from "../until.ts";
import { launchBrowser } from "./browser.ts";
import { figure, openConsole, rowOf } from "./console-seat.ts";

let city: TestCity;
let browser: Browser;
let dispatcher: Seated;

/** Real time, told from ten o'clock, with leaps where a test has no minute to wait. */
const started = Date.now();
let leapt = 0;
const now = (): number => TEN_O_CLOCK + Date.now() - started + leapt;
const advance = (ms: number): void => void (leapt += ms);

before(async () => {
  city = await startCity({ clock: { now, set: () => assert.fail("this clock runs by itself"), advance }, server: { timers: true } });
  browser = await launchBrowser();
  dispatcher = await city.signIn("dispatcher");
});
after(async () => {
  await browser?.close();
  await city?.close();
});

test("INC-05, INC-03: a second call for the same matter is offered beside the form and joins it by one key", async () => {
  const first = await report(dispatcher, { typeCode: "PO-04", place: { addressText: "建设路8号", point: { lon: 112.014, lat: 30 }, datum: "WGS84" }, text: "橱窗被砸" });
  const seat = await openConsole(browser, city, "taker");
  const { page } = seat;
  await page.keyboard.press("n");
  await page.keyboard.type("建设路8号");
  await page.locator(".option", { hasText: "建设路8号" }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.keyboard.type("损毁财物");
  await page.keyboard.press("Enter");
  await page.locator(".duplicate", { hasText: "建设路8号" }).waitFor();
  await seat.shoot("console-duplicates");
  await seat.assertAccessible("duplicates");
  await page.keyboard.type("我也看见橱窗碎了");
  await page.locator(".duplicate", { hasText: "建设路8号" }).waitFor();
  await page.keyboard.press("Alt+Digit1");
  await until(async () => (await dispatcher.incident(first.id)).reports.length === 2);
  assert.equal((await dispatcher.incidents({ open: true })).incidents.length, 1, "no second incident was opened");
  assert.equal((await dispatcher.incident(first.id)).reports[1]!.text, "我也看见橱窗碎了");
  seat.assertQuiet();
  await seat.context.close();
});

test("INC-03: a field that another person changed shows both values and asks which one holds", async () => {
  const seat = await openConsole(browser, city, "taker");
  const { page } = seat;
  const incident = await report(dispatcher, { text: "冒烟" });
  await rowOf(seat, SCHOOL.addressText).click();
  await page.keyboard.press("4");
  await page.getByRole("button", { name: "修改", exact: true }).click();
  accepted(await dispatcher.command("intake.amend", { incidentId: incident.id, field: "text", from: "冒烟", to: "三楼冒烟" }));
  await page.keyboard.press("End");
  await page.keyboard.type(",有人被困");
  await page.keyboard.press("Control+Enter");
  await page.locator(".conflict").getByText("三楼冒烟").waitFor();
  await page.locator(".conflict").getByText("冒烟,有人被困").waitFor();
  await seat.shoot("console-conflict");
  await page.keyboard.press("2");
  await until(async () => (await dispatcher.incident(incident.id)).text === "冒烟,有人被困");
  seat.allow(/409 \(Conflict\)/);
  seat.assertQuiet();
  await seat.context.close();
});

test("DSP-05: a limit that is missed stands in the strip, is never hidden, and asks for its reason", async () => {
  const seat = await openConsole(browser, city, "dispatcher");
  const { page } = seat;
  const incident = await report(dispatcher, { place: { ...SCHOOL, addressText: "超时的那一起" } });
  await rowOf(seat, "超时的那一起").locator(".clock-calm").waitFor();
  advance(61_000);
  await rowOf(seat, "超时的那一起").locator(".clock-over").waitFor();
  await until(async () => (await dispatcher.incident(incident.id)).clocks.some(({ breachedAt }) => breachedAt !== null));
  assert.notEqual(await figure(seat, "超时").textContent(), "0");
  await page.keyboard.press("b");
  await page.locator(".board tr", { hasText: "超时的那一起" }).getByRole("button", { name: /填写原因/ }).click();
  await seat.shoot("console-breaches");
  await seat.assertAccessible("breach board");
  await page.keyboard.press("5");
  await until(async () => (await dispatcher.incident(incident.id)).clocks.some(({ reason }) => reason?.code === "NO_UNIT"));
  seat.assertQuiet();
  await seat.context.close();
});

test("DSP-10, X-15: a unit's call for help stands above everything until it is cleared with a reason", async () => {
  const unit = (await onDuty(city, "U1")).get("U1")!;
  const seat = await openConsole(browser, city, "commander", "dark");
  const { page } = seat;
  accepted(await unit.command("dispatch.duress", { unitId: "U1" }));
  await page.locator(".alarm-duress.alarm-fresh").waitFor();
  await figure(seat, "紧急求助").waitFor();
  await seat.assertAccessible("duress");
  await seat.shoot("console-duress");
  await page.keyboard.press("a");
  await page.locator(".alarm-duress:not(.alarm-fresh)").waitFor();
  await page.getByRole("button", { name: "解除" }).click();
  await page.keyboard.type("已电话核实安全");
  await page.keyboard.press("Enter");
  await page.locator(".alarm-duress").waitFor({ state: "detached" });
  assert.equal((await dispatcher.unit("U1")).duress, null);
  seat.assertQuiet();
  await seat.context.close();
});
