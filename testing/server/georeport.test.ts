import assert from "node:assert/strict";
import { createPrivateKey } from "node:crypto";
import { readFileSync } from "node:fs";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Check } from "typebox/schema";
import { childrenOf, textOf, textsOf } from "@tocsin/cap/element-text.ts";
import { xmlTree, type Element } from "@tocsin/cap/xml-tree.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { GeoErrors, GeoReceipts, GeoRequest } from "@tocsin/contract/linkage/georeport.ts";
import type { LinkageSummary } from "@tocsin/contract/linkage/views.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { takeOutbox } from "@tocsin/ledger/outbox.ts";
import { deliverDue } from "@tocsin/server/features/wire/courier.ts";
import { openPlatformClient, type PlatformClient, type WireOptions } from "@tocsin/server/features/wire/platform-client.ts";
import { copyCity } from "../city-copy.ts";
import { serveCity, settableClock, signInAt, STANDARD, startCity, type Seated, type TestCity } from "../harness.ts";
import { accepted, MALL, openMatter, refusedWith, report, SCHOOL } from "../scene.ts";
import { noSharedData, sharedData } from "../shared-data.ts";

/** The example key of RFC 9421, B.1.4: known to everyone. */
const PRIVATE = createPrivateKey({ key: Buffer.from("MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF", "base64"), format: "der", type: "pkcs8" });
const MINUTE = 60_000;
const copy = copyCity();
const clock = settableClock();
/** 110 here, 12345 there: two instances of the product, each with its own database. */
let here: TestCity;
let there: TestCity;
let dispatcher: Seated;
let theirDesk: Seated;
let urbanThere: Seated;
let hotlineKey: string;

/** A platform that does as it is told in the next exchanges; it keeps what was posted. */
const rogue: { mode: (request: IncomingMessage, response: ServerResponse) => void; readonly posts: string[] } = { mode: () => undefined, posts: [] };
let server: Server;
let wire: WireOptions;
const answer = (response: ServerResponse, status: number, body: unknown): void => void response.writeHead(status, { "content-type": "application/json" }).end(typeof body === "string" ? body : JSON.stringify(body));

before(async () => {
  server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part)).on("end", () => {
      if (request.method === "POST") rogue.posts.push(String(request.headers["idempotency-key"]));
      rogue.mode(request, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const port = (server.address() as AddressInfo).port;
  there = await startCity({ clock });
  // A key that is worth nothing without its signature is the administrator's to make; the others are made by who approves access.
  const { key } = await (await there.signIn("admin")).makeKey("next-110", 30);
  copy.put("platforms.yaml", [
    `- { id: P12345, name: 12345 平台, url: "${there.url}/open311/v2", format: xml, parties: [HOTLINE], jurisdiction: tiny, other: HL-01, attributes: true }`,
    `- { id: ROGUE, name: 市场监管平台, url: "http://127.0.0.1:${port}/v2", format: json, parties: [MARKET], other: "9", services: { MK-01: "12" }, attributes: false }`,
    `- { id: INNER, name: 内网平台, url: "http://localhost:${port}/v2", format: json, parties: [HRSS], other: "9", attributes: false }`,
  ].join("\n"));
  wire = { keys: new Map([["P12345", key]]), signing: { id: "test-key-ed25519", key: PRIVATE }, privateHosts: new Set([new URL(there.url).host, `127.0.0.1:${port}`]), withinMs: 400 };
  here = await startCity({ clock, cityDir: copy.dir, server: { wire } });
  [dispatcher, theirDesk, urbanThere] = await Promise.all([here.signIn("dispatcher"), there.signIn("dispatcher"), there.signIn("urban")]);
  hotlineKey = (await (await there.signIn("commander")).makeKey("hotline-platform", 30)).key;
});
after(async () => {
  await here.close();
  await there.close();
  server.closeAllConnections();
  await new Promise((resolve) => server.close(resolve));
  copy.remove();
});

const wireOf = async (id: string): Promise<NonNullable<Matter["wire"]>> => (await dispatcher.matter(id)).matter.wire!;
const stands = async (id: string): Promise<string> => {
  const { matter } = await dispatcher.matter(id);
  return [matter.custody.owner, matter.custody.status, matter.wire!.state].join(" ");
};
const eventsOf = async (id: string): Promise<number> => (await here.ledger.readStream({ kind: "matter", id })).length;
/** As the loop does it, some time later. */
const later = async (ms: number): Promise<number> => {
  clock.advance(ms);
  return here.server.wire.deliver();
};

const FORM = { service_code: "UM-01", description: "学府路流动摊贩占道，联系人 13812345678", lat: "30.0081", long: "112.0041", address_string: "学府路8号", first_name: "三", last_name: "张", phone: "13812345678", email: "z3@example.com", "attribute[danger]": "NO" };
const BASE = "/open311/v2";

async function ask(path: string, options: { readonly form?: Readonly<Record<string, string>>; readonly bearer?: string | null; readonly headers?: Record<string, string> } = {}) {
  const bearer = options.bearer === undefined ? hotlineKey : options.bearer;
  const response = await fetch(`${there.url}${BASE}${path}`, {
    headers: { "accept-language": "en", ...(bearer === null ? {} : { authorization: `Bearer ${bearer}` }), ...options.headers },
    ...(options.form === undefined ? {} : { method: "POST", body: new URLSearchParams(options.form) }),
  });
  return { status: response.status, type: response.headers.get("content-type") ?? "", text: await response.text() };
}
const json = async <T>(path: string, options?: Parameters<typeof ask>[1]): Promise<T> => {
  const answer = await ask(path, options);
  assert.equal(answer.status, 200, answer.text);
  return JSON.parse(answer.text) as T;
};
const refusal = async (path: string, options?: Parameters<typeof ask>[1]): Promise<string> => {
  const answer = await ask(path, options);
  const [error] = JSON.parse(answer.text) as GeoErrors;
  assert.equal(error!.code, answer.status);
  return `${answer.status} ${error!.description}`;
};
const xml = (text: string): Element => {
  const tree = xmlTree(Buffer.from(text));
  assert.ok(tree.ok, text);
  return tree.value;
};
const statusOf = async (id: string): Promise<GeoRequest> => (await json<GeoRequest[]>(`/requests/${id}.json`))[0]!;

test("LNK-01, LNK-02: what 12345 posts becomes a matter of whose the service is, one for each key; signed, worked on, answered: its status flows back, and nothing of who called", async () => {
  const sent = { form: FORM, headers: { "idempotency-key": `post-${newUlid()}` } };
  const [receipt] = await json<GeoReceipts>("/requests.json", sent);
  const id = receipt!.service_request_id;
  assert.equal((await json<GeoReceipts>("/requests.json", sent))[0]!.service_request_id, id, "the same key, one matter");
  assert.deepEqual(await json(`/tokens/${sent.headers["idempotency-key"]}.json`), [{ service_request_id: id, token: sent.headers["idempotency-key"] }], "who lost the answer finds it by the key");
  assert.match(await refusal("/requests.json", { ...sent, form: { ...FORM, description: "另一件事" } }), /^409 KEY_REUSED/);
  const { matter } = await theirDesk.matter(id);
  assert.deepEqual([matter.opener, matter.custody.owner, matter.custody.offer?.to, matter.content.item], ["HOTLINE", "HOTLINE", "URBAN_MGMT", "UM-01"]);
  const events = JSON.stringify(await there.ledger.readStream({ kind: "matter", id }));
  for (const personal of ["z3@example.com", "first_name", "\"三\""]) assert.ok(!events.includes(personal), `${personal} is kept nowhere`);
  assert.deepEqual([(await statusOf(id)).status, (await statusOf(id)).status_notes], ["open", "[SENT] 待签收 not signed yet"]);
  accepted(await urbanThere.command("linkage.sign", { matterId: id }));
  there.clock.advance(60_000);
  accepted(await urbanThere.command("linkage.progress", { matterId: id, text: "已派人到场，现场电话 13987654321" }));
  const working = await statusOf(id);
  assert.deepEqual([working.status, working.status_notes, working.agency_responsible], ["open", "[PROCESSING] 办理中 under way: 已派人到场，现场电话 139****", "城市管理"]);
  assert.ok(!JSON.stringify(working).includes("13812345678") && working.description!.includes("138****"), "X-10");
  accepted(await urbanThere.command("linkage.reply", { matterId: id, text: "摊贩已劝离" }));
  const [answered] = await json<GeoRequest[]>("/requests.json?status=closed");
  assert.deepEqual([answered!.service_request_id, answered!.status_notes, answered!.updated_datetime > working.requested_datetime], [id, "[REPLIED] 已答复 answered: 摊贩已劝离", true]);
  assert.equal((await json<GeoRequest[]>(`/requests.json?service_request_id=${id},${newUlid()}`)).length, 1);
});

test("LNK-01, LNK-12: danger comes first: an incident of 110 at once with its matter in one chain, the matter with the police and most urgent, whatever service was named; beyond every rate; a return is closed with its reason", async () => {
  const form = { ...FORM, service_code: "WA-02", description: "井盖缺失，有人坠落", "attribute[danger]": "YES" };
  const [receipt] = await json<GeoReceipts>("/requests.json", { form });
  assert.equal((await json<GeoReceipts>("/requests.json", { form }))[0]!.service_request_id, receipt!.service_request_id, "without a key the same form on the same day is the same request");
  const slow = (await (await there.signIn("commander")).makeKey("slow-platform", 1)).key;
  assert.match(await refusal("/requests.json", { bearer: slow, form: FORM }), /^429 RATE_LIMITED/);
  const [second] = await json<GeoReceipts>("/requests.json", { bearer: slow, form: { ...form, description: "另一处井盖缺失，有人坠落" } });
  accepted(await theirDesk.command("linkage.sign", { matterId: second!.service_request_id }));
  assert.deepEqual((await theirDesk.matter(second!.service_request_id)).chain.map(({ kind, status }) => `${kind} ${status}`), ["incident RECEIVED", "matter SIGNED"], "ours stays ours");
  const no = /危险警情已接报：(\d{8}-\d{5})/.exec(receipt!.service_notice!)?.[1];
  const incidents = (await theirDesk.board()).incidents.filter(({ text }) => text === form.description);
  assert.deepEqual(incidents.map((incident) => [incident.no, incident.reports[0]!.channel]), [[no, "PARTNER"]]);
  const { matter, chain } = await theirDesk.matter(receipt!.service_request_id);
  assert.deepEqual(chain.map((part) => [part.kind, part.id, part.no, part.locked]), [["incident", incidents[0]!.id, no, false], ["matter", matter.id, matter.no, false]], "LNK-12: one chain");
  assert.deepEqual((await theirDesk.incident(incidents[0]!.id)).matters?.map(({ id }) => id), [matter.id]);
  assert.deepEqual([matter.custody.offer?.to, matter.content.urgency, matter.custody.offer?.reason], ["POLICE", "URGENT", `危险警情已接报：${no}`]);
  accepted(await theirDesk.command("linkage.return", { matterId: matter.id, clause: "WA-02", reason: "坠落已处置，井盖归水务" }));
  const others = await report(theirDesk);
  const foreign = { matterId: newUlid(), incidentId: others.id, danger: false, text: "别人的警情", urgency: "GENERAL", caller: { notice: "NO_CALLER", withheld: false } } as const;
  refusedWith(await (await there.signIn("hotline")).command("linkage.open", foreign), "NOT_FOUND");
  assert.equal((await theirDesk.incident(incidents[0]!.id)).status, "RECEIVED", "a matter that is given back takes its incident nowhere");
  const returned = await statusOf(matter.id);
  const back = ["closed", "[RETURNED] 已退回 given back: 坠落已处置，井盖归水务"];
  assert.deepEqual([returned.status, returned.status_notes], back);
  const coordinator = await there.signIn("coordinator");
  refusedWith(await theirDesk.command("linkage.close", { matterId: matter.id }), "OWN_REPLY");
  accepted(await coordinator.command("linkage.close", { matterId: matter.id }));
  const over = await statusOf(matter.id);
  assert.deepEqual([(await coordinator.matter(matter.id)).matter.custody.clock, over.status, over.status_notes], [null, ...back], "the platform goes on with it on its own side: here no clock runs on for nobody");
});

test("LNK-02, LNK-03: an operation centre hands a task over and sees who has it, until when, and that it is late, by itself; it learns counts of its areas, never content", async () => {
  const { key } = await (await there.signIn("commander")).makeKey("ops-centre", 1);
  const [receipt] = await json<GeoReceipts>("/requests.json", { bearer: key, form: { ...FORM, service_code: "MK-03", description: "电梯隐患排查任务" } });
  const mirrored = async (): Promise<GeoRequest> => (await json<GeoRequest[]>(`/requests/${receipt!.service_request_id}.json`, { bearer: key }))[0]!;
  accepted(await (await there.signIn("market")).command("linkage.sign", { matterId: receipt!.service_request_id }));
  const { custody } = (await theirDesk.matter(receipt!.service_request_id)).matter;
  assert.deepEqual([(await mirrored()).agency_responsible, Date.parse((await mirrored()).expected_datetime!)], ["市场监管", custody.handleBy]);
  const before = clock.now();
  clock.set(custody.handleBy + 1);
  await there.processTimers();
  assert.equal((await mirrored()).status_notes, "[SIGNED] 已签收 signed，已超时 overdue");
  clock.set(before);
  const summary = async (bearer: string): Promise<Response> => fetch(`${there.url}${ROUTES.matterSummary}`, { headers: { authorization: `Bearer ${bearer}` } });
  const told = (await (await summary(key)).json()) as LinkageSummary;
  assert.deepEqual(told.areas.map(({ area }) => area).filter((area) => /\.D\d$/.test(area)), ["CITY.D1", "CITY.D2"]);
  assert.ok(!/"[1-4]"|:[1-4][,}]/.test(JSON.stringify(told.areas)) && !JSON.stringify(told).includes("电梯"), "no cell below five, no content");
  assert.equal((await summary(theirDesk.token)).status, 403, "a view of its own");
  const { rates } = await theirDesk.matterWhistles({ from: clock.now() - 1_000, to: clock.now() });
  assert.ok(rates.length >= 3 && rates.every(({ count, band, acknowledgedPct }) => count === 0 && band === "USUAL" && acknowledgedPct === null), "LNK-04: every station of the desk's area");
  await assert.rejects(theirDesk.matterWhistles({ from: 1, to: 1 }), /VALIDATION_FAILED/);
  assert.equal((await fetch(`${there.url}${ROUTES.board}`, { headers: { authorization: `Bearer ${key}` } })).status, 403);
});

test("LNK-11, X-05: a key opens what its declaration names, of its own matters; faults are answered in the form of the standard, in JSON and XML, and name the field", async () => {
  const hospital = (await (await there.signIn("commander")).makeKey("hospital", 1)).key;
  assert.match(await refusal("/requests.json", { bearer: null }), /^403 NOT_SIGNED_IN/);
  assert.match(await refusal("/requests.json", { bearer: null, form: { ...FORM, api_key: "tk_wrong" } }), /^403 NOT_SIGNED_IN/);
  assert.match(await refusal("/requests.json", { bearer: theirDesk.token, form: FORM }), /^403 NOT_SIGNED_IN/, "a seat is no platform");
  assert.match(await refusal("/requests.json", { bearer: hospital, form: FORM }), /^403 FORBIDDEN/);
  assert.match(await refusal("/services.json", { bearer: hospital }), /^403 FORBIDDEN/);
  assert.match(await refusal(`/requests.json?api_key=${hotlineKey}`), /^400 .*api_key/, "no key in an address");
  const other = await theirDesk.command("linkage.open", { matterId: newUlid(), danger: false, text: "与热线无关", urgency: "GENERAL", caller: { notice: "NO_CALLER", withheld: false }, to: "MARKET" });
  assert.match(await refusal(`/requests/${accepted(other).matters![0]!.id}.json`), /^404 NOT_FOUND/);
  for (const [path, form, expected] of [
    ["/requests.json", { ...FORM, service_code: "" }, /^400 service_code was not provided/], ["/requests.json", { ...FORM, service_code: "HL-01" }, /^400 SAME_PARTY/],
    ["/requests.json", { ...FORM, jurisdiction_id: "elsewhere" }, /^404 jurisdiction_id/], ["/requests.json", { ...FORM, lat: "91" }, /^400 lat /], ["/requests.json", { ...FORM, description: "a\u0000b" }, /^400 (text|.*text)/],
    ["/requests.json?status=done", undefined, /^400 status/], ["/requests.json?start_date=2026-13-01T00:00:00Z", undefined, /^400 start_date/], ["/requests.json?start_date=2026-01-01T00:00:00Z&end_date=2026-06-01T00:00:00Z", undefined, /^400 start_date/],
    ["/requests.json?service_request_id=7", undefined, /^400 service_request_id/], ["/services/XX-01.json", undefined, /^404 service_code/], ["/tokens/none.json", undefined, /^404/],
  ] as const) assert.match(await refusal(path, form === undefined ? {} : { form }), expected);
  const wrong = await ask("/requests.xml", { form: { service_code: "XX<&>" }, headers: { "accept-language": "zh" } });
  assert.equal(wrong.status, 400);
  assert.match(wrong.type, /^text\/xml/);
  const errors = childrenOf(xml(wrong.text), "error");
  assert.deepEqual(errors.map((error) => textOf(error, "description")!.split("：")[0]), ["service_code", "description", "lat", "attribute[danger]"]);
  assert.ok(textOf(errors[0]!, "description")!.includes("XX<&>"));
  assert.match(await refusal("/requests.json", { form: { ...FORM, description: "x".repeat(70_000) } }), /^413 PAYLOAD_TOO_LARGE/);
});

test("LNK-02: JSON and XML say the same: services, definition, receipt, request; the key of the standard goes in the body", async () => {
  const services = await json<{ service_code: string }[]>("/services.json");
  assert.deepEqual(childrenOf(xml((await ask("/services.xml")).text), "service").map((service) => textOf(service, "service_code")), services.map(({ service_code: code }) => code));
  const definition = xml((await ask("/services/UM-01.xml")).text);
  assert.deepEqual(textsOf(childrenOf(definition, "attributes")[0]!.children[0]!, "code"), ["danger"]);
  const posted = await ask("/requests.xml", { bearer: null, form: { ...FORM, api_key: hotlineKey, description: "夜间施工 <噪声>", service_code: "UM-04" } });
  const id = textOf(xml(posted.text).children[0]!, "service_request_id")!;
  const [plain] = await json<GeoRequest[]>(`/requests/${id}.json`);
  const element = xml((await ask(`/requests/${id}.xml`)).text).children[0]!;
  for (const [name, value] of Object.entries(plain!)) assert.equal(textOf(element, name), value === null ? null : String(value), name);
});

test("LNK-02: answers hold to the published schemas of GeoReport v2, and every path of the published description is served", { skip: noSharedData }, async () => {
  const folder = join(sharedData()!, "vectors/open311/schema/georeport-v2");
  const schema = (name: string): object => JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8")) as object;
  const list = (name: string): object => ({ type: "array", items: schema(name) });
  for (const [shape, path] of [[list("service"), "/services.json"], [schema("service-definition"), "/services/UM-01.json"], [list("request"), "/requests.json"]] as const) {
    const answer = await json<object>(path);
    assert.ok(Check(shape, answer), path);
    assert.equal(Check(shape, Array.isArray(answer) ? [{ ...(answer[0] as object), service_code: 7 }] : { ...answer, attributes: 7 }), false, `${path}: a planted fault`);
  }
  const described = Object.keys((JSON.parse(readFileSync(join(folder, "swagger.json"), "utf8")) as { paths: object }).paths);
  // The description says /request/ where the standard's own text and every server say /requests/.
  const ours: readonly string[] = Object.values(ROUTES).filter((route) => route.startsWith(BASE)).map((route) => route.slice(BASE.length).replaceAll(/:\w+/g, "{}"));
  assert.deepEqual(described.map((path) => path.replace("/request/", "/requests/").replaceAll(/\{\w+\}/g, "{}")).filter((path) => !ours.includes(path)), []);
});

test("LNK-01, LNK-02: 110 hands a matter to a 12345 platform over Open311, signed by our key: received, signed, worked on, answered and, not settled, sent anew and given back; each as the matter's own steps", async () => {
  const incident = await report(dispatcher, { typeCode: "PO-05", text: "学府路有流动摊贩占道" });
  const matterId = await openMatter(dispatcher, "HOTLINE", { incidentId: incident.id, item: "UM-01", text: "学府路流动摊贩占道，联系人 13812345678" });
  assert.equal(await stands(matterId), "POLICE SENT WAITING");
  refusedWith(await (await here.signIn("hotline")).command("linkage.sign", { matterId }), "MATTER_ELSEWHERE");
  assert.equal(await here.server.wire.deliver(), 1);
  const { requestId } = await wireOf(matterId);
  const copyThere = (await theirDesk.matter(requestId!)).matter;
  assert.deepEqual([copyThere.opener, copyThere.custody.offer?.to, copyThere.content.item], ["POLICE", "URBAN_MGMT", "UM-01"]);
  assert.match(copyThere.content.text, /^学府路流动摊贩占道，联系人 138\*\*\*\*〔110 L/);
  assert.equal(await here.server.wire.deliver(), 0, "what was delivered is done");
  await here.server.wire.ask();
  assert.deepEqual([await stands(matterId), (await wireOf(matterId)).told?.word], ["POLICE SENT RECEIVED", "SENT"]);
  accepted(await urbanThere.command("linkage.sign", { matterId: requestId! }));
  await here.server.wire.ask();
  assert.equal(await stands(matterId), "HOTLINE SIGNED RECEIVED");
  assert.equal((await dispatcher.incident(incident.id)).status, "TRANSFERRED");
  clock.advance(MINUTE);
  accepted(await urbanThere.command("linkage.progress", { matterId: requestId!, text: "已派人到场" }));
  await here.server.wire.ask();
  accepted(await urbanThere.command("linkage.reply", { matterId: requestId!, text: "摊贩已劝离" }));
  clock.advance(MINUTE);
  await here.server.wire.ask();
  const { matter } = await dispatcher.matter(matterId);
  assert.deepEqual([matter.custody.status, matter.progress.map(({ text }) => text), matter.reply?.text], ["REPLIED", ["已派人到场"], "摊贩已劝离"]);
  const before = await eventsOf(matterId);
  assert.equal(await here.server.wire.ask(), 0);
  assert.equal(await eventsOf(matterId), before, "a word that is known changes nothing");
  accepted(await dispatcher.command("linkage.verify", { matterId, verdict: "NOT_SATISFIED", text: "仍在占道" }));
  assert.equal(await stands(matterId), "HOTLINE PROCESSING WAITING");
  await here.server.wire.deliver();
  const second = await wireOf(matterId);
  assert.notEqual(second.requestId, requestId);
  accepted(await urbanThere.command("linkage.return", { matterId: second.requestId!, clause: "MK-01", reason: "属市场监管" }));
  await here.server.wire.ask();
  const back = (await dispatcher.matter(matterId)).matter;
  assert.deepEqual([back.custody.owner, back.custody.status, back.custody.returns.at(-1)?.reason], ["POLICE", "RETURNED", "属市场监管"]);
});

test("LNK-02, R32: while the other side is down, slow, cut, huge or talks nonsense the message waits, ever longer, and says why; after 15 minutes every screen knows; one key at every try, and an answer that was lost is found by it", async () => {
  const matterId = await openMatter(dispatcher, "MARKET", { item: "MK-01" });
  rogue.posts.length = 0;
  const tries: readonly (readonly [(request: IncomingMessage, response: ServerResponse) => void, string])[] = [
    [(request) => void request.socket.destroy(), "CUT"],
    [(_request, response) => answer(response, 500, "oops"), "HTTP 500"],
    [() => undefined, "SLOW"],
    [(_request, response) => void response.writeHead(200, { "content-type": "application/json" }).write("["), "SLOW"],
    [(_request, response) => answer(response, 200, `["${"x".repeat(2_000_000)}"]`), "TOO_LARGE"],
    [(request, response) => (request.method === "GET" ? answer(response, 404, []) : answer(response, 200, "{")), "ANSWER"],
    [(request, response) => (request.method === "GET" ? answer(response, 404, []) : answer(response, 200, [{ service_request_id: "a b" }])), "ANSWER"],
    [(_request, response) => answer(response, 302, ""), "HTTP 302"],
  ];
  for (const [mode, why] of tries) {
    rogue.mode = mode;
    assert.equal(await later(16 * MINUTE), 1, why);
    assert.equal((await wireOf(matterId)).why, why);
    assert.equal(await here.server.wire.deliver(), 0, "not before its time");
  }
  await here.processTimers();
  const waiting = await wireOf(matterId);
  assert.deepEqual([waiting.state, waiting.tries, waiting.alarmedAt !== null], ["WAITING", tries.length, true]);
  const health = async (): Promise<readonly string[]> => ((await (await fetch(`${here.url}${ROUTES.health}`)).json()) as { missing: string[] }).missing;
  assert.ok((await health()).includes("wire"), "LNK-02: shown on every screen");
  assert.equal(new Set(rogue.posts).size, 1, "one key");
  const posted = rogue.posts.length;
  rogue.mode = (request, response) => (request.url!.includes(`/tokens/${rogue.posts[0]!}.json`) ? answer(response, 200, [{ service_request_id: "77", token: rogue.posts[0] }]) : answer(response, 500, ""));
  await later(16 * MINUTE);
  assert.deepEqual([await stands(matterId), (await wireOf(matterId)).requestId, rogue.posts.length], ["POLICE SENT RECEIVED", "77", posted]);
  assert.ok(!(await health()).includes("wire"));
  const words = async (entry: object): Promise<string> => {
    rogue.mode = (_request, response) => answer(response, 200, [{ service_request_id: "99", status: "closed", requested_datetime: "2026-03-02T02:00:00Z" }, { service_request_id: "77", requested_datetime: "2026-03-02T02:00:00Z", ...entry }]);
    await here.server.wire.ask();
    return `${await stands(matterId)} ${(await wireOf(matterId)).told?.word ?? "-"}`;
  };
  const iso = (at: number): string => new Date(at).toISOString();
  assert.equal(await words({ status: 7, updated_datetime: "soon" }), "POLICE SENT RECEIVED -", "nothing usable");
  assert.equal(await words({ status: "on hold", updated_datetime: "9999-01-01T00:00:00Z" }), "POLICE SENT RECEIVED UNMAPPED", "what no map knows is kept raw");
  clock.advance(MINUTE);
  assert.equal(await words({ status: "open", updated_datetime: iso(clock.now()) }), "MARKET SIGNED RECEIVED SIGNED", "a date of tomorrow silences nobody");
  assert.equal(await words({ status: "closed", status_notes: "旧", updated_datetime: iso(clock.now() - 30_000) }), "MARKET SIGNED RECEIVED SIGNED", "an older word never overwrites a newer one");
  clock.advance(MINUTE);
  assert.equal(await words({ status: "closed", status_notes: "已查处", updated_datetime: iso(clock.now()) }), "MARKET REPLIED RECEIVED REPLIED");
});

test("LNK-02, R18: a refusal gives the matter back with its reason; a poisonous message is set aside once and holds up no other; a private address is not called; before anything was sent an offer is let go", async () => {
  rogue.mode = (_request, response) => answer(response, 400, [{ code: 400, description: "service_code 12 is closed" }]);
  const refusedId = await openMatter(dispatcher, "MARKET", { item: "MK-01" });
  await here.server.wire.deliver();
  assert.deepEqual([await stands(refusedId), (await wireOf(refusedId)).why], ["POLICE CREATED REFUSED", "service_code 12 is closed"]);
  rogue.mode = (request, response) => (request.method === "GET" ? answer(response, 404, []) : answer(response, 200, "<html>"));
  const [poison, inner] = [await openMatter(dispatcher, "MARKET", { item: "MK-02" }), await openMatter(dispatcher, "HRSS", { item: "HR-01" })];
  for (let n = 0; n < 5; n++) await later(16 * MINUTE);
  assert.equal(await stands(poison), "POLICE CREATED FAILED");
  assert.deepEqual([await stands(inner), (await wireOf(inner)).why], ["POLICE SENT WAITING", "PRIVATE"]);
  const posted = rogue.posts.length;
  const fine = await openMatter(dispatcher, "HOTLINE", { item: "UM-01" });
  await later(16 * MINUTE);
  assert.deepEqual([await stands(fine), rogue.posts.length], ["POLICE SENT RECEIVED", posted], "nothing of the poison is tried again, and others go on");
  accepted(await dispatcher.command("linkage.withdraw", { matterId: inner }));
  assert.equal((await dispatcher.matter(inner)).matter.custody.offer?.withdrawing, true);
  await later(16 * MINUTE);
  assert.equal(await stands(inner), "POLICE CREATED LET_GO");
});

test("LNK-02: a server that died with a message in hand leaves it to the next; sent by two at once it is one request there", async () => {
  const matterId = await openMatter(dispatcher, "HOTLINE", { item: "UM-04", text: "夜间打桩" });
  assert.equal((await takeOutbox(here.ledger.db, clock.now(), { topics: ["georeport"], leaseMs: MINUTE })).length, 1, "in the hands of one that dies now");
  assert.equal(await here.server.wire.deliver(), 0);
  clock.advance(MINUTE + 1);
  const second = await serveCity(here.databaseUrl, clock, { cityDir: copy.dir, server: { wire } });
  try {
    assert.deepEqual((await Promise.all([here.server.wire.deliver(), second.wire.deliver()])).reduce((a, b) => a + b), 1);
  } finally {
    await second.close();
  }
  assert.equal(await stands(matterId), "POLICE SENT RECEIVED");
  assert.equal((await theirDesk.board()).matters.filter(({ content }) => content.text.startsWith("夜间打桩")).length, 1);
});

test("LNK-02: a server that died after it had sent leaves word: what was asked back meanwhile is found there, not let go", async () => {
  const matterId = await openMatter(dispatcher, "HOTLINE", { item: "UM-04", text: "凌晨打桩" });
  let arrived = (): void => undefined;
  const sent = new Promise<void>((resolve) => (arrived = resolve));
  const client = openPlatformClient({ id: "P12345", name: "12345", url: `${there.url}${BASE}`, format: "xml", parties: ["HOTLINE"], jurisdiction: "tiny", other: "HL-01", attributes: true }, wire);
  const post = async (matter: Matter, key: string): Promise<never> => {
    assert.equal((await client.post(matter, key)).kind, "RECEIVED");
    arrived();
    return new Promise(() => undefined);
  };
  const never = (): never => assert.fail("a dead server does no more");
  void deliverDue({ db: here.ledger.db, ledger: here.ledger, desk: { executeSystem: never }, platforms: new Map([["P12345", { findByToken: never, post } as unknown as PlatformClient]]), now: () => clock.now(), report: (_what, error) => assert.fail(String(error)) });
  await sent;
  accepted(await dispatcher.command("linkage.withdraw", { matterId }));
  await later(MINUTE + 1);
  assert.equal(await stands(matterId), "POLICE SENT RECEIVED");
  assert.equal((await theirDesk.board()).matters.filter(({ content }) => content.text.startsWith("凌晨打桩")).length, 1);
});

test("JNT-07: neighbours work together on their agreement: within the strip and its days, answered in a minute, marked to go no further; departure, arrival and release are told; after its last day nothing is asked or taken but danger", async () => {
  const { key } = await (await there.signIn("commander")).makeKey("next-city", 30);
  const neighbour = copyCity();
  const strip = "[[111.99, 29.99], [112.01, 29.99], [112.01, 30.04], [111.99, 30.04], [111.99, 29.99]]";
  neighbour.put("departments.csv", `${readFileSync(join(STANDARD, "departments.csv"), "utf8").trimEnd()}\nNEXT_CITY,邻市公安,Next city,,毗邻地区支援,60 秒内答复\n`);
  neighbour.put("platforms.yaml", [
    `- { id: NEXT, name: 邻市 110, url: "${there.url}/open311/v2", format: json, parties: [NEXT_CITY], other: PO-02, attributes: true, agreement: { from: "2026-01-01", until: "2026-12-31", strip: ${strip}, answerSeconds: 60, onward: false } }`,
    `- { id: GONE, name: 旧协议, url: "${there.url}/open311/v2", format: json, parties: [MARKET], other: PO-02, attributes: true, agreement: { from: "2025-01-01", until: "2025-12-31", onward: false } }`,
  ].join("\n"));
  const asking = await serveCity(here.databaseUrl, clock, { cityDir: neighbour.dir, server: { wire: { ...wire, keys: new Map([["NEXT", key]]) } } });
  try {
    const seat = await signInAt(asking.url, "dispatcher");
    const ask = async (place: object, to = "NEXT_CITY"): Promise<{ code: string; id: string }> => {
      const id = newUlid();
      const answer = await seat.command("linkage.open", { matterId: id, danger: false, text: "学府路聚集纠纷，请就近支援两个警组", place: place as never, urgency: "URGENT", caller: { notice: "NO_CALLER", withheld: false }, to });
      return { code: answer.ok ? "OK" : answer.code, id };
    };
    assert.deepEqual([(await ask(MALL)).code, (await ask({ ...SCHOOL, point: null })).code, (await ask(SCHOOL, "MARKET")).code], ["OUTSIDE_STRIP", "OUTSIDE_STRIP", "AGREEMENT_EXPIRED"]);
    const { id, code } = await ask(SCHOOL);
    assert.equal(code, "OK");
    const state = async (): Promise<Matter> => (await seat.matter(id)).matter;
    assert.equal((await state()).custody.clock!.dueAt, clock.now() + 60_000, "answered in a minute, or the next level hears of it");
    await asking.wire.deliver();
    const theirs = (await state()).wire!.requestId!;
    const asked = (await theirDesk.matter(theirs)).matter;
    assert.deepEqual([asked.custody.offer?.to, asked.content.onward, asked.custody.clock?.dueAt], ["POLICE", false, clock.now() + 60_000]);
    accepted(await theirDesk.command("linkage.sign", { matterId: theirs }));
    for (const text of ["两个警组已出发", "已到场"]) {
      clock.advance(MINUTE);
      accepted(await theirDesk.command("linkage.progress", { matterId: theirs, text }));
      await asking.wire.ask();
    }
    accepted(await theirDesk.command("linkage.reply", { matterId: theirs, text: "处置完毕，力量撤回" }));
    clock.advance(MINUTE);
    await asking.wire.ask();
    const done = await state();
    assert.deepEqual([done.custody.status, done.progress.map(({ text }) => text), done.reply?.text], ["REPLIED", ["两个警组已出发", "已到场"], "处置完毕，力量撤回"]);
    const form = { ...FORM, service_code: "PO-02" };
    assert.match(await refusal("/requests.json", { bearer: key, form: { ...form, long: "112.03" } }), /^400 OUTSIDE_STRIP/);
    const trusted = (await json<GeoReceipts>("/requests.json", { bearer: key, form: { ...form, description: "只限两市之间" } }))[0]!.service_request_id;
    assert.equal((await theirDesk.matter(trusted)).matter.content.onward, false);
    clock.set(Date.UTC(2027, 0, 2));
    assert.match(await refusal("/requests.json", { bearer: key, form: { ...form, description: "协议到期之后" } }), /^403 AGREEMENT_EXPIRED/);
    await json("/requests.json", { bearer: key, form: { ...form, description: "协议到期之后有人落水", "attribute[danger]": "YES" } });
  } finally {
    await asking.close();
    neighbour.remove();
  }
});
