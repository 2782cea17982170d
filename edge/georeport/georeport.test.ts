import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { maskedWords } from "@tocsin/domain/linkage/masked-words.ts";
import { readForm } from "./form.ts";
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
  for (const [body, field] of [["description=%ff", "description"], ["%zz=1", "body"], ["lat=1&lat=2", "lat"], ["a=1&".repeat(101), "body"]] as const) {
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
