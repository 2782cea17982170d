import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Validator } from "@seriousme/openapi-schema-validator";
import { COMMANDS, COMMAND_NAMES } from "@tocsin/contract/commands.ts";
import { IDEMPOTENCY_HEADER, ROUTES, commandPath } from "@tocsin/contract/routes.ts";
import { sealOnce } from "@tocsin/ledger/sealer.ts";
import { verifyExport } from "@tocsin/ledger/verify-export.ts";
import { PROTECTED, UNPROTECTED } from "@tocsin/server/features/audit/protected-reads.ts";
import { report } from "../scene.ts";
import { startCity, type TestCity } from "../harness.ts";

interface Operation {
  readonly operationId?: string;
  readonly parameters?: readonly { readonly in: string; readonly name: string; readonly required?: boolean }[];
  readonly requestBody?: { readonly content: Record<string, { readonly schema?: { readonly properties?: object; readonly required?: readonly string[]; readonly additionalProperties?: boolean } }> };
  readonly responses?: Record<string, { readonly content?: Record<string, { readonly schema?: object }> }>;
}
interface Described {
  readonly openapi: string;
  readonly paths: Record<string, Record<string, Operation>>;
}

let city: TestCity;
let described: Described;
before(async () => {
  city = await startCity();
  described = (await (await fetch(`${city.url}${ROUTES.openapi}`)).json()) as Described;
});
after(() => city.close());

/** Routes that answer no JSON, or that are the description itself; with the reason. */
const UNDESCRIBED: Readonly<Record<string, string>> = {
  [ROUTES.openapi]: "the description itself",
  [ROUTES.stream]: "a WebSocket: OpenAPI has no words for it; StreamMessage and StreamUpload of the contract describe it",
};
/** Methods of the routes that are not plain questions. */
const METHODS: Readonly<Record<string, readonly string[]>> = {
  [ROUTES.signIn]: ["post"], [ROUTES.signOut]: ["post"], [ROUTES.password]: ["post"], [ROUTES.duplicates]: ["post"], [ROUTES.positions]: ["post"], [ROUTES.media]: ["post"], [ROUTES.advisoryCap]: ["post"], [ROUTES.geoRequests]: ["get", "post"],
  [ROUTES.plannerWhatIf]: ["post"], [ROUTES.plannerPlan]: ["post"], [ROUTES.planCheck]: ["post"],
  [ROUTES.beginPasskey]: ["post"], [ROUTES.confirmPasskey]: ["post"], [ROUTES.dropPasskey]: ["post"], [ROUTES.beginPasskeySignIn]: ["post"], [ROUTES.passkeySignIn]: ["post"],
  [ROUTES.pushTarget]: ["post"], [ROUTES.talkOffer]: ["post"], [ROUTES.talkWait]: ["post"], [ROUTES.talkAnswer]: ["post"], [ROUTES.borderReach]: ["post"], [ROUTES.clientKeys]: ["post"], [ROUTES.revokeKey]: ["post"],
  [ROUTES.emergency]: ["get", "post"], [ROUTES.approveEmergency]: ["post"], [ROUTES.declineEmergency]: ["post"], [ROUTES.endEmergency]: ["post"], [ROUTES.reviewEmergency]: ["post"],
  [ROUTES.reveal]: ["post"], [ROUTES.beginFactor]: ["post"], [ROUTES.confirmFactor]: ["post"], [ROUTES.dropFactor]: ["post"], [ROUTES.resetPassword]: ["post"], [ROUTES.beginProvider]: ["post"], [ROUTES.finishProvider]: ["post"], [ROUTES.lock]: ["post"], [ROUTES.unlock]: ["post"], [ROUTES.endSession]: ["post"], [ROUTES.endSessions]: ["post"],
};
const asTemplate = (route: string): string => route.replaceAll(/:(\w+)/g, "{$1}");

test("conformance: the description is valid OpenAPI 3.1", async () => {
  const validator = new Validator();
  const verdict = await validator.validate(structuredClone(described) as unknown as Record<string, unknown>);
  assert.deepEqual([verdict.valid, verdict.errors ?? []], [true, []]);
  assert.equal(validator.version, "3.1");
});

test("conformance: the validator finds a fault that is planted", async () => {
  const broken = structuredClone(described) as unknown as { paths: Record<string, unknown> } & Record<string, unknown>;
  broken.paths["/api/v1/health"] = { get: { responses: { 200: { summary: 7, content: "none" } } } };
  assert.equal((await new Validator().validate(broken)).valid, false);
});

test("X-01, X-04: every command is described with its closed body, its key and its answers", () => {
  for (const name of COMMAND_NAMES) {
    const operation = described.paths[commandPath(name)]?.["post"];
    assert.ok(operation, name);
    assert.equal(operation.operationId, name);
    const schema = operation.requestBody?.content["application/json"]?.schema;
    const contract = JSON.parse(JSON.stringify(COMMANDS[name])) as { properties: object; required?: string[] };
    assert.deepEqual([Object.keys(schema?.properties ?? {}).sort(), [...(schema?.required ?? [])].sort(), schema?.additionalProperties], [Object.keys(contract.properties).sort(), [...(contract.required ?? [])].sort(), false], name);
    assert.ok(operation.parameters?.some((parameter) => parameter.in === "header" && parameter.name === IDEMPOTENCY_HEADER && parameter.required === true), `${name}: key`);
    for (const status of ["200", "4XX", "5XX"]) assert.ok(operation.responses?.[status]?.content?.["application/json"]?.schema, `${name}: answer ${status}`);
  }
});

test("X-04: every route of the contract is described with an answer, and nothing is described that the contract does not have", () => {
  const routes = Object.values(ROUTES);
  for (const route of routes) {
    if (UNDESCRIBED[route] !== undefined) continue;
    for (const method of METHODS[route] ?? ["get"]) {
      const operation = described.paths[asTemplate(route)]?.[method];
      assert.ok(operation, `${method} ${route}`);
      assert.ok(Object.keys(operation.responses ?? {}).length > 0, `${method} ${route}: answers`);
    }
  }
  const known = new Set([...routes.map(asTemplate), ...COMMAND_NAMES.map(commandPath), `${ROUTES.media}/{id}`]);
  assert.deepEqual(Object.keys(described.paths).filter((path) => path.startsWith("/api/") && !known.has(path)), []);
});

test("SUP-08: every route is declared as one whose answers are in the audit, or as one without content and why; a route in neither list is found", () => {
  const paths = Object.keys(described.paths).filter((path) => path.startsWith("/api/")).map((path) => path.replaceAll(/\{(\w+)\}/g, ":$1"));
  const undeclared = (routes: readonly string[]): string[] => routes.filter((route) => PROTECTED[route] === undefined && (UNPROTECTED[route] ?? "") === "" && !COMMAND_NAMES.some((name) => commandPath(name) === route));
  assert.deepEqual(undeclared([...paths, ...Object.values(ROUTES)]), []);
  assert.deepEqual(undeclared([...paths, "/api/v1/incidents/:id/diary"]), ["/api/v1/incidents/:id/diary"], "a planted one");
  assert.deepEqual(Object.keys(PROTECTED).filter((route) => UNPROTECTED[route] !== undefined), []);
});

test("SUP-08, R53: reading is in the audit, reading the audit as well; administrator and auditor read no incident, and the try is kept", async () => {
  const [taker, auditor, admin] = await Promise.all(["taker", "auditor", "admin"].map((account) => city.signIn(account)));
  const { id } = await report(taker!);
  await taker!.timeline(id);
  for (const seat of [admin!, auditor!]) for (const ask of [() => seat.incident(id), () => seat.timeline(id), () => seat.successors(id)]) await assert.rejects(ask(), /FORBIDDEN/);
  await assert.rejects(admin!.audit({ from: 0, to: 1 }), /FORBIDDEN/);
  const period = { from: city.clock.now() - 3_600_000, to: city.clock.now() + 1 };
  const { rows } = await auditor!.audit({ ...period, object: id });
  const { no } = await taker!.incident(id);
  const byNumber = (await auditor!.audit({ ...period, object: no })).rows;
  assert.deepEqual(byNumber.filter(({ account }) => account === "admin").map(({ cursor }) => cursor), rows.filter(({ account }) => account === "admin").map(({ cursor }) => cursor), "by the number that people know");
  assert.deepEqual([...new Set((await auditor!.audit({ ...period, purpose: "INTAKE" })).rows.map(({ purpose }) => purpose))], ["INTAKE"]);
  const said = rows.map(({ account, action, outcome }) => [account, action.replace(/^GET .*\//, ""), outcome].join(" "));
  for (const expected of ["taker timeline READ", "taker intake.receive ACCEPTED", "admin timeline REFUSED", "auditor successors REFUSED"]) assert.ok(said.includes(expected), `${expected}: ${said.join(", ")}`);
  const received = rows.find(({ action }) => action === "intake.receive")!;
  assert.deepEqual([received.role, received.purpose, received.name === "taker"], ["CALL_TAKER", "INTAKE", false]);
  assert.ok(received.traceId !== null && !JSON.stringify(rows).match(/1381234|有人砸窗/), "nothing of what was said");
  const looks = (await auditor!.audit({ ...period, account: "auditor", action: `GET ${ROUTES.audit}` })).rows;
  assert.ok(looks.some(({ outcome, objects }) => outcome === "READ" && objects.includes(id)), "the auditor's own search for the incident");
  while (await sealOnce(city.ledger.db, "audit") > 0);
  assert.equal((await auditor!.auditState()).sound, true);
  const exported = await (await fetch(`${city.url}${ROUTES.auditExport}`, { headers: { authorization: `Bearer ${auditor!.token}` } })).text();
  const verdict = await verifyExport(exported.trimEnd().split("\n"));
  assert.ok(verdict.ok && verdict.kind === "audit" && verdict.rows >= rows.length, JSON.stringify(verdict));
  const key = (await (await fetch(`${city.url}${ROUTES.auditKey}`)).json()) as { algorithm: string };
  assert.equal(key.algorithm, "Ed25519");
});

test("X-11: no question of the interface takes anything of a person: ids, places, times and words of a place alone", () => {
  const asked = new Set(Object.values(described.paths).flatMap((methods) => Object.values(methods)).flatMap(({ parameters }) => parameters ?? []).filter((parameter) => parameter.in === "query" || parameter.in === "path").map(({ name }) => name));
  const harmless = new Set(["id", "prefix", "incident", "unit", "org", "area", "open", "before", "limit", "includeStale", "rerun", "from", "to", "q", "lon", "lat", "theme", "datum", "v", "z", "x", "y", "cursor", "radiusM", "week", "weekday", "hour", "object", "account", "action", "purpose", "item", "matter", "list", "dataset", "fields", "month", "period", "version", "format", "code", "token", "jurisdiction_id", "service_request_id", "service_code", "start_date", "end_date", "status", "force", "room"]);
  assert.deepEqual([...asked].filter((name) => !harmless.has(name)), []);
});
