import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { Type } from "typebox";
import { dataNames, prohibitedIn, schemaNames, sqlNames } from "./prohibited-names.ts";
import { ROOT, isTest, textFiles, typeScriptFiles } from "./repository-files.ts";

const faults = (path: string, names: readonly string[]): string[] =>
  [...new Set(names)].flatMap((name) => {
    const word = prohibitedIn(name);
    return word ? [`${path}: ${name} (${word})`] : [];
  });

test("X-10: no schema of the contract has a field for identity numbers, biometrics, plates or social accounts", async () => {
  const files = typeScriptFiles().filter(({ path }) => path.startsWith("core/contract/") && !isTest(path));
  const found: string[] = [];
  let looked = 0;
  for (const { path } of files) {
    const names = schemaNames({ ...((await import(pathToFileURL(join(ROOT, path)).href)) as object) });
    looked += names.length;
    found.push(...faults(path, names));
  }
  assert.ok(looked > 100, `only ${looked} names were seen`);
  assert.deepEqual(found, []);
});

test("X-10: no table has such a column", () => {
  const files = textFiles(/^edge\/.*\.(sql|ts)$/).filter(({ path, text }) => !isTest(path) && /create table|alter table/i.test(text));
  assert.ok(files.length > 0, "migrations were found");
  assert.deepEqual(files.flatMap(({ path, text }) => faults(path, sqlNames(text))), []);
});

test("X-10: no city file has such a column or key", () => {
  const files = textFiles(/^cities\/.*\.(csv|json|geojson|ya?ml)$/).filter(({ path }) => !path.endsWith("package.json"));
  assert.ok(files.length > 0, "city files were found");
  assert.deepEqual(files.flatMap(({ path, text }) => faults(path, dataNames(path, text))), []);
});

for (const name of [
  "faceTemplate", "face_template", "voiceprint", "VoicePrint", "gaitVector", "irisCode", "idCardNo", "id_card", "nationalID", "plateTrace", "licensePlate",
  "phoneProbe", "IMSI", "socialAccount", "personRiskScore", "person_risk_score", "watchlist", "watchListHit", "shenfenzhengHao", "chepai", "人脸特征", "身份证号",
]) {
  test(`X-10: the name ${name} is refused`, () => assert.notEqual(prohibitedIn(name), undefined));
}

test("X-10: innocent names pass", () => {
  const names = ["template", "surface", "interfaceName", "riskHints", "personId", "surfaceKind", "unitId", "place", "watching", "identity", "accountId", "riskScore", "接警时间"];
  assert.deepEqual(names.filter((name) => prohibitedIn(name) !== undefined), []);
});

test("X-10: planted fields are seen deep in schemas, in tables and in data files", () => {
  const schema = Type.Array(Type.Union([Type.Object({ who: Type.Object({ faceTemplate: Type.Optional(Type.String()) }) }), Type.Literal("PLATE_READ")]));
  assert.deepEqual(faults("a", schemaNames({ schema })).length, 2);
  assert.deepEqual(faults("a", sqlNames("create table t (id text, -- plate\n id_card_no text, note text default 'face');")).length, 1);
  assert.equal(faults("a", dataNames("a.csv", "code,name_zh,watchlist\n1,x,y\n")).length, 1);
  assert.equal(faults("a", dataNames("a.yaml", "name: x\nlist:\n  - plate_no: 1\n")).length, 1);
  assert.equal(faults("a", dataNames("a.json", `{"a": {"irisCode": 1}}`)).length, 1);
});
