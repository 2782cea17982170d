import assert from "node:assert/strict";
import { createECDH } from "node:crypto";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { Timeline } from "@tocsin/contract/views.ts";
import type { Static } from "typebox";
import { codeNow } from "../authenticator-app.ts";
import { copyCity } from "../city-copy.ts";
import { PASSWORD, serveCity, startCity, runningClock, type Seated, type TestCity } from "../harness.ts";
import { accepted, order, report, SCHOOL } from "../scene.ts";
import { until } from "../until.ts";
import { openConsole, rowOf } from "./console-seat.ts";
import { readableIn, safeOf } from "./browser-storage.ts";
import { closeSeatsAfterEach, launchBrowser, openPage, PHONE, type PageOptions, type WatchedPage } from "./browser.ts";
import { openPhone } from "./field-seat.ts";
import { hears, keepPeers } from "./peers.ts";

let city: TestCity;
let browser: Browser;
let dispatcher: Seated;
/** A push service that takes everything and brings it nowhere: the browser is handed the message by its own tools. */
const service = createServer((request, response) => void request.resume().on("end", () => response.writeHead(201).end()));
const pushOrigin = (): string => `http://127.0.0.1:${(service.address() as AddressInfo).port}`;
const copy = copyCity();

/** Real time, told from ten o'clock: the phone counts seconds by itself. */
const clock = runningClock();

closeSeatsAfterEach();
before(async () => {
  service.listen(0, "127.0.0.1");
  await once(service, "listening");
  copy.change("policies.yaml", /$/, "\nreach: { channels: [PUSH], fallbackS: 60 }\ntalk: { keep: MISSED, connectS: 15 }\n");
  city = await startCity({ clock, cityDir: copy.dir, server: { timers: true, push: { subject: "mailto:duty@city.example", origins: [pushOrigin()] } } });
  browser = await launchBrowser();
  dispatcher = await city.signIn("dispatcher");
});
after(async () => {
  await browser?.close();
  await city?.close();
  service.close();
  copy.remove();
});

/** As the unit of the account. */
const phoneOnDuty = (account: string, options: PageOptions = {}): Promise<WatchedPage> => openPhone(browser, city.url, dispatcher, account, options);

/** Hands a push to the phone's service worker, as its push service would. */
async function deliverPush({ context, page }: WatchedPage, data: unknown): Promise<void> {
  const tools = await context.newCDPSession(page);
  const registered = new Promise<string>((resolve) => {
    tools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => registrations[0] && resolve(registrations[0].registrationId));
  });
  await tools.send("ServiceWorker.enable");
  await tools.send("ServiceWorker.deliverPushMessage", { origin: city.url, registrationId: await registered, data: JSON.stringify(data) });
  await tools.detach();
}

/** How often each kind of event stands in the incident's history. */
async function historyOf(incidentId: string): Promise<Record<string, number>> {
  const { entries } = (await dispatcher.timeline(incidentId)) as Static<typeof Timeline>;
  const counts: Record<string, number> = {};
  for (const { type } of entries) counts[type] = (counts[type] ?? 0) + 1;
  return counts;
}

const ONCE = ["OrderAcknowledged", "AssignmentEnRoute", "AssignmentArrived", "HandlingStarted", "AssignmentCompleted", "GuidanceRead"];

test("X-07: an officer works an order through a dead network; the server has every act exactly once (SCN-02, SCN-03, DSP-05)", async () => {
  const phone = await phoneOnDuty("u1", { geolocation: { longitude: 112.004, latitude: 30.004, accuracy: 8 } });
  const { page } = phone;
  await phone.assertAccessible("no order");
  const incident = await report(dispatcher);
  const { orderId } = await order(dispatcher, incident.id, ["U1"]);

  await page.getByText("食堂液化气瓶 12 只").waitFor();
  await page.getByText("未核实").waitFor();
  await phone.shoot("field-order-light");
  await phone.assertAccessible("order");
  await page.getByRole("heading", { name: "处置要点" }).scrollIntoViewIfNeeded();
  await until(async () => (await historyOf(incident.id))["GuidanceRead"] === 1);
  await phone.press("签收指令");
  await page.getByRole("button", { name: "出发" }).waitFor();
  await until(async () => (await historyOf(incident.id))["OrderAcknowledged"] === 1);

  await phone.context.setOffline(true);
  for (const label of ["出发", "到达现场", "开始处置", "首次反馈", "现场平稳"]) await phone.press(label);
  await page.locator("input[type=file]").setInputFiles({ name: "scene.png", mimeType: "image/png", buffer: await page.screenshot() });
  await page.locator(".thumbnails img").waitFor();
  await phone.shoot("field-feedback");
  await phone.assertAccessible("feedback");
  await phone.press("发送反馈");
  await page.getByText("4 项待发送").waitFor();
  assert.equal((await historyOf(incident.id))["AssignmentEnRoute"], undefined, "nothing has left the phone");
  await phone.shoot("field-offline");
  await until(async () => (await safeOf(page, "tocsin-field-safe")).rows["act ACCOUNT"] === 4);

  await page.reload();
  await page.getByText("4 项待发送").waitFor();
  await page.getByText("食堂液化气瓶 12 只").waitFor();
  await page.getByRole("button", { name: "完成处置" }).waitFor();
  await phone.shoot("field-offline-after-reload");

  await phone.context.setOffline(false);
  await page.getByText("已连接").waitFor();
  await until(async () => (await historyOf(incident.id))["FeedbackGiven"] === 1);
  await phone.press("完成处置");
  await phone.press("处置完毕，现场恢复正常");
  await phone.press("发送并完成处置");
  await page.getByRole("heading", { name: "没有指令" }).waitFor();
  await until(async () => (await historyOf(incident.id))["AssignmentCompleted"] === 1);

  const history = await historyOf(incident.id);
  for (const type of ONCE) assert.equal(history[type], 1, `${type}: ${JSON.stringify(history)}`);
  assert.equal(history["FeedbackGiven"], 2);
  const record = await dispatcher.incident(incident.id);
  assert.deepEqual(record.feedback.map(({ kind, text }) => [kind, text]), [["FIRST", "现场平稳"], ["FINAL", "处置完毕，现场恢复正常"]]);
  const photo = record.feedback[0]?.media[0];
  assert.ok(photo, "the picture that was taken without a network is in the report");
  const kept = await fetch(dispatcher.mediaUrl(photo.mediaId), { headers: { authorization: `Bearer ${dispatcher.token}` } });
  assert.deepEqual([kept.status, kept.headers.get("content-type")], [200, "image/jpeg"]);
  assert.equal(record.orders.find(({ id }) => id === orderId)?.assignments[0]?.status, "COMPLETED");
  phone.allow(/ERR_INTERNET_DISCONNECTED/);
  phone.assertQuiet();
  await phone.context.close();
});

test("SCN-03: inside the geofence arrival is proposed and one tap confirms it; new facts stand above all and are marked read (SCN-05)", async () => {
  const phone = await phoneOnDuty("u3", { geolocation: { longitude: 112.008, latitude: 30.024, accuracy: 8 }, colorScheme: "dark" });
  const { page } = phone;
  const incident = await report(dispatcher);
  await order(dispatcher, incident.id, ["U3"]);
  await phone.press("签收指令");
  await phone.press("出发");
  accepted(await dispatcher.command("intake.addFact", { incidentId: incident.id, key: "weapon", value: "持刀", critical: true }));
  await page.getByText("1 条新情况").waitFor();
  await phone.shoot("field-news-dark");
  await phone.assertAccessible("news, dark");
  await phone.press("地图");
  await page.locator(".map canvas").waitFor();
  await page.getByText(/约 \d+ 分钟|直线距离/).waitFor();
  await phone.assertAccessible("map", [".maplibregl-map"]);
  await phone.shoot("field-map-dark");
  await phone.press("重要 · 1 条新情况");
  await phone.press("已读");
  await until(async () => (await dispatcher.incident(incident.id)).facts.some(({ key, readBy }) => key === "weapon" && readBy.includes("U3")));

  await phone.context.setGeolocation({ longitude: SCHOOL.point.lon, latitude: SCHOOL.point.lat, accuracy: 8 });
  await page.getByText("已到达现场附近").waitFor();
  await phone.shoot("field-arrival-dark");
  await phone.press("确认到达");
  await until(async () => (await historyOf(incident.id))["AssignmentArrived"] === 1);
  const assignment = (await dispatcher.incident(incident.id)).orders[0]?.assignments.find(({ unitId }) => unitId === "U3");
  assert.equal(assignment?.arrivedAuto, false);
  assert.notEqual(assignment?.arrivalProposedAt, null);
  phone.assertQuiet();
  await phone.context.close();
});

test("X-07: what the server does not take is shown with its reason, and a call for help goes first (DSP-10)", async () => {
  const phone = await phoneOnDuty("u6", { geolocation: { longitude: 112.032, latitude: 30.012, accuracy: 8 } });
  const { page } = phone;
  phone.allow(/ERR_INTERNET_DISCONNECTED|status of 409/);
  const incident = await report(dispatcher);
  const { orderId } = await order(dispatcher, incident.id, ["U6"]);
  await page.getByRole("button", { name: "签收指令" }).waitFor();
  await phone.context.setOffline(true);
  await phone.press("签收指令");
  accepted(await dispatcher.command("dispatch.recall", { incidentId: incident.id, orderId, unitId: "U6", reason: "已由他组处置" }));

  await page.getByRole("button", { name: "长按求助" }).hover();
  await page.mouse.down();
  await page.getByText("求助已记录，正在等待网络发送").waitFor();
  await page.mouse.up();
  await phone.shoot("field-duress-offline");

  await phone.context.setOffline(false);
  await page.getByText("求助已送达指挥中心").waitFor();
  await page.getByText("1 项未被接受，请查看").click();
  await page.getByText("服务器上现为「已召回」，此操作不再适用。").waitFor();
  await phone.assertAccessible("refused");
  await phone.shoot("field-refused");
  await page.locator(".refused").getByRole("button", { name: "知道了" }).click();
  await page.getByText("全部已发送").waitFor();
  assert.notEqual((await dispatcher.unit("U6")).duress, null);
  phone.assertQuiet();
  await phone.context.close();
});

test("X-07, R50: when the server has ended the session nothing readable is left on the phone; what was not sent goes out when the same account is back", async () => {
  const phone = await phoneOnDuty("u4", { geolocation: { longitude: 112.004, latitude: 30.004, accuracy: 8 } });
  const { page } = phone;
  phone.allow(/ERR_INTERNET_DISCONNECTED|status of 401|HTTP Authentication failed/);
  const incident = await report(dispatcher, { text: "只给出警员看的话" });
  await order(dispatcher, incident.id, ["U4"]);
  await page.getByRole("button", { name: "签收指令" }).waitFor();
  const left = (): Promise<unknown> => safeOf(page, "tocsin-field-safe");
  const unsent = async (): Promise<number | undefined> => (await safeOf(page, "tocsin-field-safe")).rows["act ACCOUNT"];
  // The receipt of its arrival has gone out: what is left when the line goes is the one act.
  await until(async () => (await unsent()) === undefined);
  await phone.context.setOffline(true);
  await phone.press("签收指令");
  await (await city.signIn("admin")).signOutEverywhere("u4", { password: PASSWORD });
  await until(async () => (await unsent()) === 1);
  await phone.context.setOffline(false);
  await page.getByText("登录已失效，请重新登录").waitFor();
  await until(async () => JSON.stringify(await left()) === '{"rows":{"act ACCOUNT":1},"keys":[]}');
  assert.deepEqual(await readableIn(page, ["只给出警员看的话", incident.id, "key that"]), []);
  await page.getByLabel("账号").fill("u4");
  await page.getByLabel("密码").fill(PASSWORD);
  await phone.press("登录");
  await until(async () => (await historyOf(incident.id))["OrderAcknowledged"] === 1);
  await until(async () => (await unsent()) === undefined);
  phone.assertQuiet();
  await phone.context.close();
});

test("GOV-02, X-15: outside a demo a phone sets up its second factor before anything else, a passkey or an authenticator, and comes back by passkey or by recovery code (ASVS V6.3.3)", async () => {
  const real = await serveCity(city.databaseUrl, city.clock, { cityDir: copy.dir, server: { demo: false } });
  const phone = await openPage(browser, `${real.url.replace("127.0.0.1", "localhost")}/field/`, PHONE);
  const { page } = phone;
  phone.allow(/status of 401|HTTP Authentication failed|api\/v1\/demo/);
  const byPassword = async (): Promise<void> => {
    await page.getByLabel("账号").fill("e1");
    await page.getByLabel("密码").fill(PASSWORD);
    await phone.press("登录");
  };
  try {
    const device = await phone.context.newCDPSession(page);
    await device.send("WebAuthn.enable");
    await device.send("WebAuthn.addVirtualAuthenticator", { options: { protocol: "ctap2", transport: "internal", hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true } });
    await byPassword();
    await page.getByRole("heading", { name: "您的岗位需要二次验证" }).waitFor();
    await phone.shoot("field-enrol");
    await phone.assertAccessible("enrol");
    const password = page.getByLabel("您的密码");
    await phone.press("添加本机的通行密钥");
    assert.equal(await password.evaluate((field) => (field as HTMLInputElement).validationMessage), "请填写此项。", "in the app's language, not the browser's");
    await password.fill(PASSWORD);
    await phone.press("添加本机的通行密钥");
    await phone.press("我的");
    await phone.press("退出登录");
    await phone.press("用通行密钥登录");
    await phone.press("我的");
    await phone.press("设置");
    await page.getByText("未用过").or(page.getByText("最近使用")).waitFor();
    await page.getByLabel("改用通行密钥验证").check();
    await phone.shoot("field-factor");
    await phone.press("设置验证器应用");
    const key = (await page.locator("code").textContent())!.replaceAll(" ", "");
    // A code lives thirty seconds: one that its step outran on the way is given again.
    for (let taken = false; !taken; ) {
      const answered = page.waitForResponse((response) => response.url().endsWith(ROUTES.confirmFactor));
      await page.getByLabel("六位码").fill(codeNow(key));
      await phone.press("启用");
      taken = (await answered).ok();
    }
    const recovery = (await page.locator(".codes code").first().textContent())!;
    await phone.shoot("field-recovery-codes");
    await phone.assertAccessible("recovery codes");
    await phone.press("已收好");
    await phone.press("退出登录");
    await byPassword();
    await page.getByLabel("验证码").fill(recovery);
    await phone.press("登录");
    await page.getByRole("button", { name: "我的" }).waitFor();
    phone.assertQuiet();
  } finally {
    await phone.context.close();
    await real.close();
  }
});

test("DSP-10: a site's group holds its button for three seconds; its own card comes back and can be worked to the end", async () => {
  const phone = await phoneOnDuty("mt1", { geolocation: { longitude: 112.0041, latitude: 30.0081, accuracy: 8 } });
  const { page } = phone;
  await page.getByRole("button", { name: "长按报警" }).hover();
  await page.mouse.down();
  await page.getByRole("button", { name: "签收指令" }).waitFor();
  await page.mouse.up();
  await phone.shoot("field-site-alarm");
  for (const label of ["签收指令", "出发", "确认到达", "开始处置", "首次反馈", "现场平稳", "发送反馈", "完成处置", "处置完毕，现场恢复正常", "发送并完成处置"]) await phone.press(label);
  await page.getByRole("heading", { name: "没有指令" }).waitFor();
  const { incidents } = await dispatcher.incidents({ limit: 50 });
  const alarm = incidents.filter(({ typeCode }) => typeCode === "MR-01");
  assert.equal(alarm.length, 1);
  const own = (): Promise<string | undefined> => dispatcher.incident(alarm[0]?.id ?? "").then(({ orders }) => orders.flatMap(({ assignments }) => assignments).find(({ unitId }) => unitId === "MT1")?.status);
  await until(async () => (await own()) === "COMPLETED");
  phone.assertQuiet();
  await phone.context.close();
});

test("DSP-02, DSP-03: a unit on scene hands over through a dead network; the other's phone shows the offer, and one tap takes the responsibility; the giver's patrol goes on", async () => {
  const [giver, receiver] = [await phoneOnDuty("u2", { colorScheme: "dark", geolocation: { longitude: 112.0155, latitude: 30.0041, accuracy: 8 } }), await phoneOnDuty("u7")];
  const u2 = await city.signIn("u2");
  const checkpoints = ["码头广场", "滨江路口", "水厂大门"].map((name, n) => ({ name, point: { lon: 112.016, lat: 30.004 + n / 500 } }));
  accepted(await u2.command("dispatch.startPatrol", { unitId: "U2", patrolId: newUlid(), checkpoints }));
  await giver.press("到点：码头广场");
  await until(async () => (await dispatcher.unit("U2")).patrol?.next === 1);
  const incident = await report(dispatcher);
  const { orderId } = await order(dispatcher, incident.id, ["U2", "U7"]);
  const step = { incidentId: incident.id, orderId, unitId: "U2" };
  for (const verb of ["acknowledge", "enRoute"] as const) accepted(await u2.command(`dispatch.${verb}`, step));
  accepted(await u2.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
  giver.allow(/ERR_INTERNET_DISCONNECTED/);
  await giver.page.getByRole("button", { name: "移交处置" }).waitFor();
  await giver.context.setOffline(true);
  await giver.press("移交处置");
  await giver.page.getByRole("button", { name: /东湖 02/ }).click();
  await giver.shoot("field-handover-choose-dark");
  await giver.assertAccessible("handover, dark");
  await giver.press("移交给 东湖 02");
  await giver.page.getByText("已提请移交给 东湖 02，等待答复").waitFor();
  await giver.page.getByText(/项待发送/).waitFor();
  assert.equal((await dispatcher.unit("U2")).handoverTo, null, "nothing has left the phone");
  await giver.context.setOffline(false);

  await receiver.press("地图");
  await receiver.press("码头 01 请您接手处置");
  await receiver.shoot("field-handover-asked");
  await receiver.assertAccessible("asked to take over");
  await receiver.press("接受，由我处置");
  await giver.page.getByRole("heading", { name: "已移交给 东湖 02" }).waitFor();
  await giver.press("知道了");
  await giver.context.setOffline(true);
  await giver.press("到点：滨江路口");
  await giver.page.getByText("✓ 已到").nth(1).waitFor();
  await giver.shoot("field-patrol-dark");
  await giver.assertAccessible("patrol, dark");
  assert.equal((await dispatcher.unit("U2")).patrol?.next, 1, "nothing has left the phone");
  await giver.context.setOffline(false);
  await until(async () => (await dispatcher.unit("U2")).patrol?.next === 2);
  const { orders } = await dispatcher.incident(incident.id);
  assert.deepEqual(orders.flatMap(({ assignments }) => assignments.map(({ unitId, endReason }) => [unitId, endReason])), [["U2", "HANDED_OVER:U7"], ["U7", null]]);
  for (const phone of [giver, receiver]) {
    phone.assertQuiet();
    await phone.context.close();
  }
});

test("CMD-03, X-07: a push wakes the phone, whose worker says that it has arrived; desk and crew talk at an incident; what was written without a line comes after, with its own time, and both see who has read", async () => {
  const phone = await phoneOnDuty("u5", { geolocation: { longitude: 112.004, latitude: 30.004, accuracy: 8 }, colorScheme: "dark" });
  const seat = await openConsole(browser, city, "dispatcher2");
  await seat.page.evaluate(keepPeers);
  const incident = await report(dispatcher, { place: { ...SCHOOL, addressText: "通信的那一起" } });
  const u5 = await city.signIn("u5");
  await u5.keepPushTarget({ endpoint: `${pushOrigin()}/u5`, p256dh: createECDH("prime256v1").generateKeys("base64url"), auth: Buffer.alloc(16, 1).toString("base64url") });
  const { orderId } = await order(dispatcher, incident.id, ["U5"]);
  await rowOf(seat, "通信的那一起").click();
  await seat.page.getByText(/推送 [\d:]+ 等待回执/).waitFor();
  await deliverPush(phone, { noticeId: `${orderId}-U5` });
  await seat.page.getByText(/推送 [\d:]+ 已送达/).waitFor();
  await seat.shoot("console-reach");
  accepted(await u5.command("dispatch.acknowledge", { incidentId: incident.id, orderId, unitId: "U5" }));
  await seat.page.getByRole("tab", { name: /协同/ }).click();
  await seat.page.getByLabel("向在场各方发送").fill("从东门进入");
  await seat.press("发送 ↵");
  await phone.page.locator(".room-last", { hasText: "从东门进入" }).waitFor();
  await seat.page.getByText("送达 1/1 · 已读 0/1").waitFor();
  await phone.page.getByRole("button", { name: /查看并发言/ }).click();
  await seat.page.getByText("送达 1/1 · 已读 1/1").waitFor();

  await phone.context.setOffline(true);
  await phone.page.getByLabel("向在场各方发送").fill("收到，三分钟");
  await phone.press("发送");
  await phone.press("发位置");
  // Without a line the radio records: nothing that is said is lost.
  const hold = phone.page.getByRole("button", { name: "按住讲话" }).last();
  await hold.hover();
  await phone.page.mouse.down();
  await phone.page.getByRole("button", { name: "未接通，松开发语音消息" }).last().waitFor();
  await phone.page.mouse.up();
  await phone.page.locator(".message", { hasText: "待发送" }).nth(2).waitFor();
  await phone.shoot("field-room-offline");
  await phone.assertAccessible("room");
  await phone.context.setOffline(false);
  await seat.page.locator(".message", { hasText: "收到，三分钟" }).waitFor();
  await seat.page.getByRole("button", { name: "◎ 位置" }).waitFor();

  await phone.press("语音");
  await phone.page.getByRole("button", { name: /^停止并发送 [1-9]/ }).click();
  const heard = seat.page.locator(".message audio").nth(1);
  await heard.evaluate((audio: HTMLAudioElement) => audio.load());
  await seat.page.waitForFunction(() => (document.querySelectorAll<HTMLAudioElement>(".message audio")[1]?.duration ?? 0) >= 1);
  await seat.shoot("console-room");
  await seat.assertAccessible("room");
  // Held on the phone, heard at the console: the sound itself goes from device to device.
  await hold.hover();
  await phone.page.mouse.down();
  await seat.page.getByText(/正在讲话 · 收听中/).waitFor();
  await phone.page.getByText("正在讲话 · 1 方收听").last().waitFor();
  await seat.page.waitForFunction(hears);
  await phone.shoot("field-radio");
  await seat.shoot("console-radio");
  assert.equal((await dispatcher.command("rooms.takeFloor", { incidentId: incident.id, burstId: newUlid() })).ok, false, "one speaks");
  await phone.page.mouse.up();
  await seat.page.getByText(/听到：小城市公安局 调度员/).waitFor();
  await seat.page.keyboard.down("F8");
  await phone.page.getByText(/正在讲话 · 收听中/).first().waitFor();
  await seat.page.keyboard.up("F8");
  await phone.page.locator(".message", { hasText: "听到" }).nth(1).waitFor();
  const { messages } = await dispatcher.room(incident.id);
  assert.deepEqual(messages.map(({ text, from, deviceAt, spoken }) => [text, from.unitId, deviceAt !== null, spoken?.heard.length]), [["从东门进入", null, false, undefined], ["收到，三分钟", "U5", true, undefined], [undefined, "U5", true, undefined], [undefined, "U5", true, undefined], [undefined, "U5", true, undefined], [undefined, "U5", false, 1], [undefined, null, false, 1]]);
  phone.allow(/ERR_INTERNET_DISCONNECTED/);
  for (const one of [phone, seat]) {
    one.assertQuiet();
    await one.context.close();
  }
});
