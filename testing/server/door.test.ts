import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { readAudit } from "@tocsin/ledger/audit.ts";
import { KIND_NAMES } from "@tocsin/runtime/kinds.ts";
import { startCity, type TestCity } from "../harness.ts";
import { ROOT } from "../house/repository-files.ts";
import { MALL, accepted, onDuty, order, post, refusedWith, report, SCHOOL } from "../scene.ts";

let city: TestCity;
before(async () => {
  city = await startCity();
});
after(() => city.close());

const receive = (incidentId: string) => ({ incidentId, channel: "CALL_110", callback: "110-7788", text: "有人打架", place: SCHOOL });
const denials = async () => (await readAudit(city.ledger.db, undefined, { limit: 500 })).filter(({ entry }) => entry["outcome"] === "REFUSED");

test("X-01: the same key with the same body has its effect once and the same answer; with another body it is refused", async () => {
  const taker = await city.signIn("taker");
  const [incidentId, key] = [newUlid(), newUlid()];
  const first = await post(city, taker, "/api/v1/intake/receive", receive(incidentId), { "idempotency-key": key });
  const again = await post(city, taker, "/api/v1/intake/receive", receive(incidentId), { "idempotency-key": key });
  assert.deepEqual([first.status, first.body["repeated"], again.status, again.body["repeated"]], [200, false, 200, true]);
  assert.deepEqual(again.body["incidents"], first.body["incidents"]);
  assert.equal(again.body["cursor"], first.body["cursor"]);
  const other = await post(city, taker, "/api/v1/intake/receive", { ...receive(incidentId), text: "别的" }, { "idempotency-key": key });
  assert.deepEqual([other.status, other.body["code"]], [409, "KEY_REUSED"]);
  const missing = await post(city, taker, "/api/v1/intake/receive", receive(newUlid()), { "idempotency-key": "" });
  assert.deepEqual([missing.status, missing.body["code"]], [422, "IDEMPOTENCY_KEY_REQUIRED"]);
});

test("X-01: a repetition is known also when the record has moved on since", async () => {
  const seats = await onDuty(city, "U3");
  const dispatcher = await city.signIn("dispatcher");
  const incident = await report(dispatcher);
  const { orderId } = await order(dispatcher, incident.id, ["U3"]);
  const step = { incidentId: incident.id, orderId, unitId: "U3" };
  const key = newUlid();
  accepted(await seats.get("U3")!.command("dispatch.acknowledge", step, { key }));
  accepted(await seats.get("U3")!.command("dispatch.enRoute", step));
  assert.equal(accepted(await seats.get("U3")!.command("dispatch.acknowledge", step, { key })).repeated, true);
  const refused = refusedWith(await seats.get("U3")!.command("dispatch.acknowledge", step), "STATE_CONFLICT");
  assert.ok((refused.params["allowed"] as string[]).includes("ARRIVED"), "X-03: the allowed next states are named");
});

test("X-01: fifty sendings of one command at the same moment have one effect", async () => {
  const taker = await city.signIn("taker");
  const [incidentId, key] = [newUlid(), newUlid()];
  const answers = await Promise.all(Array.from({ length: 50 }, () => post(city, taker, "/api/v1/intake/receive", receive(incidentId), { "idempotency-key": key })));
  assert.deepEqual([...new Set(answers.map(({ status }) => status))], [200]);
  assert.equal(answers.filter(({ body }) => body["repeated"] === false).length, 1);
  assert.equal((await city.ledger.readStream({ kind: "incident", id: incidentId })).length, 1);
});

test("X-04: every wrong field is listed at once with its JSON path, in the caller's language", async () => {
  const taker = await city.signIn("taker");
  const wrong = { ...receive("not-an-id"), channel: "PIGEON", text: 7, colour: "red", place: { addressText: "x".repeat(300), point: { lon: 30.1, lat: 112.2 }, datum: "WGS84" }, occurredAt: "yesterday" };
  const { status, body } = await post(city, taker, "/api/v1/intake/receive", wrong, { "accept-language": "en-GB,en;q=0.9,zh;q=0.1" });
  assert.deepEqual([status, body["code"]], [422, "VALIDATION_FAILED"]);
  const fields = body["fields"] as { path: string; message: string }[];
  assert.deepEqual(fields.map(({ path }) => path).sort(), ["$.channel", "$.colour", "$.incidentId", "$.occurredAt", "$.place.addressText", "$.place.point.lat", "$.text"]);
  assert.equal(fields.find(({ path }) => path === "$.place.point.lat")?.message, "must be at most 90");
  const bell = await post(city, taker, "/api/v1/intake/addNote", { incidentId: newUlid(), text: "a\u0007b\u0000" }, { "accept-language": "en" });
  assert.deepEqual(bell.body["fields"], [{ path: "$.text", message: "is blank or has control characters" }]);
  const chinese = await post(city, taker, "/api/v1/intake/locate", { incidentId: "x" });
  assert.deepEqual(chinese.body["fields"], [{ path: "$.place", message: "必填" }, { path: "$.incidentId", message: "格式不符:^[0-7][0-9A-HJKMNP-TV-Z]{25}$" }]);
});

test("X-04: a body that is no JSON, nests too deep, reaches a prototype or is too large is refused in the same shape", async () => {
  const taker = await city.signIn("taker");
  for (const [body, status, code] of [
    ["{", 422, "VALIDATION_FAILED"],
    [`{"incidentId":${"[".repeat(100)}${"]".repeat(100)}}`, 422, "VALIDATION_FAILED"],
    ['{"incidentId":"x","__proto__":{"role":"ADMIN"}}', 422, "VALIDATION_FAILED"],
    [JSON.stringify({ text: "x".repeat(300_000) }), 413, "PAYLOAD_TOO_LARGE"],
    [new Uint8Array([0x7b, 0xff, 0x7d]), 422, "VALIDATION_FAILED"],
  ] as const) {
    const answer = await post(city, taker, "/api/v1/intake/addNote", body);
    assert.deepEqual([answer.status, answer.body["code"], typeof answer.body["traceId"]], [status, code, "string"], String(body).slice(0, 60));
  }
  assert.equal(({} as Record<string, unknown>)["role"], undefined);
});

test("X-05: what lies outside the scope is 404, what a role may not do inside is 403, and every denial is audited", async () => {
  const [dispatcher, d1, d2, u2] = await Promise.all(["dispatcher", "d1", "d2", "u2"].map((account) => city.signIn(account)));
  const west = await report(dispatcher!);
  const before = (await denials()).length;
  refusedWith(await d2!.command("intake.addNote", { incidentId: west.id, text: "x" }), "NOT_FOUND");
  refusedWith(await d2!.command("intake.addNote", { incidentId: newUlid(), text: "x" }), "NOT_FOUND");
  refusedWith(await d1!.command("intake.setPriority", { incidentId: west.id, priority: "P2", reason: "x" }), "FORBIDDEN");
  refusedWith(await d2!.command("intake.setPriority", { incidentId: west.id, priority: "P2", reason: "x" }), "NOT_FOUND");
  refusedWith(await u2!.command("intake.addNote", { incidentId: west.id, text: "x" }), "NOT_FOUND");
  await assert.rejects(d2!.incident(west.id), /NOT_FOUND/);
  await assert.rejects(d2!.timeline(west.id), /NOT_FOUND/);
  assert.equal((await d1!.incident(west.id)).id, west.id);
  assert.equal((await denials()).length, before + 7, "five commands and two questions");
  const nobody = await post(city, null, "/api/v1/intake/addNote", { incidentId: west.id, text: "x" });
  assert.deepEqual([nobody.status, nobody.body["code"]], [401, "NOT_SIGNED_IN"]);
  assert.equal((await fetch(`${city.url}/api/v1/no-such-thing`)).status, 404);
});

test("X-05: a district sees its own board only, and orders only its own units", async () => {
  await onDuty(city, "U1", "U6");
  const [dispatcher, d2] = [await city.signIn("dispatcher"), await city.signIn("d2")];
  const [west, east] = [await report(dispatcher), await report(dispatcher, { place: MALL })];
  const board = await d2.board();
  assert.deepEqual([board.incidents.some(({ id }) => id === west.id), board.incidents.some(({ id }) => id === east.id)], [false, true]);
  assert.ok(board.units.every(({ orgPath }) => orgPath.startsWith("CITY.D2")), JSON.stringify(board.units.map(({ id }) => id)));
  refusedWith(await d2.command("dispatch.issueOrder", { incidentId: east.id, orderId: newUlid(), unitIds: ["U1"], overrideReason: "COMMANDER" }), "NOT_FOUND");
  const unknown = await d2.command("dispatch.issueOrder", { incidentId: east.id, orderId: newUlid(), unitIds: ["U99"], overrideReason: "COMMANDER" });
  refusedWith(unknown, "UNKNOWN_UNIT");
});

test("X-10: a prohibited field anywhere in a body, in any spelling, is refused and audited", async () => {
  const taker = await city.signIn("taker");
  for (const [index, name] of ["faceTemplate", "face_template", "VOICEPRINT", "gait", "irisCode", "idCardNo", "id-card-no", "plate_trace", "phoneProbe", "social_account", "personRiskScore", "watchList"].entries()) {
    const body = { ...receive(newUlid()), facts: { people: 1 }, place: { ...SCHOOL, [name]: "x" } };
    const answer = await post(city, taker, index % 2 === 0 ? "/api/v1/intake/receive" : "/api/v1/intake/locate", body);
    assert.deepEqual([answer.status, answer.body["code"], answer.body["params"]], [422, "PROHIBITED_FIELD", { field: `$.place.${name}` }], name);
  }
  assert.equal((await denials()).filter(({ entry }) => entry["code"] === "PROHIBITED_FIELD").length, 12);
});

test("GOV-01, R50: every table and every kind of record has a grade, and those that are held by rows are so by the database itself", async () => {
  const page = readFileSync(join(ROOT, "docs/security/data-grades.md"), "utf8");
  const rows = new Map([...page.matchAll(/^\| `(\w+)` \| ([1-4]) \|(?: (rows|incident|own|sealed|inner) \|)?/gm)].map(([, name = "", grade = "", held]) => [name, { grade, held }]));
  const tables = await city.ledger.db.query<{ name: string; forced: boolean }>("select relname as name, relforcerowsecurity as forced from pg_class where relnamespace = 'tocsin'::regnamespace and relkind in ('r', 'p') order by 1");
  const graded = [...rows].filter(([, { held }]) => held !== undefined).map(([name]) => name).sort();
  assert.deepEqual(graded, tables.map(({ name }) => name).sort(), "grade a new table in docs/security/data-grades.md");
  assert.deepEqual([...rows].filter(([, { held }]) => held === undefined).map(([name]) => name).sort(), [...KIND_NAMES].sort(), "grade a new kind of record there");
  assert.deepEqual(tables.filter(({ name, forced }) => (rows.get(name)?.held === "rows") !== forced).map(({ name }) => name), []);
  assert.deepEqual([...rows].filter(([, { grade, held }]) => (held === "sealed") && grade !== "4").map(([name]) => name), [], "what is sealed is of the fourth grade");
});
