import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { cityProjector } from "@tocsin/cli/backup/city-projector.ts";
import { loggedEvent } from "@tocsin/cli/logged-event.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { activeClaims } from "@tocsin/ledger/claims.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { readAudit } from "@tocsin/ledger/audit.ts";
import { checkLedger } from "@tocsin/ledger/check-ledger.ts";
import { replay } from "@tocsin/runtime/replay.ts";
import { DAY } from "@tocsin/kernel/instant.ts";
import { sampleJpeg } from "@tocsin/server/features/media/sample-images.ts";
import { startRetention } from "@tocsin/server/features/retention/start-retention.ts";
import { loadServedCity } from "@tocsin/server/load-served-city.ts";
import { KEYS, STANDARD, startCity, TEST_CITY, type Seated, type TestCity } from "../harness.ts";
import { accepted, post, refusedWith, report, SCHOOL } from "../scene.ts";

let city: TestCity;
let taker: Seated;
before(async () => {
  city = await startCity();
  taker = await city.signIn("taker");
});
after(() => city.close());

const RECEIVE = "/api/v1/intake/receive";
const incidentsOf = (answer: { body: Record<string, unknown> }): Incident[] => answer.body["incidents"] as Incident[];

test("INC-01: the number is issued at once, numbers of a day never repeat, and an unknown place is flagged, not blocked", async () => {
  const made = await Promise.all(Array.from({ length: 12 }, () => report(taker, { typeCode: undefined, place: undefined, placeUnknown: "CALLER_LOST" })));
  assert.equal(new Set(made.map(({ no }) => no)).size, 12);
  assert.ok(made.every(({ flags, orgPath }) => flags.includes("PLACE_UNKNOWN") && orgPath === "CITY"));
  const missing = refusedWith(await taker.command("intake.receive", { incidentId: newUlid(), channel: "CALL_110", callback: "110", text: "" }), "PLACE_REQUIRED");
  assert.equal(missing.message, "请填写地点,或选择地点不明的原因");
});

test("INC-01: the same call of a provider is one incident, told twice, at the same moment, or by another caller's report", async () => {
  const call = { channel: "CALL_110", providerCallId: "C-77", noCallbackReason: "WITHHELD", text: "听不清", placeUnknown: "UNKNOWN" };
  const answers = await Promise.all(Array.from({ length: 10 }, () => post(city, taker, RECEIVE, { ...call, incidentId: newUlid() })));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  const ids = new Set(answers.flatMap((answer) => incidentsOf(answer).map(({ id }) => id)));
  assert.equal(ids.size, 1, "one incident, whoever came first");
  assert.equal(answers.filter(({ body }) => body["repeated"] === false).length, 1);
  const later = await post(city, taker, RECEIVE, { ...call, incidentId: newUlid() });
  assert.deepEqual([later.body["repeated"], incidentsOf(later)[0]?.id], [true, [...ids][0]]);
  const other = await post(city, taker, RECEIVE, { ...call, channel: "PARTNER", incidentId: newUlid() });
  assert.equal(ids.has(incidentsOf(other)[0]!.id), false, "another provider's call is another one");
  assert.equal((await activeClaims(city.ledger.db, ["call:CALL_110:C-77"])).length, 1);
});

test("INC-01: text that no database keeps is escaped visibly, its bytes are kept, and the report is flagged", async () => {
  const key = newUlid();
  const body = `{"incidentId":"${newUlid()}","channel":"SMS_12110","noCallbackReason":"WITHHELD","placeUnknown":"UNKNOWN","text":"a\\u0000b\\ud800c"}`;
  const answer = await post(city, taker, RECEIVE, body, { "idempotency-key": key });
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  const [incident] = incidentsOf(answer);
  assert.deepEqual([incident?.text, incident?.flags], ["a\\u0000b\\uD800c", ["RAW_TEXT", "PLACE_UNKNOWN"]]);
  const kept = await city.server.vault.open(Buffer.from((await city.ledger.readRaw(`command/taker/${key}`))!).toString());
  assert.equal(Buffer.from(kept!, "base64").toString(), body);
});

test("INC-01: broken UTF-8 and raw control characters inside JSON do not drop a report; its other fields stand", async () => {
  const id = newUlid();
  const text = Buffer.concat([Buffer.from("火"), Buffer.from([0xff, 0xc3, 0x28, 0x01, 0x0a]), Buffer.from("灾")]);
  const body = Buffer.concat([Buffer.from(`{"incidentId":"${id}","channel":"WEB","callback":"13800000000","placeUnknown":"UNKNOWN","typeCode":"FR-01","text":"`), text, Buffer.from('"}')]);
  const answer = await post(city, taker, RECEIVE, new Uint8Array(body));
  assert.equal(answer.status, 200, JSON.stringify(answer.body));
  const [incident] = incidentsOf(answer);
  assert.deepEqual([incident?.id, incident?.typeCode, incident?.text], [id, "FR-01", "火\\xFF\\xC3(\\u0001\n灾"]);
});

test("INC-01: what is no JSON at all becomes the text of an incident; sent again it is the same one", async () => {
  const key = newUlid();
  const send = () => post(city, taker, RECEIVE, "求救!学府路有人落水\u0000", { "idempotency-key": key, "content-type": "text/plain" });
  const [first, again] = [await send(), await send()];
  assert.deepEqual([first.status, again.status], [200, 200]);
  const [incident] = incidentsOf(first);
  assert.deepEqual([incident?.text, incident?.flags], ["求救!学府路有人落水\\u0000", ["RAW_TEXT", "PLACE_UNKNOWN"]]);
  assert.deepEqual([again.body["repeated"], incidentsOf(again)[0]?.id], [true, incident?.id]);
  const empty = await post(city, taker, RECEIVE, "", { "content-type": "text/plain" });
  assert.deepEqual([empty.status, empty.body["code"]], [422, "VALIDATION_FAILED"]);
  const gb = await post(city, taker, RECEIVE, new Uint8Array([0xbb, 0xf0, 0xd4, 0xd6]), { "content-type": "text/plain; charset=GB18030" });
  assert.equal(incidentsOf(gb)[0]?.text, "火灾");
  assert.equal((await post(city, await city.signIn("auditor"), RECEIVE, "求救", { "content-type": "text/plain" })).status, 403);
});

test("INC-04: partners see place, facts and the shared log while they sit in the room, and nothing of the police's own; leaving ends it", async () => {
  const [dispatcher, ems] = [await city.signIn("dispatcher"), await city.signIn("ems")];
  const incident = await report(dispatcher, { typeCode: "TR-01", text: "两车相撞有人受伤", facts: { injured: 2 } });
  accepted(await dispatcher.command("intake.addNote", { incidentId: incident.id, text: "共享:两名伤者" }));
  accepted(await dispatcher.command("intake.addNote", { incidentId: incident.id, text: "内部:驾驶人情绪激动", visibility: "POLICE" }));
  refusedWith(await ems.command("intake.joinRoom", { incidentId: incident.id }), "NOT_FOUND");
  accepted(await dispatcher.command("intake.inviteAgency", { incidentId: incident.id, agency: "EMS" }));
  accepted(await ems.command("intake.joinRoom", { incidentId: incident.id }));
  accepted(await ems.command("intake.setAgencyStatus", { incidentId: incident.id, status: "UNDER_WAY" }));
  const seen = await ems.incident(incident.id);
  assert.deepEqual(seen.place, incident.place);
  assert.deepEqual(seen.facts.map(({ key, value }) => [key, value]), [["injured", 2]]);
  assert.deepEqual(seen.notes.map(({ text }) => text), ["共享:两名伤者"]);
  assert.equal(seen.reports[0]?.callback, "***");
  assert.ok(!JSON.stringify(await ems.timeline(incident.id)).match(/情绪激动|13812345678/));
  assert.equal((await dispatcher.incident(incident.id)).notes.length, 2);
  assert.equal((await taker.incident(incident.id)).notes.length, 1, "a call-taker has no police notes either");
  accepted(await ems.command("intake.leaveRoom", { incidentId: incident.id }));
  await assert.rejects(ems.incident(incident.id), /NOT_FOUND/);
  refusedWith(await ems.command("intake.addNote", { incidentId: incident.id, text: "x" }), "NOT_FOUND");
});

test("X-11, R53, R54: the call-back number stands sealed in the log and hidden in every view; who calls back asks for it with a purpose, and that is in the audit", async () => {
  const [room, leader, dispatcher] = [await city.signIn("room11"), await city.signIn("leader111"), await city.signIn("dispatcher")];
  const incident = await report(taker, { place: SCHOOL, callback: "13955557777" });
  const reportId = incident.reports[0]!.id;
  for (const seat of [taker, room, leader, dispatcher]) {
    assert.equal((await seat.incident(incident.id)).reports[0]?.callback, "***");
    assert.ok(!JSON.stringify(await seat.timeline(incident.id)).match(/13955557777|sealed:/));
    assert.ok(!JSON.stringify(await seat.board()).match(/13955557777|sealed:/));
  }
  assert.ok(!JSON.stringify(await city.ledger.readStream({ kind: "incident", id: incident.id })).includes("13955557777"), "the log never had it");
  assert.deepEqual(await taker.reveal(incident.id, { reportId, purpose: "CALL_BACK" }), { callback: "13955557777" });
  assert.deepEqual(await dispatcher.reveal(incident.id, { reportId, purpose: "FIND_CALLER", reason: "通话中断" }), { callback: "13955557777" });
  await assert.rejects(room.reveal(incident.id, { reportId, purpose: "CALL_BACK" }), /FORBIDDEN/);
  await assert.rejects((await city.signIn("d2")).reveal(incident.id, { reportId, purpose: "CALL_BACK" }), /NOT_FOUND/);
  const rows = (await readAudit(city.ledger.db, undefined, { limit: 50 })).filter(({ entry }) => entry.name === "reveal");
  assert.deepEqual(rows.map(({ actor, entry }) => [actor, entry.purpose, entry.reason, entry["concerned"]]), [["dispatcher", "FIND_CALLER", "通话中断", false], ["taker", "CALL_BACK", null, true]]);
  assert.deepEqual(rows[0]!.entry.objects, [incident.id, reportId]);
  assert.ok(!JSON.stringify(rows).includes("13955557777"));
});

test("INC-03, R55: a number is amended by who wrote it, a conflict shows none, and deleting the incident's key deletes the number alone", async () => {
  const incident = await report(taker, { place: SCHOOL, callback: "13955557777" });
  const amend = (from: string | null, to: string) => taker.command("intake.amend", { incidentId: incident.id, field: "callback", from, to });
  accepted(await amend("13955557777", "13955558888"));
  const conflict = refusedWith(await amend("13955557777", "13955559999"), "FIELD_CONFLICT");
  assert.equal(conflict.params["yours"], "13955559999");
  assert.ok(!JSON.stringify(conflict).includes("13955558888"));
  accepted(await amend(String(conflict.params["current"]), "13955559999"));
  const reportId = incident.reports[0]!.id;
  assert.equal((await taker.reveal(incident.id, { reportId, purpose: "CALL_BACK" })).callback, "13955559999");
  const before = replay((await city.ledger.readStream({ kind: "incident", id: incident.id })).map(loggedEvent)).stateHash;
  await city.ledger.db.query("delete from tocsin.data_key where subject = $1", [incident.id]);
  await assert.rejects(taker.reveal(incident.id, { reportId, purpose: "CALL_BACK" }), /PERSONAL_DATA_DELETED/);
  assert.equal(replay((await city.ledger.readStream({ kind: "incident", id: incident.id })).map(loggedEvent)).stateHash, before, "history stays as it was");
  assert.equal((await taker.incident(incident.id)).reports[0]?.callback, "***");
});

test("INC-05: likely duplicates are offered with reasons, within the caller's scope", async () => {
  const first = await report(taker, { typeCode: "FR-01", text: "学府路着火", place: { ...SCHOOL, point: { lon: 112.0051, lat: 30.0081 } } });
  city.clock.advance(60_000);
  const draft = { typeCode: "FR-01", text: "学府路那边起火了", addressText: "学府路", point: { lon: 112.0055, lat: 30.0083 } };
  const { candidates } = await taker.duplicates(draft);
  assert.equal(candidates[0]?.incidentId, first.id);
  assert.equal(candidates[0]?.ageS, 60);
  assert.ok(candidates[0].reasons.some(({ code }) => code === "DISTANCE"));
  assert.deepEqual((await (await city.signIn("d2")).duplicates(draft)).candidates, []);
});

test("R24, X-01: forty callers of one event at once go in few transactions, and each has its own answer under its key, also those who call twice, wrongly or from elsewhere", async () => {
  const d1 = await city.signIn("d1");
  const { id } = await report(taker, { place: SCHOOL });
  const said = (n: number) => ({ incidentId: id, channel: "CALL_110", callback: `139000000${n + 10}`, text: `第${n}位` });
  const send = (seat: Seated, key: string, body: object) => post(city, seat, "/api/v1/intake/addReport", body, { "idempotency-key": key });
  const callers = Array.from({ length: 40 }, (_, n) => ({ seat: n % 4 === 3 ? d1 : taker, key: newUlid(), body: said(n) }));
  const twice = callers.slice(4, 12);
  const [first, again, other, wrong, outside, sameCall] = await Promise.all([
    Promise.all(callers.map(({ seat, key, body }) => send(seat, key, body))),
    Promise.all(twice.map(({ seat, key, body }) => send(seat, key, body))),
    send(taker, callers[0]!.key, said(99)),
    send(taker, newUlid(), { ...said(50), callback: undefined }),
    city.signIn("d2").then((d2) => send(d2, newUlid(), said(51))),
    Promise.all([52, 53].map((n) => send(taker, newUlid(), { ...said(n), providerCallId: "C-same" }))),
  ]);
  for (const [n, { status, body }] of first.entries()) assert.deepEqual([status, incidentsOf({ body })[0]?.id], [200, id], `${n}`);
  assert.deepEqual(again.map(({ body }) => body["ok"]), twice.map(() => true));
  assert.equal([...first, ...again].filter(({ body }) => body["repeated"] === false).length, 40, "each took effect once");
  assert.deepEqual([other, wrong, outside].map(({ body }) => body["code"]), ["KEY_REUSED", "CALLBACK_REQUIRED", "NOT_FOUND"]);
  assert.deepEqual(sameCall.map(({ body }) => body["repeated"]).sort(), [false, true], "one call of a provider is one report");
  const events = await city.ledger.readStream({ kind: "incident", id });
  const added = events.filter(({ type }) => type === "ReportAdded");
  assert.deepEqual(new Set(added.map(({ commandId }) => commandId)).size, 41);
  assert.deepEqual(callers.filter(({ key }) => !added.some(({ commandId }) => commandId === key)), []);
  assert.ok(new Set(added.map(({ cursor }) => cursor.split("-")[0])).size < 30, "few transactions");
  const { reports, reportCount } = await taker.incident(id);
  assert.deepEqual([reports.length, reportCount], [40, 42], "the first ten and the newest thirty");
  const unshown = added.map(({ data }) => (data as { report: { id: string; text: string } }).report).find((one) => !reports.some((report) => report.id === one.id))!;
  assert.match(unshown.text, /^第\d+位$/);
  assert.deepEqual(await taker.reveal(id, { reportId: unshown.id, purpose: "CALL_BACK" }), { callback: `139000000${Number(unshown.text.slice(1, -1)) + 10}` });
  const audited = (await readAudit(city.ledger.db, undefined, { limit: 1_000 })).filter(({ entry }) => entry.name === "intake.addReport" && entry.outcome === "ACCEPTED" && (entry.objects[0] as { id: string }).id === id);
  assert.equal(audited.length, 41);
  const { deadlines } = loadServedCity(TEST_CITY, STANDARD).index.city;
  assert.deepEqual((await checkLedger(city.ledger.db, cityProjector(deadlines))).faults, [], "and the log alone gives the same record, timers and claims");
});

test("X-13: when its time is over a number, a photo and a raw body are gone, what is held or open stays, and the auditor reads how many went", async () => {
  const [overseer, auditor, partner] = [await city.signIn("overseer"), await city.signIn("auditor"), await city.signIn("ems")];
  const photo = async (incidentId: string): Promise<string> => (await taker.uploadMedia(new Blob([new Uint8Array(sampleJpeg({ gps: false }))]), incidentId, newUlid())).mediaId;
  const shown = async (mediaId: string): Promise<number> => (await fetch(taker.mediaUrl(mediaId), { headers: { authorization: `Bearer ${taker.token}` } })).status;
  const number = (incident: Incident): Promise<unknown> => taker.reveal(incident.id, { reportId: incident.reports[0]!.id, purpose: "CALL_BACK" }).then(({ callback }) => callback, (error: unknown) => (/PERSONAL_DATA_DELETED/.test(String(error)) ? "DELETED" : String(error)));
  const [due, held, open, merged] = await Promise.all(["13955550001", "13955550002", "13955550003", "13955550004"].map((callback) => report(taker, { place: SCHOOL, callback })));
  const key = newUlid();
  const [raw] = incidentsOf(await post(city, taker, RECEIVE, "求救!\u0000", { "idempotency-key": key, "content-type": "text/plain" }));
  const [duePhoto, heldPhoto, openPhoto] = await Promise.all([due!, held!, open!].map(({ id }) => photo(id)));
  accepted(await taker.command("intake.merge", { incidentId: held!.id, duplicateId: merged!.id }));
  const hold = { incidentId: held!.id, reason: "法院调取" };
  refusedWith(await taker.command("governance.hold", hold), "FORBIDDEN");
  refusedWith(await (await city.signIn("admin")).command("governance.hold", hold), "NOT_FOUND");
  for (const { id } of [due!, held!, raw!]) accepted(await taker.command("intake.cancel", { incidentId: id, reason: "误报" }));
  accepted(await overseer.command("governance.hold", hold));
  refusedWith(await overseer.command("governance.hold", hold), "ALREADY_HELD");
  refusedWith(await overseer.command("governance.liftHold", { ...hold, incidentId: due!.id }), "NOT_HELD");
  assert.equal((await taker.incident(held!.id)).hold?.by, "overseer");
  assert.ok(!JSON.stringify(await partner.board()).includes("法院调取"));
  const { retention } = city.server;
  assert.deepEqual(await retention.run(), { callback: 0, media: 0, rawInput: 0 }, "nothing before its day");
  const before = replay((await city.ledger.readStream({ kind: "incident", id: due!.id })).map(loggedEvent)).stateHash;
  const start = city.clock.now();
  city.clock.set(start + 180 * DAY - 1);
  assert.deepEqual(await retention.run(), { callback: 0, media: 0, rawInput: 1 }, "thirty days are over, a hundred and eighty not");
  city.clock.set(start + 180 * DAY);
  let passed = 0;
  const told: unknown[] = [];
  const wrongClock = startRetention({ db: city.ledger.db, desk: city.server.desk, keysDir: KEYS, city: loadServedCity(TEST_CITY, STANDARD).index, now: () => city.clock.now(), lastAt: start, elapsed: () => passed, report: (_what, error) => void told.push(error), automatic: false });
  passed = DAY - 1;
  await wrongClock.round();
  assert.equal(told.length, 1);
  assert.equal(await number(due!), "13955550001", "R16: by a clock that is half a year ahead of the log nothing is deleted for a day");
  const runs = await Promise.all([retention.run(), retention.run()]);
  assert.deepEqual([runs[0].callback + runs[1].callback, runs[0].media + runs[1].media], [2, 1], "two servers delete it once, the key of the raw body too");
  assert.deepEqual(await Promise.all([due!, held!, open!, merged!].map(number)), ["DELETED", "13955550002", "13955550003", "13955550004"]);
  assert.deepEqual(await Promise.all([duePhoto!, heldPhoto!, openPhoto!].map(shown)), [404, 200, 200]);
  assert.equal(await city.ledger.readRaw(`command/taker/${key}`), null);
  assert.equal(replay((await city.ledger.readStream({ kind: "incident", id: due!.id })).map(loggedEvent)).stateHash, before, "history stays as it was");
  accepted(await overseer.command("governance.liftHold", { incidentId: held!.id, reason: "案件已结" }));
  assert.equal((await taker.incident(held!.id)).hold, undefined);
  passed = DAY;
  await wrongClock.round();
  assert.deepEqual(await Promise.all([held!, merged!].map(number)), ["DELETED", "DELETED"], "after that day it goes on, and the number of what was merged goes as well");
  assert.deepEqual(await retention.run(), { callback: 0, media: 0, rawInput: 0 });
  const now = city.clock.now();
  const { rows } = (await (await fetch(`${city.url}/api/v1/audit?from=${now - DAY}&to=${now + DAY}&action=retention`, { headers: { authorization: `Bearer ${auditor.token}` } })).json()) as { rows: { deleted: unknown; objects: unknown[] }[] };
  assert.deepEqual(rows.map(({ deleted, objects }) => [deleted, objects]).reverse(), [
    [{ class: "rawInput", days: 30, count: 1 }, []], [{ class: "callback", days: 180, count: 2 }, []], [{ class: "media", days: 180, count: 1 }, []],
    [{ class: "callback", days: 180, count: 2 }, []], [{ class: "media", days: 180, count: 1 }, []],
  ]);
});
