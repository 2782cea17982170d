import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import type { Browser, WebSocketRoute } from "playwright-core";
import { startCity, runningClock, type Seated, type TestCity } from "../harness.ts";
import { accepted, onDuty, order, report } from "../scene.ts";
import { until } from "../until.ts";
import { closeSeatsAfterEach, launchBrowser } from "./browser.ts";
import { bar, figure, intakeDone, live, openConsole, rowOf } from "./console-seat.ts";

let city: TestCity;
let browser: Browser;
let dispatcher: Seated;
let units: Map<string, Seated>;

/** Real time, told from ten o'clock: the console counts seconds by itself. */
const clock = runningClock();

closeSeatsAfterEach();
before(async () => {
  city = await startCity({ clock, server: { timers: true } });
  browser = await launchBrowser();
  dispatcher = await city.signIn("dispatcher");
  units = await onDuty(city, "U1", "U2", "U3");
});
after(async () => {
  await browser?.close();
  await city?.close();
});

/** The unit does its part up to the first feedback, at its own device. */
async function workOrder(unitId: string, incidentId: string): Promise<void> {
  const seat = units.get(unitId)!;
  const incident = await seat.incident(incidentId);
  const orderId = incident.orders.at(-1)!.id;
  const step = { incidentId, orderId, unitId };
  accepted(await seat.command("dispatch.acknowledge", step));
  accepted(await seat.command("dispatch.enRoute", step));
  accepted(await seat.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
  accepted(await seat.command("dispatch.handle", step));
  accepted(await seat.command("dispatch.feedback", { ...step, kind: "FIRST", text: "已到场,正在调解" }));
}

test("X-15: a whole incident by keys alone, with the command bar, from the call to its closure and back (INC-06)", async () => {
  const seat = await openConsole(browser, city, "commander");
  const { page } = seat;
  await page.keyboard.press("n");
  await page.keyboard.type("建社路2号");
  await page.locator(".option", { hasText: "建设路2号" }).getByText("≈ 读音相近").waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("≈ 按读音相近的路名，请与来电人核对").waitFor();
  await page.keyboard.type("dj");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type("w");
  await page.keyboard.press("Enter");
  await rowOf(seat, "建社路2号").waitFor();
  await intakeDone(seat);
  const incident = (await dispatcher.incidents({ open: true })).incidents.find(({ place }) => place?.addressText === "建社路2号")!;
  const no = String(Number(incident.no.split("-").at(-1)));

  await bar(seat, `级 ${no} 1 持刀`);
  await rowOf(seat, "建社路2号").getByText("一级").waitFor();
  await bar(seat, `注 ${no} 现场有监控`);
  await bar(seat, `指挥 ${no}`);
  await page.locator(".commander", { hasText: "值班长甲" }).waitFor();
  await bar(seat, `派 ${no} +1`);
  await until(async () => (await dispatcher.incident(incident.id)).orders.length === 1);
  const ordered = await dispatcher.incident(incident.id);
  assert.equal(ordered.orders[0]!.assignments[0]!.rank, 1);
  await page.locator(".notice", { hasText: "已派" }).waitFor();
  await page.keyboard.press("x");
  await page.keyboard.press("Enter");
  await page.locator(".gaps", { hasText: "到达现场时间" }).waitFor();
  await seat.shoot("console-close-blocked");
  await seat.assertAccessible("closing");
  await page.keyboard.press("Escape");
  await workOrder(ordered.orders[0]!.assignments[0]!.unitId, incident.id);
  await bar(seat, `结 ${no} 1 当场调解`);
  await until(async () => (await dispatcher.incident(incident.id)).status === "CLOSED");
  await bar(seat, `重开 ${no} 报警人补充情况`);
  await until(async () => (await dispatcher.incident(incident.id)).outcome === null);
  await bar(seat, `结 ${no} 1 补充后结案`);
  await until(async () => (await dispatcher.incident(incident.id)).status === "CLOSED");
  seat.allow(/409 \(Conflict\)/);
  seat.assertQuiet();
  await seat.context.close();
});

test("CMD-11: a unit that was taken meanwhile gives way to the next best, under the same hands", async () => {
  const seat = await openConsole(browser, city, "dispatcher2");
  const { page } = seat;
  const mine = await report(dispatcher, { place: { addressText: "码头甲", point: { lon: 112.016, lat: 30.005 }, datum: "WGS84" }, typeCode: "PO-04" });
  const other = await report(dispatcher, { place: { addressText: "码头乙", point: { lon: 112.017, lat: 30.005 }, datum: "WGS84" }, typeCode: "PO-04" });
  await rowOf(seat, "码头甲").click();
  await page.locator(".candidate").first().waitFor();
  const { ranked } = await dispatcher.recommendation(mine.id);
  await order(dispatcher, other.id, [ranked[0]!.unitId]);
  await page.locator("#candidates").focus();
  await page.keyboard.press("Enter");
  await page.getByText("已被派出").first().waitFor();
  await page.locator("#candidates:focus").waitFor();
  await page.locator("#candidate-0").filter({ hasNotText: ranked[0]!.callSign }).waitFor();
  await seat.shoot("console-unit-taken");
  await page.keyboard.press("Enter");
  await until(async () => (await dispatcher.incident(mine.id)).orders.length === 1);
  assert.notEqual((await dispatcher.incident(mine.id)).orders[0]!.assignments[0]!.unitId, ranked[0]!.unitId);
  seat.allow(/409 \(Conflict\)/);
  seat.assertQuiet();
  await seat.context.close();
});

test("R8, R37, X-08: while nothing can be stored the bar says so and what is entered waits under a paper number; the paper board opens without a server; a ticket entered twice is one incident", async () => {
  const seat = await openConsole(browser, city, "taker");
  const { page } = seat;
  await report(dispatcher, { place: { addressText: "印在纸上的地方", point: null, datum: "WGS84" } });
  const name = new URL(city.adminUrl).pathname.slice(1);
  const admin = new pg.Client({ connectionString: city.adminUrl.replace(/\/[^/]+$/, "/postgres") });
  await admin.connect();
  const only = async (reading: "on" | "off"): Promise<void> => {
    await admin.query(`alter database ${name} set default_transaction_read_only = ${reading}`);
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
  };
  const open = async (address: string): Promise<number> => (await dispatcher.incidents({ open: true })).incidents.filter(({ place }) => place?.addressText === address).length;
  try {
    await only("on");
    await page.getByRole("alert").getByText("目前无法存储：数据库只读").waitFor();
    await page.keyboard.press("n");
    await page.keyboard.type("存不进去的来电");
    await page.keyboard.press("Control+Enter");
    await page.getByText(/纸质单号 TAKER-\d{4}-/).waitFor();
    await intakeDone(seat);
    await seat.shoot("console-unstored");
    await seat.assertAccessible("unstored");
    await only("off");
    await rowOf(seat, "存不进去的来电").waitFor();
    assert.equal(await open("存不进去的来电"), 1);
  } finally {
    await only("off");
    await admin.end();
  }
  for (const round of [1, 2]) {
    await page.keyboard.press("n");
    await page.getByLabel("纸单补录").check();
    await page.keyboard.press("Tab");
    await page.getByLabel("纸单号").fill("taker-0907-a1");
    await page.getByLabel("原接警时间").fill("0907");
    await page.locator("#intake-where").fill("纸单上的地点");
    await page.keyboard.press("Control+Enter");
    if (round === 2) await page.getByText("该纸单已录入").waitFor();
    else await rowOf(seat, "纸单上的地点").waitFor();
    await intakeDone(seat);
  }
  assert.equal(await open("纸单上的地点"), 1);
  const [entered] = (await dispatcher.incidents({ open: true })).incidents.filter(({ place }) => place?.addressText === "纸单上的地点");
  assert.equal(entered?.occurredAt, Date.UTC(2026, 2, 2, 1, 7));
  const paper = await seat.context.newPage();
  await until(async () => {
    await paper.goto(`${city.url}/paper`);
    return (await paper.content()).includes("纸单上的地点");
  }, 20);
  await seat.context.setOffline(true);
  for (const path of ["/paper", "/"]) {
    await paper.goto(`${city.url}${path}`);
    await paper.getByText("印在纸上的地方").waitFor();
  }
  await seat.context.setOffline(false);
  seat.allow(/503|ERR_|WebSocket/);
  seat.assertQuiet();
  await seat.context.close();
});

test("CMD-02, X-08: after a cut line the stream goes on without a gap or a reload; what was entered meanwhile is sent once", async () => {
  const seat = await openConsole(browser, city, "taker");
  const { page } = seat;
  let down = false;
  const open = new Set<WebSocketRoute>();
  await page.routeWebSocket(/\/api\/v1\/stream/, (socket) => {
    if (down) return void socket.close();
    socket.connectToServer();
    open.add(socket);
  });
  await page.reload();
  await live(seat);
  down = true;
  await page.route("**/api/v1/intake/**", (route) => route.abort());
  for (const socket of open) await socket.close();
  await page.getByText("与服务器的连接已断开").waitFor();
  await report(dispatcher, { place: { addressText: "断线时的来电", point: { lon: 112.008, lat: 30.02 }, datum: "WGS84" } });
  await page.keyboard.press("n");
  await page.keyboard.type("断线时接的");
  await page.keyboard.press("Enter");
  await page.keyboard.type("dj");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Enter");
  await page.keyboard.type("w");
  await page.keyboard.press("Enter");
  await page.getByText("1 条等待发送").waitFor();
  await seat.shoot("console-offline");
  assert.equal(await rowOf(seat, "断线时的来电").count(), 0);
  down = false;
  await page.unroute("**/api/v1/intake/**");
  await rowOf(seat, "断线时的来电").waitFor();
  await rowOf(seat, "断线时接的").waitFor();
  await page.getByText("与服务器的连接已断开").waitFor({ state: "detached" });
  assert.equal((await dispatcher.incidents({ open: true })).incidents.filter(({ place }) => place?.addressText === "断线时接的").length, 1);
  seat.allow(/ERR_FAILED|ERR_ABORTED/);
  seat.assertQuiet();
  await seat.context.close();
});

test("X-14, X-15, DSP-09: the filter counts what it keeps back; both languages, both themes, a narrow window", async () => {
  const seat = await openConsole(browser, city, "dispatcher");
  const { page } = seat;
  await report(dispatcher, { place: { addressText: "筛选藏起的来电", point: null, datum: "WGS84" } });
  await rowOf(seat, "筛选藏起的来电").waitFor();
  const waiting = await figure(seat, "未派警").textContent();
  await page.keyboard.press("f");
  await page.keyboard.type("没有这样的地点");
  await page.locator(".group-loud").getByText(`筛选隐藏 ${waiting} 起`).waitFor();
  assert.equal(await figure(seat, "未派警").textContent(), waiting, "the strip does not know of filters");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "English" }).click();
  await page.locator(".group", { hasText: "Unassigned" }).waitFor();
  await page.keyboard.press("j");
  await seat.assertAccessible("English");
  await seat.shoot("console-english");
  await page.reload();
  await page.locator(".group", { hasText: "Unassigned" }).waitFor();
  await page.keyboard.press("u");
  await page.locator(".ant-table-row", { hasText: "学府 01" }).waitFor();
  await seat.assertAccessible("unit board");
  await page.keyboard.press("Escape");
  await page.keyboard.press("v");
  await page.getByText("No orders in this scope and week", { exact: false }).waitFor();
  await page.keyboard.press("Escape");
  await page.locator(".speed-filter").waitFor({ state: "detached" });
  await page.keyboard.press("Shift+?");
  await page.getByRole("heading", { name: "All keys" }).waitFor();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "中文" }).click();
  await page.setViewportSize({ width: 390, height: 844 });
  await page.locator(".row").first().waitFor();
  await seat.shoot("console-narrow");
  await page.locator("body").press("u");
  const board = page.locator(".board");
  await board.getByText("学府 01").first().waitFor();
  assert.deepEqual(await board.locator("thead th").allInnerTexts(), ["单元", "状态", "已持续", "警情"], "on a phone nobody scrolls sideways for a status");
  await seat.shoot("console-narrow-units");
  await seat.press("地图");
  await board.waitFor({ state: "detached" }); // a column that is turned to is seen
  await seat.press("队列");
  await page.locator(".row").first().click();
  await page.locator(".detail-header").waitFor();
  await seat.shoot("console-narrow-detail");
  seat.assertQuiet();
  await seat.context.close();
});
