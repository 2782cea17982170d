import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { chromium, type BrowserContext } from "playwright-core";
import { PASSWORD, startCity, runningClock } from "../harness.ts";
import { onDuty, order, report, SCHOOL } from "../scene.ts";
import { until } from "../until.ts";
import { safeOf } from "./browser-storage.ts";
import { BROWSER, PHONE } from "./browser.ts";

/** Which of the words stand in any file of a browser's profile, in either of the ways in which browsers write text. */
function readableInFiles(profile: string, words: readonly string[]): string[] {
  const files = readdirSync(profile, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => readFileSync(join(entry.parentPath, entry.name)));
  const written = (word: string): readonly Buffer[] => (["utf8", "utf16le"] as const).map((way) => Buffer.from(word, way));
  return words.filter((word) => files.some((bytes) => written(word).some((sought) => bytes.includes(sought))));
}

test("X-07: a phone that dies with acts unsent opens them and its order again without a line; in the files of its browser nothing of them is readable (ASVS V14.3.3)", async () => {
  const city = await startCity({ clock: runningClock(), server: { timers: true } });
  const profile = mkdtempSync(join(tmpdir(), "tocsin-phone-"));
  const start = (): Promise<BrowserContext> => chromium.launchPersistentContext(profile, { ...BROWSER, ...PHONE });
  let phone = await start();
  phone.setDefaultTimeout(12_000);
  try {
    const dispatcher = await city.signIn("dispatcher");
    await onDuty(city, "U1");
    let page = phone.pages()[0]!;
    await page.goto(`${city.url}/field/`);
    await page.getByLabel("账号").fill("u1");
    await page.getByLabel("密码").fill(PASSWORD);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    const incident = await report(dispatcher, { text: "断电前看到的报警内容", place: { ...SCHOOL, addressText: "断电路八号" } });
    await order(dispatcher, incident.id, ["U1"]);
    await page.getByText("断电路八号").first().waitFor();
    await page.evaluate(async () => void (await navigator.serviceWorker.ready));
    // What an answer says is kept before its act leaves the phone: with the act gone, the order is there.
    await page.getByRole("button", { name: "签收指令" }).click();
    await until(async () => (await dispatcher.incident(incident.id)).orders[0]?.assignments[0]?.status === "ACKNOWLEDGED");
    await until(async () => (await safeOf(page, "tocsin-field-safe")).rows["act ACCOUNT"] === undefined);
    await phone.setOffline(true);
    await page.getByRole("button", { name: "请求支援" }).click();
    await page.getByRole("button", { name: "增援警力" }).click();
    await page.locator("textarea").fill("断电前写下的支援");
    await page.getByRole("button", { name: "发送请求" }).click();
    await until(async () => (await safeOf(page, "tocsin-field-safe")).rows["act ACCOUNT"] !== undefined);
    await page.evaluate(() => new Promise<void>((resolve) => {
      const opening = indexedDB.open("planted");
      opening.onupgradeneeded = () => void opening.result.createObjectStore("some");
      opening.onsuccess = () => {
        const writing = opening.result.transaction("some", "readwrite", { durability: "strict" });
        writing.objectStore("some").put({ said: "明文里的字" }, 1);
        writing.oncomplete = () => resolve();
      };
    }));
    await until(() => readableInFiles(profile, ["明文里的字"]).length === 1);
    const words = ["断电路八号", "断电前看到", "断电前写下", incident.no];
    assert.deepEqual(readableInFiles(profile, words), []);

    const gone = phone.waitForEvent("close");
    const tools = await phone.newCDPSession(page);
    tools.send("Browser.crash").catch(() => undefined);
    await gone;
    assert.deepEqual(readableInFiles(profile, words), []);
    phone = await start();
    await phone.setOffline(true);
    page = phone.pages()[0]!;
    await page.goto(`${city.url}/field/`);
    await page.getByText("断电路八号").first().waitFor();
    await page.getByText(/项待发送/).waitFor();
    await phone.setOffline(false);
    // A browser forgets its session with its end: the account's word brings out what it left.
    await page.getByText("登录已失效，请重新登录").waitFor();
    await page.getByLabel("账号").fill("u1");
    await page.getByLabel("密码").fill(PASSWORD);
    await page.getByRole("button", { name: "登录", exact: true }).click();
    await until(async () => (await dispatcher.incident(incident.id)).support.some(({ text }) => text === "断电前写下的支援"));
    assert.equal((await dispatcher.incident(incident.id)).support.length, 1);
  } finally {
    await phone.close().catch(() => undefined);
    await city.close();
    rmSync(profile, { recursive: true, force: true });
  }
});
