import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import fc from "fast-check";
import { noSharedData, sharedData } from "@tocsin/testing/shared-data.ts";
import { readAlert } from "./read-alert.ts";

const INFO = "<category>Met</category><event>暴雨</event><urgency>Immediate</urgency><severity>Severe</severity><certainty>Likely</certainty>";
interface Parts {
  readonly head?: string;
  readonly prologue?: string;
  readonly info?: string;
}
const xml = ({ head = "<status>Actual</status><msgType>Alert</msgType><scope>Public</scope>", prologue = "", info = INFO }: Parts = {}): string =>
  `<?xml version="1.0" encoding="UTF-8"?>${prologue}<alert xmlns="urn:oasis:names:tc:emergency:cap:1.2"><identifier>A-1</identifier><sender>qx@lanjiang.gov.cn</sender><sent>2026-07-01T08:00:00+08:00</sent>${head}<info>${info}</info></alert>`;
const read = (text: string) => readAlert(new TextEncoder().encode(text));
const faultsOf = (text: string): string[] => {
  const result = read(text);
  return result.ok ? [] : result.error.map(({ path, code }) => `${path} ${code}`);
};

test("CMD-01: alerts of CAP 1.2 from four senders are read; older versions, a missing element and an entity attack are refused by name", { skip: noSharedData }, () => {
  const folder = join(sharedData()!, "vectors/cap/testdata");
  const results = new Map(readdirSync(folder).map((file) => [file, readAlert(readFileSync(join(folder, file)))] as const));
  const refused = [...results].flatMap(([file, result]) => (result.ok ? [] : [`${file} ${result.error[0]!.path} ${result.error[0]!.code}`])).sort();
  assert.deepEqual(refused, ["earthquake.cap /alert NAMESPACE", "invalid.cap /alert/scope MISSING", "no_optional_fields.cap /alert NAMESPACE", "weather.cap /alert NAMESPACE", "xee.cap  DOCTYPE"]);
  const canada = results.get("canada_signed.cap")!;
  assert.ok(canada.ok && canada.value.signed && canada.value.messageType === "Update" && canada.value.references.length > 0 && canada.value.infos.length === 2);
  const fire = results.get("australia.cap")!;
  assert.ok(fire.ok && fire.value.infos[0]!.areas[0]!.polygons.length + fire.value.infos[0]!.areas[0]!.circles.length > 0, "its prefixed names are resolved");
  // The same alerts under the namespace of today are well formed but for what 1.2 asks beyond 1.1.
  const weather = readFileSync(join(folder, "weather.cap"), "utf8").replace("cap:1.1", "cap:1.2");
  const today = read(weather);
  assert.ok(today.ok && today.value.infos[0]!.severity === "Severe");
});

test("CMD-01: a Chinese alert is read whole, in UTF-8 and in GB 18030; latitude comes first in CAP and last with us", () => {
  const info = `<language>zh-CN</language>${INFO}<expires>2026-07-01T20:00:00+08:00</expires><headline>暴雨橙色预警</headline><instruction>低洼路段停止通行</instruction><area><areaDesc>滨江区</areaDesc><polygon>30.10,120.10 30.10,120.20 30.20,120.20 30.10,120.10</polygon><circle>30.15,120.15 2.5</circle></area>`;
  const utf8 = read(xml({ info }));
  assert.ok(utf8.ok);
  const [only] = utf8.value.infos;
  assert.deepEqual([only!.headline, only!.expires, only!.areas[0]!.polygons[0]![1], only!.areas[0]!.circles[0]], ["暴雨橙色预警", Date.UTC(2026, 6, 1, 12), [120.2, 30.1], { lon: 120.15, lat: 30.15, radiusM: 2_500 }]);
  // 暴雨 in GB 18030.
  const ascii = xml().replace("UTF-8", "GB18030").split("暴雨");
  const bytes = Buffer.concat([Buffer.from(ascii[0]!), Buffer.from([0xb1, 0xa9, 0xd3, 0xea]), Buffer.from(ascii[1]!)]);
  const chinese = readAlert(bytes);
  assert.ok(chinese.ok && chinese.value.infos[0]!.event === "暴雨");
  assert.deepEqual(faultsOf(xml().replace("UTF-8", "EBCDIC-US")), [" ENCODING"]);
});

test("CMD-01, X-04: every fault is named at once, with where it stands", () => {
  const info = `<event>暴雨</event><category>Weather</category><urgency>Immediate</urgency><severity>Severe</severity><severity>Minor</severity><x/><expires>2026-02-30T20:00:00+08:00</expires>`;
  assert.deepEqual(faultsOf(xml({ head: "<status>Actual</status><msgType>Alert</msgType>", info })), [
    "/alert/info/0/category/0 ORDER", "/alert/info/0/category/0 VALUE", "/alert/info/0/severity TOO_MANY", "/alert/info/0/x UNKNOWN", "/alert/info/0/expires VALUE", "/alert/info/0/certainty MISSING", "/alert/scope MISSING",
  ]);
  const area = (shape: string): string => `${INFO}<area><areaDesc>x</areaDesc>${shape}</area>`;
  assert.deepEqual(faultsOf(xml({ info: area("<circle>120.1,30.1 5</circle>") })), ["/alert/info/0/area/0/circle/0 COORDINATES_SWAPPED"]);
  assert.deepEqual(faultsOf(xml({ info: area("<polygon>30,120 30,121 31,121 31,120</polygon>") })), ["/alert/info/0/area/0/polygon/0 VALUE"]);
  assert.deepEqual(faultsOf(xml({ head: "<status>Actual</status><msgType>Cancel</msgType><scope>Restricted</scope>" })), ["/alert/references MISSING", "/alert/restriction MISSING"]);
  assert.deepEqual(faultsOf(xml({ info: `${INFO}<onset>2026-07-02T08:00:00+08:00</onset><expires>2026-07-01T08:00:00+08:00</expires>` }).replace("<onset>", "<onset>")), ["/alert/info/0/expires VALUE"]);
  assert.deepEqual(faultsOf(xml().replace("A-1", "A 1,<![CDATA[<]]>")), ["/alert/identifier VALUE"]);
});

test("CMD-01, R28: entities, declarations, depth and size are refused before anything is made of them", () => {
  const bomb = `<!DOCTYPE a [<!ENTITY a "ha">${Array.from({ length: 12 }, (_, n) => `<!ENTITY a${n} "${`&a${n - 1};`.repeat(10)}">`).join("")}]>`;
  assert.deepEqual(faultsOf(xml({ prologue: bomb })), [" DOCTYPE"]);
  assert.deepEqual(faultsOf(xml({ prologue: '<!DOCTYPE a SYSTEM "http://127.0.0.1:9/x.dtd">' })), [" DOCTYPE"]);
  assert.deepEqual(faultsOf(xml({ info: `${INFO}&xxe;` })), [" SYNTAX"]);
  assert.deepEqual(faultsOf("<a>".repeat(40) + "</a>".repeat(40)), [" SYNTAX"]);
  assert.deepEqual(faultsOf("<a>".repeat(60_000)), [" SYNTAX"]);
  assert.deepEqual(faultsOf(`<a>${" ".repeat(600_000)}</a>`), [" TOO_LARGE"]);
});

test("CMD-01: whatever bytes come, the answer is an alert or faults (property)", () => {
  const whole = new TextEncoder().encode(xml({ info: `${INFO}<area><areaDesc>a</areaDesc><circle>30,120 1</circle></area>` }));
  const broken = fc.tuple(fc.nat(whole.length), fc.nat(40), fc.uint8Array({ maxLength: 12 })).map(([at, gone, more]) => Buffer.concat([whole.subarray(0, at), more, whole.subarray(at + gone)]));
  fc.assert(
    fc.property(fc.oneof(broken, fc.uint8Array({ maxLength: 200 })), (bytes) => {
      const result = readAlert(bytes);
      if (!result.ok) assert.ok(result.error.length > 0 && result.error.every(({ code }) => code.length > 0));
      else assert.ok(Number.isFinite(result.value.sent) && result.value.infos.every(({ areas }) => areas.every(({ circles }) => circles.every(({ lat, lon }) => Math.abs(lat) <= 90 && Math.abs(lon) <= 180))));
    }),
    { numRuns: 400 },
  );
});
