import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { copyCity } from "../city-copy.ts";
import { startCity, runningClock, type TestCity } from "../harness.ts";
import { openMatter } from "../scene.ts";
import { until } from "../until.ts";
import { closeSeatsAfterEach, launchBrowser } from "./browser.ts";
import { bar, figure, openConsole } from "./console-seat.ts";

let city: TestCity;
let browser: Browser;
const copy = copyCity();

/** Real time, told from ten o'clock, with a leap where a test has no quarter of an hour to wait. */

closeSeatsAfterEach();
before(async () => {
  // Mailboxes, and no mail server: each mail fails for good.
  copy.put("party_mails.csv", "party,mail,summary\nURBAN_MGMT,duty@urban.example,\n");
  city = await startCity({ cityDir: copy.dir, clock: runningClock(), server: { timers: true } });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await city?.close();
  copy.remove();
});

test("LNK-01, LNK-03, X-15: a mail that failed counts in the strip and stands first on the board of who sent it; known above it turns red, and a call to a desk ends it, by keys", async () => {
  const dispatcher = await city.signIn("dispatcher");
  const matterId = await openMatter(dispatcher, "URBAN_MGMT");
  const seat = await openConsole(browser, city, "dispatcher");
  await until(async () => (await figure(seat, "联动待办").textContent()) === "1");
  await bar(seat, "联动");
  const { page } = seat;
  const untold = page.getByRole("region", { name: "邮件未送达，请电话告知" });
  await untold.getByText("城市管理").waitFor();
  await page.locator(".matter-card .tag-red", { hasText: "邮件未送达城市管理" }).waitFor();
  city.clock.advance(15 * 60_000);
  await untold.getByText(/已报/).waitFor();
  await page.locator(".count-red", { hasText: "联动待办" }).waitFor();
  await seat.shoot("console-untold");
  await seat.assertAccessible("a mail that failed");
  await page.setViewportSize({ width: 390, height: 844 });
  await seat.shoot("console-untold-phone");
  await page.setViewportSize({ width: 1_440, height: 900 });
  await untold.getByRole("button", { name: "已电话告知" }).press("Enter");
  await untold.getByRole("form", { name: "已电话告知" }).getByLabel("接电话的").selectOption("COMMAND_CENTRE");
  await page.keyboard.press("Enter");
  await untold.waitFor({ state: "detached" });
  await page.locator(".matter-card", { hasText: "邮件未送达，已电话告知城市管理指挥中心" }).waitFor();
  await page.locator(".count", { hasText: "联动待办" }).waitFor({ state: "detached" });
  assert.equal((await dispatcher.letters(matterId)).letters[0]?.told?.desk, "COMMAND_CENTRE");
  await seat.shoot("console-untold-told");
  seat.assertQuiet();
  await seat.context.close();
});
