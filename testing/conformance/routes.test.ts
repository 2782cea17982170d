import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { COMMANDS, COMMAND_NAMES } from "@tocsin/contract/commands.ts";
import { ROUTES, commandPath } from "@tocsin/contract/routes.ts";
import { readAudit } from "@tocsin/ledger/audit.ts";
import { GROUND_ROUTES, OWN_ROUTES } from "@tocsin/server/features/audit/protected-reads.ts";
import { samplePng } from "@tocsin/server/features/media/sample-images.ts";
import { copyCity, type CityCopy } from "../city-copy.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { accepted, onDuty, openMatter, order, post, report } from "../scene.ts";
import { attacksOn, rightValue, type Attack } from "./attacks.ts";
import { addressOf, askRoute, describedRoutes, type DescribedRoute, type Param, type RouteAnswer } from "./described-routes.ts";

let copy: CityCopy;
let city: TestCity;
let routes: readonly DescribedRoute[];
/** May send every command everywhere, so that what is refused is refused for what was sent. */
let world: Seated;
/** Sits at the head of the city, in a role that may do nothing and look at nothing. */
let nobody: Seated;
/** By name of the parameter, and where several kinds have one name, of the route: records that exist. */
let there: Readonly<Record<string, string>>;
const CANARY = "金丝雀栖于学府路";

const template = (route: string): string => route.replaceAll(/:(\w+)/g, "{$1}");
/** Whose id stands in `{id}`, by the beginning of the path; the longest that fits. */
const OF: readonly (readonly [begin: string, key: string])[] = [
  ["/api/v1/incidents/", "incident"], ["/api/v1/matters/", "matter"], ["/api/v1/command-posts/", "commandPost"], ["/api/v1/recommendations/", "recommendation"], ["/api/v1/media/", "media"], ["/api/v1/emergency-access/", "emergency"],
  ["/api/v1/layouts/", "layout"], ["/api/v1/plans/", "plan"], ["/api/v1/units/", "unit"], ["/api/v1/accounts/", "account"], ["/api/v1/clients/", "client"], ["/api/v1/sessions/", "session"], ["/api/v1/passkeys/", "passkey"], ["/open311/v2/requests/", "matter"],
];
const idsFor = ({ path }: Pick<DescribedRoute, "path">): Readonly<Record<string, string>> => {
  const key = OF.find(([begin]) => path.startsWith(begin))?.[1];
  return { ...there, ...(key === undefined ? {} : { id: there[key]! }) };
};

/** One record of every kind that a route asks for by its id. */
async function populate(): Promise<Readonly<Record<string, string>>> {
  await onDuty(city, "U1");
  const [dispatcher, commander, west] = await Promise.all(["dispatcher", "commander", "d1"].map((account) => city.signIn(account)));
  const incident = (await report(dispatcher!, { text: CANARY })).id;
  await order(dispatcher!, incident, ["U1"]);
  const [matter, commandPost] = [await openMatter(dispatcher!, "URBAN_MGMT", { incidentId: incident, text: CANARY }), newUlid()];
  accepted(await commander!.command("command.openPost", { commandPostId: commandPost, incidentId: incident, name: CANARY, level: "II", holders: [{ role: "DEPUTY", orgId: "D1" }, { role: "MEDICAL", orgId: "EM" }], forces: [{ id: "F1", name: CANARY, leaderUnitId: "U1", unitIds: ["U1"], objectiveId: null }], objectives: [] }));
  const recommendation = (await dispatcher!.recommendation(incident)).id;
  const media = (await dispatcher!.uploadMedia(new Blob([new Uint8Array(samplePng())], { type: "image/png" }), incident)).mediaId;
  const emergency = (await west!.askEmergency({ role: "DISPATCHER", org: "D2", reason: CANARY, minutes: 5, atOnce: false })).id;
  const [layout, plan, session] = [(await commander!.layouts()).layouts[0]!.id, (await commander!.plans()).plans[0]!.head.id, (await dispatcher!.sessions()).sessions[0]!.id];
  return { incident, matter, commandPost, force: "F1", recommendation, media, emergency, layout, plan, unit: "U1", account: "taker", client: "hospital", prefix: "x", session, passkey: "x", dataset: "PREMISE", token: "x", code: "UM-01", z: "3", x: "1", y: "1", from: "1", to: "2" };
}

before(async () => {
  copy = copyCity();
  copy.change("roles.yaml", /$/, "\n- role: NOTHING\n  nameZh: 无权岗\n  nameEn: Nothing\n  commands: []\n  views: []\n");
  copy.change("accounts.yaml", /$/, "\n- id: nobody\n  name: 无权者\n  grants: [{ role: NOTHING, org: CITY }]\n  demoPassword: tiny-city-pass\n");
  city = await startCity({ cityDir: copy.dir, server: { logLevel: "silent" } });
  [world, nobody] = await Promise.all([city.signIn("world"), city.signIn("nobody")]);
  routes = await describedRoutes(city.url);
  there = await populate();
});
after(async () => {
  await city?.close();
  copy?.remove();
});

/** Answered to whoever asks, without a sign-in. One more is written here on purpose, with the reason. */
const OPEN: Readonly<Record<string, string>> = {
  [`POST ${ROUTES.signIn}`]: "the way in", [`GET ${ROUTES.signInWays}`]: "the way in", [`POST ${ROUTES.beginProvider}`]: "the way in", [`GET ${ROUTES.providerCallback}`]: "the way in", [`POST ${ROUTES.finishProvider}`]: "the way in", [`POST ${ROUTES.beginPasskeySignIn}`]: "the way in", [`POST ${ROUTES.passkeySignIn}`]: "the way in",
  [`GET ${ROUTES.health}`]: "whether it lives, for who watches over it", [`GET ${ROUTES.demo}`]: "only in a demo", [`GET ${ROUTES.auditKey}`]: "by which outsiders check what was signed", [`GET ${ROUTES.publicFigures}`]: "published for everybody", [`GET ${template(ROUTES.publicMonth)}`]: "published for everybody",
};

test("R43, X-05: without a sign-in no route and no method of the description answers anything, but those that are open on purpose", async () => {
  const open: string[] = [];
  for (const route of routes) {
    const { body, text } = await askRoute(city, null, route, addressOf(route, idsFor(route)));
    // GeoReport says it in a list of its own.
    if (body["code"] !== "NOT_SIGNED_IN" && !/^\[\{"code":403,"description":"NOT_SIGNED_IN/.test(text)) open.push(route.name);
  }
  assert.deepEqual(open.sort(), Object.keys(OPEN).sort());
});

const ALERT = `<?xml version="1.0" encoding="UTF-8"?><alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>A-1</identifier><sender>qx@lanjiang.gov.cn</sender><sent>2026-03-02T08:00:00+08:00</sent><status>Actual</status><msgType>Alert</msgType><scope>Public</scope><info><category>Met</category><event>暴雨</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty></info></alert>`;

/** Answered to every seat: nothing of any matter is in it, and why. A route that stands neither here nor asks for a right is found. */
const FOR_EVERY_SEAT: Readonly<Record<string, string>> = {
  [`GET ${ROUTES.board}`]: "what the seat sees of the city: none of it", [`GET ${ROUTES.incidents}`]: "what the seat sees: none", [`POST ${ROUTES.duplicates}`]: "among what the seat sees: none",
  [`POST ${ROUTES.positions}`]: "each is judged by itself, and says which was not its own to send", [`GET ${ROUTES.sessions}`]: "its own", [`GET ${ROUTES.emergency}`]: "its own", [`GET ${ROUTES.assets}`]: "what the seat sees: none", [`GET ${template(ROUTES.letters)}`]: "of what the seat sees: none",
  [`GET ${template(ROUTES.geoServices)}`]: "the responsibility list", [`GET ${template(ROUTES.geoService)}`]: "what is asked of a request", [`GET ${template(ROUTES.geoRequests)}`]: "what the seat sees: none",
};
const REFUSED: ReadonlySet<number> = new Set([403, 404]);

test("R43, X-05, SUP-08: a seat whose role may nothing is refused every route and command of the description that is not for every seat by name, though the records are there", async () => {
  const [answered, told]: string[][] = [[], []];
  for (const route of routes) {
    const own = OWN_ROUTES.has(route.path.replaceAll(/\{(\w+)\}/g, ":$1"));
    const ground = GROUND_ROUTES.has(route.path.replaceAll(/\{(\w+)\}/g, ":$1"));
    if (own || ground || OPEN[route.name] !== undefined) continue;
    const ids = idsFor(route);
    const whole = route.body === null ? null : (rightValue(route.body) as Record<string, unknown>);
    // A plan that is being written, or a module: one of them.
    const named = whole !== null && route.path === ROUTES.planCheck ? { plan: whole["plan"] } : whole;
    // An alert that can be read: what it would raise is what is refused.
    if (route.path === ROUTES.advisoryCap) {
      const answer = await city.server.app.inject({ method: "POST", url: route.path, payload: ALERT, headers: { authorization: `Bearer ${nobody.token}`, "content-type": "application/xml", "idempotency-key": newUlid() } });
      assert.equal(answer.statusCode, 403, answer.body);
      continue;
    }
    const payload = named === null ? null : JSON.stringify({ ...named, ...("incidentId" in named && !route.name.endsWith("/receive") && !route.name.endsWith("/mruAlarm") ? { incidentId: there["incident"] } : {}), ...("matterId" in named ? { matterId: there["matter"] } : {}), ...("commandPostId" in named ? { commandPostId: there["commandPost"] } : {}) });
    const { status, text } = await askRoute(city, nobody.token, route, addressOf(route, ids), payload);
    if (text.includes(CANARY)) told!.push(route.name);
    if (!REFUSED.has(status)) answered!.push(FOR_EVERY_SEAT[route.name] === undefined ? `${route.name} ${status} ${text.slice(0, 120)}` : route.name);
  }
  assert.deepEqual([answered!.sort(), told], [Object.keys(FOR_EVERY_SEAT).sort(), []]);
});

test("SUP-08, X-05: the row of a refused command names whatever the command named, of whatever kind", async () => {
  const auditor = await city.signIn("auditor");
  const keys = ["incidentId", "matterId", "assetId", "cooperationId", "commandPostId", "planVersionId", "layoutId", "advisoryId", "closureId", "drawingId", "noticeId", "mechanismId", "unitId"];
  const seen = new Set<string>();
  for (const name of COMMAND_NAMES) {
    const body = rightValue(COMMANDS[name]) as Record<string, unknown>;
    const key = newUlid();
    const { status } = await post(city, auditor, commandPath(name), body, { "idempotency-key": key });
    assert.ok(REFUSED.has(status), `${name}: ${status}`);
    const [row] = (await readAudit(city.ledger.db, undefined, { actor: "auditor" })).filter(({ entry }) => entry["commandId"] === key);
    assert.ok(row !== undefined, `${name}: no row`);
    for (const field of keys) if (typeof body[field] === "string") {
      assert.ok((row.entry.objects as string[]).includes(body[field]), `${name}: ${field} is not in ${JSON.stringify(row.entry.objects)}`);
      seen.add(field);
    }
  }
  assert.deepEqual(keys.filter((field) => !seen.has(field)), []);
});

const isCalm = ({ status, text }: RouteAnswer, what: string): void => assert.ok(status < 500, `${what}: ${status} ${text.slice(0, 300)}`);

/** Refused, by the place of what is wrong. */
function assertNamed(answer: RouteAnswer, what: string, path: string, codes: readonly string[] = ["VALIDATION_FAILED", "PROHIBITED_FIELD"]): void {
  isCalm(answer, what);
  const { status, body, text } = answer;
  assert.ok(status >= 400 && codes.includes(String(body["code"])), `${what}: ${status} ${text.slice(0, 300)}`);
  if (body["code"] !== "VALIDATION_FAILED") return;
  const fields = body["fields"] as { readonly path: string; readonly message: string }[] | undefined;
  assert.ok(fields?.some((field) => field.message !== "" && (path === "$" || field.path === "$" || field.path.startsWith(path) || path.startsWith(field.path))), `${what}: names ${text.slice(0, 300)}`);
}

/** Texts that a person wrote are held to their length alone; what is wrong with their writing is kept visible or refused, never a fault. */
const ofWriting = ({ what }: Attack): boolean => /NUL|surrogate/.test(what);

test("X-04, R27: every route of the description that takes a body is as strict as a command: refused by the field that is wrong, nothing written", async () => {
  const before = await city.ledger.head();
  const bodies = routes.flatMap((route) => (route.isCommand || route.body === null ? [] : [{ ...route, body: route.body }]));
  assert.ok(bodies.length >= 25, String(bodies.length));
  for (const route of bodies) {
    const address = addressOf(route, idsFor(route));
    for (const attack of attacksOn(route.body)) {
      const what = `${route.name}: ${attack.what}`;
      const answer = await askRoute(city, OPEN[route.name] === undefined ? world.token : null, route, address, attack.body);
      // What is half written is what is looked at there.
      if (ofWriting(attack) || route.path === ROUTES.planCheck) isCalm(answer, what);
      // What a passkey says of itself may be as long.
      else if (attack.what.startsWith("20,000") && answer.body["code"] !== "VALIDATION_FAILED") assert.ok(answer.status >= 400 && answer.status < 500, `${what}: ${answer.status}`);
      // A batch of positions may be larger than a command; then its unknown field is what is wrong.
      else assertNamed(answer, what, attack.code === "PAYLOAD_TOO_LARGE" ? "$" : attack.path, attack.code === "PAYLOAD_TOO_LARGE" ? ["PAYLOAD_TOO_LARGE", "VALIDATION_FAILED"] : undefined);
    }
  }
  assert.equal(await city.ledger.head(), before, "no event was written");
  assert.equal(({} as Record<string, unknown>)["role"], undefined, "nobody reached a prototype");
});

/** Values that no parameter of this schema has. */
function wrongValues({ schema }: Param): string[] {
  const text = schema.type === "string" || schema.type === undefined;
  if (schema.enum !== undefined || schema.type === "boolean") return ["zzz", "__proto__", "\u0000"];
  if (!text) return ["zzz", "NaN", "1e999", ...(schema.minimum === undefined ? [] : [String(schema.minimum - 1)]), ...(schema.maximum === undefined ? [] : [String(schema.maximum + 1)])];
  const { pattern } = schema;
  return ["a\u0000", ...(pattern === undefined ? [] : ["../../etc/passwd", "<script>"].filter((wrong) => !new RegExp(pattern, "u").test(wrong))), ...(pattern === undefined && schema.maxLength === undefined ? [] : ["x".repeat(7_000)])];
}

test("X-04, R27: every route of the description that is asked by address names the parameter that is wrong, missing or unknown", async () => {
  let tried = 0;
  for (const route of routes.filter(({ method, isCommand }) => method === "GET" && !isCommand)) {
    const ids = idsFor(route);
    const ask = async (change: Readonly<Record<string, string | null>>): Promise<RouteAnswer> => {
      tried += 1;
      return askRoute(city, world.token, route, addressOf(route, ids, change));
    };
    // Platforms are answered in the form of their standard, whose own tests hold it to the field's name.
    const named = (answer: RouteAnswer, what: string, name: string): void => (route.path.startsWith("/open311/") ? isCalm(answer, what) : assertNamed(answer, what, `$.${name}`));
    for (const param of route.inQuery) {
      for (const wrong of wrongValues(param)) named(await ask({ [param.name]: wrong }), `${route.name} ${param.name}=${wrong.slice(0, 20)}`, param.name);
      if (param.required) named(await ask({ [param.name]: null }), `${route.name} without ${param.name}`, param.name);
    }
    if (route.inQuery.length > 0) for (const name of ["zzz", "__proto__", "constructor", "faceTemplate"]) named(await ask({ [name]: "x" }), `${route.name} ${name}`, name);
    for (const param of route.inPath) for (const wrong of ["%00", "..%2f..%2fetc%2fpasswd", "%ff", "%f0%9f%91%a9", "x".repeat(300), "__proto__", "-1", "1e999"]) {
      const answer = await ask({ [param.name]: wrong });
      isCalm(answer, `${route.name} {${param.name}} ${wrong.slice(0, 20)}`);
      assert.ok(!answer.text.includes(CANARY), `${route.name} {${param.name}} ${wrong.slice(0, 20)}`);
    }
  }
  assert.ok(tried > 300, String(tried));
});
