import assert from "node:assert/strict";
import { test } from "node:test";
import { isTaskOpen } from "@tocsin/contract/command/activation.ts";
import { accepted, onDuty, order, refusedWith } from "../scene.ts";
import { until } from "../until.ts";
import type { WatchedPage } from "./browser.ts";
import { bar, intakeDone, openConsole, rowOf } from "./console-seat.ts";
import { openPhone, playIn } from "./play-city.ts";

const play = playIn("gas-leak");
/** A school, with bottles of gas on record. */
const SCENE = "第一小学";

/** The call-taker: the first call opens the incident, the second is offered beside the form and joins it. */
async function takeTwoCalls(taker: WatchedPage): Promise<void> {
  const { page } = taker;
  const about = async (): Promise<void> => {
    await page.keyboard.press("n");
    await page.keyboard.type(SCENE);
    await page.locator(".option", { hasText: SCENE }).first().waitFor();
    await page.keyboard.press("Enter");
    await page.keyboard.type("燃气泄漏");
    await page.keyboard.press("Enter");
  };
  await about();
  await page.keyboard.type("闻到很浓的燃气味");
  await page.keyboard.press("Control+Enter");
  await rowOf(taker, SCENE).waitFor();
  await intakeDone(taker);
  await about();
  await page.locator(".duplicate", { hasText: SCENE }).waitFor();
  await taker.shoot("play-gas-second-call");
  await taker.assertAccessible("duplicates");
  await page.keyboard.type("食堂后面有嘶嘶声");
  await page.keyboard.press("Alt+Digit1");
}

/** A cordon by hand on the map, a staging area by keys, one of the two taken back; a road closed by keys and opened by one. */
async function drawAndClose(desk: WatchedPage): Promise<void> {
  const { page } = desk;
  await page.locator(".maplibregl-canvas").waitFor();
  await bar(desk, "标绘");
  await desk.press("警戒区");
  const box = (await page.getByTestId("map").boundingBox())!;
  const at = (x: number, y: number): [number, number] => [box.x + box.width * x, box.y + box.height * y];
  await page.waitForFunction(() => document.querySelector(".maplibregl-canvas")?.getAttribute("style")?.includes("crosshair") === true);
  for (const [x, y] of [[0.45, 0.45], [0.55, 0.45], [0.55, 0.55]] as const) await page.mouse.click(...at(x, y), { delay: 30 });
  await page.keyboard.press("Enter");
  await page.getByText("4 个角点").waitFor();
  await page.getByLabel("说明（可空）").fill("路口");
  await desk.press("标上 ↵");
  await page.locator(".draw-list", { hasText: "路口" }).waitFor();
  await page.getByRole("button", { name: "集结区", exact: true }).press("Enter");
  await page.getByLabel("地点，回车加一个角点").fill("建设路8号");
  await page.locator(".option", { hasText: "建设路8号" }).first().waitFor();
  await page.keyboard.press("Enter");
  await page.getByText("1 个角点").waitFor();
  await page.keyboard.press("Enter");
  await page.locator(".draw-list", { hasText: "集结区" }).waitFor();
  await desk.shoot("play-gas-drawings");
  await desk.assertAccessible("drawings");
  await page.locator(".draw-list li", { hasText: "集结区" }).getByRole("button", { name: "撤一步" }).press("Enter");
  await page.locator(".draw-list li", { hasText: "集结区" }).waitFor({ state: "detached" });
  await page.keyboard.press("Escape");
  await page.keyboard.press("0");
  await page.locator("#roads-search:focus").waitFor();
  await page.keyboard.type("学府路8号");
  await page.locator(".road-picker .option").first().waitFor();
  await page.keyboard.press("Enter");
  await page.locator("#roads-offer-0:focus").waitFor();
  await page.keyboard.press("Space");
  await page.getByLabel("原因").selectOption("FLOOD");
  await desk.assertAccessible("road closures");
  await page.locator("#roads-offer-0").press("Enter");
  const row = page.locator(".closure", { hasText: "积水" });
  await row.getByRole("button", { name: "恢复通行" }).waitFor();
  await desk.shoot("play-gas-closures");
  const [set, ...others] = (await play().watcher.board()).closures;
  assert.ok(set?.reasonCode === "FLOOD" && set.until !== null && set.roads.length === 1 && others.length === 0);
  // The row may come by the stream, before the answer that brings the way back.
  await page.locator(".notice", { hasText: "已管制" }).locator("kbd").waitFor();
  await page.keyboard.press("z");
  await row.waitFor({ state: "detached" });
  assert.deepEqual((await play().watcher.board()).closures, []);
  await page.keyboard.press("Escape");
}

/** A command post over the incident, by its form: a task, a word in the log, and the report that the log drafts. */
async function openPost(desk: WatchedPage): Promise<void> {
  const { page } = desk;
  await desk.press("设指挥部");
  await page.getByLabel("副指挥长").selectOption("D2");
  await page.getByLabel("单元（先选者带队）").selectOption(["U2", "U6", "U1"]);
  await page.getByLabel("目标").fill("疏散 3 栋楼");
  await page.keyboard.press("Enter");
  await page.locator(".post-board").getByText("疏散 3 栋楼").first().waitFor();
  await page.getByLabel("任务内容").fill("关闭燃气总阀");
  await page.keyboard.press("Enter");
  await page.getByLabel("记一笔").fill("燃气公司 20 分钟到");
  await page.getByLabel("来源").fill("电话");
  await page.keyboard.press("Enter");
  await page.locator(".post-log", { hasText: "燃气公司 20 分钟到" }).waitFor();
  await desk.press("从日志起草");
  await page.getByLabel("第 1 行", { exact: true }).waitFor();
  await desk.press("签发");
  await page.locator(".post-report").getByText("燃气公司 20 分钟到").waitFor();
  await page.getByText(/第 1 期 · 值班长甲/).waitFor();
  const rooms = page.getByRole("region", { name: "专班通信" });
  await rooms.getByRole("button", { name: "现场处置专班" }).click();
  await rooms.getByLabel("向在场各方发送").fill("先清东侧楼道");
  await page.keyboard.press("Enter");
  await rooms.locator(".message", { hasText: "先清东侧楼道" }).waitFor();
  await desk.shoot("play-gas-post");
  await desk.assertAccessible("command post");
}

test("CMD-02, CMD-04, CMD-05, CMD-06, CMD-07, CMD-08, CMD-12, INC-03, INC-05, SCN-02, SCN-05, X-07, X-15: a gas leak with evacuation, from two calls over order, plan, two districts' tasks, cordon, closure and command post to termination and review", async () => {
  const { city, browser, watcher } = play();
  const units = await onDuty(city, "U1", "U2", "U6");
  const taker = await openConsole(browser, city, "taker");
  await takeTwoCalls(taker);
  const incidentId = (await watcher.incidents({ open: true })).incidents[0]!.id;
  await until(async () => (await watcher.incident(incidentId)).reports.length === 2);
  assert.equal((await watcher.incidents({ open: true })).incidents.length, 1, "no second incident was opened");
  assert.equal((await watcher.incident(incidentId)).reports[1]!.text, "食堂后面有嘶嘶声");
  taker.assertQuiet();
  await taker.context.close();

  // The order, with its guidance, and the plan with one key.
  const desk = await openConsole(browser, city, "commander", "dark");
  const { page } = desk;
  await rowOf(desk, SCENE).click();
  await order(await city.signIn("commander"), incidentId, ["U2", "U6"]);
  const orderId = (await watcher.incident(incidentId)).orders[0]!.id;
  for (const unitId of ["U2", "U6"]) for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) accepted(await units.get(unitId)!.command(name, { incidentId, orderId, unitId }));
  await page.keyboard.press("3");
  await page.getByText("食堂液化气瓶 12 只").first().waitFor();
  await page.keyboard.press("4");
  await page.getByRole("button", { name: /启动 III 级/ }).press("Enter");
  await page.locator(".task", { hasText: "关阀断气" }).locator(".clock-calm").waitFor();
  const ready = page.locator("details", { hasText: "告知口径与值班电话" });
  await ready.locator("summary").click();
  await ready.getByText("步行撤到上风向").waitFor();
  await ready.getByText("0000-96777").waitFor();
  await desk.shoot("play-gas-at-hand");
  await ready.locator("summary").click();
  const responses = async () => (await watcher.responses(incidentId)).responses[0]!;
  const stateOf = async (id: string) => (await responses()).tasks.find((task) => task.id === id)?.state;
  const hand = async (task: string, to: string): Promise<void> => {
    const row = page.locator(`[data-task='${task}']`);
    await row.getByRole("button", { name: "改派…" }).press("Enter");
    await row.getByLabel("改派给（单元或单位）").fill(to);
    await row.getByLabel("改派的理由").fill("就近");
    await row.getByLabel("改派的理由").press("Enter");
    // The form goes when the command is accepted; until then its list offers the same name.
    await row.locator("form").waitFor({ state: "detached" });
    await row.locator(".hint", { hasText: to.split(" ")[0]! }).waitFor();
  };
  await hand("OUT/ROUTE", "学府 01 U1");
  await hand("NO-SPARK", "东湖派出所 S21");

  // The second district has it on its own screen, with no more of the plan than that, and takes it on with one key.
  const east = await openConsole(browser, city, "d2");
  await rowOf(east, SCENE).click();
  await east.page.keyboard.press("4");
  const own = east.page.locator("[data-task='NO-SPARK']");
  await own.getByRole("button", { name: "开始" }).press("Enter");
  await page.locator("[data-task='NO-SPARK'].task-started").waitFor();
  assert.equal(await east.page.locator("[data-task]").count(), 1);
  await east.shoot("play-gas-second-district");
  east.assertQuiet();
  await east.context.close();

  const phone = await openPhone(play(), "u1");
  await phone.page.locator(".plan-task", { hasText: "确定路线和集合点" }).waitFor();
  await phone.context.setOffline(true);
  await phone.press("接受，开始：确定路线和集合点");
  await phone.page.locator(".plan-task[data-state=STARTED]").waitFor();
  await phone.shoot("play-gas-phone");
  await phone.assertAccessible("plan task");
  await phone.context.setOffline(false);
  await page.getByRole("button", { name: "流程图" }).press("Enter");
  await page.locator(".flow-task.task-started", { hasText: "确定路线和集合点" }).waitFor();
  await page.locator(".flow-task.task-waiting", { hasText: "逐户通知" }).press("Enter");
  await page.locator("[data-task='OUT/NOTIFY'] button:focus").waitFor();
  await phone.press("完成：确定路线和集合点");
  await phone.press("已回报指挥部");
  await phone.press("报告完成");
  await page.locator("[data-task='OUT/ROUTE']").getByText("已回报指挥部").waitFor();
  await desk.shoot("play-gas-plan");
  await desk.assertAccessible("plan");
  assert.equal(await stateOf("OUT/ROUTE"), "DONE");
  assert.equal(await stateOf("OUT/NOTIFY"), "ISSUED", "what waited for it goes out");
  await page.getByRole("button", { name: "流程图" }).press("Enter");

  // Raised: only what is new is issued, what runs stays as it is.
  const before = await responses();
  await desk.press("升至 II 级…");
  await page.keyboard.type("三人不适");
  await page.keyboard.press("Enter");
  await page.locator(".tag", { hasText: /^II 级响应$/ }).waitFor();
  const raised = await responses();
  const old = new Set(before.tasks.map(({ id }) => id));
  assert.deepEqual(raised.tasks.filter(({ id }) => old.has(id)).map(({ id, state }) => [id, state]), before.tasks.map(({ id, state }) => [id, state]));
  assert.ok(raised.tasks.some(({ id }) => id === "RESCUE") && raised.tasks.some(({ id }) => id.startsWith("CARE/")));

  await drawAndClose(desk);
  assert.deepEqual((await watcher.board()).drawings?.map(({ kind, points }) => [kind, points.length]), [["CORDON", 4]]);

  await rowOf(desk, SCENE).click();
  await openPost(desk);
  await phone.page.getByText("关闭燃气总阀").waitFor();
  await phone.page.getByRole("region", { name: "专班通信 · 现场处置专班" }).getByText("先清东侧楼道").waitFor();
  await phone.shoot("play-gas-phone-task-force");
  phone.allow(/ERR_INTERNET_DISCONNECTED/);
  phone.assertQuiet();
  await phone.context.close();
  const [post] = (await watcher.board()).commandPosts ?? [];
  assert.ok(post && post.report!.lines.some(({ text, cites }) => text.includes("燃气公司 20 分钟到") && cites.length === 1));

  // Command goes to the next shift, who ends it.
  await page.keyboard.press("Escape");
  await rowOf(desk, SCENE).click();
  const next = await openConsole(browser, city, "commander2");
  await page.keyboard.press("c");
  await page.locator(".option", { hasText: "值班长乙" }).waitFor();
  assert.equal(await page.locator(".option", { hasText: "调度员" }).count(), 0, "who may not command is not offered");
  await desk.shoot("play-gas-hand-over-dark");
  await desk.assertAccessible("hand-over");
  await page.keyboard.type("乙");
  await page.keyboard.press("Enter");
  await next.page.locator(".alarm", { hasText: "请您接手指挥" }).locator(".alarm-text").click();
  await next.page.keyboard.press("c");
  await until(async () => (await watcher.incident(incidentId)).commander?.userId === "commander2");
  await page.locator(".commander", { hasText: "值班长乙" }).waitFor();

  const [chief, second, activationId] = [await city.signIn("commander"), await city.signIn("commander2"), raised.id];
  refusedWith(await second.command("command.terminatePlan", { activationId, reason: "排险完毕" }), "TASKS_OPEN");
  for (let open = raised.tasks; open.length > 0; open = (await responses()).tasks.filter(isTaskOpen)) {
    for (const { id } of open.filter(isTaskOpen)) await second.command("command.skipTask", { activationId, taskId: id, reason: "已由现场办结" });
  }
  await next.page.keyboard.press("4");
  await next.press("终止响应…");
  await next.page.keyboard.type("排险完毕");
  await next.page.keyboard.press("Enter");
  await next.page.locator(".tag", { hasText: "已终止" }).waitFor();
  refusedWith(await second.command("command.reviewPlan", { activationId, text: "我自己看过" }), "REVIEW_OWN_WORK");
  accepted(await (await city.signIn("overseer")).command("command.reviewPlan", { activationId, text: "处置及时" }));
  await next.page.locator(".said", { hasText: "处置及时" }).waitFor();
  await next.shoot("play-gas-reviewed");

  refusedWith(await chief.command("command.standDown", { commandPostId: post.id, reason: "排险完毕" }), "NOT_IN_COMMAND");
  refusedWith(await second.command("command.standDown", { commandPostId: post.id, reason: "排险完毕" }), "POST_TASKS_OPEN");
  accepted(await second.command("command.endPostTask", { commandPostId: post.id, taskId: "T1", state: "DONE" }));
  await bar(next, "指挥部");
  await next.press("撤销指挥部");
  await next.page.keyboard.type("排险完毕");
  await next.page.keyboard.press("Enter");
  await next.page.getByText(/全部取自 \d+ 条事件记录/).waitFor();
  await next.shoot("play-gas-stood-down");
  for (const seat of [desk, next]) seat.assertQuiet();
  for (const unit of units.values()) await unit.signOut();
});
