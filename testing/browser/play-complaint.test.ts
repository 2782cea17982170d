import assert from "node:assert/strict";
import { test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { GeoReceipts, GeoRequest } from "@tocsin/contract/linkage/georeport.ts";
import { accepted, onDuty, refusedWith } from "../scene.ts";
import { until } from "../until.ts";
import type { WatchedPage } from "./browser.ts";
import { bar, formGone, openConsole, rowOf } from "./console-seat.ts";
import { playIn } from "./play-city.ts";

const play = playIn();
const FORM = { service_code: "UM-01", description: "学府路有流动摊贩占道", lat: "30.0081", long: "112.0041", address_string: "学府路8号", "attribute[danger]": "NO" };

/** The platform of 12345: what it posts, and what it reads back. */
async function platform12345(): Promise<{ readonly post: (form: Readonly<Record<string, string>>) => Promise<string>; readonly notes: (id: string) => Promise<string | null> }> {
  const { city } = play();
  const { key } = await (await city.signIn("commander")).makeKey("hotline-platform", 1);
  const ask = async <T>(path: string, more: RequestInit = {}): Promise<T> => {
    const answer = await fetch(`${city.url}/open311/v2${path}`, { ...more, headers: { authorization: `Bearer ${key}` } });
    assert.equal(answer.status, 200);
    return (await answer.json()) as T;
  };
  return {
    post: async (form) => (await ask<GeoReceipts>("/requests.json", { method: "POST", body: new URLSearchParams(form) }))[0]!.service_request_id,
    notes: async (id) => (await ask<GeoRequest[]>(`/requests/${id}.json`))[0]!.status_notes,
  };
}

/** The text of an incident that another seat changed meanwhile: both are shown, and the digit says which holds (INC-03). */
async function amendTogether(desk: WatchedPage, incidentId: string): Promise<void> {
  const { page } = desk;
  const { watcher } = play();
  await page.keyboard.press("5");
  await page.getByRole("button", { name: "修改", exact: true }).click();
  const { text } = await watcher.incident(incidentId);
  accepted(await watcher.command("intake.amend", { incidentId, field: "text", from: text, to: "两只气瓶漏气" }));
  await page.keyboard.press("End");
  await page.keyboard.type(",有人烫伤");
  await page.keyboard.press("Control+Enter");
  await page.locator(".conflict").getByText("两只气瓶漏气").waitFor();
  await page.locator(".conflict").getByText(`${text},有人烫伤`).waitFor();
  await desk.shoot("play-complaint-conflict");
  await page.keyboard.press("2");
  await until(async () => (await watcher.incident(incidentId)).text === `${text},有人烫伤`);
}

/** Supervision holds an incident and lifts the hold, with a reason each; the desk sees that it is held and is offered neither. */
async function holdAndLift(overseer: WatchedPage, desk: WatchedPage): Promise<void> {
  await rowOf(overseer, "学府路8号").click();
  await overseer.page.getByRole("button", { name: "保全", exact: true }).click();
  await overseer.page.keyboard.type("法院调取");
  await overseer.page.keyboard.press("Enter");
  await desk.page.locator(".tag", { hasText: "已保全" }).waitFor();
  assert.equal(await desk.page.getByRole("button", { name: "解除保全" }).count(), 0);
  await overseer.page.getByRole("button", { name: "解除保全", exact: true }).click();
  await overseer.page.keyboard.type("案件已结");
  await overseer.page.keyboard.press("Enter");
  await desk.page.locator(".tag", { hasText: "已保全" }).waitFor({ state: "detached" });
}

/** The station calls the department to the market (LNK-04): its chief approves, the department acknowledges, reports in and co-signs on its phone, each with one key. */
async function whistleFor(urban: WatchedPage, incidentId: string): Promise<void> {
  const { city } = play();
  const [room, chief] = await Promise.all([city.signIn("room11"), city.signIn("chief11")]);
  const matterId = newUlid();
  accepted(await room.command("linkage.draftWhistle", { matterId, incidentId, kind: "JOINT_ENFORCEMENT", item: "UM-01", departments: ["URBAN_MGMT"], text: "夜市摊贩占道，联合清理" }));
  accepted(await chief.command("linkage.approveWhistle", { matterId }));
  const card = urban.page.locator(".matter-card", { hasText: "联合清理" });
  await urban.page.locator(`#matter-${matterId}`).click();
  await card.getByText("待响应").waitFor();
  await urban.page.keyboard.press("1");
  await card.getByText("已响应，待报到").waitFor();
  await urban.page.keyboard.press("1");
  await urban.page.getByLabel("报到地点").fill("学府路夜市东口");
  await urban.page.keyboard.press("Enter");
  await card.getByText(/报到 学府路夜市东口/).waitFor();
  await formGone(urban);
  await urban.shoot("play-complaint-reported-in-narrow-dark");
  accepted(await chief.command("linkage.resolveWhistle", { matterId, text: "摊贩已清离" }));
  await card.getByRole("button", { name: "会签" }).waitFor();
  await urban.page.keyboard.press("1");
  await card.locator(".tag", { hasText: "已会签" }).waitFor();
}

test("LNK-01, LNK-02, LNK-04, LNK-05, LNK-12, INC-03, X-13, X-15: a complaint to 12345 that turns dangerous: a department signs it, danger sends 110 first, both answer, and who complained is called back", async () => {
  const { city, browser, watcher } = play();
  const [unit] = (await onDuty(city, "C1")).values();
  const hotline = await platform12345();
  const complaint = await hotline.post(FORM);

  const urban = await openConsole(browser, city, "urban", "dark", { viewport: { width: 390, height: 844 } });
  await urban.page.locator(".matter-row", { hasText: "待签收" }).waitFor();
  await urban.page.keyboard.press("1");
  await urban.page.locator(".matter-row", { hasText: "已签收" }).waitFor();
  await urban.shoot("play-complaint-signed-narrow-dark");
  await urban.assertAccessible("matters of a department");

  // The stall's bottles leak: 12345 hands it on with the danger, and 110 has an incident at once.
  const dangerous = await hotline.post({ ...FORM, description: "流动摊贩占道，液化气瓶漏气", "attribute[danger]": "YES" });
  const desk = await openConsole(browser, city, "dispatcher2");
  const { page } = desk;
  await rowOf(desk, "学府路8号").click();
  const incident = (await watcher.incidents({ open: true })).incidents[0]!;
  const no = Number(incident.no.slice(-5));
  const ticket = { matterId: newUlid(), incidentId: incident.id, danger: true, text: "摊贩的液化气瓶漏气", to: "URBAN_MGMT", urgency: "URGENT" as const, caller: { notice: "INFORMED" as const, withheld: false } };
  refusedWith(await watcher.command("linkage.open", ticket), "DISPATCH_FIRST");
  accepted(await watcher.command("intake.classify", { incidentId: incident.id, typeCode: "PO-05" }));
  await bar(desk, `转办 ${no}`);
  await page.getByRole("group", { name: "是否危及生命、财产或公共安全？" }).waitFor();
  await page.keyboard.press("2");
  await page.getByText("有危险：须先派警，再转办。").waitFor();
  await desk.shoot("play-complaint-danger");
  await page.keyboard.press("Enter");
  await page.locator(".candidate", { hasText: "学府社区" }).waitFor();
  await page.locator("#candidates").press("Enter");
  await until(async () => (await watcher.incident(incident.id)).orders.length === 1);

  // Now the rest of it may go to the department too: asked anew, since only what is not dangerous goes without an order.
  await bar(desk, `转办 ${no}`);
  await page.getByRole("group", { name: "是否危及生命、财产或公共安全？" }).waitFor();
  await page.keyboard.press("2");
  await page.locator("option", { hasText: "★ 清单 城市管理" }).waitFor({ state: "attached" });
  // Whose it is, is unclear: a call of three. The department comes to the line, sees no number, and it is agreed that it takes it.
  await page.keyboard.press("Control+Enter");
  await page.locator(".call-line", { hasText: "城市管理" }).getByText("呼叫中").waitFor();
  // What comes in stands above, and leaves the card to what is being worked on.
  await urban.page.locator(".matter-row", { hasText: "☎" }).click();
  await urban.page.locator(".call-line", { hasText: "报警人" }).getByText("号码由 110 保管").waitFor();
  await urban.page.keyboard.press("1");
  await page.locator(".call-line", { hasText: "城市管理" }).getByText("通话中").waitFor();
  await desk.shoot("play-complaint-call");
  await urban.shoot("play-complaint-call-narrow-dark");
  await page.keyboard.press("1");
  await page.getByLabel("通话结果").selectOption({ label: "由 城市管理 办理" });
  await page.getByLabel("通话结果").press("Enter");
  await page.locator(".matter-row", { hasText: "→ 城市管理" }).waitFor();
  await page.locator(".matter-row", { hasText: "→ 城市管理" }).click();
  await page.locator(".matter-card").getByText("全链条").waitFor();
  await page.locator(".matter-card .said", { hasText: incident.no }).waitFor();
  await desk.assertAccessible("matters");

  const orderId = (await watcher.incident(incident.id)).orders[0]!.id;
  const step = { incidentId: incident.id, orderId, unitId: "C1" };
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) accepted(await unit!.command(name, step));
  accepted(await unit!.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
  accepted(await unit!.command("dispatch.handle", step));
  accepted(await unit!.command("dispatch.feedback", { ...step, kind: "FIRST", text: "气瓶已移走" }));

  // 110 signs what 12345 handed on and answers it.
  const own = page.locator(".matter-row", { hasText: "→ 110" });
  await own.click();
  await page.keyboard.press("1");
  await page.locator(".matter-head .tag", { hasText: "已签收" }).waitFor();
  await page.locator(".matter-card .acts button", { hasText: "答复" }).first().click();
  await page.locator(".matter-form input[name=text]").fill("气瓶已移走，无人受伤");
  await page.keyboard.press("Enter");
  await page.locator(".matter-head .tag", { hasText: "已答复" }).waitFor();
  const caller = await city.signIn("hotline");
  accepted(await caller.command("linkage.verify", { matterId: dangerous, verdict: "SATISFIED", text: "来得快" }));
  accepted(await caller.command("linkage.rate", { matterId: dangerous, score: 5, text: "" }));
  await page.locator(".matter-card").getByText("★★★★★").waitFor();
  await page.locator(".matter-card").getByText("回访：满意 来得快").waitFor();
  await desk.shoot("play-complaint-rated");
  assert.equal(await hotline.notes(dangerous), "[REPLIED] 已答复 answered: 气瓶已移走，无人受伤");

  await whistleFor(urban, incident.id);
  await page.keyboard.press("Escape");
  await rowOf(desk, "学府路8号").click();
  await amendTogether(desk, incident.id);
  const overseer = await openConsole(browser, city, "overseer");
  await holdAndLift(overseer, desk);
  assert.equal((await watcher.incident(incident.id)).hold, undefined);
  await bar(desk, `结 ${no} 1 气瓶已移走`);
  await until(async () => (await watcher.incident(incident.id)).status === "CLOSED");

  // The department answers its part on its own screen.
  await urban.page.locator(`#matter-${complaint}`).click();
  await urban.page.locator(".matter-card .acts button", { hasText: "答复" }).first().click();
  await urban.page.locator(".matter-form input[name=text]").fill("摊贩已劝离");
  await urban.page.keyboard.press("Enter");
  await urban.page.locator(".matter-head .tag", { hasText: "已答复" }).waitFor();
  await urban.shoot("play-complaint-answered-narrow-dark");
  assert.equal(await hotline.notes(complaint), "[REPLIED] 已答复 answered: 摊贩已劝离");
  desk.allow(/409 \(Conflict\)/);
  for (const seat of [urban, desk, overseer]) seat.assertQuiet();
});
