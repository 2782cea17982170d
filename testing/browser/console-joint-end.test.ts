import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { DAY, MINUTE } from "@tocsin/kernel/instant.ts";
import { startCity, runningClock, type TestCity } from "../harness.ts";
import { accepted } from "../scene.ts";
import { until } from "../until.ts";
import { closeSeatsAfterEach, launchBrowser, type WatchedPage } from "./browser.ts";
import { bar, figureIs, openConsole } from "./console-seat.ts";

let city: TestCity;
let browser: Browser;

/** Real time, told from ten o'clock, with leaps over days. */
const clock = runningClock();

closeSeatsAfterEach();
before(async () => {
  city = await startCity({ clock, server: { timers: true } });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await city?.close();
});

const openJoint = async (seat: WatchedPage): Promise<void> => {
  await bar(seat, "协作");
  await seat.page.getByRole("heading", { name: "协作" }).waitFor();
};

/** An operation of the first district with the second, reported on and appraised by whoever asked. */
async function reported(goal: string): Promise<string> {
  const [west, east, chief] = [await city.signIn("d1"), await city.signIn("d2"), await city.signIn("commander")];
  const cooperationId = newUlid();
  accepted(await west.command("joint.initiate", { cooperationId, subject: { kind: "OPERATION", class: "RESCUE", mode: "REQUEST", capabilities: [] }, goal, legalBasis: "《突发事件应对法》第四十八条", urgency: "P1", partnerIds: ["D2"] }));
  accepted(await east.command("joint.answer", { cooperationId, partnerId: "D2", answer: "ACCEPTED", resources: ["冲锋舟 2 艘"] }));
  accepted(await chief.command("joint.approve", { cooperationId }));
  accepted(await west.command("joint.start", { cooperationId }));
  accepted(await west.command("joint.report", { cooperationId, result: "已救起", sideEffects: "" }));
  accepted(await west.command("joint.appraise", { cooperationId, score: 5, text: "到得快" }));
  return cooperationId;
}
const jointOf = async (account: string, id: string) => (await (await city.signIn(account)).board()).cooperations!.find((each) => each.id === id)!;

test("JNT-01, X-15: an appraisal that does not come goes to the level above, which says it by keys; where nobody does, both sides read that it ended without it", async () => {
  const [said, unsaid] = [await reported("湖区联合搜救"), await reported("堤段联合抢险")];
  clock.set((await jointOf("d1", unsaid)).appraiseBy!);
  await until(async () => (await jointOf("d1", unsaid)).lateAppraisals !== undefined && (await jointOf("d1", said)).lateAppraisals !== undefined);
  const chief = await openConsole(browser, city, "commander");
  await figureIs(chief, "协作待办", "2");
  await openJoint(chief);
  await chief.page.locator(".matter-row", { hasText: "湖区联合搜救" }).click();
  await chief.page.locator(".matter-card", { hasText: "逾期未评价，已报" }).waitFor();
  await chief.shoot("console-joint-late");
  await chief.assertAccessible("a late appraisal");
  await chief.page.keyboard.press("1");
  await chief.page.getByRole("form", { name: "代为评价" }).getByLabel("内容").fill("配合好");
  await chief.page.keyboard.press("Enter");
  await figureIs(chief, "协作待办", "1");
  chief.assertQuiet();
  await chief.context.close();
  clock.set((await jointOf("d1", unsaid)).lateAppraisals![0]!.dueAt!);
  await until(async () => (await jointOf("d1", unsaid)).ended !== null);
  assert.equal((await jointOf("d1", said))?.id, undefined, "what was said in its place has ended as any other");
  for (const [account, theme] of [["d1", "light"], ["d2", "dark"]] as const) {
    const seat = await openConsole(browser, city, account, theme);
    await openJoint(seat);
    await seat.page.locator(".matter-row", { hasText: "堤段联合抢险" }).getByText("已办结，逾期未评价").waitFor();
    await seat.shoot(`console-joint-unappraised-${account}`);
    seat.assertQuiet();
    await seat.context.close();
  }
});

test("JNT-10, X-04: a booking whose start is wrong names the start, by words and at its field", async () => {
  accepted(await (await city.signIn("d1")).command("joint.initiate", { cooperationId: newUlid(), subject: { kind: "POOL", name: "无人机一组", equipment: "DRONE_TEAM" }, goal: "可借用", legalBasis: "共用协议", urgency: "P3", partnerIds: [] }));
  const seat = await openConsole(browser, city, "d2");
  seat.allow(/status of 422/);
  const { page } = seat;
  await openJoint(seat);
  await page.locator(".matter-row", { hasText: "无人机一组" }).click();
  await page.getByRole("button", { name: "预约", exact: false }).first().click();
  const form = page.getByRole("form", { name: "预约" });
  const local = (at: number): string => new Date(at + 8 * 60 * MINUTE).toISOString().slice(0, 16);
  await form.getByLabel("自", { exact: true }).fill(local(clock.now() - 365 * DAY));
  await form.getByLabel("用途").fill("水域巡查");
  await page.keyboard.press("Enter");
  await page.getByText("开始时间有误:最早 1 天前,最晚 366 天后").waitFor();
  await form.locator("[name=from][aria-invalid=true]:focus").waitFor();
  assert.equal(await form.locator("[aria-invalid=true]").count(), 1, "and not the end");
  await seat.shoot("console-joint-wrong-start");
  await form.getByLabel("自", { exact: true }).fill(local(clock.now() + 60 * MINUTE));
  assert.equal(await form.locator("[aria-invalid=true]").count(), 0);
  await form.getByLabel("用途").press("Enter");
  await page.locator(".said", { hasText: "水域巡查" }).waitFor();
  seat.assertQuiet();
  await seat.context.close();
});
