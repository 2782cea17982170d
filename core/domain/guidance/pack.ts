import type { GuidancePack } from "@tocsin/contract/guidance/pack.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { GuidanceContent } from "@tocsin/contract/guidance/content.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { civil, dayText, MINUTE } from "@tocsin/kernel/instant.ts";
import { ADVISORY_LEVELS, type Advisory } from "@tocsin/contract/command/advisory.ts";
import { distanceM } from "@tocsin/kernel/geo.ts";
import { coversPoint } from "../command/advisory-scope.ts";
import type { TypeGuidance } from "./type-guidance.ts";

const NIGHT = { zh: "夜间处警:照明、反光背心,留意视线盲区", en: "Night: lights and reflective vests; mind blind spots" };
const UNTYPED: Pick<GuidanceContent, "riskHints" | "handlingPoints" | "kit" | "legal" | "crewMin"> = {
  riskHints: [{ zh: "警情类别未定,先远观后接近", en: "Type not yet known: look before you approach" }],
  handlingPoints: [
    { zh: "到场即报,先控制现场、救助伤员", en: "Report arrival at once; secure the scene, aid the injured" },
    { zh: "核实情况后回传类别与人数", en: "Verify and report back type and numbers" },
  ],
  kit: [{ zh: "单警装备、急救包、手电", en: "Personal kit, first-aid kit, torch" }],
  legal: [],
  crewMin: 1,
};
/** A premise whose entrance is this close to the point is taken as the place itself. */
export const SAME_PLACE_M = 40;

/** The premise at which an incident is: as it was said, or one whose entrance is this close. */
export function premiseOf(city: City, incident: Incident): string | null {
  const { place } = incident;
  if (place?.premiseId !== undefined) return place.premiseId;
  if (!place?.point) return null;
  const at = [place.point.lon, place.point.lat] as const;
  const near = city.premises
    .map((premise) => ({ id: premise.id, m: distanceM(at, [premise.lon, premise.lat]) }))
    .filter((candidate) => candidate.m <= SAME_PLACE_M)
    .sort((a, b) => a.m - b.m || (a.id < b.id ? -1 : 1));
  return near[0]?.id ?? null;
}

const COLOUR: Readonly<Record<Advisory["level"], { readonly zh: string; readonly en: string }>> = { RED: { zh: "红色", en: "red" }, ORANGE: { zh: "橙色", en: "orange" }, YELLOW: { zh: "黄色", en: "yellow" }, BLUE: { zh: "蓝色", en: "blue" } };
/** What of nature and supply changes the work at a scene. */
export const OUTSIDE: readonly Advisory["kind"][] = ["WEATHER", "FLOOD", "GEOLOGY", "FIRE", "UTILITY"];
/** More than these would hide the rest. */
const MOST_WARNINGS = 3;

/** Advisories that hold at the place of an incident now, the gravest first. */
export function advisoriesHere(advisories: readonly Advisory[], { place, drill }: Pick<Incident, "place" | "drill">, at: number): Advisory[] {
  const holds = (advisory: Advisory): boolean =>
    advisory.drill === drill && advisory.status !== "ENDED" && advisory.status !== "DISMISSED" && advisory.onset <= at && (advisory.expires === null || advisory.expires > at) && coversPoint(advisory.area, place?.point ?? null);
  return advisories.filter(holds).sort((a, b) => ADVISORY_LEVELS.indexOf(a.level) - ADVISORY_LEVELS.indexOf(b.level) || (a.id < b.id ? -1 : 1));
}

/** What of it changes the work outside; one that nobody has confirmed says so. */
function weatherHints(advisories: readonly Advisory[], incident: Incident, at: number): GuidancePack["riskHints"] {
  const found = advisoriesHere(advisories, incident, at).filter(({ kind }) => OUTSIDE.includes(kind));
  return found.slice(0, MOST_WARNINGS).map(({ headline, level, sender, confirmedBy }) => {
    const from = sender === null ? { zh: "", en: "" } : { zh: `（来源：${sender}）`, en: ` (source: ${sender})` };
    const unsure = confirmedBy === null ? { zh: "，未经本市确认", en: ", not confirmed here" } : { zh: "", en: "" };
    return { zh: `${COLOUR[level].zh}预警：${headline}${from.zh}${unsure.zh}`, en: `${COLOUR[level].en} advisory: ${headline}${from.en}${unsure.en}` };
  });
}

/**
 * The guidance that goes with an order in the same message (SCN-02): hints of type, place and time of day.
 * A hazard, or the guidance of the type, past its review date is shown as unverified, never hidden. A type without guidance
 * (`ofType` null) gets the general points.
 */
export function guidancePack(city: City, incident: Incident, at: number, ofType: TypeGuidance | null, advisories: readonly Advisory[] = []): GuidancePack {
  const source = ofType?.content ?? UNTYPED;
  const offset = city.head.utcOffset * MINUTE;
  const hour = civil(at, offset).hour;
  const today = dayText(at, offset);
  const premise = premiseOf(city, incident);
  return {
    typeCode: incident.typeCode,
    version: ofType?.no ?? 0,
    isDefault: ofType === null,
    ...(ofType === null ? {} : { reviewBy: ofType.content.reviewBy, unverified: ofType.content.reviewBy < today }),
    riskHints: [...weatherHints(advisories, incident, at), ...source.riskHints, ...(hour >= 19 || hour < 6 ? [NIGHT] : [])],
    premiseHazards: city.hazards
      .filter((hazard) => hazard.premise === premise)
      .map((hazard) => ({
        hazard: { zh: hazard.hazardZh, en: hazard.hazardEn },
        source: hazard.source,
        verifiedAt: hazard.verifiedAt,
        reviewBy: hazard.reviewBy,
        unverified: hazard.reviewBy < today,
      })),
    handlingPoints: source.handlingPoints,
    kit: source.kit,
    legal: source.legal,
    crewMin: source.crewMin,
    issuedAt: at,
  };
}
