import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { join } from "node:path";
import { afterEach } from "node:test";
import { fileURLToPath } from "node:url";
import { AxeBuilder } from "@axe-core/playwright";
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type LaunchOptions, type Page } from "playwright-core";

/** Where pictures of a test run are kept: of failures always, of what a test shows only with `TOCSIN_PICTURES=1`, since drawing them takes time. */
const PICTURES = process.env["TOCSIN_PICTURES"] === "1";
const ARTEFACTS = fileURLToPath(new URL("../../artefacts/browser", import.meta.url));

const INSTALLED = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"].find((path) => existsSync(path));
/** The browser that `npm test` found, or where Debian keeps it. Without a sandbox, since tests may run as root; only the map is drawn by a (slow, emulated) graphics card, and the microphone is a made-up one. */
export const BROWSER: LaunchOptions = { executablePath: process.env["CHROME_PATH"] ?? INSTALLED, args: ["--no-sandbox", "--use-angle=swiftshader", "--disable-gpu-compositing", "--disable-audio-output", "--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"] };
export const launchBrowser = (): Promise<Browser> => chromium.launch(BROWSER);

/** Nobody looks at a screen of which no picture is taken: the same layout in a quarter of the dots, which is what an emulated graphics card pays for. */
const SCALE = { deviceScaleFactor: PICTURES ? 1 : 0.5 };
export const PHONE: BrowserContextOptions = { ...SCALE, viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, locale: "zh-CN", timezoneId: "Asia/Shanghai", permissions: ["geolocation"] };
export const DESK: BrowserContextOptions = { ...SCALE, viewport: { width: 1440, height: 900 }, locale: "zh-CN", timezoneId: "Asia/Shanghai" };

export type PageOptions = BrowserContextOptions & { readonly clock?: number };

/** A page whose every error is a fault of the test. */
export interface WatchedPage {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Errors that a test brings about on purpose, such as a network that it takes away. */
  allow(expected: RegExp): void;
  /** Fails when the page has logged an error that was not expected. */
  assertQuiet(): void;
  /** Keeps a picture as `artefacts/browser/<name>.png`, when pictures are wanted. */
  shoot(name: string): Promise<void>;
  /** Fails on every serious or critical fault that axe finds. */
  assertAccessible(where: string, without?: readonly string[]): Promise<void>;
  /** Presses the button or tab of this name. */
  press(name: string): Promise<void>;
}

const open = new Map<Page, readonly string[]>();

/** For every file that opens seats: a test that fails leaves a picture of each and of what it logged; then they are closed, so that the next test has the machine. */
export const closeSeatsAfterEach = (): void => afterEach(async (context) => {
  let seat = 0;
  for (const [page, errors] of open) {
    if ("passed" in context && !context.passed) {
      seat += 1;
      mkdirSync(ARTEFACTS, { recursive: true });
      await page.screenshot({ path: join(ARTEFACTS, `failed-${process.pid}-${seat}.png`) });
      for (const error of errors) process.stderr.write(`seat ${seat}: ${error}\n`);
    }
    await page.context().close();
  }
});

function watchErrors(page: Page, errors: string[]): void {
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(`console.error: ${message.text()} (${message.location().url})`);
  });
  page.on("pageerror", (error) => errors.push(`uncaught: ${error.stack ?? error.message}`));
}

/** A page in a context of its own: another seat at another machine. With `clock`, its time starts there and can be moved on. */
export async function openPage(browser: Browser, url: string, { clock, ...options }: PageOptions): Promise<WatchedPage> {
  const context = await browser.newContext(options);
  // Before the page has set its first timer: one that was set by the real clock could not be taken back.
  if (clock !== undefined) await context.clock.install({ time: clock });
  const page = await context.newPage();
  const errors: string[] = [];
  open.set(page, errors);
  page.once("close", () => open.delete(page));
  const expected: RegExp[] = [];
  watchErrors(page, errors);
  await page.goto(url);
  return {
    page,
    context,
    allow: (pattern) => void expected.push(pattern),
    assertQuiet: () => assert.deepEqual(errors.filter((error) => !expected.some((pattern) => pattern.test(error))), []),
    async shoot(name) {
      if (!PICTURES) return;
      mkdirSync(ARTEFACTS, { recursive: true });
      await page.screenshot({ path: join(ARTEFACTS, `${name}.png`) });
    },
    async assertAccessible(where, without = []) {
      // In the page itself, of whose passes nothing is told: there is no frame in any of our pages, and a blank page beside each costs as much as the look.
      const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
      for (const selector of without) builder.exclude(selector);
      const { violations } = await builder.analyze();
      const serious = violations.filter(({ impact }) => impact === "serious" || impact === "critical");
      assert.deepEqual(serious.map(({ id, nodes }) => `${where}: ${id}: ${nodes.map(({ html }) => html.slice(0, 120)).join(" | ")}`), []);
    },
    press: (name) => page.getByRole("button", { name, exact: true }).click(),
  };
}
