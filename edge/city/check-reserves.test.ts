import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, faultsOf, loadWith } from "./planted-city.ts";

const POSTS = "id,name_zh,name_en,org,agency,room,lon,lat\nSB1,东门,East gate,D01,POLICE,,112.4,30.8\n";
const HEAD = "id,name_zh,name_en,units,staging,readiness,shift_s,call_out,home,cover_units,cover_capability\n";
const faults = (...rows: string[]): string[] => faultsOf(loadWith({ "standby_posts.csv": POSTS, "reserves.csv": `${HEAD}${rows.join("\n")}\n` })).map(brief);

test("CMD-10: a reserve of units, a post and an area that exist loads; what is unknown, in two reserves or no readiness is named by line and field", () => {
  assert.deepEqual(faults("R1,一大队,Brigade 1,U1,SB1,READY_5,43200,P1,D01,1,PATROL"), []);
  assert.deepEqual(faults("R1,一大队,Brigade 1,U1,SB1,READY_5,43200,P1,D01,1,PATROL", "R2,二大队,Brigade 2,U1,SB9,READY_15,43200,P1,X9,1,FLYING", "R3,三大队,Brigade 3,U1,SB1,SOON,43200,P1,D01,1,PATROL"), [
    "reserves.csv:3 home REFERENCE_UNKNOWN", "reserves.csv:3 staging REFERENCE_UNKNOWN", "reserves.csv:3 cover_capability REFERENCE_UNKNOWN", "reserves.csv:3 units ID_TWICE", "reserves.csv:4 readiness FIELD_CHOICE",
  ]);
});
