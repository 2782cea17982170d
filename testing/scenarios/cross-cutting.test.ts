import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { RefusedError } from "@tocsin/client/transport.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { ASSIGNMENT_STATUSES, type AssignmentStatus } from "@tocsin/contract/dispatch/order.ts";
import { readAudit } from "@tocsin/ledger/audit.ts";
import { samplePng } from "@tocsin/server/features/media/sample-images.ts";
import { copyCity } from "../city-copy.ts";
import { serveCity, signInAt, startCity, type Seated, type TestCity } from "../harness.ts";
import { MALL, SCHOOL, accepted, onDuty, order, post, refusedWith, report } from "../scene.ts";
import { openScreen } from "../screen.ts";
import { until } from "../until.ts";

let city: TestCity;
let dispatcher: Seated;
before(async () => {
  city = await startCity();
  dispatcher = await city.signIn("dispatcher");
});
after(() => city.close());

const codeOf = (asked: Promise<unknown>): Promise<string> => asked.then(() => "OK", (error: unknown) => (error instanceof RefusedError ? error.refused.code : String(error)));
const versionOf = async (incidentId: string): Promise<number> => (await city.ledger.load([{ kind: "incident", id: incidentId }]))[0]!.version;
const end = async (incidentId: string) => accepted(await dispatcher.command("intake.cancel", { incidentId, reason: "误报" }));

test("X-02: a class set on a version that is no longer the present one is refused with the present one; on that it is taken", async () => {
  const incident = await report(dispatcher, { typeCode: undefined });
  const seen = await versionOf(incident.id);
  const classify = (expectedVersion: number) => dispatcher.command("intake.classify", { incidentId: incident.id, typeCode: "CR-04", expectedVersion });
  accepted(await dispatcher.command("intake.addNote", { incidentId: incident.id, text: "另一席位的补充" }));
  const stale = refusedWith(await classify(seen), "VERSION_CONFLICT");
  assert.deepEqual([stale.params["version"], stale.message], [seen + 1, `记录已被他人更新(当前版本 ${seen + 1}),请查看后再操作`]);
  refusedWith(await classify(seen + 2), "VERSION_CONFLICT");
  assert.equal(accepted(await classify(seen + 1)).incidents[0]?.typeCode, "CR-04");
  await end(incident.id);
});

type Step = "dispatch.acknowledge" | "dispatch.enRoute" | "dispatch.arrive" | "dispatch.handle" | "dispatch.feedback" | "dispatch.complete" | "dispatch.decline";
const STEPS: Readonly<Record<Step, { readonly to: AssignmentStatus; readonly more: object }>> = {
  "dispatch.acknowledge": { to: "ACKNOWLEDGED", more: {} }, "dispatch.enRoute": { to: "EN_ROUTE", more: {} }, "dispatch.arrive": { to: "ARRIVED", more: { mode: "CONFIRMED" } },
  "dispatch.handle": { to: "HANDLING", more: {} }, "dispatch.feedback": { to: "FEEDBACK", more: { kind: "PROGRESS", text: "进展" } },
  "dispatch.complete": { to: "COMPLETED", more: {} }, "dispatch.decline": { to: "DECLINED", more: { code: "SAFETY" } },
};

test("X-03: from every state of an order each step that is not named as allowed is refused naming those that are, and changes nothing", async () => {
  const u1 = (await onDuty(city, "U1")).get("U1")!;
  const way: readonly Step[] = ["dispatch.acknowledge", "dispatch.enRoute", "dispatch.arrive", "dispatch.handle", "dispatch.feedback", "dispatch.complete"];
  const incident = await report(dispatcher);
  const { orderId } = await order(dispatcher, incident.id, ["U1"]);
  const take = (name: Step) => u1.command(name, { incidentId: incident.id, orderId, unitId: "U1", ...STEPS[name].more } as CommandPayload[Step]);
  for (const next of [...way, null]) {
    const { status } = (await dispatcher.incident(incident.id)).orders[0]!.assignments[0]!;
    const before = await versionOf(incident.id);
    let allowed: readonly string[] | null = null;
    const right: AssignmentStatus[] = [];
    for (const name of Object.keys(STEPS) as Step[]) {
      if (name === next || (status === "FEEDBACK" && name === "dispatch.feedback") || (status === "HANDLING" && name === "dispatch.complete") || (name === "dispatch.decline" && ["ISSUED", "ACKNOWLEDGED", "EN_ROUTE"].includes(status))) {
        right.push(STEPS[name].to);
        continue;
      }
      const refused = refusedWith(await take(name), "STATE_CONFLICT");
      assert.equal(refused.params["status"], status);
      allowed = refused.params["allowed"] as string[];
      assert.ok(allowed.every((one) => (ASSIGNMENT_STATUSES as readonly string[]).includes(one)));
    }
    assert.deepEqual(right.filter((one) => !allowed?.includes(one)), [], `from ${status} the refusal names what is allowed: ${allowed?.join(" ")}`);
    assert.equal(await versionOf(incident.id), before, "no silent change");
    if (next !== null) accepted(await take(next));
  }
  accepted(await dispatcher.command("intake.close", { incidentId: incident.id, outcomeCode: "HANDLED_ON_SITE", text: "" }));
  for (const answer of [await dispatcher.command("intake.cancel", { incidentId: incident.id, reason: "x" }), await dispatcher.command("intake.close", { incidentId: incident.id, outcomeCode: "INVALID", text: "" })]) {
    assert.ok((refusedWith(answer, "STATE_CONFLICT").params["allowed"] as string[]).length > 0);
  }
});

/** Every way in which a district's desk might come near another district's incident and unit. */
function approaches(seat: Seated, incidentId: string, unitId: string, orderId: string, mediaId: string): Record<string, () => Promise<string>> {
  const command = <Name extends keyof CommandPayload>(name: Name, payload: CommandPayload[Name]) => async () => {
    const answer = await seat.command(name, payload);
    return answer.ok ? "OK" : answer.code;
  };
  const media = async () => ((await fetch(seat.mediaUrl(mediaId), { headers: { authorization: `Bearer ${seat.token}` } })).status === 404 ? "NOT_FOUND" : "OK");
  return {
    incident: () => codeOf(seat.incident(incidentId)),
    timeline: () => codeOf(seat.timeline(incidentId)),
    recommendation: () => codeOf(seat.recommendation(incidentId)),
    route: () => codeOf(seat.route(unitId, incidentId)),
    unit: () => codeOf(seat.unit(unitId)),
    media,
    upload: () => codeOf(seat.uploadMedia(new Blob([new Uint8Array(samplePng())], { type: "image/png" }), incidentId)),
    note: command("intake.addNote", { incidentId, text: "x" }),
    merge: command("intake.merge", { incidentId, duplicateId: newUlid() }),
    order: command("dispatch.issueOrder", { incidentId, orderId: newUlid(), unitIds: [unitId], overrideReason: "COMMANDER" }),
    recall: command("dispatch.recall", { incidentId, orderId, unitId, reason: "x" }),
    offDuty: command("dispatch.setUnitStatus", { unitId, status: "OFF_DUTY" }),
    copy: command("dispatch.seeCopy", { incidentId, orderId, orgId: "S11" }),
    severity: command("intake.setPriority", { incidentId, priority: "P2", reason: "x" }),
  };
}

test("X-05, CMD-02: a district's desk comes near nothing of another's by any way, and each attempt is in the audit", async (t) => {
  const u1 = (await onDuty(city, "U1")).get("U1")!;
  const [east, west] = [await city.signIn("d2"), await city.signIn("d1")];
  const screen = await openScreen(t, east);
  const incident = await report(dispatcher, { place: SCHOOL, text: "江西区的警情" });
  const { orderId } = await order(dispatcher, incident.id, ["U1"]);
  const { mediaId } = await u1.uploadMedia(new Blob([new Uint8Array(samplePng())], { type: "image/png" }), incident.id);
  const audited = async () => (await readAudit(city.ledger.db, undefined, { actor: "d2", limit: 500 })).filter(({ entry }) => entry["outcome"] === "REFUSED").length;
  const before = await audited();
  const ways = approaches(east, incident.id, "U1", orderId, mediaId);
  for (const [name, approach] of Object.entries(ways)) assert.equal(await approach(), "NOT_FOUND", name);
  assert.equal(await audited(), before + Object.keys(ways).length);
  const mine = await report(dispatcher, { place: MALL });
  await screen.until("its own", ({ incidents }) => incidents.has(mine.id));
  const everything = JSON.stringify([await east.board(), await east.incidents({}), await east.duplicates({ text: "江西区的警情", addressText: SCHOOL.addressText, point: SCHOOL.point, typeCode: "CR-03" }), screen.messages]);
  for (const trace of [incident.id, orderId, "江西区的警情", '"U1"']) assert.ok(!everything.includes(trace), trace);
  assert.equal((await west.incident(incident.id)).id, incident.id);
  assert.equal(refusedWith(await west.command("intake.setPriority", { incidentId: incident.id, priority: "P2", reason: "x" }), "FORBIDDEN").message, "您的岗位无权执行此操作:intake.setPriority");
  const [last] = (await readAudit(city.ledger.db, undefined, { actor: "d1", limit: 1 }));
  assert.deepEqual([last?.entry["code"], last?.entry["name"], last?.entry["objects"]], ["FORBIDDEN", "intake.setPriority", [incident.id]]);
  for (const { id } of [incident, mine]) await end(id);
});

test("X-05, ORG-01: what a district's unit is sent to, or an agency invited to, it sees; and no more than that", async () => {
  await onDuty(city, "U6");
  const [east, u6] = [await city.signIn("d2"), await city.signIn("u6")];
  const [shared, other] = [await report(dispatcher, { place: SCHOOL }), await report(dispatcher, { place: SCHOOL })];
  assert.equal(await codeOf(east.incident(shared.id)), "NOT_FOUND");
  await order(dispatcher, shared.id, ["U6"]);
  assert.deepEqual([await codeOf(east.incident(shared.id)), await codeOf(u6.incident(shared.id)), await codeOf(east.incident(other.id)), await codeOf(u6.incident(other.id))], ["OK", "OK", "NOT_FOUND", "NOT_FOUND"]);
  for (const { id } of [shared, other]) await end(id);
});

test("X-06: after a long silence everything that was due fires once, in the order in which it was due; a restart in between repeats nothing", async () => {
  await onDuty(city, "U1", "U2", "U3");
  const incident = await report(dispatcher);
  await order(dispatcher, incident.id, ["U1"]);
  await city.restart();
  city.clock.advance(119_000);
  assert.equal(await city.processTimers(), 2);
  await city.restart();
  assert.equal(await city.processTimers(), 0);
  dispatcher = await city.signIn("dispatcher");
  const fired = (await dispatcher.timeline(incident.id)).entries.filter(({ byName }) => byName === "系统").map(({ type }) => type);
  assert.deepEqual(fired, ["OrderEscalated", "ClockBreached"], "60 s before 61 s");
  await end(incident.id);
  city.clock.advance(600_000);
  assert.equal(await city.processTimers(), 0, "what has ended is not due");
});

test("X-08, INC-07: without roads and place names calls are taken and units go by their words; every screen says what is missing", async () => {
  const copy = copyCity();
  for (const file of ["roads.csv", "places.csv"]) copy.drop(file);
  const bare = await serveCity(city.databaseUrl, city.clock, { cityDir: copy.dir });
  try {
    await onDuty(city, "U1");
    const desk = await signInAt(bare.url, "dispatcher");
    const health = await desk.health();
    assert.deepEqual([health.ok, [...health.missing].sort()], [false, ["places", "roads"]]);
    assert.deepEqual((await desk.places("学府路")).candidates, []);
    const incident = await report(desk, { place: { addressText: "学府路八号东门", point: null, datum: "WGS84" } });
    assert.deepEqual(incident.flags, ["PLACE_UNKNOWN"]);
    assert.ok((await desk.recommendation(incident.id)).ranked.length > 0);
    accepted(await desk.command("intake.locate", { incidentId: incident.id, place: SCHOOL }));
    const made = await desk.recommendation(incident.id);
    assert.ok(made.ranked.every(({ reasons }) => reasons.some(({ code }) => code === "APPROXIMATE")), "times are marked as straight lines");
    accepted(await desk.command("dispatch.issueOrder", { incidentId: incident.id, orderId: newUlid(), unitIds: [made.ranked[0]!.unitId], recommendationId: made.id }));
    await end(incident.id);
  } finally {
    await bare.close();
    copy.remove();
  }
});

test("X-08: with ranking, positions, photos, the broker, roads and place search all broken at once, a call is driven to arrival and every broken part is named", async () => {
  const copy = copyCity();
  for (const file of ["roads.csv", "places.csv"]) copy.drop(file);
  const admin = new pg.Client({ connectionString: city.adminUrl });
  await admin.connect();
  const broken = "tocsin.recommendation, tocsin.position_last, tocsin.position_track, tocsin.media";
  await onDuty(city, "U3");
  const bare = await serveCity(city.databaseUrl, city.clock, { cityDir: copy.dir, server: { broker: { url: "mqtt://127.0.0.1:9", topics: ["x/+"] }, logLevel: "silent" } });
  try {
    await admin.query(`revoke insert, update, delete on ${broken} from tocsin_app`);
    const [desk, crew] = [await signInAt(bare.url, "dispatcher"), await signInAt(bare.url, "u3")];
    const incident = await report(desk, { place: { addressText: "学府路八号东门", point: null, datum: "WGS84" } });
    await assert.rejects(desk.recommendation(incident.id));
    await crew.sendPositions([{ unitId: "U3", lon: 112.004, lat: 30.004, at: city.clock.now() }]);
    const { orderId } = await order(desk, incident.id, ["U3"]);
    const step = { incidentId: incident.id, orderId, unitId: "U3" };
    accepted(await crew.command("dispatch.acknowledge", step));
    accepted(await crew.command("dispatch.enRoute", step));
    const arrived = accepted(await crew.command("dispatch.arrive", { ...step, mode: "CONFIRMED" }));
    assert.equal(arrived.incidents[0]?.orders[0]?.assignments[0]?.status, "ARRIVED");
    await until(async () => (await desk.health()).missing.includes("positions"));
    const { missing, since } = await desk.health();
    assert.deepEqual([missing, Object.keys(since).sort()], [["mqtt", "places", "positions", "ranking", "roads"], [...missing]]);
    await admin.query(`grant select, insert, update, delete on ${broken} to tocsin_app`);
    assert.ok((await desk.recommendation(incident.id)).notEligible.length > 0);
    await crew.sendPositions([{ unitId: "U3", lon: 112.004, lat: 30.004, at: city.clock.now() + 1 }]);
    await until(async () => (await desk.health()).missing.join(" ") === "mqtt places roads");
  } finally {
    await admin.query(`grant select, insert, update, delete on ${broken} to tocsin_app`);
    await admin.end();
    await bare.close();
    copy.remove();
  }
});

test("X-11: nobody is found by a number or a name: questions take neither, and what callers said leads to no record", async () => {
  const caller = "13987654321";
  const incident = await report(dispatcher, { callback: caller, text: "报警人王小明" });
  for (const query of [`callback=${caller}`, `phone=${caller}`, `name=王小明`, `q=${caller}`]) {
    const response = await fetch(`${city.url}/api/v1/incidents?${encodeURI(query)}`, { headers: { authorization: `Bearer ${dispatcher.token}` } });
    assert.equal(response.status, 422, query);
  }
  for (const q of [caller, "王小明"]) assert.ok(!JSON.stringify(await dispatcher.places(q)).includes(incident.id));
  const { candidates } = await dispatcher.duplicates({ text: caller });
  assert.deepEqual(candidates.filter(({ incidentId }) => incidentId === incident.id), [], "a number is no likeness");
  await end(incident.id);
});

test("X-14: what looks alike is alike: text is kept composed, and codes stay English beside Chinese sentences", async () => {
  const taker = await city.signIn("taker");
  const [decomposed, composed] = ["Cafe\u0301 Zoe\u0308", "Caf\u00e9 Zo\u00eb"];
  const incident = await report(taker, { text: decomposed, place: { ...SCHOOL, addressText: decomposed } });
  assert.deepEqual([incident.text, incident.place?.addressText, incident.reports[0]?.text], [composed, composed, composed]);
  const send = (language: string) => post(city, taker, "/api/v1/intake/cancel", { incidentId: newUlid(), reason: "x" }, { "accept-language": language });
  const [zh, en, other] = [await send("zh-CN"), await send("en-US,en;q=0.9"), await send("fr-FR,fr")];
  assert.deepEqual([zh.body["code"], zh.body["message"]], ["NOT_FOUND", "未找到,或不在您的权限范围内"]);
  assert.deepEqual([en.body["code"], en.body["message"]], ["NOT_FOUND", "Not found, or outside your scope"]);
  assert.equal(other.body["message"], zh.body["message"], "Chinese first");
  await end(incident.id);
});
