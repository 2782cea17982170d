import type { Browser } from "playwright-core";
import { PASSWORD, type TestCity } from "../harness.ts";
import { DESK, openPage, type PageOptions, type WatchedPage } from "./browser.ts";

/** A console that is signed in, by keys only, with its map drawn. */
export async function openConsole(browser: Browser, city: Pick<TestCity, "url">, account: string, theme: "light" | "dark" = "light", more: PageOptions = {}): Promise<WatchedPage> {
  const seat = await openPage(browser, city.url, { ...DESK, colorScheme: theme, ...more });
  const { page } = seat;
  await page.getByLabel("账号").waitFor();
  await page.keyboard.type(account);
  await page.keyboard.press("Tab");
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.getByText("实时").waitFor();
  return seat;
}

/** What the queue says of an incident, as one text; waits until it is there. */
export const rowOf = (seat: WatchedPage, words: string) => seat.page.locator(".row", { hasText: words });

/** A figure of the fixed strip. */
export const figure = (seat: WatchedPage, label: string) => seat.page.locator(".count", { hasText: label }).locator(".count-value");

/** Waits until a saved call has left its form: its row may come by the stream before that, and the form would still take the next key. */
export const intakeDone = (seat: WatchedPage): Promise<void> => seat.page.locator(".intake").waitFor({ state: "detached" });
