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
  await live(seat);
  return seat;
}

/** Waits until the strip says that the picture is live; banners and boards have the same word in longer ones. */
export const live = ({ page }: WatchedPage): Promise<void> => page.locator(".link:not(.link-lost)").waitFor();

/** A line in the command bar, once the bar says that it has understood it. */
export async function bar({ page }: WatchedPage, line: string): Promise<void> {
  await page.keyboard.press("/");
  await page.getByLabel("命令栏").waitFor();
  await page.keyboard.type(line);
  await page.locator(".bar-ready").waitFor();
  await page.keyboard.press("Enter");
}

/** What the queue says of an incident, as one text; waits until it is there. */
export const rowOf = (seat: WatchedPage, words: string) => seat.page.locator(".row", { hasText: words });

/** A figure of the fixed strip. */
export const figure = (seat: WatchedPage, label: string) => seat.page.locator(".count", { hasText: label }).locator(".count-value");

/** Waits until a figure of the strip, which comes by the stream, is this. */
export const figureIs = (seat: WatchedPage, label: string, value: string): Promise<void> => figure(seat, label).getByText(value, { exact: true }).waitFor();

/** Waits until the form of an act has gone: what it did may come by the stream before that, and the form would still take the next key. */
export const formGone = (seat: WatchedPage): Promise<void> => seat.page.locator(".matter-form").waitFor({ state: "detached" });

/** Waits until a saved call has left its form: its row may come by the stream before that, and the form would still take the next key. */
export const intakeDone = (seat: WatchedPage): Promise<void> => seat.page.locator(".intake").waitFor({ state: "detached" });
