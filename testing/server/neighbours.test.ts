import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { isNearer, REACH_STEP_S } from "@tocsin/contract/linkage/border.ts";
import { commandPath, ROUTES } from "@tocsin/contract/routes.ts";
import { reapplyDeletions } from "@tocsin/ledger/personal/keys-folder.ts";
import { openTestLedger } from "@tocsin/ledger/testing.ts";
import { KEYS, settableClock, signInAt, type Seated } from "../harness.ts";
import { openNeighbours, type Neighbours } from "../neighbour-cities.ts";
import { accepted, MALL, order, refusedWith, report, SCHOOL } from "../scene.ts";

const MINUTE = 60_000;
const clock = settableClock();
/** Two cities that share a strip, each with its own server and its own database. */
let two: Neighbours;
let databases: Awaited<ReturnType<typeof openTestLedger>>[];
/** Who asks, and who helps. */
let seat: Seated;
let desk: Seated;

before(async () => {
  databases = await Promise.all([openTestLedger(), openTestLedger()]);
  two = await openNeighbours(databases[0]!.url, databases[1]!.url, clock);
  [seat, desk] = await Promise.all([signInAt(two.asking.url, "dispatcher"), signInAt(two.helping.url, "dispatcher")]);
});
after(async () => {
  await two.close();
  for (const database of databases) await database.close();
});

const told = async (id: string, from: Seated): Promise<string> => { const { custody } = (await from.matter(id)).matter; return `${custody.owner} ${custody.status} ${custody.clock?.kind ?? "-"}`; };
const eventsOf = async (id: string): Promise<number> => (await databases[0]!.ledger.readStream({ kind: "matter", id })).length;
/** What the helping city answers when it is asked how soon somebody could be at a place. */
async function reach(lon: number, lat: number, key = two.keyThere): Promise<string> {
  const response = await fetch(`${two.helping.url}${ROUTES.borderReach}`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${key}` }, body: JSON.stringify({ lon, lat }) });
  const text = await response.text();
  return `${response.status} ${response.status === 200 ? text : (JSON.parse(text) as { code: string }).code}`;
}

test("JNT-07, LNK-08: two Tocsins tell each other whole custodies: asked, signed, worked on, answered there by their own desk; a neighbour that is gone, repeats or lies leaves the matter with one owner and its clock", async () => {
  const { asking, helping, toHere } = two;
  const id = newUlid();
  accepted(await seat.command("linkage.open", { matterId: id, danger: false, text: "学府路聚集纠纷，联系人 13812345678，请就近支援", place: SCHOOL as never, urgency: "URGENT", caller: { notice: "NO_CALLER", withheld: false }, to: "NEXT_CITY" }));
  refusedWith(await seat.command("linkage.sign", { matterId: id }), "MATTER_ELSEWHERE");
  await asking.wire.deliver();
  assert.deepEqual([await told(id, seat), await told(id, desk)], ["POLICE SENT SIGN", "LAST_CITY SENT SIGN"]);
  const theirs = (await desk.matter(id)).matter;
  assert.deepEqual([theirs.custody.offer?.to, theirs.content.onward, theirs.content.text.includes("13812345678"), theirs.custody.clock!.dueAt - theirs.custody.clock!.since], ["POLICE", false, false, 60_000]);
  toHere.line.mode = "GONE";
  accepted(await desk.command("linkage.sign", { matterId: id }));
  await helping.wire.deliver();
  assert.deepEqual([await told(id, seat), await told(id, desk)], ["POLICE SENT SIGN", "POLICE SIGNED HANDLE"], "who asked keeps it, and its clock, until it hears");
  toHere.line.mode = "TWICE";
  clock.advance(16 * MINUTE);
  accepted(await desk.command("linkage.progress", { matterId: id, text: "两个警组已出发" }));
  await helping.wire.deliver();
  assert.equal(await told(id, seat), "NEXT_CITY PROCESSING HANDLE");
  clock.advance(MINUTE);
  accepted(await desk.command("linkage.reply", { matterId: id, text: "处置完毕，力量撤回" }));
  await helping.wire.deliver();
  const done = (await seat.matter(id)).matter;
  assert.deepEqual([done.custody.status, done.progress.map(({ text }) => text), done.reply?.text], ["REPLIED", ["两个警组已出发"], "处置完毕，力量撤回"]);
  const events = await eventsOf(id);
  const say = async (message: object, key = two.keyHere): Promise<string> => {
    const response = await fetch(`${asking.url}${commandPath("linkage.exchange")}`, { method: "POST", headers: { "content-type": "application/json", authorization: `Bearer ${key}`, "idempotency-key": newUlid() }, body: JSON.stringify(message) });
    return response.status === 200 ? "200" : `${response.status} ${((await response.json()) as { code: string }).code}`;
  };
  for (const { body } of toHere.line.carried) assert.equal(await say(JSON.parse(body) as object), "200", "the same once more, late, in any order");
  const last = JSON.parse(toHere.line.carried.at(-1)!.body) as { custody: { step: number } };
  const lie = (change: object): object => ({ ...last, custody: { ...last.custody, step: last.custody.step + 1, ...change } });
  assert.deepEqual([await say(lie({ owner: "POLICE" })), await say(lie({ clock: null })), await say(lie({ passes: [] })), await say(lie({ owner: "NOBODY" })), await say(last, "tk_wrong")], ["422 CUSTODY_TALE", "422 CUSTODY_TALE", "422 CUSTODY_TALE", "422 UNKNOWN_PARTY", "401 NOT_SIGNED_IN"]);
  assert.deepEqual([await told(id, seat), await eventsOf(id)], ["NEXT_CITY REPLIED VERIFY", events], "nothing of it left a trace in the matter");
});

test("JNT-07, LNK-08: a neighbour that is gone for days hears the last word when it is back, so that no side waits for ever for what the other has long said", async () => {
  const { asking, helping, toHere } = two;
  const id = newUlid();
  accepted(await seat.command("linkage.open", { matterId: id, danger: false, text: "学府路聚集纠纷，请就近支援", place: SCHOOL, urgency: "URGENT", caller: { notice: "NO_CALLER", withheld: false }, to: "NEXT_CITY" }));
  await asking.wire.deliver();
  toHere.line.mode = "GONE";
  accepted(await desk.command("linkage.sign", { matterId: id }));
  await helping.wire.deliver();
  clock.advance(2 * 24 * 60 * MINUTE);
  await helping.wire.deliver();
  assert.equal(await told(id, seat), "POLICE SENT SIGN", "two days without a word");
  toHere.line.mode = "PASS";
  clock.advance(16 * MINUTE);
  await helping.wire.deliver();
  assert.equal(await told(id, seat), "NEXT_CITY SIGNED HANDLE");
});

/** The matter that was asked, done over there, and handed back. */
let handedBack: string;

/** What came of a request: who has it here, with how many levels that heard of it late, and how the incident stands. */
async function asked(incidentId: string, matterId: string): Promise<string> {
  const [{ matter }, incident] = [await seat.matter(matterId), await seat.incident(incidentId)];
  return `${matter.custody.owner} ${matter.custody.status} ${matter.custody.clock?.level ?? 0} ${incident.status}`;
}

async function ask(incident: Incident): Promise<string> {
  const matterId = newUlid();
  accepted(await seat.command("linkage.open", { matterId, incidentId: incident.id, danger: true, text: "砸窗闯入，请就近先期处置", place: SCHOOL, urgency: "URGENT", caller: { notice: "INFORMED", withheld: true }, to: "NEXT_CITY" }));
  await two.asking.wire.deliver();
  return matterId;
}

/** A minute goes by on the asking side. */
async function minute(): Promise<void> {
  clock.advance(MINUTE);
  await two.asking.timers.process();
}

test("JNT-07: nearest first across the border: the neighbour's free unit is nearer, is asked first, comes, and hands over signed to whose the place is; nothing is told of units or of what happened until help is asked", async () => {
  const { asking, helping, toThere } = two;
  accepted(await seat.command("dispatch.setUnitStatus", { unitId: "U6", status: "AVAILABLE" }));
  accepted(await desk.command("dispatch.setUnitStatus", { unitId: "U1", status: "AVAILABLE" }));
  const incident = await report(seat);
  const [{ ranked }, { neighbours }] = [await seat.recommendation(incident.id), await seat.neighbours(incident.id)];
  const [neighbour] = neighbours;
  assert.deepEqual({ ...neighbour, seconds: 0 }, { platform: "NEXT", party: "NEXT_CITY", name: "邻市 110", seconds: 0, answerSeconds: 60 });
  assert.ok(neighbour!.seconds! % REACH_STEP_S === 0 && neighbour!.seconds! > 0 && isNearer(neighbour!, ranked[0]!.etaMs), "their U1 stands two streets away, our U6 beyond the lake");
  assert.deepEqual(toThere.line.carried.filter(({ path }) => path === ROUTES.borderReach).map(({ body }) => JSON.parse(body) as unknown), [{ lon: 112.004, lat: 30.008 }], "the place to a hundred metres, and nothing else");
  assert.deepEqual([await reach(112.004, 30.008), await reach(112.03, 30.016), await reach(112.004, 30.008, "tk_wrong")], [`200 {"seconds":${neighbour!.seconds}}`, "422 OUTSIDE_STRIP", "401 NOT_SIGNED_IN"]);
  assert.deepEqual((await seat.neighbours((await report(seat, { place: MALL })).id)).neighbours, [], "beyond the strip nobody is asked");
  const matterId = await ask(incident);
  assert.equal(await asked(incident.id, matterId), "POLICE SENT 0 CLASSIFIED", "until they sign it is ours");
  accepted(await desk.command("linkage.sign", { matterId }));
  accepted(await desk.command("linkage.progress", { matterId, text: "警组已到场，现场已控制" }));
  await helping.wire.deliver();
  assert.equal(await asked(incident.id, matterId), "NEXT_CITY PROCESSING 0 TRANSFERRED");
  accepted(await desk.command("linkage.transfer", { matterId, to: "LAST_CITY", reason: "先期处置完毕，移交管辖方" }));
  await helping.wire.deliver();
  accepted(await seat.command("linkage.sign", { matterId }));
  await asking.wire.deliver();
  const [ours, theirs] = [(await seat.matter(matterId)).matter, (await desk.matter(matterId)).matter];
  handedBack = matterId;
  assert.deepEqual([ours.custody.owner, theirs.custody.owner, theirs.custody.passes.map(({ from, to, how }) => `${from}>${to} ${how}`)], ["POLICE", "LAST_CITY", ["LAST_CITY>POLICE SIGNED", "POLICE>LAST_CITY SIGNED"]]);
});

test("JNT-07: what was shared lies sealed at the partner and is deleted there on its day, by its key; a count certifies it, the owner has a receipt, and no backup brings it back", async () => {
  const { asking, helping } = two;
  const { db } = databases[1]!.ledger;
  const kept = async (): Promise<string> => JSON.stringify([await databases[1]!.ledger.readStream({ kind: "matter", id: handedBack }), await databases[1]!.ledger.load([{ kind: "matter", id: handedBack }])]);
  const words = async (from: Seated): Promise<string[]> => { const { content, progress } = (await from.matter(handedBack)).matter; return [content.text, content.place!.addressText, ...progress.map(({ text }) => text)]; };
  const said = ["砸窗闯入，请就近先期处置", SCHOOL.addressText, "警组已到场，现场已控制"];
  assert.deepEqual([await words(desk), await words(seat)], [said, said]);
  const shown = (await desk.board()).matters!.find(({ id }) => id === handedBack)!;
  assert.equal(shown.content.text, said[0], "the board opens them too");
  for (const word of said) assert.ok(!(await kept()).includes(word), `neither log nor record has it in clear: ${word}`);
  const key = () => db.safeQuery<{ id: string; subject: string; wrapped: Buffer; made_at: Date }>("select id, subject, wrapped, made_at from tocsin.data_key where subject = $1", [`matter/${handedBack}`]);
  const [before] = await key();
  clock.advance(9 * 24 * 60 * MINUTE);
  assert.equal(await helping.retention.runShared(), 0, "not before its day");
  clock.advance(24 * 60 * MINUTE);
  assert.deepEqual([await helping.retention.runShared(), await helping.retention.runShared(), await asking.retention.runShared()], [1, 0, 0], "once, there, and nothing of our own");
  await helping.wire.deliver();
  assert.deepEqual([await words(desk), await words(seat)], [["—", "—", "—"], said], "gone there, and ours is ours");
  const [{ matter: ours }, { matter: theirs }] = [await seat.matter(handedBack), await desk.matter(handedBack)];
  assert.deepEqual([theirs.erasedAt, ours.erasedThereAt, ours.erasedAt], [clock.now(), clock.now(), undefined]);
  const certificates = await db.transaction(async (query) => {
    await query("select tocsin.enter(null)");
    return query<{ deleted: unknown }>("select entry->'deleted' as deleted from tocsin.audit where entry->>'outcome' = 'DELETED'");
  });
  assert.deepEqual(certificates.map(({ deleted }) => deleted), [{ class: "shared", days: 10, count: 1 }]);
  await db.safeQuery("insert into tocsin.data_key (id, subject, wrapped, made_at) values ($1, $2, $3, $4)", [before!.id, before!.subject, before!.wrapped, before!.made_at]);
  assert.ok((await reapplyDeletions(db, KEYS)) >= 1);
  assert.deepEqual([await key(), await words(desk)], [[], ["—", "—", "—"]]);
});

test("JNT-07: a neighbour that is silent for a minute has declined, and we are told; one that declines needs no clause; one that says yes too late, or lies about its time, takes nothing from us; after the last day the strip is closed", async () => {
  const { asking, helping, toThere } = two;
  const silent = await report(seat);
  const [first] = (await seat.recommendation(silent.id)).ranked;
  const silence = await ask(silent);
  await minute();
  assert.equal(await asked(silent.id, silence), "POLICE SENT 1 CLASSIFIED");
  await asking.wire.deliver();
  await helping.wire.deliver();
  assert.equal(await asked(silent.id, silence), "POLICE CREATED 0 CLASSIFIED", "they have let go, and cannot sign any more");
  refusedWith(await desk.command("linkage.sign", { matterId: silence }), "STATE_CONFLICT");
  assert.deepEqual([(await seat.neighbours(silent.id)).neighbours, (await seat.recommendation(silent.id)).ranked[0]!.unitId], [[], first!.unitId], "it is not asked again, and our best stands ready as before");

  const declined = await report(seat);
  const no = await ask(declined);
  accepted(await desk.command("linkage.return", { matterId: no, reason: "无空闲警力" }));
  await helping.wire.deliver();
  assert.deepEqual([await asked(declined.id, no), (await seat.matter(no)).matter.custody.returns.at(-1)!.reason], ["POLICE RETURNED 0 CLASSIFIED", "无空闲警力"]);

  const late = await report(seat);
  const yes = await ask(late);
  await minute();
  await order(seat, late.id, [first!.unitId]);
  accepted(await desk.command("linkage.sign", { matterId: yes }));
  for (const { wire } of [asking, helping, asking]) await wire.deliver();
  assert.equal(await asked(late.id, yes), "NEXT_CITY SIGNED 0 DISPATCHED", "their yes crossed our wish: both go, and our unit keeps its order");

  const lied = await report(seat);
  for (const says of ['{"seconds":-30}', '{"seconds":"0"}', '{"seconds":0,"unit":"U1"}', "[", "x".repeat(9_000)]) {
    toThere.line.says = says;
    assert.equal((await seat.neighbours(lied.id)).neighbours[0]!.seconds, null, says);
  }
  toThere.line.says = null;
  toThere.line.mode = "GONE";
  assert.equal((await seat.neighbours(lied.id)).neighbours[0]!.seconds, null);
  toThere.line.mode = "PASS";

  clock.set(Date.UTC(2028, 0, 3));
  assert.deepEqual([(await seat.neighbours(lied.id)).neighbours, await reach(112.004, 30.008)], [[], "403 AGREEMENT_EXPIRED"]);
  refusedWith(await seat.command("linkage.open", { matterId: newUlid(), incidentId: lied.id, danger: true, text: "请支援", place: SCHOOL, urgency: "URGENT", caller: { notice: "INFORMED", withheld: true }, to: "NEXT_CITY" }), "AGREEMENT_EXPIRED");
});
