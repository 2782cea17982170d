import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { CertificateRow, JointRules } from "@tocsin/contract/joint/joint-rules.ts";
import type { RosterRow, UnitRow } from "@tocsin/contract/organisation/city.ts";
import { parse } from "yaml";
import { STANDARD_DIR } from "../standard-folder.ts";

/** The desk at which lines work together sits in the city's command centre (JNT-02). */
const DESK = "CITY";

/** What only specialists do, by whom they are called (JNT-11). */
const SPECIALISTS: JointRules["specialists"] = [
  { capability: "WATER_RESCUE", certificate: "水域救援证", crewMin: 2, procedureZh: "两人以上着救生衣作业，先岸后水，上游设观察、下游设拦截", procedureEn: "Two or more in life vests; from the bank first; a lookout upstream, a catch downstream", call: "FIRE" },
  { capability: "HAZMAT_RESPONSE", certificate: "危化品处置证", crewMin: 4, procedureZh: "上风向进入，先侦检后处置，内外两组互为保障，出区洗消", procedureEn: "From upwind; detect before acting; a second team stands by; decontaminate on the way out", call: "FIRE" },
  { capability: "EOD", certificate: "排爆员证", crewMin: 1, procedureZh: "疏散、断电、禁用无线电，远程优先，单人接近、双人监护", procedureEn: "Clear, cut power, no radio; remote first; one approaches, two watch", call: "SWAT" },
];
/** By year, so that they do not all end on one day. */
const UNTIL = ["2028-06-30", "2029-06-30", "2030-06-30"];

export const demoJoint = (): JointRules => ({ ...(parse(readFileSync(join(STANDARD_DIR, "joint.yaml"), "utf8")) as JointRules), specialists: [...SPECIALISTS], desk: DESK });

/** Posts as everywhere; the joint desk day and night, but for the small hours of Sunday, so that a hole is seen. */
export function demoRosters(): RosterRow[] {
  const shift = (org: string, weekdays: string, from: string, to: string, officers: number): RosterRow => ({ org, weekdays, from, to, officers });
  return [
    shift("ALL_POSTS", "1234567", "00:00", "08:00", 4), shift("ALL_POSTS", "1234567", "08:00", "16:00", 6), shift("ALL_POSTS", "1234567", "16:00", "24:00", 6),
    shift(DESK, "123456", "00:00", "08:00", 2), shift(DESK, "1234567", "08:00", "20:00", 4), shift(DESK, "1234567", "20:00", "24:00", 2),
  ];
}

/** Every unit that is said to be able is, today: of its crew so many hold the certificate as are needed, and one more where there is one more. */
export const demoCertificates = (units: readonly UnitRow[]): CertificateRow[] =>
  SPECIALISTS.flatMap(({ capability, certificate, crewMin }) =>
    units.filter(({ capabilities }) => capabilities.includes(capability)).map(({ id, crew }, at) => ({ unit: id, capability, certificate, holders: Math.min(crew, crewMin + 1), until: UNTIL[at % UNTIL.length]! })));
