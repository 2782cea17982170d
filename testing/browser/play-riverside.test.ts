import assert from "node:assert/strict";
import { test } from "node:test";
import { accepted, onDuty, order } from "../scene.ts";
import { until } from "../until.ts";
import { bar, intakeDone, openConsole, rowOf } from "./console-seat.ts";
import { playIn } from "./play-city.ts";

const play = playIn("crowd-crush");

test("CMD-01, CMD-06, CMD-08, DSP-03, DSP-10, ORG-01, ORG-02, X-15: crowd pressure at the riverside, from a red advisory over a patrol, an order that a station stops, and a plan that is raised and lowered again to a call for help", async () => {
  const { city, browser, watcher } = play();
  const units = await onDuty(city, "U1", "U2");
  const seat = await openConsole(browser, city, "commander");
  const { page } = seat;

  // An advisory of a circle is brought in and confirmed by keys, and the incident that follows from it opens with its words and stands at its centre.
  await bar(seat, "预警");
  await page.locator(".advisories:focus").waitFor();
  await page.keyboard.press("r");
  const form = page.getByRole("form", { name: "录入预警" });
  await form.getByLabel("内容").fill("滨江广场每平方米 4 人");
  await form.getByLabel("级别").selectOption({ label: "红色" });
  await form.getByLabel("类别").selectOption({ label: "人流" });
  await form.getByRole("button", { name: "圆形" }).click();
  await form.getByLabel("半径").fill("300");
  await form.getByLabel("圆心地点").fill("学府路二纬街路口");
  await page.locator(".advisory-area .option").first().waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("半径 300 米").waitFor();
  await seat.shoot("play-riverside-circle");
  await form.getByLabel("范围说明").fill("滨江广场");
  await page.keyboard.press("Enter");
  await page.locator(".alarm", { hasText: "红色预警待处置" }).waitFor();
  await page.locator(".advisory-row", { hasText: "滨江广场" }).click();
  await page.locator(".advisories:focus").waitFor(); // a row that was clicked leaves the keys to the list
  await page.keyboard.press("y");
  await page.locator(".advisory-row", { hasText: "已确认" }).waitFor();
  await seat.shoot("play-riverside-advisory");
  await seat.assertAccessible("advisories");
  await page.keyboard.press("Enter");
  await until(() => page.locator(".intake input").evaluateAll((inputs) => inputs.some((input) => (input as HTMLInputElement).value === "滨江广场每平方米 4 人")));
  await page.locator("#intake-what").fill("大客流");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+Enter");
  await rowOf(seat, "人群拥挤").waitFor();
  await intakeDone(seat);
  const incident = (await watcher.incidents({ open: true })).incidents[0]!;
  const { id: advisoryId } = (await watcher.board()).advisories[0]!;
  assert.deepEqual([incident.advisoryId, incident.place?.point], [advisoryId, { lon: 112.004, lat: 30.004 }]);

  // A patrol along the river is put together by keys, and followed point by point.
  await bar(seat, "巡 U1");
  await page.locator(".patrol-offer", { hasText: "人民医院" }).waitFor();
  await page.locator("#patrol-start:focus").waitFor();
  await seat.assertAccessible("planning a patrol");
  await page.keyboard.press("Enter");
  await page.locator(".patrol-next").waitFor();
  accepted(await units.get("U1")!.command("dispatch.checkpoint", { unitId: "U1", index: 0 }));
  await page.getByText("已到 1/2").waitFor();

  // An order pauses the patrol; the station opens its copy by looking at it, and stops the order with a reason.
  const chief = await openConsole(browser, city, "chief11");
  const { orderId } = await order(await city.signIn("commander"), incident.id, ["U1"]);
  await page.locator(".patrol-head", { hasText: "因派警暂停" }).waitFor();
  await seat.shoot("play-riverside-patrol");
  await seat.assertAccessible("patrol");
  await chief.page.locator(".row").first().click();
  await chief.page.keyboard.press("1");
  const copies = chief.page.getByRole("region", { name: "指令抄送" });
  await copies.getByRole("button", { name: "否决" }).waitFor();
  const copyOf = async (orgId: string) => (await watcher.incident(incident.id)).orders.find(({ id }) => id === orderId)?.copies.find((copy) => copy.orgId === orgId);
  await until(async () => (await copyOf("S11"))?.seenAt != null);
  assert.equal((await copyOf("D1"))?.seenAt, null, "the district has not looked");
  await copies.getByRole("button", { name: "否决" }).click();
  await chief.shoot("play-riverside-copies");
  await chief.assertAccessible("copies");
  await chief.page.keyboard.type("该处正在安保封闭");
  await chief.page.keyboard.press("Enter");
  await page.locator(".alarm", { hasText: "否决" }).filter({ hasText: "该处正在安保封闭" }).waitFor();
  await seat.shoot("play-riverside-veto");
  chief.assertQuiet();
  await chief.context.close();
  accepted(await watcher.command("dispatch.recall", { incidentId: incident.id, orderId, unitId: "U1", reason: "改派他组" }));
  await page.locator(".patrol-head", { hasNotText: "因派警暂停" }).waitFor();
  await page.getByRole("button", { name: "结束巡逻", exact: true }).click();
  await page.getByText("学府 01 已结束巡逻").waitFor();
  await page.keyboard.press("z");
  await page.getByText("已到 0/1").waitFor();
  accepted(await units.get("U1")!.command("dispatch.checkpoint", { unitId: "U1", index: 0 }));
  await until(async () => (await watcher.unit("U1")).status === "AVAILABLE");

  // The plan at level IV, raised to II: only what is new goes out; lowered: what has not begun is cancelled, what has is asked about.
  await rowOf(seat, "人群拥挤").click();
  await page.keyboard.press("4");
  await page.getByRole("button", { name: /启动 IV 级/ }).press("Enter");
  await page.keyboard.press("c");
  await page.locator(".commander", { hasText: "值班长甲" }).waitFor();
  await page.locator("[data-task='COUNT']").getByRole("button", { name: "开始", exact: true }).press("Enter");
  const tasks = async (): Promise<Record<string, string>> => Object.fromEntries((await watcher.responses(incident.id)).responses[0]!.tasks.map(({ id, state }) => [id, state]));
  await until(async () => (await tasks())["COUNT"] === "STARTED");
  const low = await tasks();
  assert.deepEqual({ ...low }, { COUNT: "STARTED", "ONE-WAY": "WAITING", CLEAR: "WAITING" });
  const setLevel = async (button: string, reason: string): Promise<void> => {
    await seat.press(button);
    await page.keyboard.type(reason);
    await page.keyboard.press("Enter");
    await page.locator(".tag", { hasText: new RegExp(`^${button.split(" ")[1]!} 级响应$`) }).waitFor();
  };
  await setLevel("升至 II 级…", "人流仍在增加");
  const high = await tasks();
  assert.deepEqual({ ...high, ...low }, high, "what was there is as it was");
  for (const id of ["STOP-SHOW", "METERING", "SKIP-STATION", "LANES"]) assert.ok(high[id] !== undefined, `${id} is new`);
  await page.locator("[data-task='STOP-SHOW']").getByRole("button", { name: "开始", exact: true }).press("Enter");
  await until(async () => (await tasks())["STOP-SHOW"] === "STARTED");
  await seat.shoot("play-riverside-level-two");
  await seat.assertAccessible("plan at level II");
  await setLevel("降至 IV 级…", "人流回落");
  await page.locator("[data-task='STOP-SHOW']").getByText("级别已降，待决定").waitFor();
  const lowered = await tasks();
  for (const [id, state] of Object.entries(high)) assert.equal(lowered[id], id in low ? low[id] : id === "STOP-SHOW" ? "STARTED" : "CANCELLED", `${id} was ${state}`);
  await seat.shoot("play-riverside-lowered");
  await page.locator("[data-task='STOP-SHOW']").getByRole("button", { name: "继续" }).press("Enter");
  await page.locator("[data-task='STOP-SHOW']", { hasNotText: "级别已降，待决定" }).waitFor();

  // A call for help stands above everything until it is cleared with a reason.
  accepted(await units.get("U2")!.command("dispatch.duress", { unitId: "U2" }));
  await page.locator(".alarm-duress.alarm-fresh").waitFor();
  await page.locator(".count", { hasText: "紧急求助" }).waitFor();
  await seat.assertAccessible("duress");
  await seat.shoot("play-riverside-duress");
  await page.keyboard.press("a");
  await page.locator(".alarm-duress:not(.alarm-fresh)").waitFor();
  await page.getByRole("button", { name: "解除", exact: true }).click();
  await page.keyboard.type("已电话核实安全");
  await page.keyboard.press("Enter");
  await page.locator(".alarm-duress").waitFor({ state: "detached" });
  assert.equal((await watcher.unit("U2")).duress, null);
  seat.assertQuiet();
});
