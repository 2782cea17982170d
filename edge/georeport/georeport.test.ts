import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { maskedWords } from "@tocsin/domain/linkage/masked-words.ts";
import type { PlatformRow } from "@tocsin/contract/linkage/wire.ts";
import { readForm } from "./form.ts";
import { isPrivate } from "./guarded-request.ts";
import { entriesOf, statusOf } from "./read-answer.ts";
import { toForm } from "./to-form.ts";
import { readPost } from "./read-post.ts";
import { xmlText } from "./xml-text.ts";

const ITEMS = new Set(["UM-01"]);
const RIGHT = { service_code: "UM-01", description: "占道经营", lat: "30.5", long: "114.3", "attribute[danger]": "NO" };
const posted = (fields: Readonly<Record<string, string>>) => {
  const form = readForm(Buffer.from(new URLSearchParams(fields).toString()));
  return form.ok ? readPost(form.value, ITEMS) : form;
};
const faults = (fields: Readonly<Record<string, string>>): string[] => {
  const made = posted(fields);
  return made.ok ? [] : made.error.map(({ field }) => field);
};

test("LNK-01: a posted request is read with its danger, and nothing of whoever called but the number to call back", () => {
  const made = posted({ ...RIGHT, first_name: "三", last_name: "张", email: "z3@example.com", device_id: "d", phone: "13812345678", address_string: "学府路 1 号", "attribute[danger]": "YES", "attribute[withheld]": "YES" });
  assert.ok(made.ok);
  assert.deepEqual(made.value, {
    item: "UM-01", text: "占道经营", place: { addressText: "学府路 1 号", point: { lat: 30.5, lon: 114.3 }, datum: "WGS84" }, danger: true, urgency: "URGENT",
    caller: { notice: "INFORMED", withheld: true }, callback: "13812345678",
  });
});

test("LNK-11: every fault of a request is named by its field, all at once", () => {
  assert.deepEqual(faults({}), ["service_code", "description", "lat", "attribute[danger]"]);
  for (const [change, field] of [
    [{ service_code: "XX" }, "service_code"], [{ lat: "91" }, "lat"], [{ long: "1e2" }, "long"], [{ lat: "" }, "lat"], [{ description: "x".repeat(4_001) }, "description"], [{ description: " " }, "description"],
    [{ "attribute[danger]": "MAYBE" }, "attribute[danger]"], [{ "attribute[colour]": "red" }, "attribute[colour]"], [{ media_url: "https://x.example/a.jpg" }, "media_url"], [{ idcard: "1" }, "idcard"], [{ address_string: "x".repeat(201) }, "address_string"],
  ] as const) assert.deepEqual(faults({ ...RIGHT, ...change }), [field], JSON.stringify(change));
  assert.deepEqual(faults({ ...RIGHT, lat: "", long: "", address_id: "7" }), ["lat"]);
  assert.deepEqual(faults({ ...RIGHT, lat: "", long: "", address_string: "学府路" }), []);
});

test("LNK-11: a form that is badly encoded, twice over or too long is no form; any bytes get an answer", () => {
  for (const [body, field] of [["description=%ff", "description"], ["%zz=1", "body"], ["lat=1&lat=2", "lat"], ["=1&=2", "body"], ["=%ff", "body"], ["a=1&".repeat(101), "body"]] as const) {
    const form = readForm(Buffer.from(body));
    assert.deepEqual(form.ok ? [] : form.error.map((fault) => fault.field).slice(0, 1), [field], body);
  }
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
    const form = readForm(bytes);
    if (form.ok) readPost(form.value, ITEMS);
  }));
});

test("X-10: numbers of people leave masked, numbers of matters, amounts and dates as they are", () => {
  assert.equal(maskedWords("找 13812345678 或 027-87654321，证 110101199003071234，工单 L20260302-00001，2026-03-02，3500 元"), "找 138**** 或 027****，证 110****，工单 L20260302-00001，2026-03-02，3500 元");
  assert.equal(maskedWords("+86 138 1234 5678，警情20260302-00017"), "+86****，警情20260302-00017");
});

test("X-04: what is written as XML is well formed, whatever the text", () => {
  assert.equal(xmlText("errors", [{ code: 400, description: "<a> & \u0000\ud800" }], { errors: "error" }), '<?xml version="1.0" encoding="utf-8"?>\n<errors><error><code>400</code><description>&lt;a&gt; &amp; \ufffd\ufffd</description></error></errors>\n');
  assert.equal(xmlText("service_requests", [{ lat: null, notes: "" }], { service_requests: "request" }).split("\n")[1], "<service_requests><request><lat/><notes/></request></service_requests>");
});

test("LNK-02: an answer is read in JSON and XML alike; what it says comes from its own word, else from open and closed", () => {
  const now = Date.UTC(2026, 2, 2);
  const entry = (fields: Readonly<Record<string, string>>) => statusOf(new Map(Object.entries({ service_request_id: "7", status: "open", updated_datetime: "2026-03-01T00:00:00+08:00", ...fields })), now);
  for (const [fields, word, text] of [
    [{}, "SIGNED", ""], [{ status: "CLOSED", status_notes: "已清理" }, "REPLIED", "已清理"], [{ status_notes: "[PROCESSING] 办理中 under way: 已派人: 两名" }, "PROCESSING", "已派人: 两名"],
    [{ status_notes: "[RETURNED] 已退回 given back" }, "RETURNED", ""], [{ status_notes: "[ESCALATED] x" }, "UNMAPPED", ""], [{ status: "pending" }, "UNMAPPED", ""],
  ] as const) assert.deepEqual([entry(fields)?.word, entry(fields)?.text], [word, text], JSON.stringify(fields));
  assert.equal(entry({})?.at, Date.UTC(2026, 1, 28, 16));
  assert.equal(entry({ updated_datetime: "2999-01-01T00:00:00Z" })?.at, now, "a date to come counts as now");
  for (const broken of [{ service_request_id: "../x" }, { updated_datetime: "tomorrow" }, { updated_datetime: "1900-01-01T00:00:00Z" }] as readonly Readonly<Record<string, string>>[]) assert.equal(entry(broken), null, JSON.stringify(broken));
  const json = entriesOf(Buffer.from(JSON.stringify([{ service_request_id: 7, lat: null, status: "open" }])), "json", () => null);
  const xml = entriesOf(Buffer.alloc(0), "xml", () => ({ name: "r", text: "", children: [{ name: "request", text: "", children: [{ name: "service_request_id", text: "7", children: [] }, { name: "lat", text: "", children: [] }, { name: "status", text: "open", children: [] }] }] }));
  assert.deepEqual(json, xml);
  assert.deepEqual(["[7]", "7", "{", '"x"', "[[]]"].map((body) => entriesOf(Buffer.from(body), "json", () => null)), [null, null, null, null, null]);
  fc.assert(fc.property(fc.string({ maxLength: 200 }), fc.string({ maxLength: 40 }), (notes, status) => {
    const read = entry({ status_notes: notes, status });
    assert.ok(read === null || (read.raw.length <= 400 && read.text.length <= 2_000));
  }));
});

test("LNK-02: nobody is sent into a private network by the name of a platform; an IPv4 address inside an IPv6 one counts as itself", () => {
  for (const address of ["127.0.0.1", "10.1.2.3", "172.31.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1", "0.0.0.0", "224.0.0.1", "::1", "::", "fe80::1", "fd00::1", "::ffff:127.0.0.1", "::ffff:a00:1", "64:ff9b::7f00:1", "2002:7f00:1::", "no address"]) assert.ok(isPrivate(address), address);
  for (const address of ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2001:4860:4860::8888", "::ffff:8.8.8.8"]) assert.ok(!isPrivate(address), address);
});

test("LNK-01, X-10: a matter leaves with what its receiver needs: its service by the platform's code, the words without numbers of people, our number", () => {
  const platform: PlatformRow = { id: "P", name: "P", url: "https://p.example/v2", format: "json", parties: ["HOTLINE"], jurisdiction: "city", other: "99", services: { "UM-01": "12" }, attributes: true };
  const content = { item: "UM-01", text: `${"长".repeat(4_000)}`, place: { addressText: "学府路 8 号，找 13812345678", point: { lat: 30, lon: 112 }, datum: "WGS84" as const }, urgency: "GENERAL" as const, caller: { notice: "CONSENTED" as const, withheld: true } };
  const form = new URLSearchParams(toForm({ no: "L1", content }, platform));
  assert.deepEqual([form.get("service_code"), form.get("description")!.length, form.get("description")!.slice(-9), form.get("address_string"), form.get("attribute[danger]"), form.get("attribute[withheld]")], ["12", 4_000, "〔110 L1〕".padStart(9, "长"), "学府路 8 号，找 138****", "NO", "YES"]);
  const placeless = new URLSearchParams(toForm({ no: "L1", content: { ...content, item: null, place: null } }, { ...platform, attributes: false }));
  assert.deepEqual([placeless.get("service_code"), placeless.get("address_string"), placeless.has("attribute[danger]")], ["99", "地点不明", false]);
});
