import assert from "node:assert/strict";
import { test } from "node:test";
import { isLetter, type LetterNotice } from "@tocsin/contract/command/notice.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, cityModel, openIncident } from "@tocsin/testing/model/city-model.ts";

const boxes = (...parties: readonly string[]) => parties.map((party) => ({ party, mail: `duty@${party.toLowerCase()}.example`, summary: party === "D2" ? "08:00" : null }));
const city: City = { ...tinyCity, partyMails: boxes("URBAN_MGMT", "HOTLINE", "S11", "D2", "EM", "CITY", "EMS") };
const room = actor({ userId: "room", role: "STATION_ROOM", orgPath: "CITY.D1.S11" });
const chief = actor({ userId: "chief", role: "STATION_CHIEF", orgPath: "CITY.D1.S11" });
const urban = actor({ userId: "urban", role: "DEPT_LIAISON", agency: "URBAN_MGMT" });

function withLetters(over: Partial<City> = {}) {
  const model = cityModel({ ...city, ...over });
  const send = (name: Parameters<typeof model.send>[0], payload: object, who = actor()): void => {
    const answer = model.send(name, payload as never, who);
    assert.ok(answer.ok, JSON.stringify(answer));
  };
  const notices = (): LetterNotice[] => [...model.notices.values()].filter(isLetter);
  const letters = (): unknown[] => notices().map(({ letter: { what, from, to, no, dueAt } }) => [what, from, to, no, dueAt === null ? null : dueAt - model.now()]);
  return { model, send, notices, letters };
}
const opening = { danger: false, text: "王某某住处外有流动摊贩", urgency: "URGENT", caller: { notice: "INFORMED", withheld: true } };

test("LNK-01: whoever has to answer for a matter from now on is told by a letter with its number and its time, whoever holds it already is not, and no word of it goes along", () => {
  const { model, send, notices, letters } = withLetters();
  const matterId = model.newId();
  send("linkage.open", { matterId, ...opening, to: "URBAN_MGMT" });
  const { no, custody } = model.matters.get(matterId)!;
  assert.deepEqual(letters(), [["MATTER", "POLICE", "URBAN_MGMT", no, 30 * MINUTE]]);
  assert.deepEqual([notices()[0]?.id, notices()[0]?.channels, JSON.stringify(notices()).includes("王某某")], [`${matterId}-URBAN_MGMT.${custody.step}`, ["MAIL"], false]);
  send("linkage.sign", { matterId }, urban);
  send("linkage.progress", { matterId, text: "已到场" }, urban);
  assert.equal(notices().length, 1, "it has signed: it knows");
  send("linkage.askAssistant", { matterId, party: "HOTLINE", task: "回访", dueAt: model.now() + 10 * MINUTE }, urban);
  assert.deepEqual(letters().slice(1), [["ASSISTANT", "URBAN_MGMT", "HOTLINE", no, 10 * MINUTE]]);
  send("linkage.open", { matterId: model.newId(), ...opening });
  send("linkage.open", { matterId: model.newId(), ...opening, to: "GOV_CENTRE" });
  assert.equal(notices().length, 2, "nobody is told of what one has opened oneself, nor who has no mailbox");
});

test("LNK-01, LNK-02: an organisation that works on a platform of its own hears of it there and by no letter", () => {
  const platform = { id: "P12345", name: "12345", url: "https://a.example/v2", format: "json", parties: ["URBAN_MGMT"], other: "X", attributes: false } as unknown as City["platforms"][number];
  const { model, send, notices } = withLetters({ platforms: [platform] });
  send("linkage.open", { matterId: model.newId(), ...opening, to: "URBAN_MGMT" });
  send("linkage.open", { matterId: model.newId(), ...opening, to: "HOTLINE" });
  assert.deepEqual(notices().map(({ letter }) => letter.to), ["HOTLINE"]);
});

test("LNK-04: when a whistle is blown, and not before, each department is told until when it has to acknowledge; each once", () => {
  const { model, send, notices, letters } = withLetters();
  const matterId = model.newId();
  send("linkage.draftWhistle", { matterId, kind: "EMERGENCY", item: "UM-01", departments: ["URBAN_MGMT", "HOTLINE", "EMS"], text: "夜市燃气瓶起火" }, room);
  assert.deepEqual(letters(), []);
  send("linkage.approveWhistle", { matterId }, chief);
  const { no } = model.matters.get(matterId)!;
  assert.deepEqual(letters(), ["URBAN_MGMT", "HOTLINE", "EMS"].map((to) => ["WHISTLE", "S11", to, no, 5 * MINUTE]));
  send("linkage.ackWhistle", { matterId }, urban);
  model.advance(31 * MINUTE);
  assert.equal(notices().length, 3);
});

test("JNT-01: whoever is asked to take part is told, and the level above when it has to answer in place of a silent one", () => {
  const { model, send, letters, notices } = withLetters();
  const cooperationId = model.newId();
  const subject = { kind: "OPERATION", class: "RESCUE", mode: "REQUEST", capabilities: [] };
  send("joint.initiate", { cooperationId, subject, goal: "湖区打捞搜救", legalBasis: "《突发事件应对法》", urgency: "P1", partnerIds: ["D2", "EM"] }, actor({ userId: "west", orgPath: "CITY.D1" }));
  const { no } = model.cooperations.get(cooperationId)!;
  assert.deepEqual(letters(), [["JOINT", "D1", "D2", no, 10 * MINUTE], ["JOINT", "D1", "EM", no, 10 * MINUTE]]);
  model.advance(10 * MINUTE);
  assert.deepEqual([...new Set(notices().slice(2).map(({ letter }) => letter.to))], ["CITY"]);
});

test("JNT-01: whoever has to say how it went is told, the level above when it has to instead, and both sides when it has ended without somebody's word", () => {
  const { model, send, notices } = withLetters();
  const cooperationId = model.newId();
  const [west, east] = [actor({ userId: "west", orgPath: "CITY.D1" }), actor({ userId: "east", orgPath: "CITY.D2" })];
  const subject = { kind: "OPERATION", class: "RESCUE", mode: "REQUEST", capabilities: [] };
  send("joint.initiate", { cooperationId, subject, goal: "湖区打捞搜救", legalBasis: "《突发事件应对法》", urgency: "P1", partnerIds: ["D2"] }, west);
  send("joint.approve", { cooperationId }, actor({ userId: "chief", role: "DUTY_COMMANDER", orgPath: "CITY.D1" }));
  send("joint.answer", { cooperationId, partnerId: "D2", answer: "ACCEPTED", resources: ["艇"] }, east);
  send("joint.start", { cooperationId }, west);
  send("joint.report", { cooperationId, result: "已救起", sideEffects: "" }, west);
  const told = (): unknown[] => notices().slice(1).map(({ letter: { what, to, dueAt } }) => [what, to, dueAt === null ? null : Math.round((dueAt - model.now()) / MINUTE / 60 / 24)]);
  assert.deepEqual(told(), [["APPRAISAL", "D2", 3]]);
  send("joint.appraise", { cooperationId, score: 5, text: "" }, west);
  const due = (): number => model.cooperations.get(cooperationId)!.lateAppraisals?.[0]?.dueAt ?? model.cooperations.get(cooperationId)!.appraiseBy!;
  model.advance(due() - model.now());
  assert.deepEqual(told().slice(1).map((row) => (row as unknown[]).slice(0, 2)), [["APPRAISAL", "CITY"]]);
  model.advance(due() - model.now());
  assert.deepEqual(told().slice(2), [["UNAPPRAISED", "D2", null]], "the other side, D1, has no mailbox here");
});

test("LNK-06: written reports go to who reads them, with their number, severity and lateness, and none of their lines", () => {
  const { model, send, notices } = withLetters();
  const incidentId = openIncident(model, "FR-02");
  const lead = actor({ userId: "lead", role: "DUTY_COMMANDER" });
  const say = (kind: string): void => send("linkage.reportUp", { incidentId, kind, lines: [{ text: "伤者王某某已送医", cites: ["I1"] }] }, lead);
  send("linkage.setSeverity", { incidentId, severity: "II" }, lead);
  say("PHONE");
  assert.deepEqual(notices(), [], "who was told by telephone has heard");
  model.advance(61 * MINUTE);
  say("WRITTEN");
  say("FINAL");
  assert.deepEqual(notices().map(({ letter }) => [letter.what, letter.to, letter.no, letter.dueAt, letter.report]), [
    ["REPORT", "EMS", model.incident(incidentId).no, null, { no: 2, kind: "WRITTEN", severity: "II", lateS: 60 }],
    ["REPORT", "EMS", model.incident(incidentId).no, null, { no: 3, kind: "FINAL", severity: "II", lateS: 0 }],
  ]);
  assert.equal(JSON.stringify(notices()).includes("王某某"), false);
});

test("LNK-03: the counts of a day are a letter to whom the city sends them, and to nobody else", () => {
  const { model, notices } = withLetters();
  const tell = (party: string): boolean => model.system({ name: "system.tellSummary", payload: { party, day: "2026-03-02" } }).ok;
  assert.deepEqual([tell("D2"), tell("HOTLINE"), tell("D1")], [true, false, false]);
  assert.deepEqual(notices().map(({ letter: { what, to, no }, scope }) => [what, to, no, scope]), [["SUMMARY", "D2", "2026-03-02", ["CITY.D2"]]]);
});

test("LNK-01, X-06: without a receipt in two minutes a letter counts as not delivered, a late one still counts; nothing waits for it", () => {
  const { model, send, notices } = withLetters();
  const matterId = model.newId();
  send("linkage.open", { matterId, ...opening, to: "URBAN_MGMT" });
  const [{ id }] = notices() as [LetterNotice];
  const receipt = (outcome: "DELIVERED" | "FAILED" | "SETTLED"): void => void assert.ok(model.system({ name: "system.noticeReceipt", payload: { noticeId: id, channel: "MAIL", outcome, detail: "" } }).ok);
  model.advance(119 * SECOND);
  assert.equal(notices()[0]?.status, "SENDING");
  model.advance(SECOND);
  assert.equal(notices()[0]?.status, "UNDELIVERED");
  receipt("DELIVERED");
  receipt("DELIVERED");
  assert.deepEqual([notices()[0]?.status, notices()[0]?.version], ["DELIVERED", 4]);
  receipt("SETTLED");
  assert.equal(notices()[0]?.status, "DELIVERED", "what is there is not taken back");
  send("linkage.sign", { matterId }, urban);
});
