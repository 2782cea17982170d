import { readdirSync, readFileSync } from "node:fs";
import { after, before } from "node:test";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { copyCity } from "../city-copy.ts";
import { PASSWORD, startCity, runningClock, type Seated, type TestCity } from "../harness.ts";
import { closeSeatsAfterEach, launchBrowser, openPage, PHONE, type PageOptions, type WatchedPage } from "./browser.ts";

/** A running city with a browser before it, in which one matter is played from its first word to its last by several seats at once. */
export interface PlayCity {
  readonly city: TestCity;
  readonly browser: Browser;
  /** A dispatcher who looks on: what the screens show is held against what this seat is told. */
  readonly watcher: Seated;
}

const DEMO = new URL("../../cities/demo/", import.meta.url);

/** The fixture city with the named plans of the demo city and every module that a plan may call. Its time is the real one, told from ten o'clock. Registers the hooks of the file. */
export function playIn(...plans: readonly string[]): () => PlayCity {
  const copy = copyCity();
  const take = (path: string): void => copy.put(path, readFileSync(new URL(path, DEMO), "utf8"));
  let play: PlayCity | undefined;
  closeSeatsAfterEach();
  before(async () => {
    for (const plan of plans) take(`plans/${plan}.yaml`);
    if (plans.length > 0) for (const file of readdirSync(fileURLToPath(new URL("plan-modules", DEMO)))) take(`plan-modules/${file}`);
    const city = await startCity({ cityDir: copy.dir, clock: runningClock(), server: { timers: true } });
    play = { city, browser: await launchBrowser(), watcher: await city.signIn("dispatcher") };
  });
  after(async () => {
    await play?.browser.close();
    await play?.city.close();
    copy.remove();
  });
  return () => play!;
}

/** A phone that is signed in as the unit's account. */
export async function openPhone({ browser, city }: PlayCity, account: string, options: PageOptions = {}): Promise<WatchedPage> {
  const phone = await openPage(browser, `${city.url}/field/`, { ...PHONE, ...options });
  await phone.page.getByLabel("账号").fill(account);
  await phone.page.getByLabel("密码").fill(PASSWORD);
  await phone.press("登录");
  return phone;
}
