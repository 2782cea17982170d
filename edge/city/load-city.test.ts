import assert from "node:assert/strict";
import { test } from "node:test";
import { brief, changed, faultsOf, fileText, loadWith, type Changes } from "./planted-city.ts";

test("ORG-01: a sound city loads, with the path of every unit from the city down", () => {
  const loaded = loadWith({});
  assert.deepEqual(faultsOf(loaded).map(brief), []);
  assert.ok(loaded.ok);
  assert.deepEqual(loaded.city.orgs.map(({ path }) => path), ["CITY", "CITY.D01", "CITY.D01.S01", "CITY.D01.S01.P01", "CITY.D01.S01.P01.M01"]);
  assert.equal(loaded.city.types.length, 53);
  assert.equal(loaded.city.departments.length, 35);
  assert.deepEqual(loaded.city.units[0]?.capabilities, ["PATROL", "FIRST_AID"]);
  assert.equal(loaded.city.premises[0]?.mru, "M01");
});

const ORG = fileText("organisation.csv");
const UNITS = fileText("units.csv");
/** Line of a file on which a text stands. */
const lineOf = (file: string, text: string): number => fileText(file).split("\n").findIndex((line) => line.startsWith(text)) + 1;

/** What is planted, and the only fault that may come of it. */
const PLANTED: readonly (readonly [what: string, changes: Changes, fault: string])[] = [
  ["X-04: a column that is not known", changed("units.csv", "crew,echelon", "colour,crew,echelon"), "units.csv:1 colour COLUMN_UNKNOWN"],
  ["X-04: a column that is missing", changed("hazards.csv", "source,", ""), "hazards.csv:1 source COLUMN_MISSING"],
  ["X-04: a column that stands twice", changed("units.csv", "crew,echelon,lon", "crew,crew,echelon,lon"), "units.csv:1 crew COLUMN_TWICE"],
  ["X-04: a row with a cell too many", changed("units.csv", "2,1,112.42", "2,1,9,112.42"), "units.csv:3  CELL_COUNT"],
  ["X-04: a quote that is never closed", changed("units.csv", "江-202", '"江-202'), "units.csv:3  FILE_SYNTAX"],
  ["X-10: a column of identity numbers", changed("premises.csv", "address,mru", "address,id_card_no,mru"), "premises.csv:1 id_card_no PROHIBITED_FIELD"],
  ["X-10: a Chinese column of plates", changed("premises.csv", "address,mru", "address,车牌号,mru"), "premises.csv:1 车牌号 PROHIBITED_FIELD"],
  ["X-10: a question whose answer is a plate", changed("facts.csv", "injured,", "plateNo,对方的车,Which car?,TEXT\ninjured,"), "facts.csv:2 key PROHIBITED_FIELD"],
  ["X-10: a question for an identity number", changed("facts.csv", "injured,", "papers,身份证号码,Which papers?,TEXT\ninjured,"), "facts.csv:2 question_zh PROHIBITED_FIELD"],
  ["X-10: a key deep in YAML", changed("accounts.yaml", "name: 接警员", "name: 接警员\n  face_template: x"), "accounts.yaml:3 face_template PROHIBITED_FIELD"],
  ["X-10: a property of an area", changed("areas.geojson", '"org":"D01"', '"org":"D01","watchlist":"a"'), "areas.geojson:2 watchlist PROHIBITED_FIELD"],
  ["X-04: a code with a small letter", changed("units.csv", "U2,", "u2,"), "units.csv:3 id FIELD_FORMAT"],
  ["X-04: an empty name", changed("organisation.csv", "P01,S01,POST,STREET_POST,一站", "P01,S01,POST,STREET_POST,"), "organisation.csv:5 name_zh FIELD_MISSING"],
  ["X-04: half a crew", changed("units.csv", "PATROL,2,1", "PATROL,2.5,1"), "units.csv:3 crew FIELD_TYPE"],
  ["X-04: a crew of 51", changed("units.csv", "PATROL,2,1", "PATROL,51,1"), "units.csv:3 crew FIELD_RANGE"],
  ["X-04: not a number", changed("units.csv", "112.42,30.82", "NaN,30.82"), "units.csv:3 lon FIELD_TYPE"],
  ["X-04: an unknown kind of unit", changed("units.csv", "U2,江-202,S01,PATROL_CAR", "U2,江-202,S01,TANK"), "units.csv:3 kind FIELD_CHOICE"],
  ["X-04: an unknown YAML key", changed("city.yaml", "coverTarget: 300", "coverTarget: 300\nmayor: x"), "city.yaml:10 mayor FIELD_UNKNOWN"],
  ["X-04: YAML that is none", { "accounts.yaml": "- id: a\n  name: [b\n" }, "accounts.yaml:3  FILE_SYNTAX"],
  ["ORG-01: a parent two levels up", changed("organisation.csv", "P01,S01", "P01,D01"), "organisation.csv:5 parent ORG_PARENT_LEVEL_INVALID"],
  ["ORG-01: no parent", changed("organisation.csv", "D01,CITY", "D01,"), "organisation.csv:3 parent ORG_PARENT_LEVEL_INVALID"],
  ["ORG-01: a second parent", { "organisation.csv": `${ORG}P01,S02,POST,STREET_POST,一站,Post 1,URBAN,CENTRAL,POLICE,429902,112.43,30.83\nS02,D01,STATION,POLICE_STATION,二所,Station 2,URBAN,CENTRAL,POLICE,429902,112.42,30.82\n` }, "organisation.csv:7 parent ORG_PARENT_LEVEL_INVALID"],
  ["ORG-01: a second city", { "organisation.csv": `${ORG}CITY2,,CITY,BUREAU,市局,City,URBAN,CENTRAL,POLICE,429900,112.4,30.8\n` }, "organisation.csv:7 level ORG_PARENT_LEVEL_INVALID"],
  ["ORG-01: an unknown parent", changed("organisation.csv", "S01,D01", "S01,D09"), "organisation.csv:4 parent REFERENCE_UNKNOWN"],
  ["DSP-10: the contact of what is no site group", { "contacts.csv": "org,verified_at,consent_at\nP01,2026-02-20,2025-09-01\n" }, "contacts.csv:2 org REFERENCE_UNKNOWN"],
  ["DSP-10: a contact that was kept before anybody agreed", { "contacts.csv": "org,verified_at,consent_at\nM01,2025-08-20,2025-09-01\n" }, "contacts.csv:2 verified_at DATE_INVALID"],
  ["DSP-10: a check on a day that is none", { "contacts.csv": "org,verified_at,consent_at\nM01,2026-02-30,2025-09-01\n" }, "contacts.csv:2 verified_at DATE_INVALID"],
  ["ORG-01: the same unit twice", { "organisation.csv": `${ORG}M01,P01,MRU,SITE_GROUP,一校,Site,URBAN,CENTRAL,SITE_OPERATOR,429902,112.44,30.84\n` }, "organisation.csv:7 id ID_TWICE"],
  ["ORG-01: a division code of another city", changed("organisation.csv", "POLICE,429902,112.41", "POLICE,430102,112.41"), "organisation.csv:3 admin_code ADMIN_CODE_CHAIN"],
  ["X-04: longitude and latitude swapped", changed("units.csv", "112.42,30.82", "30.82,112.42"), "units.csv:3 lon COORDINATES_SWAPPED"],
  ["X-04: a unit in another city", changed("units.csv", "112.42,30.82", "113.42,30.82"), "units.csv:3 lon OUT_OF_BOUNDS"],
  ["ORG-03: a unit of an unknown station", changed("units.csv", "U2,江-202,S01", "U2,江-202,S77"), "units.csv:3 org REFERENCE_UNKNOWN"],
  ["ORG-03: an unknown capability", changed("units.csv", "PATROL|FIRST_AID", "PATROL|FIRST_AYD"), "units.csv:2 capabilities REFERENCE_UNKNOWN"],
  ["ORG-03: an unknown agency", changed("units.csv", "PATROL_CAR,POLICE,PATROL,", "PATROL_CAR,POLIZEI,PATROL,"), "units.csv:3 agency REFERENCE_UNKNOWN"],
  ["DSP-02: a terminal of an unknown unit", { "terminals.csv": `terminal,unit,code_sha256,datum\n13800000001,U9,${"a".repeat(64)},GCJ02\n` }, "terminals.csv:2 unit REFERENCE_UNKNOWN"],
  ["CMD-03: a mailbox that would begin a header", { "unit_mails.csv": "unit,mail\nU1,\"duty@dept.example, x@y.example\"\n" }, "unit_mails.csv:2 mail FIELD_FORMAT"],
  ["LNK-01: a mailbox of no organisation", { "party_mails.csv": "party,mail,summary\nNOBODY,duty@dept.example,\n" }, "party_mails.csv:2 party REFERENCE_UNKNOWN"],
  ["LNK-01: two mailboxes of one organisation", { "party_mails.csv": "party,mail,summary\nS01,a@dept.example,\nS01,b@dept.example,08:00\n" }, "party_mails.csv:3 party ID_TWICE"],
  ["CMD-03: a telephone of an unknown unit", { "unit_phones.csv": "unit,phone\nU9,13800000001\n" }, "unit_phones.csv:2 unit REFERENCE_UNKNOWN"],
  ["DSP-02: one terminal for two units", { "terminals.csv": `terminal,unit,code_sha256,datum\n1380,U1,${"a".repeat(64)},GCJ02\n1380,U2,${"b".repeat(64)},WGS84\n` }, "terminals.csv:3 terminal ID_TWICE"],
  ["DSP-02: a terminal's code where its hash belongs", { "terminals.csv": "terminal,unit,code_sha256,datum\n1380,U1,secret,GCJ02\n" }, "terminals.csv:2 code_sha256 FIELD_FORMAT"],
  ["ORG-03: one call sign for two units", changed("units.csv", "江-202", "江-201"), "units.csv:3 call_sign ID_TWICE"],
  ["SCN-02: a hazard of no premise", changed("hazards.csv", "X1,", "X9,"), "hazards.csv:2 premise REFERENCE_UNKNOWN"],
  ["SCN-02: a day that is none", changed("hazards.csv", "2025-01-31", "2025-02-30"), "hazards.csv:2 verified_at DATE_INVALID"],
  ["SCN-02: a review before the verification", changed("hazards.csv", "2026-01-31", "2024-01-31"), "hazards.csv:2 review_by DATE_INVALID"],
  ["ORG-01: a premise whose group is a post", changed("premises.csv", "M01", "P01"), "premises.csv:2 mru REFERENCE_UNKNOWN"],
  ["ORG-03: two types of one number", changed("incident_types.csv", "CR-02,2,", "CR-02,1,"), "incident_types.csv:3 number ID_TWICE"],
  ["ORG-03: an unknown lead agency", changed("incident_types.csv", ",POLICE,PATROL,,2,,PHASE,occupant", ",SHERIFF,PATROL,,2,,PHASE,occupant"), "incident_types.csv:4 lead REFERENCE_UNKNOWN"],
  ["ORG-03: a question that has no wording", changed("incident_types.csv", "weapon|elapsed", "weapon|mood"), "incident_types.csv:3 facts REFERENCE_UNKNOWN"],
  ["LNK-06: an emergency that nobody known leads", changed("deadlines.yaml", "continuing: 7200, leadZh: 省级党委和政府, leadEn: Provincial party committee and government, through: EMERGENCY", "continuing: 7200, leadZh: 省级党委和政府, leadEn: Provincial party committee and government, through: NOBODY"), `deadlines.yaml:${lineOf("deadlines.yaml", "  I: ")} severity.I.through REFERENCE_UNKNOWN`],
  ["DSP-05: a clock that does not come after the one before", changed("deadlines.yaml", "enRoute: 180", "enRoute: 60"), "deadlines.yaml:5 phase.enRoute DEADLINE_ORDER"],
  ["X-13: a period shorter than the time in which an incident may be reopened", { "retention.yaml": "callback: 180\nmedia: 7\nrawInput: 30\n" }, "retention.yaml:2 media RETENTION_TOO_SHORT"],
  ["X-13: raw bodies that outlive their key", { "retention.yaml": "callback: 180\nmedia: 180\nrawInput: 181\n" }, "retention.yaml:3 rawInput FIELD_RANGE"],
  ["X-13: a period of no day, under which a deleted key could come back", { "retention.yaml": "callback: 0\nmedia: 180\nrawInput: 30\n" }, "retention.yaml:1 callback FIELD_RANGE"],
  ["X-13: a class without its days", { "retention.yaml": "callback: 180\nmedia: 180\n" }, "retention.yaml:1 rawInput FIELD_MISSING"],
  ["ORG-03: a role with an unknown command", changed("roles.yaml", "- dispatch.mruAlarm", "- dispatch.ringBells"), `roles.yaml:${lineOf("roles.yaml", "- role: MRU_CONTACT")} commands COMMAND_UNKNOWN`],
  ["ORG-03: an account with an unknown role", changed("accounts.yaml", "role: UNIT", "role: MAYOR"), "accounts.yaml:4 grants.0.role REFERENCE_UNKNOWN"],
  ["ORG-13: a term on a day that does not exist", changed("accounts.yaml", "org: P01", "org: P01, until: 2026-02-30"), "accounts.yaml:4 grants.0.until DATE_INVALID"],
  ["ORG-13: a term that ends before it begins", changed("accounts.yaml", "org: P01", "org: P01, from: 2026-03-02T10:00, until: 2026-03-01"), "accounts.yaml:4 grants.0.until SHIFT_ORDER"],
  ["ORG-03: an account in an unknown place", changed("accounts.yaml", "org: P01", "org: P99"), "accounts.yaml:4 grants.0.org REFERENCE_UNKNOWN"],
  ["ORG-03: an account of an unknown unit", changed("accounts.yaml", "unit: U1", "unit: U9"), "accounts.yaml:4 unit REFERENCE_UNKNOWN"],
  ["ORG-01: an area of no unit", changed("areas.geojson", '"D01"', '"D77"'), "areas.geojson:2 org REFERENCE_UNKNOWN"],
  ["ORG-01: an area that is not closed", changed("areas.geojson", ",[112.35,30.75]]]", "]]"), "areas.geojson:2 rings.0 RING_OPEN"],
  ["ORG-01: an area that crosses itself", changed("areas.geojson", "[112.45,30.85],[112.35,30.85]", "[112.35,30.85],[112.45,30.85]"), "areas.geojson:2 rings.0 RING_SELF_INTERSECTING"],
  ["ORG-01: an area with swapped coordinates", changed("areas.geojson", "[112.45,30.85]", "[30.85,112.45]"), "areas.geojson:2 rings.0 COORDINATES_SWAPPED"],
  ["DSP-07: a shift of an area that ends before it begins", changed("areas.geojson", '"org":"D01"', '"org":"D01","shifts":[{"weekdays":"1","from":"20:00","to":"06:00","units":1,"rounds":1}]'), "areas.geojson:2 shifts.0.to SHIFT_ORDER"],
  ["X-10: an area whose point to visit names somebody", changed("areas.geojson", '"org":"D01"', '"org":"D01","mustVisit":[{"name":"门","lon":112.4,"lat":30.8,"resident":"x"}]'), "areas.geojson:2 mustVisit.0.resident FIELD_UNKNOWN"],
  ["ORG-01: an area that is no JSON", changed("areas.geojson", '"Polygon",', '"Polygon",,'), "areas.geojson:2  FILE_SYNTAX"],
  ["ORG-01: no units at all", { "units.csv": null, "accounts.yaml": null }, "units.csv:1  FILE_MISSING"],
];

for (const [what, changes, fault] of PLANTED) {
  test(`${what} is named by file, line and field`, () => {
    const found = faultsOf(loadWith(changes));
    assert.ok(found.map(brief).includes(fault), `wanted ${fault}, found ${found.map(brief).join("; ")}`);
    for (const { messageZh, messageEn } of found) assert.ok(messageZh !== "" && messageEn !== "");
  });
}

test("ORG-03: leaves without a priority or guidance are listed together as MATRIX_INCOMPLETE", () => {
  const types = fileText("incident_types.csv").replace(/^(CR-01,.*?,criminal,)P1/m, "$1").replace(/^(TR-02,.*?,traffic,)P3/m, "$1");
  const [priority] = faultsOf(loadWith({ "incident_types.csv": types }));
  assert.equal(priority && brief(priority), "incident_types.csv:1 priority MATRIX_INCOMPLETE");
  assert.match(priority?.messageEn ?? "", /CR-01, TR-02$/);
  const guidance = fileText("guidance.yaml").replace(/- type: FR-01[\s\S]*?(?=- type: FR-02)/, "");
  const [missing] = faultsOf(loadWith({ "guidance.yaml": guidance }));
  assert.equal(missing && brief(missing), "guidance.yaml:1 type MATRIX_INCOMPLETE");
  assert.match(missing?.messageEn ?? "", /FR-01$/);
});

test("ORG-01: a ring of parents is told for each unit in it", () => {
  const looped = ORG.replace("D01,CITY,DISTRICT", "D01,S01,DISTRICT");
  const found = faultsOf(loadWith({ "organisation.csv": looped }));
  assert.deepEqual(found.filter(({ messageEn }) => /ring/.test(messageEn)).map(brief), ["organisation.csv:3 parent ORG_PARENT_LEVEL_INVALID", "organisation.csv:4 parent ORG_PARENT_LEVEL_INVALID"]);
});

test("X-04: faults of all files are listed at once, and one fault does not raise others elsewhere", () => {
  const found = faultsOf(
    loadWith({
      // A station with a fault of its own is still known to those who refer to it.
      "organisation.csv": ORG.replace("一所,Station 1", ",Station 1"),
      "units.csv": UNITS.replace("PATROL,2,1", "PATROL,two,1"),
      ...changed("deadlines.yaml", "escalate: 60", "escalate: 20"),
    }),
  );
  assert.deepEqual(found.map(brief), ["deadlines.yaml:3 acknowledge.escalate DEADLINE_ORDER", "organisation.csv:4 name_zh FIELD_MISSING", "units.csv:3 crew FIELD_TYPE"]);
});
