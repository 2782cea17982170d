import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, faultsOf, loadWith } from "./planted-city.ts";

const HEAD = "id,name_zh,name_en,org,agency,room,lon,lat\n";
const faults = (...rows: string[]): string[] => faultsOf(loadWith({ "standby_posts.csv": `${HEAD}${rows.join("\n")}\n` })).map(brief);

test("DSP-06: standby posts of organisations and agencies that exist load; one twice, elsewhere, of nobody or outside the city is named by line and field", () => {
  assert.deepEqual(faults("SB1,东门,East gate,D01,POLICE,2,112.4,30.8", "SB2,西门,West gate,S01,POLICE,,112.41,30.81"), []);
  assert.deepEqual(faults("SB1,东门,East gate,X9,POLICE,2,112.4,30.8", "SB1,西门,West gate,D01,POLICE,,112.41,30.81", "SB3,南门,South,D01,CIRCUS,,112.4,30.8", "SB4,北门,North,D01,POLICE,0,112.4,30.8"), [
    "standby_posts.csv:2 org REFERENCE_UNKNOWN", "standby_posts.csv:3 id ID_TWICE", "standby_posts.csv:4 agency REFERENCE_UNKNOWN", "standby_posts.csv:5 room FIELD_RANGE",
  ]);
});
