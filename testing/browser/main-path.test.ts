import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { PASSWORD, TEN_O_CLOCK, startCity, type TestCity } from "../harness.ts";
import { until } from "../until.ts";
import { PHONE, closeSeatsAfterEach, launchBrowser, openPage, type WatchedPage } from "./browser.ts";
import { bar, figureIs, openConsole, rowOf } from "./console-seat.ts";

let city: TestCity;
let browser: Browser;

closeSeatsAfterEach();
before(async () => {
  city = await startCity();
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await city?.close();
});

/** The officer's phone of U1, on duty beside the school. */
async function phoneOfU1(): Promise<WatchedPage> {
  const phone = await openPage(browser, `${city.url}/field/`, { ...PHONE, clock: TEN_O_CLOCK, geolocation: { longitude: 112.004, latitude: 30.004, accuracy: 8 } });
  await phone.page.getByLabel("账号").fill("u1");
  await phone.page.getByLabel("密码").fill(PASSWORD);
  await phone.press("登录");
  await phone.press("上班");
  await phone.page.getByRole("heading", { name: "没有指令" }).waitFor();
  const watcher = await city.signIn("dispatcher");
  await until(async () => (await watcher.board()).units.some(({ id, status }) => id === "U1" && status === "AVAILABLE"));
  return phone;
}

/** Moves the server's clock and those of all screens, which were installed when they opened, by the same time. */
async function pass(seats: readonly WatchedPage[], seconds: number): Promise<void> {
  await city.pass(seconds);
  for (const { page } of seats) await page.clock.fastForward(seconds * 1_000);
}

test("INC-01, DSP-01, DSP-05, SCN-02, CMD-02: one call on four screens, from the call-taker over the dispatcher and the officer's phone to its closure, while a second console sees it all", async () => {
  const phone = await phoneOfU1();
  const taker = await openConsole(browser, city, "taker", "light", { clock: TEN_O_CLOCK });
  const desk = await openConsole(browser, city, "commander", "light", { clock: TEN_O_CLOCK });
  const second = await openConsole(browser, city, "dispatcher2", "dark", { clock: TEN_O_CLOCK });
  const seats = [phone, taker, desk, second];

  await taker.page.keyboard.press("n");
  await taker.page.keyboard.type("学府路8号");
  await taker.page.locator(".option", { hasText: "学府路8号" }).first().waitFor();
  await taker.page.keyboard.press("Enter");
  await taker.page.keyboard.type("3");
  await taker.page.keyboard.press("Enter");
  await taker.page.keyboard.type("有人砸窗进了学校");
  await taker.shoot("main-path-intake-light");
  await taker.assertAccessible("intake");
  await taker.page.keyboard.press("Enter");
  await taker.page.keyboard.type("13812345678");
  await taker.page.keyboard.press("Enter");

  for (const seat of [desk, second]) await rowOf(seat, "学府路8号").getByText("未派警").waitFor();
  await figureIs(second, "未派警", "1");
  await desk.page.keyboard.press("j");
  await desk.page.keyboard.press("Enter");
  await desk.page.locator("#candidates:focus").waitFor();
  await desk.assertAccessible("recommendation, light");
  await desk.page.keyboard.press("Enter");
  await desk.page.locator(".notice", { hasText: "已派" }).waitFor();

  await phone.page.getByRole("button", { name: "签收指令" }).waitFor();
  await rowOf(second, "学府路8号").getByText("学府 01").waitFor();
  await figureIs(second, "未派警", "0");
  await pass(seats, 61);
  await figureIs(second, "超时", "1");
  await second.shoot("main-path-breached-dark");
  for (const label of ["签收指令", "出发", "到达现场", "开始处置", "首次反馈", "现场平稳", "发送反馈"]) await phone.press(label);
  await second.page.keyboard.press("j");
  await second.page.locator(".step-done", { hasText: "反馈" }).waitFor();
  await second.assertAccessible("dispatch, dark");
  await second.shoot("main-path-handling-dark");
  for (const label of ["完成处置", "处置完毕，现场恢复正常", "发送并完成处置"]) await phone.press(label);
  await phone.page.getByRole("heading", { name: "没有指令" }).waitFor();
  for (const { page } of [desk, second]) await page.locator("#detail-body").getByText("学府 01 已完成").waitFor();
  await second.page.keyboard.press("2");
  await second.page.locator(".timeline").getByText("接警", { exact: true }).waitFor();
  await desk.shoot("main-path-reported-light");

  const watcher = await city.signIn("dispatcher");
  const incident = (await watcher.incidents({ open: true })).incidents[0]!;
  await bar(desk, `结 ${Number(incident.no.split("-").at(-1))} 1 当场处置`);
  await until(async () => (await watcher.incident(incident.id)).status === "CLOSED");
  await rowOf(second, "学府路8号").waitFor({ state: "detached" });

  const closed = await watcher.incident(incident.id);
  assert.deepEqual(closed.orders[0]?.assignments.map(({ unitId, rank, status }) => [unitId, rank, status]), [["U1", 1, "COMPLETED"]]);
  assert.deepEqual(closed.clocks.filter(({ breachedAt }) => breachedAt !== null).map(({ step }) => step), ["REACT"]);
  for (const seat of seats) {
    seat.assertQuiet();
    await seat.context.close();
  }
});
