import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser, Page } from "playwright-core";
import { startCity, type TestCity } from "../harness.ts";
import { openMatter } from "../scene.ts";
import { until } from "../until.ts";
import { closeSeatsAfterEach, launchBrowser } from "./browser.ts";
import { figure, openConsole } from "./console-seat.ts";

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

/** As many counts as a seat can have, with figures of three digits: those that wait for other things are like the one of matters, under the words of the catalogue. */
const crowded = (page: Page, labels: readonly string[]): Promise<void> =>
  page.evaluate((words) => {
    for (const extra of document.querySelectorAll("[data-extra]")) extra.remove();
    for (const value of document.querySelectorAll(".count-value")) value.textContent = "128";
    for (const mark of document.querySelectorAll(".count-mark")) mark.classList.remove("count-mark-off");
    const one = [...document.querySelectorAll(".count")].at(-1)!;
    for (const word of words) {
      const more = one.cloneNode(true) as HTMLElement;
      more.dataset["extra"] = "";
      more.querySelector(".count-label")!.textContent = word;
      one.after(more);
    }
  }, labels);

/** What stands in the strip, and what of it is cut off, lies over another, or on a second line. */
const misplaced = (page: Page): Promise<string[]> =>
  page.evaluate(() => {
    const strip = document.querySelector(".strip")!.getBoundingClientRect();
    const parts = [...document.querySelectorAll(".strip .count, .strip .link, .strip-clock, .strip-seat, .strip .switch")].map((part) => ({ text: part.textContent, box: part.getBoundingClientRect() }));
    const cut = parts.filter(({ box }) => box.right > innerWidth + 0.5 || box.left < -0.5 || box.width === 0).map(({ text }) => `cut ${text}`);
    const over = parts.flatMap(({ text, box }, at) => parts.slice(at + 1).filter((other) => box.left < other.box.right - 0.5 && other.box.left < box.right - 0.5 && box.top < other.box.bottom && other.box.top < box.bottom).map((other) => `${text} over ${other.text}`));
    return [...cut, ...over, ...(strip.height > 42 ? [`${Math.round(strip.height)} px high`] : [])];
  });

test("X-15: with every count that a seat can have, the strip is one line at 1440 and at 1280 px, in both languages and themes, and nothing of it is cut off", async () => {
  const dispatcher = await city.signIn("dispatcher");
  await openMatter(dispatcher, "URBAN_MGMT");
  const urban = await openConsole(browser, city, "urban");
  await until(async () => (await figure(urban, "联动待办").textContent()) === "1");
  const { page } = urban;
  const wordsOf = { zh: ["指引待审", "协作待办", "责任待签", "公开待发布", "复盘"], en: ["To approve", "Joint due", "To sign", "To publish", "Reviews"] } as const;
  for (const lang of ["zh", "en"] as const) {
    if (lang === "en") await urban.press("English");
    for (const theme of ["light", "dark"] as const) {
      if (theme === "dark") await urban.press(lang === "zh" ? "深色" : "Dark");
      for (const width of [1_440, 1_280]) {
        await page.setViewportSize({ width, height: 900 });
        await crowded(page, wordsOf[lang]);
        assert.deepEqual(await misplaced(page), [], `${lang} ${theme} ${width}`);
        await urban.shoot(`console-strip-${lang}-${theme}-${width}`);
      }
      if (theme === "dark") await urban.press(lang === "zh" ? "浅色" : "Light");
    }
  }
  urban.assertQuiet();
  await urban.context.close();
});
