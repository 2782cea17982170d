import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { COMMANDS, COMMAND_NAMES } from "@tocsin/contract/commands.ts";
import { AskEmergency } from "@tocsin/contract/identity/emergency-access.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { ROUTES, commandPath } from "@tocsin/contract/routes.ts";
import { DuplicateDraft, PositionBatch, Refused, SignIn } from "@tocsin/contract/views.ts";
import { checkPayload, strictAjv } from "@tocsin/server/desk/check-payload.ts";
import { askInside } from "../chaos/parts/plain-request.ts";
import { httpDoor, streamDoor } from "../fuzz/doors/server-doors.ts";
import { runDoor } from "../fuzz/run-door.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { onDuty, order, post, report } from "../scene.ts";
import { attacksOn, rightValue, type Attack } from "./attacks.ts";

let city: TestCity;
/** May send every command everywhere: what is refused is refused for its body. */
let world: Seated;
let incident: Incident;
before(async () => {
  city = await startCity({ server: { logLevel: "silent" } });
  world = await city.signIn("world");
  await onDuty(city, "U1");
  incident = await report(world);
  incident = (await order(world, incident.id, ["U1"])).incident;
});
after(() => city.close());

const isRefused = strictAjv.compile(Refused);
const TOGETHER = 8;

/** Runs over a list, a few at a time. */
async function each<Item>(items: readonly Item[], run: (item: Item) => Promise<void>): Promise<void> {
  const rest = [...items];
  await Promise.all(Array.from({ length: TOGETHER }, async () => {
    for (let item = rest.pop(); item !== undefined; item = rest.pop()) await run(item);
  }));
}

function assertRefused(where: string, answer: { readonly status: number; readonly body: Record<string, unknown> }): Refused {
  assert.ok(answer.status >= 400 && answer.status < 500, `${where}: ${answer.status} ${JSON.stringify(answer.body).slice(0, 300)}`);
  assert.ok(isRefused(answer.body), `${where}: not the shape of refusals: ${JSON.stringify(answer.body).slice(0, 300)}`);
  const refused = answer.body as Refused;
  assert.ok(!/\{\w+\}/.test(refused.message), `${where}: ${refused.message}`);
  return refused;
}

/** Thousands of bodies are handed to the server's own routes: sockets would be most of the work. */
async function strike(path: string, attack: Attack, seat: Seated | null = world): Promise<void> {
  const where = `${path}: ${attack.what}`;
  const refused = assertRefused(where, seat === null ? await post(city, seat, path, attack.body) : await askInside(city.server.app, seat.token, path, attack.body));
  assert.equal(refused.code, attack.code, `${where}: ${JSON.stringify(refused).slice(0, 300)}`);
  if (attack.code === "VALIDATION_FAILED") {
    assert.ok(refused.fields?.some(({ path: field, message }) => (field === attack.path || (attack.path !== "$" && field.startsWith(attack.path))) && message !== ""), `${where}: names ${JSON.stringify(refused.fields).slice(0, 300)}`);
  } else if (attack.code === "PROHIBITED_FIELD") assert.equal(refused.params["field"], attack.path, where);
}

test("X-04: the bodies from which the attacks are made are themselves in order", () => {
  for (const name of COMMAND_NAMES) assert.ok(strictAjv.validate(COMMANDS[name], rightValue(COMMANDS[name])), `${name}: ${strictAjv.errorsText()}`);
});

test("X-04, R27: a fact whose key has another form than keys have is refused by its place", () => {
  const report = { incidentId: newUlid(), channel: "CALL_110", callback: "110", text: "", placeUnknown: "UNKNOWN" };
  assert.deepEqual(checkPayload("intake.receive", { ...report, facts: { injured: 2 } }), []);
  for (const key of ["injur-ed", "Injured", "2nd", "受伤", ""]) assert.equal(checkPayload("intake.receive", { ...report, facts: { [key]: 2 } }).length, 1, key);
});

test("R27, R57: of a body with a hundred thousand faults the first is told, not all of them in megabytes", () => {
  const order = rightValue(COMMANDS["dispatch.issueOrder"]) as Record<string, unknown>;
  const huge: Record<string, unknown>[] = [{ ...order, unitIds: Array.from({ length: 125_000 }, () => 1) }, { ...order, ...Object.fromEntries(Array.from({ length: 25_000 }, (_, n) => [`k${n}`, 1])) }, { ...order, note: Array.from({ length: 40 }, () => Array.from({ length: 60 }, () => "")) }];
  for (const body of huge) assert.equal(checkPayload("dispatch.issueOrder", body).length, 1);
  assert.equal(checkPayload("dispatch.issueOrder", { ...order, unitIds: Array.from({ length: 100 }, () => 1) }).length > 50, true, "of what people could have written all is told");
  assert.equal(checkPayload("dispatch.issueOrder", { ...order, unitIds: Array.from({ length: 30_000 }, () => "\u0000") }).length <= 2_001, true);
});

test("X-04, X-10: every command, wrong in every way, is refused by the field that is wrong, and changes nothing", async () => {
  const before = await city.ledger.head();
  const attacks = COMMAND_NAMES.flatMap((name) => attacksOn(COMMANDS[name]).filter(({ encoding }) => name !== "intake.receive" || !encoding).map((attack) => ({ path: commandPath(name), attack })));
  assert.ok(attacks.length > 1_000, String(attacks.length));
  await each(attacks, ({ path, attack }) => strike(path, attack));
  assert.equal(await city.ledger.head(), before, "no event was written");
  assert.equal(({} as Record<string, unknown>)["role"], undefined, "nobody reached a prototype");
});

test("X-04: bytes that are no text are refused by every command but a report", async () => {
  const before = await city.ledger.head();
  await each(COMMAND_NAMES.filter((name) => name !== "intake.receive"), async (name) => {
    const body = Buffer.concat([Buffer.from(JSON.stringify(rightValue(COMMANDS[name])).slice(0, -1)), Buffer.from(',"zzz":"'), Buffer.from([0xff, 0xfe, 0xc0, 0x80]), Buffer.from('"}')]);
    const refused = assertRefused(name, await post(city, world, commandPath(name), new Uint8Array(body)));
    assert.deepEqual(refused.fields?.map(({ path }) => path), ["$"]);
    for (const type of ["text/plain", "application/xml", "multipart/form-data; boundary=x"]) assertRefused(`${name} as ${type}`, await post(city, world, commandPath(name), "{}", { "content-type": type }));
  });
  assert.equal(await city.ledger.head(), before);
});

test("X-04: questions with a body are as strict as commands", async () => {
  // A batch of positions may be larger than a command.
  await each(attacksOn(PositionBatch).filter(({ code }) => code === "VALIDATION_FAILED"), (attack) => strike(ROUTES.positions, attack));
  // Whatever a report may say can be compared with others: its text is held to its length alone.
  await each(attacksOn(DuplicateDraft).filter(({ code, what }) => code !== "PROHIBITED_FIELD" && !/NUL|surrogate/.test(what)), (attack) => strike(ROUTES.duplicates, attack));
  await each(attacksOn(AskEmergency).filter(({ code, what }) => code !== "PROHIBITED_FIELD" && !/NUL|surrogate/.test(what)), (attack) => strike(ROUTES.emergency, attack));
  // A stranger's sign-in is held to the same.
  await each(attacksOn(SignIn).filter(({ code, what }) => code !== "PROHIBITED_FIELD" && !/NUL|surrogate/.test(what)), (attack) => strike(ROUTES.signIn, attack, null));
});

test("X-04: questions by address are refused by the parameter that is wrong", async () => {
  const id = incident.id;
  const wrong: readonly (readonly [path: string, field: string])[] = [
    [`${ROUTES.incidents}?limit=NaN`, "$.limit"], [`${ROUTES.incidents}?limit=1e999`, "$.limit"], [`${ROUTES.incidents}?limit=-1`, "$.limit"], [`${ROUTES.incidents}?limit=501`, "$.limit"],
    [`${ROUTES.incidents}?open=maybe`, "$.open"], [`${ROUTES.incidents}?before=${id}%00`, "$.before"], [`${ROUTES.incidents}?__proto__=x`, "$.__proto__"], [`${ROUTES.incidents}?constructor=x`, "$.constructor"],
    [`${ROUTES.incidents}?faceTemplate=x`, "$.faceTemplate"], [`${ROUTES.incidents}?before=${"0".repeat(7_000)}`, "$.before"],
    [`/api/v1/incidents/${id}x`, "$.id"], [`/api/v1/incidents/${id}%00/timeline`, "$.id"], [`/api/v1/incidents/..%2f..%2fetc`, "$.id"],
    [`/api/v1/incidents/${id}/recommendation?includeStale=perhaps`, "$.includeStale"], [`/api/v1/incidents/${id}/recommendation?zzz=1`, "$.zzz"],
    ["/api/v1/units/u%201", "$.id"], [`${ROUTES.route}?unit=U1`, "$.incident"], [`${ROUTES.route}?unit=U1&incident=${id}&zzz=1`, "$.zzz"],
    [`${ROUTES.reverse}?lon=30.1&lat=112.2`, "$.lat"], [`${ROUTES.reverse}?lon=112`, "$.lat"], [`${ROUTES.reverse}?lon=NaN&lat=1`, "$.lon"], [`${ROUTES.reverse}?lon=1e999&lat=1`, "$.lon"],
    [`${ROUTES.places}?lon=112&lat=30`, "$.q"], [`${ROUTES.places}?q=x&limit=0`, "$.limit"], [`${ROUTES.places}?q=${"x".repeat(7_000)}`, "$.q"],
    [`${ROUTES.speed}?week=yesterday`, "$.week"], [`${ROUTES.speed}?from=0&to=1&week=2026-02-16`, "$.from"], [`${ROUTES.style}?theme=pink`, "$.theme"],
  ];
  for (const [path, field] of wrong) {
    const response = await fetch(`${city.url}${path}`, { headers: { authorization: `Bearer ${world.token}` } });
    const refused = assertRefused(path, { status: response.status, body: (await response.json()) as Record<string, unknown> });
    assert.ok(refused.fields?.some((one) => one.path === field), `${path}: ${JSON.stringify(refused.fields ?? refused).slice(0, 300)}`);
  }
  for (const path of ["/api/v1/incidents/%ff", "/api/v1/%E0%A4%A", "/api/v1/map/tiles/99/0/0.pbf", "/api/v1/map/tiles/3/-1/x.pbf", `/api/v1/units/${"U".repeat(5_000)}`]) {
    const response = await fetch(`${city.url}${path}`, { headers: { authorization: `Bearer ${world.token}` } });
    assertRefused(path, { status: response.status, body: (await response.json()) as Record<string, unknown> });
  }
});

test("INC-01: a report is never dropped for its encoding: whatever is wrong with its writing, it is an incident", async () => {
  const attacks = attacksOn({ ...COMMANDS["intake.receive"], properties: { text: COMMANDS["intake.receive"].properties.text } }).filter(({ encoding, what }) => encoding && what !== "null");
  const right = rightValue(COMMANDS["intake.receive"]) as Record<string, unknown>;
  const bodies = [
    ...attacks.filter(({ what }) => !what.includes("$.text")).map(({ what, body }) => ({ what, body: body as string | Uint8Array })),
    ...["a\u0000b", "\ud800x", "\udfff", "\u0007\u001b[31m", "\ufeff火", "\u202e反"].map((text) => ({ what: JSON.stringify(text), body: JSON.stringify({ channel: "WEB", noCallbackReason: "WITHHELD", placeUnknown: "UNKNOWN", incidentId: newUlid(), text }) as string | Uint8Array })),
    { what: "GBK bytes that are no UTF-8", body: new Uint8Array([0xbb, 0xf0, 0xd4, 0xd6]) },
    { what: "bytes", body: new Uint8Array(Array.from({ length: 255 }, (_, n) => 255 - n)) },
  ];
  assert.ok(bodies.length >= 10 && right["text"] !== undefined);
  for (const { what, body } of bodies) {
    const answer = await post(city, world, commandPath("intake.receive"), body);
    assert.equal(answer.status, 200, `${what}: ${JSON.stringify(answer.body).slice(0, 300)}`);
    assert.equal((answer.body["incidents"] as Incident[]).length, 1, what);
  }
});

test("R27, R30, R57: spoilt bodies, addresses, headers and WebSockets end in a named refusal, and the server goes on", async () => {
  // Always the same dice; `npm run fuzz` throws new ones.
  const seed = 7;
  for (const [door, inputs] of [[httpDoor(city, world), 120], [streamDoor(city, world), 12]] as const) {
    const { broken, answers } = await runDoor(door, seed, inputs);
    assert.deepEqual(broken.map(({ at, message }) => `npm run fuzz -- ${door.name} --seed ${seed} --at ${at}: ${message}`), []);
    assert.ok(answers.has("taken") && answers.size > 1, `${door.name}: only ${[...answers.keys()].join(", ")}`);
  }
});
