import assert from "node:assert/strict";
import { test } from "node:test";
import { textOf } from "./text-bytes.ts";
import { brief, faultsOf, fileText, loadWith } from "./planted-city.ts";

/** 市局 in GB18030 (GB/T 18030 table: 市 CAD0, 局 BED6). */
const CITY_BUREAU_GB = Uint8Array.of(0xca, 0xd0, 0xbe, 0xd6);

test("X-14: a file in GB18030 is read like one in UTF-8", () => {
  assert.equal(textOf(CITY_BUREAU_GB), "市局");
  assert.equal(textOf(new TextEncoder().encode("市局")), "市局");
});

test("X-14: a whole city file in GB18030 loads with its Chinese names", () => {
  const [before, after] = fileText("organisation.csv").replaceAll(/[一-龥]+/g, (name) => (name === "市局" ? name : "x")).split("市局") as [string, string];
  const encoder = new TextEncoder();
  const bytes = Uint8Array.from([...encoder.encode(before), ...CITY_BUREAU_GB, ...encoder.encode(after)]);
  const loaded = loadWith({ "organisation.csv": bytes });
  assert.deepEqual(faultsOf(loaded).map(brief), []);
  assert.equal(loaded.ok && loaded.city.orgs[0]?.nameZh, "市局");
});

test("X-14: text is NFC-normalised and loses its byte order mark", () => {
  assert.equal(textOf(new TextEncoder().encode("\uFEFFCafe\u0301")), "Caf\u00E9");
});

test("X-14: bytes that are neither are a fault of the file", () => {
  assert.equal(textOf(Uint8Array.of(0xff, 0xff, 0x41)), null);
  const found = faultsOf(loadWith({ "hazards.csv": Uint8Array.of(0xff, 0xff, 0x41) }));
  assert.deepEqual(found.map(brief), ["hazards.csv:1  FILE_ENCODING"]);
});

test("X-04: lines are counted as an editor counts them, with breaks inside quotes, blank lines and mixed line ends", () => {
  const text = fileText("premises.csv").replace("School 1,一路1号", '"School\r\n1","一路\n1号"').replace("\n", "\r\n\r\n");
  const found = faultsOf(loadWith({ "premises.csv": `${text}X2,SCHOOL,二校,School 2,二路1号,M77,112.44,30.84\n` }));
  assert.deepEqual(found.map(brief), ["premises.csv:6 mru REFERENCE_UNKNOWN"]);
});
