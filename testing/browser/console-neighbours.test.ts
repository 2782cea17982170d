import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { openTestLedger } from "@tocsin/ledger/testing.ts";
import { signInAt, runningClock } from "../harness.ts";
import { openNeighbours, type Neighbours } from "../neighbour-cities.ts";
import { accepted, order, report } from "../scene.ts";
import { closeSeatsAfterEach, launchBrowser, type WatchedPage } from "./browser.ts";
import { bar, intakeDone, openConsole, rowOf } from "./console-seat.ts";

const HOUR = 3_600_000;
let two: Neighbours;
let databases: Awaited<ReturnType<typeof openTestLedger>>[];
let browser: Browser;
/** Real time, told from ten o'clock, with leaps where a test has no hour to wait. */
const clock = runningClock();

closeSeatsAfterEach();
before(async () => {
  databases = await Promise.all([openTestLedger(), openTestLedger()]);
  two = await openNeighbours(databases[0]!.url, databases[1]!.url, clock);
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await two?.close();
  for (const database of databases ?? []) await database.close();
});

/** Until both cities have heard of everything. */
async function delivered(): Promise<void> {
  while ((await two.asking.wire.deliver()) + (await two.helping.wire.deliver()) > 0);
}

const card = ({ page }: WatchedPage) => page.locator(".matter-card");
const localOf = (at: number): string => new Date(at + 8 * HOUR).toISOString().slice(0, 16);

/** A duty commander asks the neighbour to exercise together, by keys; their duty commander looks at it and signs. */
async function agree(): Promise<void> {
  const [chief, theirs] = [await openConsole(browser, two.asking, "commander"), await openConsole(browser, two.helping, "commander", "dark")];
  await bar(chief, "联动");
  await chief.page.getByRole("button", { name: /约联合演练/ }).waitFor();
  await chief.page.keyboard.press("r");
  const form = chief.page.getByRole("form", { name: "约联合演练" });
  await form.getByLabel("演练内容").fill("跨界追踪与先期处置");
  await form.getByLabel("地点（须在共管地带内）").fill("学府路二纬街");
  await form.locator(".option").first().click();
  await form.getByLabel("自", { exact: true }).fill(localOf(clock.now() + HOUR));
  await form.getByLabel("至", { exact: true }).fill(localOf(clock.now() + 3 * HOUR));
  await chief.shoot("neighbours-exercise-form");
  await chief.assertAccessible("form of a joint exercise");
  await form.getByRole("button", { name: /发给对方/ }).click();
  await card(chief).getByText("对方尚未同意").waitFor();
  await delivered();
  await bar(theirs, "联动");
  await card(theirs).getByText("跨界追踪与先期处置").waitFor();
  await theirs.shoot("neighbours-exercise-asked-dark");
  await card(theirs).getByRole("button", { name: /签收/ }).click();
  await card(theirs).getByText("双方已同意").waitFor();
  await delivered();
  await card(chief).getByText("双方已同意").waitFor();
  for (const seat of [chief, theirs]) {
    seat.assertQuiet();
    await seat.context.close();
  }
}

test("JNT-07, X-09: two cities exercise together from the first word to the record: asked and agreed, offered as a drill, an incident opened from it by key, and who came when stands with who asked", async () => {
  await agree();
  clock.advance(HOUR + 60_000);
  const [desk, there] = [await signInAt(two.asking.url, "dispatcher"), await signInAt(two.helping.url, "dispatcher")];
  accepted(await there.command("dispatch.setUnitStatus", { unitId: "U1", status: "AVAILABLE" }));
  const drill = await report(desk, { drill: true });
  const [asks, helps] = [await openConsole(browser, two.asking, "dispatcher"), await openConsole(browser, two.helping, "dispatcher", "dark")];
  await rowOf(asks, drill.place!.addressText).click();
  await asks.page.getByRole("button", { name: /请求 邻市公安 先到/ }).click();
  await asks.page.getByText(/已请求 邻市公安，等候答复/).waitFor();
  await delivered();
  await helps.page.getByText(/演练：邻市公安 请求就近支援/).waitFor();
  await helps.shoot("neighbours-drill-alarm-dark");
  await bar(helps, "联动");
  await card(helps).locator(".tag-drill").waitFor();
  await card(helps).getByRole("button", { name: /签收/ }).click();
  await card(helps).getByRole("button", { name: /据此建警情/ }).waitFor();
  await helps.shoot("neighbours-drill-signed-dark");
  await helps.page.keyboard.press("0");
  await helps.page.locator(".intake").waitFor();
  await helps.shoot("neighbours-drill-intake-dark");
  await helps.page.locator(".intake").getByRole("button", { name: /^保存/ }).click();
  await intakeDone(helps);
  const matterId = (await desk.incident(drill.id)).matters![0]!.id;
  const helping = await there.incident((await there.matter(matterId)).chain[0]!.id!);
  assert.deepEqual([helping.drill, helping.helps], [true, matterId]);
  const { orderId } = await order(there, helping.id, ["U1"]);
  const unit = await signInAt(two.helping.url, "u1");
  const step = { incidentId: helping.id, orderId, unitId: "U1" };
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) accepted(await unit.command(name, step));
  accepted(await unit.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
  await delivered();
  await bar(asks, "联动");
  const came = asks.page.getByRole("region", { name: "对方单元" });
  await came.getByText("到场").waitFor();
  await asks.shoot("neighbours-drill-came");
  for (const seat of [asks, helps]) {
    seat.assertQuiet();
    await seat.context.close();
  }
  const chief = await openConsole(browser, two.asking, "commander");
  await bar(chief, "联动");
  await chief.page.locator(".matter-row", { hasText: "跨界追踪与先期处置" }).click();
  await card(chief).getByRole("table").getByText(/到场 \d/).waitFor();
  await chief.shoot("neighbours-exercise-record");
  await chief.assertAccessible("record of a joint exercise");
  await chief.page.setViewportSize({ width: 390, height: 844 });
  await chief.shoot("neighbours-exercise-record-phone");
  await chief.page.setViewportSize({ width: 1_440, height: 900 });
  await callOff(chief);
  chief.assertQuiet();
});

/** Who asked calls it off with a reason; the other city reads so on its board, and closes it by its key. */
async function callOff(chief: WatchedPage): Promise<void> {
  await card(chief).getByRole("button", { name: /取消演练/ }).click();
  await card(chief).getByLabel("原因").selectOption("WEATHER");
  await chief.page.keyboard.press("Enter");
  await card(chief).getByText(/已于 .* 取消演练（天气）/).waitFor();
  await chief.shoot("neighbours-exercise-off");
  await delivered();
  const theirs = await openConsole(browser, two.helping, "commander", "dark");
  await bar(theirs, "联动");
  await theirs.page.locator(".matter-row", { hasText: "演练已取消" }).click();
  await card(theirs).getByText(/取消演练（天气）/).waitFor();
  await theirs.shoot("neighbours-exercise-off-dark");
  await theirs.assertAccessible("an exercise that was called off");
  await theirs.page.keyboard.press("1");
  await theirs.page.locator(".matter-row", { hasText: "演练已取消" }).locator(".tag", { hasText: "已办结" }).waitFor();
  await delivered();
  await chief.page.locator(".matter-row", { hasText: "演练已取消" }).locator(".tag", { hasText: "已办结" }).waitFor();
  theirs.assertQuiet();
  await theirs.context.close();
}
