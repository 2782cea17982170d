import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, faultsOf, loadWith } from "./planted-city.ts";

const POSTS = { "standby_posts.csv": "id,name_zh,name_en,org,agency,room,lon,lat\nSB1,东门,East gate,D01,POLICE,2,112.4,30.8\n" };
const load = (...rows: string[]) => loadWith({ ...POSTS, "asset_holders.csv": `asset,party,signed\n${rows.join("\n")}\n` });
const faults = (...rows: string[]): string[] => faultsOf(load(...rows)).map(brief);

test("GOV-06: the city's folder says who answers for a dangerous place, an area and a standby post", () => {
  const loaded = load("PLACE-X1,S01,责任书一号", "AREA-D01,D01,责任书二号", "POST-SB1,FIRE,责任书三号");
  assert.deepEqual(faultsOf(loaded), []);
  assert.deepEqual(loaded.ok && loaded.city.assetHolders[0], { asset: "PLACE-X1", party: "S01", signed: "责任书一号" });
});

test("GOV-06: two holders of one thing, something that no file knows, an organisation that does not exist, the police as a whole and a paper without a name are named by line and field", () => {
  assert.deepEqual(faults("PLACE-X1,S01,责任书", "PLACE-X1,D01,责任书", "PLACE-X9,S01,责任书", "AREA-S01,S01,责任书", "POST-SB1,NOBODY,责任书", "AREA-D01,POLICE,责任书"), [
    "asset_holders.csv:3 asset ID_TWICE", "asset_holders.csv:4 asset REFERENCE_UNKNOWN", "asset_holders.csv:5 asset REFERENCE_UNKNOWN", "asset_holders.csv:6 party REFERENCE_UNKNOWN", "asset_holders.csv:7 party FIELD_CHOICE",
  ]);
  assert.deepEqual(faults("PLACE-X1,S01,"), ["asset_holders.csv:2 signed FIELD_LENGTH"]);
});

test("GOV-06: a place whose own row is faulty raises no second fault in the list of who answers", () => {
  const files = { "asset_holders.csv": "asset,party,signed\nPLACE-X1,S01,责任书\n", "hazards.csv": "premise,hazard_zh,hazard_en,source,verified_at,review_by\nX1,后门燃气阀,Gas valve,学校申报,2025-31-01,2026-01-31\n" };
  assert.deepEqual([...new Set(faultsOf(loadWith(files)).map(({ file }) => file))], ["hazards.csv"]);
});
