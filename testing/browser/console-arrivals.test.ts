import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { Browser } from "playwright-core";
import { startCity, runningClock, type TestCity } from "../harness.ts";
import { accepted, openMatter } from "../scene.ts";
import { until } from "../until.ts";
import { closeSeatsAfterEach, launchBrowser } from "./browser.ts";
import { bar, formGone, openConsole } from "./console-seat.ts";

let city: TestCity;
let browser: Browser;

closeSeatsAfterEach();
before(async () => {
  city = await startCity({ clock: runningClock(), server: { timers: true } });
  browser = await launchBrowser();
});
after(async () => {
  await browser?.close();
  await city?.close();
});

test("X-15, CMD-01: a graver advisory that comes in above the one that is being read leaves the keys with that one", async () => {
  const [dispatcher, seat] = [await city.signIn("dispatcher"), await openConsole(browser, city, "commander")];
  const raise = async (level: "ORANGE" | "RED", headline: string): Promise<string> => {
    const advisoryId = newUlid();
    accepted(await dispatcher.command("command.raiseAdvisory", { advisoryId, kind: "FLOOD", level, headline, area: { desc: "学府路", rings: [], circles: [{ lon: 112.005, lat: 30.005, radiusM: 200 }] } }));
    return advisoryId;
  };
  const read = await raise("ORANGE", "学府路下穿积水");
  await bar(seat, "预警");
  const rows = seat.page.locator(".advisory-row");
  await seat.page.locator(".advisory-row[aria-current=true]", { hasText: "学府路下穿积水" }).waitFor();
  // A bar that is opened over the page and left again gives the keys back.
  await seat.page.keyboard.press("/");
  await seat.page.getByLabel("命令栏").waitFor();
  await seat.page.keyboard.press("Escape");
  await seat.page.getByLabel("命令栏").waitFor({ state: "detached" });
  const graver = await raise("RED", "二纬街塌陷");
  await rows.first().filter({ hasText: "二纬街塌陷" }).waitFor();
  await seat.shoot("console-arrival-advisory");
  await seat.page.keyboard.press("y");
  const statusOf = async (id: string) => (await dispatcher.board()).advisories.find((each) => each.id === id)?.status;
  await until(async () => (await statusOf(read)) === "CONFIRMED" || (await statusOf(graver)) === "CONFIRMED");
  assert.deepEqual([await statusOf(read), await statusOf(graver)], ["CONFIRMED", "RECEIVED"]);
  seat.assertQuiet();
});

test("X-15, LNK-02: a matter that is more urgent comes in above the one that is being answered; what was typed stays, and goes to that one", async () => {
  const [dispatcher, urban] = [await city.signIn("dispatcher"), await openConsole(browser, city, "urban", "dark")];
  const open = async (urgency: "GENERAL" | "URGENT", text: string): Promise<string> => openMatter(dispatcher, "URBAN_MGMT", { urgency, text });
  const first = await open("GENERAL", "路灯不亮");
  await urban.page.locator(".matter-chosen", { hasText: "路灯不亮" }).waitFor();
  await urban.page.locator(".matter-card .acts").getByRole("button", { name: /签收 1/ }).waitFor();
  await urban.page.keyboard.press("1");
  await urban.page.locator(".matter-head .tag", { hasText: "已签收" }).waitFor();
  await urban.page.locator(".matter-card .acts").getByRole("button", { name: /^答复/ }).click();
  await urban.page.locator(".matter-form input[name=text]").fill("已派人修理");
  const second = await open("URGENT", "井盖缺失");
  await urban.page.locator(".matter-row").first().filter({ hasText: "井盖缺失" }).waitFor();
  await urban.shoot("console-arrival-matter-dark");
  await urban.page.keyboard.press("Enter");
  await formGone(urban);
  assert.deepEqual([(await dispatcher.matter(first)).matter.reply?.text, (await dispatcher.matter(second)).matter.reply], ["已派人修理", null]);
  urban.assertQuiet();
});
