import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { Check } from "typebox/schema";
import { childrenOf, textOf, textsOf } from "@tocsin/cap/element-text.ts";
import { xmlTree, type Element } from "@tocsin/cap/xml-tree.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { GeoErrors, GeoReceipts, GeoRequest } from "@tocsin/contract/linkage/georeport.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { accepted } from "../scene.ts";
import { noSharedData, sharedData } from "../shared-data.ts";

let city: TestCity;
let dispatcher: Seated;
let urban: Seated;
let key: string;
before(async () => {
  city = await startCity();
  [dispatcher, urban] = await Promise.all([city.signIn("dispatcher"), city.signIn("urban")]);
  ({ key } = await (await city.signIn("admin")).makeKey("hotline-platform", 30));
});
after(() => city.close());

const FORM = { service_code: "UM-01", description: "学府路流动摊贩占道，联系人 13812345678", lat: "30.0081", long: "112.0041", address_string: "学府路8号", first_name: "三", last_name: "张", phone: "13812345678", email: "z3@example.com", "attribute[danger]": "NO" };
const BASE = "/open311/v2";

async function ask(path: string, options: { readonly form?: Readonly<Record<string, string>>; readonly bearer?: string | null; readonly headers?: Record<string, string> } = {}) {
  const bearer = options.bearer === undefined ? key : options.bearer;
  const response = await fetch(`${city.url}${BASE}${path}`, {
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
  const { matter } = await dispatcher.matter(id);
  assert.deepEqual([matter.opener, matter.custody.owner, matter.custody.offer?.to, matter.content.item], ["HOTLINE", "HOTLINE", "URBAN_MGMT", "UM-01"]);
  const events = JSON.stringify(await city.ledger.readStream({ kind: "matter", id }));
  for (const personal of ["z3@example.com", "first_name", "\"三\""]) assert.ok(!events.includes(personal), `${personal} is kept nowhere`);
  assert.deepEqual([(await statusOf(id)).status, (await statusOf(id)).status_notes], ["open", "[SENT] 待签收 not signed yet"]);
  accepted(await urban.command("linkage.sign", { matterId: id }));
  city.clock.advance(60_000);
  accepted(await urban.command("linkage.progress", { matterId: id, text: "已派人到场，现场电话 13987654321" }));
  const working = await statusOf(id);
  assert.deepEqual([working.status, working.status_notes, working.agency_responsible], ["open", "[PROCESSING] 办理中 under way: 已派人到场，现场电话 139****", "城市管理"]);
  assert.ok(!JSON.stringify(working).includes("13812345678") && working.description!.includes("138****"), "X-10");
  accepted(await urban.command("linkage.reply", { matterId: id, text: "摊贩已劝离" }));
  const [answered] = await json<GeoRequest[]>("/requests.json?status=closed");
  assert.deepEqual([answered!.service_request_id, answered!.status_notes, answered!.updated_datetime > working.requested_datetime], [id, "[REPLIED] 已答复 answered: 摊贩已劝离", true]);
  assert.equal((await json<GeoRequest[]>(`/requests.json?service_request_id=${id},${newUlid()}`)).length, 1);
});

test("LNK-01: danger comes first: an incident of 110 at once, the matter with the police and most urgent, whatever service was named; beyond every rate; a return is closed with its reason", async () => {
  const form = { ...FORM, service_code: "WA-02", description: "井盖缺失，有人坠落", "attribute[danger]": "YES" };
  const [receipt] = await json<GeoReceipts>("/requests.json", { form });
  assert.equal((await json<GeoReceipts>("/requests.json", { form }))[0]!.service_request_id, receipt!.service_request_id, "without a key the same form on the same day is the same request");
  const slow = (await (await city.signIn("admin")).makeKey("slow-platform", 1)).key;
  assert.match(await refusal("/requests.json", { bearer: slow, form: FORM }), /^429 RATE_LIMITED/);
  await json("/requests.json", { bearer: slow, form: { ...form, description: "另一处井盖缺失，有人坠落" } });
  const no = /危险警情已接报：(\d{8}-\d{5})/.exec(receipt!.service_notice!)?.[1];
  const incidents = (await dispatcher.board()).incidents.filter(({ text }) => text === form.description);
  assert.deepEqual(incidents.map((incident) => [incident.no, incident.reports[0]!.channel]), [[no, "PARTNER"]]);
  const { matter } = await dispatcher.matter(receipt!.service_request_id);
  assert.deepEqual([matter.custody.offer?.to, matter.content.urgency, matter.custody.offer?.reason], ["POLICE", "URGENT", `危险警情已接报：${no}`]);
  accepted(await dispatcher.command("linkage.return", { matterId: matter.id, clause: "WA-02", reason: "坠落已处置，井盖归水务" }));
  const returned = await statusOf(matter.id);
  assert.deepEqual([returned.status, returned.status_notes], ["closed", "[RETURNED] 已退回 given back: 坠落已处置，井盖归水务"]);
});

test("LNK-11, X-05: a key opens what its declaration names, of its own matters; faults are answered in the form of the standard, in JSON and XML, and name the field", async () => {
  const admin = await city.signIn("admin");
  const hospital = (await admin.makeKey("hospital", 1)).key;
  assert.match(await refusal("/requests.json", { bearer: null }), /^403 NOT_SIGNED_IN/);
  assert.match(await refusal("/requests.json", { bearer: null, form: { ...FORM, api_key: "tk_wrong" } }), /^403 NOT_SIGNED_IN/);
  assert.match(await refusal("/requests.json", { bearer: dispatcher.token, form: FORM }), /^403 NOT_SIGNED_IN/, "a seat is no platform");
  assert.match(await refusal("/requests.json", { bearer: hospital, form: FORM }), /^403 FORBIDDEN/);
  assert.match(await refusal("/services.json", { bearer: hospital }), /^403 FORBIDDEN/);
  assert.match(await refusal(`/requests.json?api_key=${key}`), /^400 .*api_key/, "no key in an address");
  const other = await dispatcher.command("linkage.open", { matterId: newUlid(), danger: false, text: "与热线无关", urgency: "GENERAL", caller: { notice: "NO_CALLER", withheld: false }, to: "MARKET" });
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
  const posted = await ask("/requests.xml", { bearer: null, form: { ...FORM, api_key: key, description: "夜间施工 <噪声>", service_code: "UM-04" } });
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
