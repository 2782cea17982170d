import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { startCity, runningClock, type Seated, type TestCity } from "../harness.ts";
import { accepted, onDuty, order, report } from "../scene.ts";
import { until } from "../until.ts";
import { safeOf } from "./browser-storage.ts";
import { closeSeatsAfterEach, launchBrowser } from "./browser.ts";
import { bar, figure, figureIs, live, openConsole, rowOf } from "./console-seat.ts";

/** Where the console keeps what is entered. */
const CONSOLE_SAFE = "tocsin-console-safe";

let city: TestCity;
let browser: Browser;
let dispatcher: Seated;

const clock = runningClock();

closeSeatsAfterEach();
before(async () => {
  city = await startCity({ clock, server: { timers: true } });
  browser = await launchBrowser();
  dispatcher = await city.signIn("dispatcher");
});
after(async () => {
  await browser?.close();
  await city?.close();
});

test("CMD-04: who commands has gone; another of the level takes over with C and a reason, and the one before is told", async () => {
  const next = await openConsole(browser, city, "commander2");
  const { id: incidentId } = await report(dispatcher, { text: "码头有人落水" });
  accepted(await (await city.signIn("commander")).command("command.take", { incidentId }));
  await rowOf(next, "学府路8号").click();
  await next.page.locator(".commander", { hasText: "值班长甲" }).getByRole("button", { name: "接管指挥" }).waitFor();
  await next.page.keyboard.press("c");
  await next.page.getByLabel("从值班长甲接管指挥的原因", { exact: false }).fill("值班长甲离席");
  await next.shoot("console-take-over");
  await next.page.keyboard.press("Enter");
  await next.page.getByText("值班长甲 的席位在线", { exact: false }).waitFor();
  // Nobody works there now: an open console asks by itself now and then, and its seat is used by that.
  await city.ledger.db.query("update tocsin.session set used_at = used_at - 600000 where user_id = 'commander'");
  await next.page.keyboard.press("c");
  await next.page.getByLabel("从值班长甲接管指挥的原因", { exact: false }).fill("值班长甲离席");
  await next.page.keyboard.press("Enter");
  await next.page.locator(".commander", { hasText: "值班长乙接管自值班长甲" }).waitFor();
  const gone = await openConsole(browser, city, "commander", "dark");
  await gone.page.locator(".alarm", { hasText: "的指挥已由值班长乙接管：值班长甲离席" }).waitFor();
  await next.page.keyboard.press("2");
  await next.page.getByText("接管指挥", { exact: true }).first().waitFor();
  await next.assertAccessible("taken over");
  await next.shoot("console-taken-over");
  await gone.shoot("console-taken-over-alarm-dark");
  next.allow(/409/);
  for (const seat of [gone, next]) {
    seat.assertQuiet();
    await seat.context.close();
  }
  accepted(await (await city.signIn("commander2")).command("intake.cancel", { incidentId, reason: "误报" }));
});

/** A break-in at the school, handled by U1 and closed. */
async function closedCall(): Promise<string> {
  const u1 = (await onDuty(city, "U1")).get("U1")!;
  const { id: incidentId } = await report(dispatcher, { occurredAt: clock.now() - 180_000 });
  const { orderId } = await order(dispatcher, incidentId, ["U1"]);
  const step = { incidentId, orderId, unitId: "U1" };
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) accepted(await u1.command(name, step));
  accepted(await u1.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
  accepted(await u1.command("dispatch.handle", step));
  accepted(await u1.command("dispatch.feedback", { ...step, kind: "FIRST", text: "已控制" }));
  accepted(await dispatcher.command("intake.close", { incidentId, outcomeCode: "HANDLED_ON_SITE", text: "" }));
  return incidentId;
}

test("CMD-12, X-15: a closed P1 stands on the list of reviews; supervision signs it from recorded events, and its task stands at the station until it says done", async () => {
  const room = await openConsole(browser, city, "room11", "dark");
  const overseer = await openConsole(browser, city, "overseer");
  const incidentId = await closedCall();
  const no = (await dispatcher.incident(incidentId)).no;
  for (const seat of [overseer, room]) await bar(seat, "复盘");
  await room.page.getByRole("region", { name: "本单位待复盘" }).locator(".matter-row", { hasText: no }).waitFor();
  await room.page.getByText("由督察席位签署", { exact: false }).waitFor();
  await room.shoot("console-review-station-dark");
  await overseer.page.getByRole("region", { name: "待您签署" }).locator(".matter-row", { hasText: no }).click();
  const steps = overseer.page.locator(".review-steps");
  await steps.getByRole("row", { name: "接警" }).getByText("人工填写").waitFor();
  assert.equal(await steps.locator("tbody tr").count(), 6);
  await figure(overseer, "复盘").getByText(/^[1-9]/).waitFor();
  await overseer.press("加一条问题");
  await overseer.page.getByLabel("结论").fill("到场按时，门牌不清");
  const finding = overseer.page.getByRole("group", { name: "问题 1" });
  await finding.getByLabel("问题", { exact: true }).fill("学府路补装门牌");
  await finding.getByLabel("依据", { exact: false }).fill("I1");
  await finding.getByLabel("处理").selectOption("TASK");
  assert.equal(await finding.getByLabel("责任机构").inputValue(), "S11", "whose area it lay in, unless said otherwise");
  await finding.getByLabel("整改期限").waitFor();
  await finding.getByLabel("理由").fill("更换并加灯");
  await overseer.assertAccessible("signing a review");
  await overseer.shoot("console-review-sign");
  await until(async () => Object.keys((await safeOf(overseer.page, CONSOLE_SAFE)).rows).some((kept) => kept.startsWith("review ")));
  await overseer.page.reload();
  await live(overseer);
  await bar(overseer, "复盘");
  await overseer.page.getByRole("region", { name: "待您签署" }).locator(".matter-row", { hasText: no }).click();
  await finding.waitFor();
  assert.deepEqual([await overseer.page.getByLabel("结论").inputValue(), await finding.getByLabel("问题", { exact: true }).inputValue(), await finding.getByLabel("处理").inputValue(), await finding.getByLabel("理由").inputValue()], ["到场按时，门牌不清", "学府路补装门牌", "TASK", "更换并加灯"], "what was half written is there after a reload");
  await overseer.press("签署复盘");
  await overseer.page.locator(".matter-card").getByText("督察席位", { exact: false }).waitFor();
  await until(async () => !Object.keys((await safeOf(overseer.page, CONSOLE_SAFE)).rows).some((kept) => kept.startsWith("review ")));
  await overseer.shoot("console-review-signed");

  const row = room.page.getByRole("region", { name: "本单位整改任务" }).locator(".matter-row", { hasText: "学府路补装门牌" });
  await row.waitFor();
  await figureIs(room, "复盘", "1");
  await row.click();
  await room.page.keyboard.press("y");
  await room.page.getByLabel("怎么办结的").fill("已装 3 块");
  await room.shoot("console-review-task-dark");
  await room.assertAccessible("a task of a review");
  await room.page.keyboard.press("Enter");
  await row.waitFor({ state: "detached" });
  await until(async () => (await dispatcher.board()).reviews?.every((review) => review.incidentId !== incidentId) === true);
  await room.page.setViewportSize({ width: 390, height: 844 });
  await room.shoot("console-review-phone");
  await overseer.page.setViewportSize({ width: 390, height: 844 });
  await overseer.shoot("console-review-signed-phone");
  for (const seat of [overseer, room]) {
    seat.assertQuiet();
    await seat.context.close();
  }
});

test("X-13, CMD-05: a command post over an advisory is kept for a court at its page by supervision, and by nobody else; the hold is seen there and lifted", async () => {
  const commander = await city.signIn("commander");
  const [advisoryId, commandPostId] = [newUlid(), newUlid()];
  accepted(await dispatcher.command("command.raiseAdvisory", { advisoryId, kind: "FLOOD", level: "RED", headline: "学府路下穿积水", area: { desc: "学府路", rings: [], circles: [{ lon: 112.005, lat: 30.005, radiusM: 200 }] } }));
  accepted(await commander.command("command.confirmAdvisory", { advisoryId }));
  await onDuty(city, "U7");
  accepted(await commander.command("command.openPost", { commandPostId, advisoryId, name: "防汛指挥部", level: "II", holders: [{ role: "DEPUTY", orgId: "D2" }], forces: [{ id: "F1", name: "排涝专班", leaderUnitId: "U7", unitIds: ["U7"], objectiveId: null }], objectives: [] }));
  const [overseer, desk] = [await openConsole(browser, city, "overseer"), await openConsole(browser, city, "dispatcher2", "dark")];
  for (const seat of [overseer, desk]) {
    await bar(seat, "指挥部");
    await seat.page.locator(".post-head h2", { hasText: "防汛指挥部" }).waitFor();
  }
  assert.equal(await desk.page.getByRole("button", { name: "保全" }).count(), 0, "who works with it does not decide what is kept");
  await overseer.page.getByRole("button", { name: "保全", exact: true }).click();
  await overseer.page.getByLabel("保全的原因").fill("法院调取");
  await overseer.page.keyboard.press("Enter");
  for (const { page } of [overseer, desk]) await page.locator(".post-head .tag", { hasText: "已保全" }).waitFor();
  await overseer.shoot("console-post-held");
  await overseer.assertAccessible("a post under legal hold");
  await overseer.page.getByRole("button", { name: "解除保全", exact: true }).click();
  await overseer.page.getByLabel("解除保全的原因").fill("案件已结");
  await overseer.page.keyboard.press("Enter");
  for (const { page } of [overseer, desk]) await page.locator(".post-head .tag", { hasText: "已保全" }).waitFor({ state: "detached" });
  assert.equal((await commander.commandPost(commandPostId)).post.hold, undefined);
});
