import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { newestToldWeek, toldWeek, weeksBefore } from "@tocsin/engine/speed/told-week.ts";
import { dayText, HOUR } from "@tocsin/kernel/instant.ts";
import { startCity, runningClock, type TestCity } from "../harness.ts";
import { accepted, MALL, onDuty, order, report, SCHOOL } from "../scene.ts";
import { closeSeatsAfterEach, DESK, launchBrowser, openPage, type WatchedPage } from "./browser.ts";
import { bar, figureIs, openConsole } from "./console-seat.ts";

let city: TestCity;
let browser: Browser;

const DAY = 86_400_000;
const MONTH = "2026-03";
const CHINA = 8 * HOUR;
/** The Sunday of a week. */
const weeksEnd = (monday: string): string => dayText(toldWeek(monday, CHINA).to - 1, CHINA);

closeSeatsAfterEach();
before(async () => {
  city = await startCity({ clock: runningClock() });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await city?.close();
});

async function openFigures(seat: WatchedPage): Promise<void> {
  await bar(seat, "公开");
  await seat.page.locator(".matter-card strong", { hasText: MONTH }).waitFor();
}

/** Opens the form of an act by its digit, once the key is there, and waits until the form has the keys. */
async function begin({ page }: WatchedPage, digit: number, act: string): Promise<void> {
  await page.locator(".figures-card > .acts").getByRole("button", { name: `${act} ${digit}` }).waitFor();
  await page.locator(".matter-chosen").focus();
  await page.keyboard.press(String(digit));
  await page.getByRole("form", { name: act, exact: true }).waitFor();
}
const formGone = ({ page }: WatchedPage): Promise<void> => page.locator(".figures-form").waitFor({ state: "detached" });

/** Every count of the tables as it is read: a number, or the sign that it is not told. */
const countsIn = ({ page }: WatchedPage, tables: string): Promise<string[]> =>
  page.locator(`${tables} td`).evaluateAll((cells) => cells.map((cell) => /^(—|\d+)/.exec(cell.textContent.trim())?.[0] ?? `? ${cell.textContent}`));

test("GOV-03, X-12, X-14, X-15: by keys alone one seat drafts a month, another looks at what the public will read and publishes it; a correction says why and names nobody; former versions stay", async () => {
  const dispatcher = await city.signIn("dispatcher");
  await onDuty(city, "U1");
  const complaints = [];
  for (let no = 0; no < 11; no++) complaints.push(await report(dispatcher, { typeCode: "CP-01", place: MALL }));
  await order(dispatcher, (await report(dispatcher, { place: SCHOOL })).id, ["U1"]);
  city.clock.advance(31 * DAY);
  const [chief, overseer] = [await openConsole(browser, city, "commander"), await openConsole(browser, city, "overseer", "dark")];

  overseer.allow(/409.*publishFigures/);
  chief.allow(/422.*publications\/correct/);
  await openFigures(chief);
  await chief.page.getByText("2026-04 尚未结束，2026-05-01 起可以拟制").waitFor();
  await begin(chief, 1, "拟制");
  await chief.page.keyboard.press("Enter");
  await formGone(chief);
  await chief.page.getByText("这份草稿由您拟制，须由另一账号发布", { exact: false }).waitFor();
  assert.equal(await chief.page.getByRole("button", { name: "发布" }).count(), 0, "the one who drafted has no key for it");

  await figureIs(overseer, "公开待发布", "1");
  await overseer.page.locator(".count", { hasText: "公开待发布" }).click();
  await overseer.page.locator(".figures-draft h3", { hasText: "对警务工作的投诉" }).waitFor();
  const drafted = await countsIn(overseer, ".figures-draft");
  assert.ok(drafted.includes("—") && drafted.includes("11"), `one order is not told, eleven complaints are: ${drafted.join(" ")}`);
  await overseer.page.locator(".figures-hidden-count", { hasText: /隐去 \d+ 格/ }).first().waitFor();
  await overseer.page.locator(".figures-method li", { hasText: "小于 5 的数不公布" }).waitFor();
  await overseer.shoot("console-figures-draft-dark");
  await overseer.assertAccessible("a draft of figures");

  await begin(overseer, 1, "发布");
  await begin(chief, 1, "重新统计");
  await chief.page.keyboard.press("Enter");
  await formGone(chief);
  await overseer.page.keyboard.press("Enter");
  await overseer.page.locator(".figures-form [role=alert]", { hasText: "记录已被他人更新" }).waitFor();
  assert.equal((await fetch(`${city.url}/figures?month=${MONTH}`)).status, 404, "what nobody has looked at is not public");
  await overseer.page.keyboard.press("Escape");
  await formGone(overseer);
  await begin(overseer, 1, "发布");
  await overseer.page.keyboard.press("Enter");
  await formGone(overseer);
  await chief.page.getByRole("heading", { name: "第 1 版" }).waitFor();
  const page = await openPage(browser, `${city.url}/figures`, DESK);
  assert.deepEqual(await countsIn(page, "main"), drafted, "the public reads just what was looked at");

  for (const { id } of complaints.slice(0, 6)) accepted(await (await city.signIn("dispatcher")).command("intake.cancel", { incidentId: id, reason: "重复登记" }));
  await begin(chief, 1, "更正");
  await chief.page.keyboard.type("盯控王某某的住处");
  await chief.page.keyboard.press("Enter");
  await chief.page.locator(".figures-form [role=alert]", { hasText: "不能涉及具体的人" }).waitFor();
  assert.equal(await chief.page.getByLabel("哪里有误", { exact: false }).getAttribute("aria-invalid"), "true");
  await chief.shoot("console-figures-fault");
  await chief.page.getByLabel("哪里有误", { exact: false }).fill("六件投诉重复登记");
  await chief.page.keyboard.press("Enter");
  await formGone(chief);
  await chief.page.locator(".figures-was", { hasText: "原 11" }).first().waitFor();
  await chief.shoot("console-figures-correction");
  await chief.assertAccessible("a correction of figures");
  await begin(overseer, 1, "发布");
  await overseer.page.keyboard.press("Enter");
  await formGone(overseer);
  await overseer.page.getByRole("heading", { name: "第 2 版" }).waitFor();
  await overseer.page.locator(".figures-former summary", { hasText: "原版本：第 1 版" }).waitFor();
  await page.page.reload();
  await page.page.locator(".note", { hasText: "六件投诉重复登记" }).waitFor();
  assert.deepEqual(await countsIn(overseer, ".figures-card > section"), await countsIn(page, "main > .scroll"), "the newest version, here and there");

  const district = await openConsole(browser, city, "d1", "light", { viewport: { width: 390, height: 844 } });
  await openFigures(district);
  await district.page.getByRole("heading", { name: "第 2 版" }).waitFor();
  assert.deepEqual([await district.page.locator(".figures-card > .acts button").count(), await district.page.locator(".figures-new").count()], [0, 0], "a seat of a district reads, and has no key");
  await district.shoot("console-figures-phone");
  await overseer.page.getByRole("button", { name: "English" }).click();
  await overseer.page.getByRole("heading", { name: "Version 2" }).waitFor();
  await overseer.shoot("console-figures-english-dark");
  for (const seat of [chief, overseer, district, page]) {
    seat.assertQuiet();
    await seat.context.close();
  }
});

test("DSP-09, X-12, X-14, X-15: the speed report is of weeks that are over: chosen by keys, exported with the counts that it shows, and read on a phone", async () => {
  const dispatcher = await city.signIn("dispatcher");
  const u2 = (await onDuty(city, "U2")).get("U2")!;
  const monday = newestToldWeek(city.clock.now() + 8 * DAY, CHINA);
  for (let no = 0; no < 6; no++) {
    const incident = await report(dispatcher, { typeCode: "PO-04", place: SCHOOL });
    const step = { incidentId: incident.id, orderId: (await order(dispatcher, incident.id, ["U2"])).orderId, unitId: "U2" };
    for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) accepted(await u2.command(name, step));
    accepted(await u2.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
    accepted(await u2.command("dispatch.handle", step));
    accepted(await u2.command("dispatch.feedback", { ...step, kind: "FINAL", text: "已处置" }));
    accepted(await u2.command("dispatch.complete", step));
  }
  city.clock.advance(8 * DAY);
  const seat = await openConsole(browser, city, "commander");
  const { page } = seat;
  await page.keyboard.press("v");
  const weeks = page.locator(".speed-filter select").last();
  await page.locator(".speed-table tbody tr").first().waitFor();
  assert.equal(await weeks.inputValue(), monday, "the newest week that is told");
  await page.locator(".speed-bucket", { hasText: "100%" }).first().waitFor();
  await seat.assertAccessible("speed report");
  await seat.shoot("console-speed");
  const download = page.waitForEvent("download");
  await page.getByRole("button", { name: "导出 CSV" }).click();
  assert.equal((await download).suggestedFilename(), `speed-${monday}-${weeksEnd(monday)}.csv`);
  await page.setViewportSize({ width: 390, height: 844 });
  await seat.shoot("console-speed-narrow");
  await page.setViewportSize({ width: 1440, height: 900 });
  await weeks.focus();
  await page.keyboard.press("ArrowDown");
  await page.getByText("该范围在这一周没有派警", { exact: false }).waitFor();
  assert.equal(await weeks.inputValue(), weeksBefore(monday, 1));
});
