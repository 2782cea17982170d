import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { isLetter, type LetterNotice } from "@tocsin/contract/command/notice.ts";
import type { MailOptions } from "@tocsin/notify/mail.ts";
import { copyCity } from "../city-copy.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { startMailServer } from "../mail-server.ts";
import { accepted, openMatter, refusedWith, report } from "../scene.ts";
import { softAuthority } from "../soft-authority.ts";

let city: TestCity;
let mails: Awaited<ReturnType<typeof startMailServer>>;
let dispatcher: Seated;
const copy = copyCity();
/** Where the server looks for its mail server; what is said here holds from its next start. */
const line = { host: "localhost", port: 0, tls: false, user: "city", password: "secret", from: "110@city.example" };

before(async () => {
  const authority = await softAuthority();
  mails = await startMailServer(await authority.issue(["localhost"]));
  line.port = mails.port;
  const mail: MailOptions = Object.assign(line, { ca: authority.cert });
  copy.put("party_mails.csv", "party,mail,summary\nURBAN_MGMT,duty@urban.example,\nMARKET,unknown@market.example,\nJUSTICE,duty@justice.example,\nEMERGENCY,duty@emergency.example,\nD2,duty@d2.example,\nGOV_CENTRE,centre@city.example,08:00\nHOTLINE,later@city.example,23:30\n");
  city = await startCity({ cityDir: copy.dir, server: { mail, site: "https://tocsin.city.example" } });
  dispatcher = await city.signIn("dispatcher");
});
after(async () => {
  await city?.close();
  await mails?.close();
  copy.remove();
});

/** Sends all that is to be sent now. */
const settle = async (): Promise<void> => {
  while ((await city.server.notices.process()) > 0);
};
const lettersOf = async (seat: Seated, id: string): Promise<readonly LetterNotice[]> => (await seat.letters(id)).letters;
const stateOf = async (id: string): Promise<unknown[]> => (await lettersOf(dispatcher, id)).map(({ letter, status, attempts }) => [letter.to, status, attempts[0]?.receipt?.outcome ?? null, attempts[0]?.receipt?.detail ?? null]);
/** A mail as its reader sees it. */
const words = (text: string): string => {
  const end = text.indexOf("\r\n\r\n");
  const [headers, body] = [text.slice(0, end), text.slice(end + 4)];
  const decoded = /quoted-printable/i.test(headers)
    ? Buffer.from(body.replaceAll("=\r\n", "").replaceAll(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), "latin1")
    : Buffer.from(body, /base64/i.test(headers) ? "base64" : "utf8");
  return decoded.toString("utf8");
};

test("LNK-01, X-11: a department with nobody signed in gets a mail with the number, the time and where to look, and not a word of the matter; its giver sees that it is there", async () => {
  const matterId = await openMatter(dispatcher, "URBAN_MGMT", { text: "王某某 13812345678 反映夜间噪声", urgency: "URGENT" });
  assert.deepEqual(await stateOf(matterId), [["URBAN_MGMT", "SENDING", null, null]], "the matter has not waited");
  await settle();
  assert.deepEqual(await stateOf(matterId), [["URBAN_MGMT", "DELIVERED", "DELIVERED", "250 queued as 42"]]);
  const { matter } = await dispatcher.matter(matterId);
  const [mail, ...more] = mails.taken;
  assert.deepEqual([mail?.secure, mail?.to, more], [true, ["duty@urban.example"], []]);
  assert.equal(words(mail!.text).trim().replaceAll("\r\n", "\n"), [
    `城市管理：事项 ${matter.no} 等待贵单位办理，时限 2026-03-02 10:30。`, "请登录平台查看：https://tocsin.city.example", "本邮件由系统发出，不含事项内容和个人信息，请勿回复。", "",
    `Urban management: Matter ${matter.no} waits for you, until 2026-03-02 10:30.`, "Sign in to read it: https://tocsin.city.example", "This mail holds nothing of the content and nobody's data; do not answer it.",
  ].join("\n"));
  assert.deepEqual(await lettersOf(await city.signIn("petition"), matterId), [], "whoever has no part in it learns nothing of it");
});

test("LNK-01, X-08: a mail server that is down holds up nothing and is tried again until the mail is there, once; a restart, and a server that died with the answer in hand, send no second one", async () => {
  const before = mails.taken.length;
  line.port = 9;
  await city.restart();
  dispatcher = await city.signIn("dispatcher");
  const matterId = await openMatter(dispatcher, "JUSTICE");
  await settle();
  assert.deepEqual([await stateOf(matterId), (await dispatcher.health()).missing.includes("mail")], [[["JUSTICE", "SENDING", null, null]], true]);
  await city.pass(120);
  assert.deepEqual(await stateOf(matterId), [["JUSTICE", "UNDELIVERED", "SILENT", ""]], "seen, so that somebody telephones");
  line.port = mails.port;
  await city.restart();
  dispatcher = await city.signIn("dispatcher");
  await settle();
  assert.deepEqual(await stateOf(matterId), [["JUSTICE", "DELIVERED", "DELIVERED", "250 queued as 42"]]);
  const died = await openMatter(dispatcher, "JUSTICE");
  const [{ id }] = (await lettersOf(dispatcher, died)) as [LetterNotice];
  await city.server.desk.executeSystem({ name: "system.noticeReceipt", payload: { noticeId: id, channel: "MAIL", outcome: "DELIVERED", detail: "250 queued as 43" }, commandId: "the one that died" });
  await city.restart();
  dispatcher = await city.signIn("dispatcher");
  await settle();
  assert.deepEqual(mails.taken.slice(before).map(({ to }) => to), [["duty@justice.example"]]);
  const [sent] = (await lettersOf(dispatcher, matterId)) as [LetterNotice];
  assert.match(mails.taken.at(-1)!.text, new RegExp(`Message-ID: <${sent.id.replaceAll(".", "\\.")}@city\\.example>`, "i"), "whoever gets it twice all the same can tell by its id");
});

test("LNK-01: a mail that was held up asks nobody for what is done meanwhile", async () => {
  const before = mails.taken.length;
  line.port = 9;
  await city.restart();
  dispatcher = await city.signIn("dispatcher");
  const matterId = await openMatter(dispatcher, "JUSTICE");
  await settle();
  accepted(await dispatcher.command("linkage.withdraw", { matterId }));
  line.port = mails.port;
  await city.restart();
  dispatcher = await city.signIn("dispatcher");
  city.clock.advance(60_000);
  await settle();
  assert.deepEqual([await stateOf(matterId), mails.taken.length], [[["JUSTICE", "SETTLED", null, null]], before]);
});

test("LNK-04: a mailbox that is not there fails at once and is said to; a department with a seat signed in gets no mail", async () => {
  const before = mails.taken.length;
  const urban = await city.signIn("urban");
  const [room, chief] = [await city.signIn("room11"), await city.signIn("chief11")];
  const matterId = newUlid();
  const [item] = (await dispatcher.city()).responsibilities.filter(({ department }) => department === "URBAN_MGMT");
  accepted(await room.command("linkage.draftWhistle", { matterId, kind: "EMERGENCY", item: item!.item, departments: ["URBAN_MGMT", "MARKET"], text: "夜市燃气瓶起火" }));
  accepted(await chief.command("linkage.approveWhistle", { matterId }));
  await settle();
  assert.deepEqual((await stateOf(matterId)).toSorted(), [["MARKET", "UNDELIVERED", "FAILED", "SMTP 550"], ["URBAN_MGMT", "SETTLED", null, null]]);
  assert.deepEqual((await lettersOf(urban, matterId)).map(({ letter }) => letter.to), ["URBAN_MGMT"], "each sees its own");
  assert.equal(mails.taken.length, before);
});

test("LNK-01, LNK-03: a mail that failed stands on the board of whoever sent it and of nobody else, is known above after a quarter of an hour, and is over when somebody has telephoned", async () => {
  const matterId = await openMatter(dispatcher, "MARKET");
  await settle();
  const untold = async (seat: Seated) => ((await seat.board()).notices ?? []).filter(isLetter).filter(({ letter }) => letter.recordId === matterId);
  const [{ id, status }] = (await untold(dispatcher)) as [LetterNotice];
  assert.deepEqual([status, await untold(await city.signIn("petition"))], ["UNDELIVERED", []]);
  await city.pass(15 * 60);
  assert.deepEqual((await untold(dispatcher)).map(({ escalated }) => [escalated?.to, escalated?.times]), [["CITY", 1]]);
  refusedWith(await dispatcher.command("notices.tellByPhone", { noticeId: id, desk: "王某某" as "OFFICE" }), "VALIDATION_FAILED");
  accepted(await dispatcher.command("notices.tellByPhone", { noticeId: id, desk: "DUTY_DESK" }));
  assert.deepEqual([await untold(dispatcher), (await lettersOf(dispatcher, matterId)).map(({ told }) => told?.desk)], [[], ["DUTY_DESK"]]);
});

test("JNT-01, LNK-06: a request to take part goes to the station or district that is asked, a written report to the department that reads it", async () => {
  const before = mails.taken.length;
  const west = await city.signIn("d1");
  const cooperationId = newUlid();
  accepted(await west.command("joint.initiate", { cooperationId, subject: { kind: "OPERATION", class: "RESCUE", mode: "REQUEST", capabilities: [] }, goal: "湖区打捞搜救", legalBasis: "《突发事件应对法》第四十八条", urgency: "P1", partnerIds: ["D2"] }));
  const commander = await city.signIn("commander");
  const incident = await report(dispatcher, { typeCode: "FR-02", text: "王某某家中起火" });
  accepted(await commander.command("linkage.setSeverity", { incidentId: incident.id, severity: "II" }));
  for (const kind of ["PHONE", "WRITTEN"] as const) accepted(await commander.command("linkage.reportUp", { incidentId: incident.id, kind, lines: [{ text: "伤者王某某已送医", cites: [] }] }));
  await settle();
  assert.deepEqual(mails.taken.slice(before).map(({ to }) => to[0]).toSorted(), ["duty@d2.example", "duty@emergency.example"]);
  const sent = mails.taken.find(({ to }) => to[0] === "duty@emergency.example")!;
  assert.match(words(sent.text), new RegExp(`突发事件 ${incident.no}（II 级）第 2 号报告：书面初报，按时。`));
  assert.equal(mails.taken.some(({ text }) => /王某某|打捞|起火/.test(words(text))), false);
});

test("LNK-03: an operation centre without an interface gets the counts of its areas by mail once a day at its hour, none below five, and not before", async () => {
  const before = mails.taken.length;
  for (let n = 0; n < 5; n++) await report(dispatcher, { text: "王某某报警", place: { addressText: `学府路${n}号`, point: { lon: 112.0041 + n * 0.004, lat: 30.0081 }, datum: "WGS84" } });
  for (let twice = 0; twice < 2; twice++) await city.server.notices.tellSummaries();
  await city.restart();
  await city.server.notices.tellSummaries();
  await settle();
  assert.deepEqual(mails.taken.slice(before).map(({ to }) => to), [["centre@city.example"]]);
  const text = words(mails.taken.at(-1)!.text);
  assert.match(text, /：一级 [5-9]，二级 少于5，三级 少于5，四级 少于5，在办事项 少于5，其中逾期 少于5/);
  assert.match(text, /: P1 [5-9], P2 <5/);
  assert.equal(/王某某|学府路\d/.test(text), false);
});
