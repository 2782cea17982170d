import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { keyOf, seal } from "@tocsin/client/sealed.ts";
import { PASSWORD, startCity, runningClock, type Seated, type TestCity } from "../harness.ts";
import { onDuty, order, report, SCHOOL } from "../scene.ts";
import { until } from "../until.ts";
import { missesPlanted, readableIn, safeOf } from "./browser-storage.ts";
import { closeSeatsAfterEach, DESK, launchBrowser, openPage, PHONE, type WatchedPage } from "./browser.ts";
import { live, intakeDone, openConsole, rowOf } from "./console-seat.ts";
import { openPhone } from "./field-seat.ts";

let city: TestCity;
let browser: Browser;
let dispatcher: Seated;

const started = Date.now();

closeSeatsAfterEach();
before(async () => {
  city = await startCity({ clock: runningClock(), server: { timers: true } });
  browser = await launchBrowser();
  dispatcher = await city.signIn("dispatcher");
});
after(async () => {
  await browser?.close();
  await city?.close();
});

const PHONE_SAFE = "tocsin-field-safe";
const CONSOLE_SAFE = "tocsin-console-safe";
const place = (addressText: string) => ({ place: { ...SCHOOL, addressText } });

/** Waits until so many rows of a kind lie in the safe, whatever key they are under. */
const holds = (seat: WatchedPage, safe: string, kind: string, count: number): Promise<void> =>
  until(async () => Object.entries((await safeOf(seat.page, safe)).rows).reduce((sum, [name, rows]) => sum + (name.startsWith(`${kind} `) ? rows : 0), 0) === count);

async function enterAs(seat: WatchedPage, account: string): Promise<void> {
  const { page } = seat;
  await page.getByLabel("账号", { exact: true }).fill(account);
  await page.getByLabel("密码", { exact: true }).fill(PASSWORD);
  await page.getByLabel("密码", { exact: true }).press("Enter");
  await live(seat);
}

async function signInAgain(phone: WatchedPage, account: string): Promise<void> {
  await phone.page.getByLabel("账号").fill(account);
  await phone.page.getByLabel("密码").fill(PASSWORD);
  await phone.press("登录");
  await phone.page.getByRole("button", { name: "我的" }).waitFor();
}

test("X-07: an order, unsent acts and a photo lie on the phone as ciphertext alone, while it works without a line and after a reload; a search that would find them finds nothing (ASVS V14.3.3)", async () => {
  const phone = await openPhone(browser, city.url, dispatcher, "u1", { geolocation: { longitude: 112.004, latitude: 30.004, accuracy: 8 } });
  const { page } = phone;
  phone.allow(/ERR_INTERNET_DISCONNECTED/);
  const incident = await report(dispatcher, { text: "只给出警员看的报警内容", ...place("封存路一号") });
  await order(dispatcher, incident.id, ["U1"]);
  await phone.press("签收指令");
  // What an answer says is kept before its act leaves the phone: with the act gone, the order is there.
  await until(async () => (await dispatcher.incident(incident.id)).orders[0]?.assignments[0]?.status === "ACKNOWLEDGED");
  await holds(phone, PHONE_SAFE, "act", 0);
  await phone.context.setOffline(true);
  for (const label of ["出发", "到达现场", "开始处置", "首次反馈"]) await phone.press(label);
  await page.locator("textarea").fill("门锁被撬，一人在场");
  await page.locator("input[type=file]").setInputFiles({ name: "scene.png", mimeType: "image/png", buffer: await page.screenshot() });
  await page.locator(".thumbnails img").waitFor();
  await phone.press("发送反馈");
  await holds(phone, PHONE_SAFE, "act", 4);
  await holds(phone, PHONE_SAFE, "photo", 1);

  const name = (await (await city.signIn("u1")).me()).name;
  const words = ["封存路一号", "只给出警员看的", "门锁被撬", "JFIF", "食堂液化气瓶", name, incident.id, incident.no];
  assert.deepEqual(await readableIn(page, [...words, "key that cannot be read back", "key that can be read back"]), ["key that cannot be read back"]);
  assert.deepEqual(await missesPlanted(page), [], "the search finds what lies in clear, wherever it lies");

  await page.reload();
  await page.getByText("4 项待发送").click();
  await page.getByText("照片 1 张").waitFor();
  await page.getByText("封存路一号").first().waitFor();
  await page.getByText("只给出警员看的报警内容").first().waitFor();
  await phone.context.setOffline(false);
  await until(async () => (await dispatcher.incident(incident.id)).feedback.length === 1);
  const { feedback } = await dispatcher.incident(incident.id);
  assert.deepEqual([feedback[0]?.text, feedback[0]?.media.length], ["门锁被撬，一人在场", 1]);
  await holds(phone, PHONE_SAFE, "act", 0);
  await holds(phone, PHONE_SAFE, "photo", 0);
  phone.assertQuiet();
  await phone.context.close();
});

test("X-07, R50: what an older build left on the phone in clear, and what it had sealed for an account, is taken over once and goes out; nothing of it stays readable", async () => {
  await onDuty(city, "U2");
  const incident = await report(dispatcher, place("旧版路二号"));
  const { orderId } = await order(dispatcher, incident.id, ["U2"]);
  const act = (id: string, seq: number, name: string, more: object = {}, photos: readonly object[] = []): object => ({ id, seq, userId: "u2", name, payload: { incidentId: incident.id, unitId: "U2", ...more }, at: started, urgent: false, photos, status: "WAITING", refused: null, faults: 0 });
  const [first, photo, second] = [newUlid(), newUlid(), newUlid()];
  const packed = { act: act(second, 2, "dispatch.requestSupport", { kind: "MORE_UNITS", text: "旧版已封存的支援", deviceAt: started }), photos: [] };
  const u2 = await city.signIn("u2");
  const { nonce, bytes } = await seal(await keyOf((await u2.deviceKey()).key), `u2 ${second}`, packed);
  const old = {
    acts: [act(first, 1, "dispatch.acknowledge", { orderId, deviceAt: started }, [{ blobKey: photo, incidentId: incident.id, ref: null }])],
    away: [{ id: second, userId: "u2", nonce: [...nonce], bytes: [...new Uint8Array(bytes)] }], photo,
    last: { seat: { ...(await u2.me()), name: "旧版所见" }, city: null, cursor: "", at: started, incidents: [], units: [], route: null, offset: 0 },
  };
  const phone = await openPage(browser, `${city.url}/field/`, PHONE);
  const { page } = phone;
  await page.getByLabel("账号").waitFor();
  await page.evaluate(async ({ acts, away, photo: key, last }) => {
    await new Promise<void>((resolve) => {
      const opening = indexedDB.open("tocsin-field", 2);
      opening.onupgradeneeded = () => {
        const db = opening.result;
        for (const one of acts) db.createObjectStore("acts", { keyPath: "id" }).put(one);
        db.createObjectStore("photos", { keyPath: "key" }).put({ key, blob: new Blob(["旧版照片"], { type: "image/jpeg" }) });
        db.createObjectStore("seen").put(last, "last");
        for (const one of away) db.createObjectStore("away", { keyPath: "id" }).put({ ...one, nonce: new Uint8Array(one.nonce), bytes: new Uint8Array(one.bytes).buffer });
      };
      opening.onsuccess = () => {
        opening.result.close();
        resolve();
      };
    });
  }, old);
  const words = ["旧版", orderId, incident.id];
  assert.deepEqual(await readableIn(page, words), words);
  await page.reload();
  // It opens as it was left, and learns that its session is over.
  await page.getByText("登录已失效，请重新登录").waitFor();
  await until(async () => JSON.stringify(Object.entries((await safeOf(page, PHONE_SAFE)).rows).sort()) === '[["act SIGN_IN",1],["away ACCOUNT",1],["photo SIGN_IN",1]]');
  assert.deepEqual(await readableIn(page, [...words, "# tocsin-field acts"]), []);
  phone.allow(/status of 4\d\d/);
  await signInAgain(phone, "u2");
  await until(async () => (await dispatcher.incident(incident.id)).orders[0]?.assignments[0]?.status === "ACKNOWLEDGED");
  await until(async () => (await dispatcher.incident(incident.id)).support.some(({ text }) => text === "旧版已封存的支援"));
  await holds(phone, PHONE_SAFE, "act", 0);
  await holds(phone, PHONE_SAFE, "away", 0);
  await phone.press("我的");
  await phone.press("退出登录");
  await page.getByLabel("账号").waitFor();
  await until(async () => JSON.stringify(await safeOf(page, PHONE_SAFE)) === '{"rows":{},"keys":[]}');
  phone.assertQuiet();
  await phone.context.close();
});

test("X-08, R37: the paper board, a call in its form and what waits for the line lie at the console as ciphertext alone; without a server the board opens, not while the seat is locked, and after a reload and a sign-in anew form and command are there (ASVS V14.3.3)", async () => {
  const seat = await openConsole(browser, city, "taker");
  const { page } = seat;
  const incident = await report(dispatcher, { text: "印在纸单上的报警内容", ...place("纸面路三号") });
  await rowOf(seat, "纸面路三号").waitFor();
  // An outage of intake alone: the line stands, and what is entered waits.
  await page.route("**/api/v1/intake/**", (route) => route.abort());
  await page.keyboard.press("n");
  await page.keyboard.type("等线路的路四号");
  await page.keyboard.press("Control+Enter");
  await page.getByText("1 条等待发送").waitFor();
  await intakeDone(seat);
  await page.keyboard.press("n");
  await page.locator("#intake-where").fill("草稿路五号");
  await page.locator("#intake-said").fill("正在说的话");
  await page.locator("#intake-callback").fill("13900001234");
  const paper = await seat.context.newPage();
  await paper.route("**/api/v1/intake/**", (route) => route.abort());
  await until(async () => {
    await paper.goto(`${city.url}/paper`);
    return (await paper.content()).includes("纸面路三号");
  }, 20);
  await holds(seat, CONSOLE_SAFE, "waiting", 1);
  await holds(seat, CONSOLE_SAFE, "draft", 1);

  const words = ["纸面路三号", "印在纸单上", "等线路的", "草稿路五号", "正在说的话", "13900001234", incident.no, incident.id, "学府 01"];
  assert.deepEqual(await readableIn(page, [...words, "key that cannot be read back", "key that can be read back"]), ["key that cannot be read back"]);
  assert.deepEqual(await missesPlanted(page), [], "the search finds what lies in clear, wherever it lies");

  await seat.context.setOffline(true);
  for (const path of ["/paper", "/"]) {
    await paper.goto(`${city.url}${path}`);
    await paper.getByText("印在纸单上的报警内容").waitFor();
  }
  await seat.context.setOffline(false);

  // Locked, the seat shows no board on paper either: without a server it says what to do, with one it asks to unlock, and then the paper is there, and stays when the line is cut.
  await page.keyboard.press("Escape");
  await page.locator(".strip-seat").click();
  const told = page.waitForResponse(/\/seat\/lock$/);
  await seat.press("锁定席位");
  await told;
  await page.getByRole("heading", { name: "席位已锁定" }).waitFor();
  await seat.context.setOffline(true);
  await until(async () => {
    await paper.goto(`${city.url}/paper`);
    return (await paper.content()).includes("席位锁定时不显示纸质看板");
  }, 20);
  assert.ok(!(await paper.content()).includes("印在纸单上"));
  await seat.context.setOffline(false);
  await paper.goto(`${city.url}/paper`);
  await paper.getByLabel("密码").fill(PASSWORD);
  await paper.getByLabel("密码").press("Enter");
  await paper.locator(".tickets").waitFor();
  await page.locator(".lock").waitFor({ state: "detached" });
  await seat.context.setOffline(true);
  await paper.goto(`${city.url}/paper`);
  await paper.getByText("印在纸单上的报警内容").waitFor();
  await seat.context.setOffline(false);
  await page.reload();
  await page.getByText("1 条等待发送").waitFor();
  await page.keyboard.press("n");
  await until(async () => (await page.locator("#intake-said").inputValue()) === "正在说的话");

  await page.keyboard.press("Escape");
  await page.locator(".strip-seat").click();
  await seat.press("退出登录 ↵");
  await page.getByLabel("账号").waitFor();
  await until(async () => JSON.stringify(await safeOf(page, CONSOLE_SAFE)) === '{"rows":{"draft ACCOUNT":1,"waiting ACCOUNT":1},"keys":[]}');
  await page.unroute("**/api/v1/intake/**");
  await enterAs(seat, "dispatcher2");
  await page.keyboard.press("n");
  await page.locator("#intake-said").waitFor();
  assert.equal(await page.locator("#intake-said").inputValue(), "", "nobody else sees it");
  await page.keyboard.press("Escape");
  await page.locator(".strip-seat").click();
  await seat.press("退出登录 ↵");
  await enterAs(seat, "taker");
  await rowOf(seat, "等线路的路四号").waitFor();
  await page.keyboard.press("n");
  await until(async () => (await page.locator("#intake-callback").inputValue()) === "13900001234");
  assert.equal((await dispatcher.incidents({ open: true })).incidents.filter((one) => one.place?.addressText === "等线路的路四号").length, 1);
  seat.allow(/ERR_|WebSocket/);
  seat.assertQuiet();
  await seat.context.close();
});

/** As an older build kept a form. */
const OLD_DRAFT = {
  field: "where", address: "旧草稿路六号", candidates: [], candidatesFor: "", pending: false, candidateIndex: 0, place: null, point: null, placeUnknown: null, typed: "", types: [], typeIndex: 0, typeCode: null,
  said: "", facts: {}, callback: "13900005678", noCallback: null, channel: "CALL_110", drill: false, wants: "nothing",
};

test("X-08: what an older build left at the console in clear is taken over once, sealed, and is on its form again", async () => {
  const seat = await openPage(browser, city.url, DESK);
  const { page } = seat;
  await page.getByLabel("账号").waitFor();
  const key = newUlid();
  const old = {
    drafts: { taker: { draft: { ...OLD_DRAFT, incidentId: newUlid() }, saved: null } },
    waiting: [{ name: "intake.receive", key, by: "taker", paperNo: "TAKER-1000-AA", payload: { incidentId: newUlid(), channel: "CALL_110", text: "旧版等待的话", noCallbackReason: "WITHHELD", placeUnknown: "UNKNOWN" } }],
  };
  await page.evaluate(async ({ drafts, waiting }) => {
    localStorage.setItem("tocsin.drafts", JSON.stringify(drafts));
    localStorage.setItem("tocsin.waiting", JSON.stringify(waiting));
    await (await caches.open("paper")).put("/paper", new Response("旧纸单"));
  }, old);
  const words = ["旧草稿路六号", "13900005678", "旧版等待的话", "旧纸单"];
  assert.deepEqual(await readableIn(page, words), words);
  await page.reload();
  await page.getByLabel("账号").waitFor();
  await until(async () => (await readableIn(page, words)).length === 0);
  assert.deepEqual((await safeOf(page, CONSOLE_SAFE)).rows, { "draft SIGN_IN": 1, "waiting SIGN_IN": 1 });
  await enterAs(seat, "taker");
  await until(async () => (await dispatcher.incidents({ open: true })).incidents.some(({ text }) => text === "旧版等待的话"));
  await page.keyboard.press("n");
  await until(async () => (await page.locator("#intake-where").inputValue()) === "旧草稿路六号");
  seat.assertQuiet();
  await seat.context.close();
});

/** As over plain HTTP from another machine, where browsers have no cipher. */
async function withoutCipher({ page }: WatchedPage): Promise<void> {
  await page.addInitScript(() => Reflect.deleteProperty(Crypto.prototype, "subtle"));
  await page.reload();
}

test("X-07: where a browser has no cipher nothing is kept at all and both apps say so; what is done goes out all the same (ASVS V14.3.3)", async () => {
  const phone = await openPage(browser, `${city.url}/field/`, PHONE);
  await withoutCipher(phone);
  await signInAgain(phone, "u3");
  await phone.page.getByText("本机不留任何内容").waitFor();
  await phone.press("上班");
  await until(async () => (await dispatcher.board()).units.some(({ id, status }) => id === "U3" && status === "AVAILABLE"));
  const incident = await report(dispatcher, place("无密路七号"));
  await order(dispatcher, incident.id, ["U3"]);
  await phone.press("签收指令");
  await until(async () => (await dispatcher.incident(incident.id)).orders[0]?.assignments[0]?.status === "ACKNOWLEDGED");
  await phone.shoot("field-keeps-nothing");
  await phone.assertAccessible("keeps nothing");
  const seat = await openPage(browser, city.url, DESK);
  await withoutCipher(seat);
  await enterAs(seat, "taker");
  await rowOf(seat, "无密路七号").waitFor();
  await seat.page.keyboard.press("n");
  await seat.page.getByText("本机不留底稿").waitFor();
  await seat.page.locator("#intake-said").fill("没有留下的话");
  await seat.shoot("console-keeps-nothing");
  await seat.assertAccessible("keeps nothing");
  for (const [each, safe] of [[phone, PHONE_SAFE], [seat, CONSOLE_SAFE]] as const) {
    assert.deepEqual([await readableIn(each.page, ["无密路七号", "没有留下的话", incident.id]), await safeOf(each.page, safe)], [[], { rows: {}, keys: [] }]);
    each.assertQuiet();
    await each.context.close();
  }
});
