import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { PASSWORD, startCity, TEN_O_CLOCK, type Seated, type TestCity } from "../harness.ts";
import { accepted, onDuty, order, report } from "../scene.ts";
import { until } from "../until.ts";
import { launchBrowser } from "./browser.ts";
import { openConsole, rowOf } from "./console-seat.ts";

let city: TestCity;
let browser: Browser;
let dispatcher: Seated;

const started = Date.now();
const now = (): number => TEN_O_CLOCK + Date.now() - started;

before(async () => {
  city = await startCity({ clock: { now, set: () => assert.fail("this clock runs by itself"), advance: () => assert.fail("this clock runs by itself") }, server: { timers: true } });
  browser = await launchBrowser();
  dispatcher = await city.signIn("dispatcher");
  await onDuty(city, "U1", "U2", "T1");
});
after(async () => {
  await browser?.close();
  await city?.close();
});

test("ORG-14, X-15: the traffic duty room is called to what waits for it, and answers with one key", async () => {
  const incident = await report(dispatcher, { typeCode: "TR-03" });
  await order(dispatcher, incident.id, ["T1"]);
  const seat = await openConsole(browser, city, "traffic", "dark");
  await seat.page.locator(".alarm", { hasText: "等待席位应答" }).locator(".alarm-text").click();
  await seat.page.getByRole("region", { name: "专业席位" }).waitFor();
  await seat.shoot("console-duty-seat-dark");
  await seat.assertAccessible("duty seat");
  await seat.page.keyboard.press("e");
  await seat.page.getByText("席位已应答").waitFor();
  await until(async () => (await dispatcher.incident(incident.id)).seat?.answeredAt !== null);
  seat.assertQuiet();
  await seat.context.close();
  accepted(await dispatcher.command("intake.cancel", { incidentId: incident.id, reason: "误报" }));
});

test("ORG-01, ORG-02, X-15: a station opens its copy by looking at it, and stops the order with a reason; the city hears of it at once", async () => {
  const incident = await report(dispatcher);
  const commander = await openConsole(browser, city, "commander");
  const chief = await openConsole(browser, city, "chief11");
  const { orderId } = await order(await city.signIn("commander"), incident.id, ["U1"]);
  await rowOf(chief, "入室盗窃").or(chief.page.locator(".row")).first().click();
  await chief.page.keyboard.press("1");
  const copies = chief.page.getByRole("region", { name: "指令抄送" });
  await copies.getByRole("button", { name: "否决" }).waitFor();
  const copyOf = async (orgId: string) => (await dispatcher.incident(incident.id)).orders.find(({ id }) => id === orderId)?.copies.find((copy) => copy.orgId === orgId);
  await until(async () => (await copyOf("S11"))?.seenAt != null);
  assert.equal((await copyOf("D1"))?.seenAt, null, "the district has not looked");
  await copies.getByRole("button", { name: "否决" }).click();
  await chief.shoot("console-copies");
  await chief.assertAccessible("copies");
  await chief.page.keyboard.type("该处正在安保封闭");
  await chief.page.keyboard.press("Enter");
  await commander.page.locator(".alarm", { hasText: "否决" }).filter({ hasText: "该处正在安保封闭" }).waitFor();
  await commander.shoot("console-veto");
  for (const seat of [chief, commander]) {
    seat.assertQuiet();
    await seat.context.close();
  }
  accepted(await dispatcher.command("intake.cancel", { incidentId: incident.id, reason: "误报" }));
});

test("DSP-03, X-15: a patrol is put together and begun by keys; it is followed point by point, an order pauses it, and it can be ended and taken up again", async () => {
  const seat = await openConsole(browser, city, "commander");
  const { page } = seat;
  const crew = await city.signIn("u1");
  await page.keyboard.press("/");
  await page.keyboard.type("巡 U1");
  await page.locator(".bar-ready").waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".patrol-offer", { hasText: "人民医院" }).waitFor();
  await page.locator("#patrol-start:focus").waitFor();
  await seat.assertAccessible("planning a patrol");
  await page.keyboard.press("Enter");
  await page.locator(".patrol-next").waitFor();
  accepted(await crew.command("dispatch.checkpoint", { unitId: "U1", index: 0 }));
  await page.getByText("已到 1/2").waitFor();
  const incident = await report(dispatcher);
  const { orderId } = await order(dispatcher, incident.id, ["U1"]);
  await page.locator(".patrol-head", { hasText: "因派警暂停" }).waitFor();
  await seat.shoot("console-patrol");
  await seat.assertAccessible("patrol");
  accepted(await dispatcher.command("dispatch.recall", { incidentId: incident.id, orderId, unitId: "U1", reason: "误派" }));
  await page.locator(".patrol-head", { hasNotText: "因派警暂停" }).waitFor();
  await page.getByRole("button", { name: "结束巡逻", exact: true }).click();
  await page.getByText("学府 01 已结束巡逻").waitFor();
  await page.keyboard.press("z");
  await page.getByText("已到 0/1").waitFor();
  accepted(await crew.command("dispatch.checkpoint", { unitId: "U1", index: 0 }));
  await until(async () => (await dispatcher.unit("U1")).status === "AVAILABLE");
  seat.assertQuiet();
  await seat.context.close();
  accepted(await dispatcher.command("intake.cancel", { incidentId: incident.id, reason: "误报" }));
});

test("DSP-06, X-15: the planner shows coverage, and a sandbox before and after, and nothing of it reaches the live board", async () => {
  const seat = await openConsole(browser, city, "commander2");
  const { cursor } = await dispatcher.board();
  await seat.page.keyboard.press("h");
  await seat.page.getByText("非实时", { exact: false }).waitFor();
  const figures = seat.page.locator(".planner-figures");
  await figures.getByRole("row", { name: "3 分钟内的需求" }).waitFor();
  await seat.page.getByRole("tab", { name: "沙盘" }).click();
  await seat.page.locator(".planner-posts").getByRole("button", { name: "撤销" }).first().click();
  await figures.getByRole("columnheader", { name: "沙盘" }).waitFor();
  await seat.page.locator(".planner-posts .tag", { hasText: "撤销" }).waitFor();
  await seat.shoot("console-planner");
  await seat.assertAccessible("planner");
  assert.equal((await dispatcher.board()).cursor, cursor);
  await seat.page.getByRole("button", { name: "送审" }).click();
  await seat.page.keyboard.type("撤一处");
  await seat.page.keyboard.press("Enter");
  await seat.page.getByRole("region", { name: "点位变动" }).getByText("撤销").waitFor();
  accepted(await (await city.signIn("commander2")).command("layouts.discard", { layoutId: (await dispatcher.layouts()).layouts.find(({ status }) => status === "DRAFT")!.id, reason: "试过了" }));
  await seat.page.keyboard.press("h");
  await seat.page.getByRole("tab", { name: "预测" }).click();
  await seat.page.getByText("历史不足，暂不预测", { exact: false }).waitFor();
  seat.assertQuiet();
  await seat.context.close();
});

test("SCN-05, X-15: a road at a crossing is closed by keys with reason and end, and one key opens it again", async () => {
  const seat = await openConsole(browser, city, "dispatcher");
  await seat.page.keyboard.press("0");
  await seat.page.locator("#roads-search:focus").waitFor();
  await seat.page.keyboard.type("学府路8号");
  await seat.page.locator(".road-picker .option").first().waitFor();
  await seat.page.keyboard.press("Enter");
  await seat.page.locator("#roads-offer-0:focus").waitFor();
  await seat.page.keyboard.press("Space");
  await seat.page.getByLabel("原因").selectOption("FLOOD");
  await seat.assertAccessible("road closures");
  await seat.page.locator("#roads-offer-0").press("Enter");
  const row = seat.page.locator(".closure", { hasText: "积水" });
  await row.getByRole("button", { name: "恢复通行" }).waitFor();
  await seat.shoot("console-closures");
  const [set] = (await dispatcher.board()).closures;
  assert.ok(set?.reasonCode === "FLOOD" && set.until !== null && set.roads.length === 1);
  await seat.page.keyboard.press("z");
  await row.waitFor({ state: "detached" });
  assert.deepEqual((await dispatcher.board()).closures, []);
  seat.assertQuiet();
  await seat.context.close();
});

test("DSP-07, X-15: a layout is drafted, its faults are listed, and another seat publishes what has none", async () => {
  const drafter = await openConsole(browser, city, "dispatcher2");
  await drafter.page.keyboard.press("/");
  await drafter.page.keyboard.type("布局");
  await drafter.page.keyboard.press("Enter");
  const board = drafter.page.getByRole("region", { name: "巡区布局", exact: true });
  await board.getByRole("button", { name: "起草新版" }).click();
  await drafter.page.keyboard.type("码头扩区");
  await drafter.page.keyboard.press("Enter");
  await board.getByText("没有重叠和空白，可以发布").waitFor();
  const { layouts } = await dispatcher.layouts();
  const draft = layouts.find(({ status }) => status === "DRAFT")!;
  const { areas } = await dispatcher.layout(draft.id);
  accepted(await (await city.signIn("dispatcher2")).command("layouts.edit", { layoutId: draft.id, remove: ["P112"] }));
  await board.getByText("空白 · 学府派出所").waitFor();
  await drafter.assertAccessible("layouts");
  accepted(await (await city.signIn("dispatcher2")).command("layouts.edit", { layoutId: draft.id, set: areas.filter(({ id }) => id === "P112") }));
  await board.getByText("您参与了编制，须由他人发布").waitFor();
  accepted(await (await city.signIn("commander")).command("layouts.publish", { layoutId: draft.id, effectiveFrom: now() + 3_600_000 }));
  await board.getByText("待生效").waitFor();
  drafter.assertQuiet();
  await drafter.context.close();
});

test("CMD-04, X-15: command is handed to a seat picked from those that are there; the other accepts with one key", async () => {
  const incident = await report(dispatcher);
  const giver = await openConsole(browser, city, "commander");
  const taker = await openConsole(browser, city, "commander2", "dark");
  await giver.page.locator(".row").first().click();
  await giver.page.keyboard.press("c");
  await giver.page.getByText("移交", { exact: false }).first().waitFor();
  await until(async () => (await dispatcher.incident(incident.id)).commander?.userId === "commander");
  await giver.page.keyboard.press("c");
  await giver.page.locator(".option", { hasText: "值班长乙" }).waitFor();
  assert.equal(await giver.page.locator(".option", { hasText: "调度员" }).count(), 0, "who may not command is not offered");
  await giver.shoot("console-hand-over");
  await giver.assertAccessible("hand-over");
  await giver.page.keyboard.type("乙");
  await giver.page.keyboard.press("Enter");
  await taker.page.locator(".alarm", { hasText: "请您接手指挥" }).locator(".alarm-text").click();
  await taker.page.keyboard.press("c");
  await until(async () => (await dispatcher.incident(incident.id)).commander?.userId === "commander2");
  await giver.page.locator(".commander", { hasText: "值班长乙" }).waitFor();
  await taker.page.keyboard.press("/");
  await taker.page.keyboard.type("移交 . zhibanzhangj");
  await taker.page.locator(".bar-ready", { hasText: "值班长甲" }).waitFor();
  await taker.shoot("console-hand-back-dark");
  await taker.page.keyboard.press("Enter");
  await giver.page.locator(".alarm", { hasText: "请您接手指挥" }).waitFor();
  for (const seat of [giver, taker]) {
    seat.assertQuiet();
    await seat.context.close();
  }
});

test("R50, X-15: a seat is locked and opened by keys; what was being typed is still there, and a reload opens nothing", async () => {
  const seat = await openConsole(browser, city, "taker");
  const { page } = seat;
  await page.keyboard.press("n");
  await page.keyboard.type("学府路");
  await page.locator(".strip-seat").click();
  await page.getByRole("heading", { name: "修改密码" }).waitFor();
  await page.getByText("本席", { exact: true }).waitFor();
  await seat.shoot("console-account-light");
  await seat.assertAccessible("account");
  await seat.press("锁定席位");
  await page.getByRole("dialog", { name: "席位已锁定" }).waitFor();
  await page.keyboard.type("wrong-password");
  await page.keyboard.press("Enter");
  seat.allow(/401|423/);
  await page.getByText("账号或密码不正确").waitFor();
  await seat.shoot("console-locked-light");
  await seat.assertAccessible("locked");
  await page.getByLabel("密码", { exact: true }).last().fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByRole("dialog", { name: "席位已锁定" }).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  assert.equal(await page.locator(".intake input").evaluateAll((fields) => fields.some((field) => (field as HTMLInputElement).value.includes("学府路"))), true);
  await page.locator(".strip-seat").click();
  await seat.press("锁定席位");
  await page.reload();
  await page.getByRole("dialog", { name: "席位已锁定" }).waitFor();
  assert.equal(await page.locator(".strip").count(), 0);
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByText("实时").waitFor();
  seat.assertQuiet();
  await seat.context.close();
});

test("GOV-02, X-15: emergency access is asked for, approved with one press, shown until it ends, and reviewed by a third seat", async () => {
  await report(dispatcher);
  const east = await openConsole(browser, city, "d2", "dark");
  await east.page.locator(".strip-seat").click();
  await east.press("应急授权");
  await east.page.getByLabel("范围").selectOption("D1");
  await east.page.getByLabel("理由").fill("跨区追踪，需调西区力量");
  await east.shoot("console-emergency-ask-dark");
  await east.page.keyboard.press("Enter");
  await east.page.getByText("待审批").waitFor();
  assert.equal(await rowOf(east, "入室盗窃").count(), 0);
  const commander = await openConsole(browser, city, "commander");
  await commander.page.getByText("江东区调度 申请 调度员 权限").waitFor();
  await commander.shoot("console-emergency-line-light");
  await commander.press("批准");
  await rowOf(east, "入室盗窃").waitFor();
  await east.page.getByText("应急授权使用中").waitFor();
  await east.page.keyboard.press("Escape");
  await east.shoot("console-emergency-running-dark");
  await east.assertAccessible("emergency access in use");
  await east.press("结束授权");
  await rowOf(east, "入室盗窃").waitFor({ state: "detached" });
  assert.equal(await east.page.getByText("应急授权使用中").count(), 0);
  east.assertQuiet();
  commander.assertQuiet();
  const auditor = await openConsole(browser, city, "auditor");
  await auditor.press("查看");
  await auditor.press("查看并复核");
  await auditor.page.getByRole("cell", { name: "工作台" }).first().waitFor();
  await auditor.shoot("console-emergency-review-light");
  await auditor.assertAccessible("emergency review");
  await auditor.page.getByLabel("复核意见").fill("情况属实");
  await auditor.press("理由成立");
  await auditor.page.getByText("审计员 复核：理由成立").waitFor();
  auditor.assertQuiet();
});
