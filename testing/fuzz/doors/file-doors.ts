import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readAreas, polygonsOf, soundRings } from "@tocsin/city/area-file.ts";
import { FileFaults, type Fault } from "@tocsin/city/fault.ts";
import { readFeatures } from "@tocsin/city/geojson-file.ts";
import { pointPreview } from "@tocsin/city/point-check.ts";
import { readRows, rowsText } from "@tocsin/city/table-rows.ts";
import { textOf } from "@tocsin/city/text-bytes.ts";
import { readList, readObject } from "@tocsin/city/yaml-file.ts";
import { JointRules } from "@tocsin/contract/joint/joint-rules.ts";
import { CalendarRow } from "@tocsin/contract/linkage/calendar.ts";
import { ResponsibilityRow } from "@tocsin/contract/linkage/responsibility.ts";
import { SharingRow } from "@tocsin/contract/linkage/sharing.ts";
import { PlatformRow } from "@tocsin/contract/linkage/wire.ts";
import * as rows from "@tocsin/contract/organisation/city.ts";
import { ClientRow } from "@tocsin/contract/organisation/machine-client.ts";
import { Mechanisms } from "@tocsin/contract/organisation/mechanism.ts";
import { Policies } from "@tocsin/contract/organisation/policies.ts";
import { ResponseCardRow } from "@tocsin/contract/organisation/response-card.ts";
import { Retention } from "@tocsin/contract/organisation/retention.ts";
import { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import { isLonLat } from "@tocsin/kernel/geo.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import { parsePlaces, writePlaces } from "@tocsin/places/place-file.ts";
import { parseRoadFiles, writeRoadFiles } from "@tocsin/roads/road-file.ts";
import { readSanFrancisco } from "@tocsin/roads/sf.ts";
import type { TObject } from "typebox";
import { STANDARD, TEST_CITY } from "../../harness.ts";
import type { Door } from "../door.ts";
import { sampleBytes, spoilt } from "../spoil.ts";

const HEAD = { id: "tiny", nameZh: "小城", nameEn: "Tiny", centre: { lon: 112.02, lat: 30.01 }, bounds: [111.9, 29.9, 112.1, 30.1], utcOffset: 480, matrixVersion: 1, attribution: "", coverTarget: 300 } as rows.CityHead;

/** The beginning of a file, so that what is spoilt is most of it. */
const beginning = (dir: string, name: string, lines = 12): string => `${readFileSync(join(dir, name), "utf8").split("\n").slice(0, lines).join("\n")}\n`;

/** The first fault's code. @throws when a fault does not say where it is or what it is */
export function faultOf(faults: readonly Pick<Fault, "file" | "line" | "code" | "messageZh" | "messageEn">[]): string {
  for (const fault of faults) if (fault.file === "" || !(fault.line >= 1) || fault.messageZh === "" || fault.messageEn === "") throw new Error(`a fault without place or name: ${JSON.stringify(fault)}`);
  if (({} as Record<string, unknown>)["role"] !== undefined) throw new Error("a prototype was reached");
  return faults[0]?.code ?? "taken";
}

const messageOf = (faults: readonly { readonly file: string; readonly line: number; readonly message: string }[]): string =>
  faultOf(faults.map(({ file, line, message }) => ({ file, line, code: "FIELD_FORMAT" as const, messageZh: message, messageEn: message })));

const TABLES: readonly (readonly [name: string, schema: TObject, text: string])[] = [
  ["organisation.csv", rows.OrgUnitRow, beginning(TEST_CITY, "organisation.csv")], ["units.csv", rows.UnitRow, beginning(TEST_CITY, "units.csv")],
  ["premises.csv", rows.PremiseRow, beginning(TEST_CITY, "premises.csv")], ["hazards.csv", rows.HazardRow, beginning(TEST_CITY, "hazards.csv")],
  ["incident_types.csv", rows.IncidentTypeRow, beginning(STANDARD, "incident_types.csv")], ["facts.csv", rows.FactKeyRow, beginning(STANDARD, "facts.csv")], ["rosters.csv", rows.RosterRow, beginning(STANDARD, "rosters.csv")],
  ["contacts.csv", rows.ContactRow, beginning(TEST_CITY, "contacts.csv")], ["departments.csv", rows.DepartmentRow, beginning(STANDARD, "departments.csv")], ["responsibilities.csv", ResponsibilityRow, beginning(STANDARD, "responsibilities.csv")], ["calendar.csv", CalendarRow, beginning(STANDARD, "calendar.csv")],
  ["capabilities.csv", rows.CapabilityRow, beginning(STANDARD, "capabilities.csv")], ["outcomes.csv", rows.OutcomeRow, beginning(STANDARD, "outcomes.csv")], ["response_cards.csv", ResponseCardRow, beginning(STANDARD, "response_cards.csv")],
];

function readTable(name: string, schema: TObject, text: string): string {
  const all: Fault[] = [];
  const faults = new FileFaults(name, all);
  const read = readRows(text, schema, faults, pointPreview(HEAD, faults));
  if (all.length > 0) return faultOf(all);
  const again: Fault[] = [];
  const twice = readRows(rowsText(schema, read.map(({ value }) => value)), schema, new FileFaults(name, again));
  if (again.length > 0 || JSON.stringify(twice.map(({ value }) => value)) !== JSON.stringify(read.map(({ value }) => value))) throw new Error(`${name}: what was taken is not written and read as it was: ${JSON.stringify(again)}`);
  return "taken";
}

const ROADS = sampleBytes(beginning(TEST_CITY, "roads.csv"));
const PLACES = sampleBytes(beginning(TEST_CITY, "places.csv"));
const STREETS = sampleBytes("cnn,from_node,to_node,streetname,classcode,layer,nhood,lf_fadd,lf_toadd,rt_fadd,rt_toadd,polyline_lonlat\n1,a,b,03RD ST,5,STREETS,Mission,1,99,2,98,\"-122.4,37.7 -122.41,37.71\"\n2,b,a,MARKET ST,3,STREETS,Mission,0,0,0,0,\"-122.41,37.71 -122.4,37.7\"\n");

function roads(text: string): string {
  const { table, faults } = parseRoadFiles({ roads: text });
  for (const { line } of table.roads) if (!line.every(isLonLat)) throw new Error(`a road that is nowhere: ${JSON.stringify(line)}`);
  if (faults.length > 0) return messageOf(faults);
  const again = parseRoadFiles(writeRoadFiles(table));
  if (again.faults.length > 0 || again.table.roads.length !== table.roads.length) throw new Error(`what was taken is not written and read as it was: ${JSON.stringify(again.faults)}`);
  return "taken";
}

function places(text: string): string {
  const { places: read, faults } = parsePlaces(text);
  if (faults.length > 0) return messageOf(faults);
  if (parsePlaces(writePlaces(read)).faults.length > 0) throw new Error("what was taken is not read again");
  return "taken";
}

function streets(text: string): string {
  const { table, places: read, faults } = readSanFrancisco(text);
  if (!table.roads.every(({ line }) => line.every(isLonLat)) || !read.every(({ point }) => isLonLat(point))) throw new Error("a street that is nowhere");
  return messageOf(faults);
}

type Reader = (dice: RandomStream) => readonly [samples: readonly Uint8Array[], read: (text: string) => string];
const READERS: readonly Reader[] = [
  (dice) => {
    const [name, schema, text] = dice.pick(TABLES);
    return [sampleBytes(text), (spoiltText) => readTable(name, schema, spoiltText)];
  },
  () => [ROADS, roads], () => [PLACES, places], () => [STREETS, streets],
];

export const CSV: Door = {
  name: "csv",
  what: ["表格:城市各表、道路、地名、街道", "tables: those of a city, roads, places, streets"],
  share: 90_000,
  open: () => ({
    once(dice) {
      const [samples, read] = dice.pick(READERS)(dice);
      const text = textOf(spoilt(samples, dice));
      return text === null ? "FILE_ENCODING" : read(text);
    },
  }),
};

const AREAS = sampleBytes(`${beginning(TEST_CITY, "areas.geojson", 3).trimEnd().replace(/,$/, "")}\n]}\n`, '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"org":"D1","mustVisit":[{"name":"a","lon":112,"lat":30}],"shifts":[{"name":"早","from":"08:00","to":"16:00"}]},"geometry":{"type":"MultiPolygon","coordinates":[[[[112,30],[112.01,30],[112.01,30.01],[112,30]]]]}}]}');

export const GEOJSON: Door = {
  name: "geojson",
  what: ["辖区与底图的 GeoJSON:颠倒的坐标、无穷大、自交的环", "areas and layers as GeoJSON: swapped and infinite coordinates, rings that cross themselves"],
  share: 60_000,
  open: () => ({
    once(dice) {
      const text = textOf(spoilt(AREAS, dice));
      if (text === null) return "FILE_ENCODING";
      const all: Fault[] = [];
      const faults = new FileFaults("areas.geojson", all);
      for (const { value } of readAreas(text, dice.next() < 0.7 ? HEAD : null, faults)) if (!value.rings.every((ring) => ring.every(isLonLat))) throw new Error(`an area that is nowhere: ${JSON.stringify(value.rings)}`);
      const answer = faultOf(all);
      for (const feature of readFeatures(text, faults)) for (const rings of polygonsOf(feature, faults)) soundRings(rings, feature.line, null, faults);
      return answer;
    },
  }),
};

const PLATFORM = `- { id: NEXT, name: 邻市 110, url: "https://110.example.cn/open311/v2", format: json, parties: [NEXT_CITY], jurisdiction: tiny, other: PO-02, services: { MK-01: "12" }, attributes: true, custody: { url: "https://110.example.cn", client: other-city, names: { NEXT_CITY: POLICE } }, agreement: { from: "2026-01-01", until: "2027-12-31", strip: [[111.99, 29.99], [112.01, 29.99], [112.01, 30.04], [111.99, 29.99]], answerSeconds: 60, onward: false } }\n`;
const LISTS: readonly (readonly [TObject, string])[] = [[rows.RoleRow, beginning(STANDARD, "roles.yaml", 30)], [rows.GuidanceRow, beginning(STANDARD, "guidance.yaml", 30)], [rows.AccountRow, beginning(TEST_CITY, "accounts.yaml")], [ClientRow, beginning(TEST_CITY, "clients.yaml", 30)], [SharingRow, beginning(TEST_CITY, "sharing.yaml", 30)], [PlatformRow, PLATFORM]];
const OBJECTS: readonly (readonly [TObject, string])[] = [[rows.CityHead, beginning(TEST_CITY, "city.yaml")], [Policies, beginning(STANDARD, "policies.yaml", 400)], [rows.Deadlines, beginning(STANDARD, "deadlines.yaml", 400)], [Retention, beginning(STANDARD, "retention.yaml", 400)], [Speeds, beginning(TEST_CITY, "speeds.yaml", 400)], [JointRules, beginning(STANDARD, "joint.yaml", 400)], [Mechanisms, beginning(STANDARD, "mechanisms.yaml", 400)]];

/** Texts that grow, nest or repeat beyond what any city writes. */
const BOMBS: readonly ((dice: RandomStream) => string)[] = [
  (dice) => `a: &a [${"x,".repeat(9)}x]\n${Array.from({ length: dice.integer(3, 9) }, (_, i) => `k${i}: &k${i} [${Array.from({ length: 9 }, () => (i === 0 ? "*a" : `*k${i - 1}`)).join(",")}]`).join("\n")}\n`,
  (dice) => `${"[".repeat(dice.integer(50, 3_000))}`,
  (dice) => `${"{a: ".repeat(dice.integer(50, 2_000))}1`,
  (dice) => Array.from({ length: dice.integer(50, 600) }, (_, depth) => `${" ".repeat(depth)}a:`).join("\n"),
  (dice) => Array.from({ length: dice.integer(100, 1_500) }, (_, n) => `k${n}: 1`).join("\n"),
  () => "&a [*a]", () => "- &a {<<: *a}", () => "a: &x {b: *x}",
  (dice) => `- ${dice.pick(["!!js/function 'x'", "!!binary aGk=", "!!set {a}", "!!timestamp 2001-01-01", "!foo x", "!!python/object:os.system x"])}`,
];

export const YAML: Door = {
  name: "yaml",
  what: ["城市目录的 YAML:别名炸弹、标签、合并键、深嵌套、重复键", "a city's YAML: bombs of references, tags, merged and doubled keys, nesting"],
  share: 40_000,
  open: () => ({
    once(dice) {
      const isList = dice.next() < 0.5;
      const [schema, sample] = dice.pick(isList ? LISTS : OBJECTS);
      const text = dice.next() < 0.05 ? dice.pick(BOMBS)(dice) : textOf(spoilt(sampleBytes(sample), dice));
      if (text === null) return "FILE_ENCODING";
      const all: Fault[] = [];
      const faults = new FileFaults("city.yaml", all);
      if (isList) readList(text, schema, faults);
      else readObject(text, schema, faults);
      return faultOf(all);
    },
  }),
};
