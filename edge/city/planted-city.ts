import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Fault } from "./fault.ts";
import { loadCity, type LoadedCity } from "./load-city.ts";

/** A small sound city for tests, in which single faults are planted. */

const STANDARD = fileURLToPath(new URL("../../cities/standard", import.meta.url));

const FILES: Readonly<Record<string, string>> = {
  "city.yaml": `id: small
nameZh: 小城
nameEn: Small City
centre: { lon: 112.4, lat: 30.8 }
bounds: [112.3, 30.7, 112.5, 30.9]
utcOffset: 480
matrixVersion: 1
attribution: ""
coverTarget: 300
`,
  "organisation.csv": `id,parent,level,kind,name_zh,name_en,setting,governance,agency,admin_code,lon,lat
CITY,,CITY,BUREAU,市局,City Bureau,URBAN,CENTRAL,POLICE,429900,112.4,30.8
D01,CITY,DISTRICT,BUREAU,一分局,District 1,URBAN,CENTRAL,POLICE,429902,112.41,30.81
S01,D01,STATION,POLICE_STATION,一所,Station 1,URBAN,CENTRAL,POLICE,429902,112.42,30.82
P01,S01,POST,STREET_POST,一站,Post 1,URBAN,CENTRAL,POLICE,429902,112.43,30.83
M01,P01,MRU,SITE_GROUP,一校应急单元,Site 1,URBAN,CENTRAL,SITE_OPERATOR,429902,112.44,30.84
`,
  "units.csv": `id,call_sign,org,kind,agency,capabilities,crew,echelon,lon,lat
U1,江-201,P01,PATROL_CAR,POLICE,PATROL|FIRST_AID,2,1,112.43,30.83
U2,江-202,S01,PATROL_CAR,POLICE,PATROL,2,1,112.42,30.82
`,
  "premises.csv": `id,kind,name_zh,name_en,address,mru,lon,lat
X1,SCHOOL,一校,School 1,一路1号,M01,112.44,30.84
`,
  "hazards.csv": `premise,hazard_zh,hazard_en,source,verified_at,review_by
X1,后门燃气阀,Gas valve at the back door,学校申报,2025-01-31,2026-01-31
`,
  "accounts.yaml": `- id: jiejing1
  name: 接警员
  grants: [{ role: CALL_TAKER, org: CITY }]
- id: danyuan1
  name: 单元
  grants: [{ role: UNIT, org: P01 }]
  unit: U1
`,
  "areas.geojson": `{"type":"FeatureCollection","features":[
{"type":"Feature","properties":{"org":"D01"},"geometry":{"type":"Polygon","coordinates":[[[112.35,30.75],[112.45,30.75],[112.45,30.85],[112.35,30.85],[112.35,30.75]]]}}
]}
`,
};

/** Files as they should be, with changes: a text replaces a file, null removes it, bytes are written as they are. */
export type Changes = Readonly<Record<string, string | Uint8Array | null>>;

/** Of each list of the guidance its first line alone: reading the rest is most of a load, and nothing is planted there. */
const LATER_LINES = /(:\n {4}- .*\n)(?: {4}- .*\n)+/g;

let short: string | null = null;

/** The common vocabulary in a folder that is gone with this process. */
function shortStandard(): string {
  const dir = mkdtempSync(join(tmpdir(), "tocsin-standard-"));
  process.on("exit", () => rmSync(dir, { recursive: true, force: true }));
  cpSync(STANDARD, dir, { recursive: true });
  writeFileSync(join(dir, "guidance.yaml"), readFileSync(join(STANDARD, "guidance.yaml"), "utf8").replace(LATER_LINES, "$1"));
  return dir;
}

/** Loads the small city with changed files, from a folder that is gone afterwards. */
export function loadWith(changes: Changes): LoadedCity {
  const dir = mkdtempSync(join(tmpdir(), "tocsin-city-"));
  try {
    for (const [name, text] of Object.entries({ ...FILES, ...changes })) {
      if (text === null) continue;
      mkdirSync(dirname(join(dir, name)), { recursive: true });
      writeFileSync(join(dir, name), text);
    }
    return loadCity(dir, { standardDir: (short ??= shortStandard()) });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
}

/** The small city's own file, or that of the standard. */
export const fileText = (name: string): string => FILES[name] ?? readFileSync(join(STANDARD, name), "utf8");

/** A file with one piece of text exchanged; the piece must be there, so that no test plants nothing. */
export function changed(name: string, from: string, to: string): Changes {
  const text = fileText(name);
  if (!text.includes(from)) throw new Error(`${name} does not contain ${from}`);
  return { [name]: text.replace(from, to) };
}

export const faultsOf = (loaded: LoadedCity): readonly Fault[] => (loaded.ok ? [] : loaded.faults);

/** A fault as `file:line field CODE`. */
export const brief = ({ file, line, field, code }: Fault): string => `${file}:${line} ${field} ${code}`;
