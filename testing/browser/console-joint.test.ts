import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Browser } from "playwright-core";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { PASSWORD, startCity, runningClock, type Seated, type TestCity } from "../harness.ts";
import { accepted, onDuty, order, report, SCHOOL } from "../scene.ts";
import { until } from "../until.ts";
import { closeSeatsAfterEach, launchBrowser, openPage, PHONE, type WatchedPage } from "./browser.ts";
import { bar, figure, figureIs, formGone, openConsole, rowOf } from "./console-seat.ts";

let city: TestCity;
let browser: Browser;
let dispatcher: Seated;

/** Real time, told from ten o'clock, with leaps where a test has no minute to wait. */
const clock = runningClock();

closeSeatsAfterEach();
before(async () => {
  city = await startCity({ clock, server: { timers: true } });
  browser = await launchBrowser();
  dispatcher = await city.signIn("dispatcher");
});
after(async () => {
  await browser?.close();
  await city?.close();
});

test("DSP-05: a limit that is missed stands in the strip, is never hidden, and asks for its reason", async () => {
  const seat = await openConsole(browser, city, "dispatcher");
  const { page } = seat;
  const incident = await report(dispatcher, { place: { ...SCHOOL, addressText: "超时的那一起" } });
  await rowOf(seat, "超时的那一起").locator(".clock-calm").waitFor();
  clock.advance(61_000);
  await rowOf(seat, "超时的那一起").locator(".clock-over").waitFor();
  await until(async () => (await dispatcher.incident(incident.id)).clocks.some(({ breachedAt }) => breachedAt !== null));
  await until(async () => (await figure(seat, "超时").textContent()) !== "0");
  await page.keyboard.press("b");
  await page.locator(".board tr", { hasText: "超时的那一起" }).getByRole("button", { name: /填写原因/ }).click();
  await seat.shoot("console-breaches");
  await seat.assertAccessible("breach board");
  await page.keyboard.press("5");
  await until(async () => (await dispatcher.incident(incident.id)).clocks.some(({ reason }) => reason?.code === "NO_UNIT"));
  seat.assertQuiet();
  await seat.context.close();
});

/** Texts that a page would run, load from or be redrawn by, if it took any of them for more than text. What runs leaves its mark, what loads asks for `/stolen`. */
const SCRIPTS = [
  "<script>window.ran=1</script>", "<img src=x onerror=window.ran=1>", "<svg/onload=window.ran=1>", "<iframe srcdoc='<script>parent.ran=1</script>'>", "<a href=\"javascript:window.ran=1\">火</a>", "javascript:window.ran=1",
  "<details open ontoggle=window.ran=1>", "<input autofocus onfocus=window.ran=1>", "<object data=\"javascript:window.ran=1\">", "<math><mi xlink:href=\"javascript:window.ran=1\">x", "<meta http-equiv=refresh content=\"0;url=/stolen\">", "<base href=\"/stolen/\">",
  "</textarea></title><script>window.ran=1</script>", "\"><script>window.ran=1</script>", "'-alert(1)-'", "{{constructor.constructor('window.ran=1')()}}", "${alert(1)}", "<style>@import '/stolen'; body{display:none}</style>", "x;background:url(/stolen)", "<link rel=stylesheet href=/stolen>",
  "\u202egnp.exe\u202c", "\u2066反\u2069", "\\u001b[31m", "=HYPERLINK(\"/stolen\")", "+1+cmd|' /C calc'!A0", "@SUM(1)", "-2+3", "%3Cscript%3Ealert(1)%3C/script%3E", "&lt;script&gt;alert(1)", "<!--<img src=/stolen>-->",
];

/** What a page does when it is taken in: a dialog, a mark, a request for what was not its own. */
async function watchTaken(seat: WatchedPage): Promise<() => Promise<void>> {
  const taken: string[] = [];
  seat.page.on("dialog", (dialog) => void (taken.push(`dialog ${dialog.message()}`), dialog.dismiss()));
  seat.page.on("request", (request) => request.url().includes("stolen") && taken.push(request.url()));
  seat.page.on("popup", (popup) => void taken.push(`popup ${popup.url()}`));
  return async () => {
    assert.deepEqual(taken, []);
    assert.equal(await seat.page.evaluate(() => (window as { ran?: number }).ran), undefined, "a text was run");
    seat.assertQuiet();
  };
}

test("R47: whatever is written into a matter is shown as text, on every tab, in the queue and on the phone", async () => {
  const unit = (await onDuty(city, "U2")).get("U2")!;
  const [desk, phone] = [await openConsole(browser, city, "dispatcher"), await openPage(browser, `${city.url}/field/`, PHONE)];
  const [deskQuiet, phoneQuiet] = [await watchTaken(desk), await watchTaken(phone)];
  const some = (from: number): string => SCRIPTS.slice(from, from + 5).join(" ").slice(0, 200);
  const incident = await report(dispatcher, { text: `${SCRIPTS.join("\n")}\n\u001b[31m\u0007`, place: { ...SCHOOL, addressText: some(0) } });
  const { orderId } = await order(dispatcher, incident.id, ["U2"], { note: SCRIPTS.join("\n").slice(0, 1_000) });
  for (let at = 0; at < SCRIPTS.length; at += 5) accepted(await dispatcher.command("intake.addNote", { incidentId: incident.id, text: SCRIPTS.slice(at, at + 5).join("\n") }));
  for (const [at, key] of ["weapon", "direction", "entry"].entries()) accepted(await dispatcher.command("intake.addFact", { incidentId: incident.id, key, value: some(5 * at + 5) }));
  const step = { incidentId: incident.id, orderId, unitId: "U2" };
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) accepted(await unit.command(name, step));
  accepted(await unit.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
  accepted(await unit.command("dispatch.handle", step));
  accepted(await unit.command("dispatch.feedback", { ...step, kind: "FIRST", text: SCRIPTS.join("\n") }));

  await rowOf(desk, "<script>window.ran=1</script>").click();
  await desk.page.locator("[role=tab]").first().waitFor();
  for (const tab of ["1", "2", "3", "4", "5", "6"]) {
    await desk.page.keyboard.press(tab);
    await desk.page.locator(`[role=tab]:nth-child(${tab})[aria-selected=true]`).waitFor();
    assert.ok((await desk.page.locator("body").innerText()).includes("window.ran=1"), `tab ${tab} shows the text as it is`);
    await desk.shoot(`console-scripts-${tab}`);
  }
  await deskQuiet();
  // And what is taken for more than text is noticed.
  await desk.page.evaluate((text) => document.body.insertAdjacentHTML("beforeend", text), SCRIPTS[1]!);
  await assert.rejects(async () => until(async () => deskQuiet().then(() => false)), /script-src|ran/);
  await desk.context.close();

  await phone.page.getByLabel("账号").fill("u2");
  await phone.page.getByLabel("密码").fill(PASSWORD);
  await phone.press("登录");
  await phone.page.getByText("<script>window.ran=1</script>").first().waitFor();
  await phone.shoot("field-scripts");
  await phoneQuiet();
  await phone.context.close();
  accepted(await unit.command("dispatch.complete", step));
});

test("JNT-01, X-15: by keys alone a district asks another for a joint operation, the other accepts with what it gives, and receives its task", async () => {
  const chief = await city.signIn("commander");
  const [west, east] = [await openConsole(browser, city, "d1"), await openConsole(browser, city, "d2", "dark")];
  const open = async (seat: WatchedPage): Promise<void> => {
    await bar(seat, "协作");
    await seat.page.getByRole("heading", { name: "协作" }).waitFor();
  };
  await open(west);
  await west.page.keyboard.press("r");
  await west.page.getByLabel("目标").fill("湖区联合搜救");
  await west.page.getByLabel("依据").fill("突发事件应对法第四十八条");
  await west.page.getByLabel("请哪些单位参与").selectOption("D2");
  await west.shoot("console-joint-ask");
  await west.page.getByLabel("目标").press("Enter");
  await west.page.locator(".matter-card", { hasText: "湖区联合搜救" }).waitFor();
  await figureIs(east, "协作待办", "1");
  await open(east);
  await east.page.locator(".matter-card", { hasText: "湖区联合搜救" }).waitFor();
  await east.page.keyboard.press("1");
  await east.page.getByLabel("投入力量").fill("冲锋舟 2 艘、潜水员 4 名");
  await east.page.keyboard.press("Enter");
  await west.page.locator(".said", { hasText: "潜水员 4 名" }).waitFor();
  const [found] = (await chief.board()).cooperations ?? [];
  assert.deepEqual(found!.parties[0]!.answer?.resources, ["冲锋舟 2 艘", "潜水员 4 名"]);
  accepted(await chief.command("joint.approve", { cooperationId: found!.id }));
  await formGone(east);
  await west.page.getByRole("button", { name: "开始执行" }).waitFor();
  await west.page.keyboard.press("1");
  await west.page.getByRole("button", { name: "下达任务" }).waitFor();
  await west.page.keyboard.press("1");
  await west.page.getByLabel("内容").fill("北岸下水");
  await west.page.getByLabel("由谁办").selectOption("D2");
  await west.page.getByLabel("由谁办").press("Enter");
  await east.page.locator(".said", { hasText: "北岸下水" }).waitFor();
  await east.page.getByRole("button", { name: "签收任务" }).waitFor();
  await east.page.keyboard.press("1");
  await east.page.locator(".matter-form select").press("Enter");
  await west.page.locator(".said", { hasText: "签收" }).waitFor();
  for (const seat of [west, east]) await formGone(seat);
  for (const seat of [west, east]) await seat.assertAccessible("joint work");
  await west.shoot("console-joint");
  await west.page.locator(".matter-row").first().press("l");
  await west.page.locator(".joint-duty tr", { hasText: "供电" }).getByText("95598").waitFor();
  await west.shoot("console-duty");
  await west.page.keyboard.press("l");
  await east.shoot("console-joint-dark");
  await east.page.setViewportSize({ width: 390, height: 844 });
  await east.shoot("console-joint-phone");
  for (const seat of [west, east]) {
    seat.assertQuiet();
    await seat.context.close();
  }
});

test("GOV-06: what nobody answers for is handed to a station by keys, and the station signs by keys", async () => {
  const west = await openConsole(browser, city, "d1");
  const room = await openConsole(browser, city, "room11", "dark");
  for (const seat of [west, room]) {
    await bar(seat, "责任");
    await seat.page.locator(".matter-row", { hasText: "第一小学" }).click();
  }
  await west.page.locator(".matter-card", { hasText: "无责任单位" }).waitFor();
  await west.shoot("console-assets");
  await west.page.keyboard.press("1");
  await west.page.getByLabel("理由").fill("属地管理");
  await west.shoot("console-assets-offer");
  await west.page.keyboard.press("Enter");
  await room.page.locator(".matter-card .acts").getByRole("button", { name: "签收" }).waitFor();
  await room.page.locator(".matter-row", { hasText: "第一小学" }).focus();
  await figureIs(room, "责任待签", "1");
  await room.shoot("console-assets-dark");
  await room.page.keyboard.press("1");
  await until(async () => (await dispatcher.assets({ list: "HELD" })).assets.some(({ id }) => id === "PLACE-PR1"));
  await room.page.locator(".matter-row", { hasText: "第一小学" }).waitFor({ state: "detached" });
  await room.page.keyboard.press("ArrowRight");
  await room.page.keyboard.press("ArrowRight");
  await room.page.locator(".matter-card", { hasText: "历任责任单位" }).waitFor();
  for (const seat of [west, room]) await seat.assertAccessible("who answers for what");
  await room.page.setViewportSize({ width: 390, height: 844 });
  await room.shoot("console-assets-phone");
  for (const seat of [west, room]) {
    seat.assertQuiet();
    await seat.context.close();
  }
});

test("INC-04, SCN-05, X-15: an agency's desk joins what it was invited to, says how far it is and when it comes, and leaves; the lead changes with a reason", async () => {
  const incident = await report(dispatcher, { place: { ...SCHOOL, addressText: "需要急救的那一起" } });
  accepted(await dispatcher.command("intake.inviteAgency", { incidentId: incident.id, agency: "EMS" }));
  const [police, ems] = [await openConsole(browser, city, "dispatcher"), await openConsole(browser, city, "ems", "dark")];
  const agenciesOf = async (seat: WatchedPage) => {
    await rowOf(seat, "需要急救的那一起").click();
    await seat.page.getByRole("tab", { name: /协同/ }).click();
    return seat.page.getByRole("region", { name: "联动单位" });
  };
  const [here, there] = [await agenciesOf(police), await agenciesOf(ems)];
  await there.getByRole("button", { name: "本单位加入" }).click();
  await there.getByLabel("几分钟后到").fill("20");
  await there.getByLabel("几分钟后到").press("Enter");
  await here.locator("p", { hasText: /预计到达.*20 min · / }).waitFor();
  await here.getByLabel("哪个单位预计到达").selectOption("EMS");
  await here.getByLabel("几分钟后到").fill("45");
  await here.getByLabel("几分钟后到").press("Enter");
  await there.locator("p", { hasText: /预计到达.*45 min · / }).waitFor();
  await there.getByRole("button", { name: "到场" }).click();
  await here.locator(".tag", { hasText: "到场" }).waitFor();
  assert.equal(await there.getByRole("button", { name: "变更主责" }).count(), 0, "an agency does not make itself the lead");
  await here.getByRole("button", { name: "变更主责" }).click();
  await here.getByLabel("改由哪个单位主责").selectOption("EMS");
  await here.getByLabel("变更主责的原因").fill("伤者为主");
  await here.getByLabel("变更主责的原因").press("Enter");
  await there.locator("strong", { hasText: "急救" }).waitFor();
  assert.equal((await dispatcher.incident(incident.id)).leadAgency, "EMS");
  for (const seat of [police, ems]) await seat.assertAccessible("agencies of an incident");
  await police.shoot("console-agencies");
  await ems.shoot("console-agencies-dark");
  await ems.page.setViewportSize({ width: 390, height: 844 });
  await ems.shoot("console-agencies-phone");
  await there.getByRole("button", { name: /退出/ }).click();
  await rowOf(ems, "需要急救的那一起").waitFor({ state: "detached" });
  for (const seat of [police, ems]) {
    seat.assertQuiet();
    await seat.context.close();
  }
  accepted(await dispatcher.command("intake.cancel", { incidentId: incident.id, reason: "误报" }));
});

test("CMD-05, X-15: a task force is dissolved with a reason, and the last one stays", async () => {
  const chief = await city.signIn("commander");
  const incident = await report(dispatcher, { place: { ...SCHOOL, addressText: "设指挥部的那一起" }, typeCode: "FR-02" });
  const commandPostId = newUlid();
  const force = (id: string, unit: string) => ({ id, name: `专班${id}`, leaderUnitId: unit, unitIds: [unit], objectiveId: null });
  accepted(await chief.command("command.openPost", { commandPostId, incidentId: incident.id, name: "操场指挥部", level: "II", holders: [{ role: "DEPUTY", orgId: "D1" }], forces: [force("F1", "U1"), force("F2", "U2")], objectives: [] }));
  const seat = await openConsole(browser, city, "commander");
  await bar(seat, "指挥部");
  const forces = seat.page.getByRole("region", { name: "专班", exact: true });
  await forces.locator("li", { hasText: "专班F2" }).getByRole("button", { name: "撤销" }).click();
  await forces.getByLabel("撤销专班的原因").fill("任务完成");
  await seat.shoot("console-dissolve");
  await seat.page.keyboard.press("Enter");
  await forces.locator("li", { hasText: "专班F2" }).waitFor({ state: "detached" });
  assert.equal(await forces.getByRole("button", { name: "撤销" }).count(), 0, "one force at least stays");
  seat.assertQuiet();
  await seat.context.close();
});
