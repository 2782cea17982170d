import type { PlanStatus, PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import type { GuidanceContent } from "@tocsin/contract/guidance/content.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { ulid } from "@tocsin/kernel/id.ts";
import { dayText, MINUTE } from "@tocsin/kernel/instant.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import { drafted, onPlan } from "../command/plans/plan-life.ts";
import type { CityIndex, Context, Drafted } from "../decision.ts";
import { cityPath } from "../organisation/chain.ts";

/** The guidance that holds for a type, with its number in the line of published versions. */
export interface TypeGuidance {
  readonly content: GuidanceContent;
  readonly no: number;
}

type Versions = Iterable<Pick<PlanVersion, "id" | "code" | "guidance" | "status" | "no" | "wanted">>;
const WORKED_ON: readonly PlanStatus[] = ["DRAFT", "IN_REVIEW", "APPROVED"];
const ofType = (versions: Versions, typeCode: string) => [...versions].filter(({ code, guidance }) => guidance !== undefined && code === typeCode);

/** What holds for a type: the published version; the city's file until its files have been entered into the log; null = general points (SCN-02). */
export function typeGuidance(versions: Versions, { city }: CityIndex, typeCode: string | null): TypeGuidance | null {
  const known = ofType(versions, typeCode ?? "");
  const holds = known.find(({ status }) => status === "PUBLISHED");
  if (holds?.guidance !== undefined) return { content: holds.guidance, no: holds.no ?? 0 };
  const row = known.length > 0 ? undefined : city.guidance.find(({ type }) => type === typeCode);
  if (row === undefined) return null;
  const { version, ...content } = row;
  return { content, no: version };
}

/** The same for every order that misses the guidance of a type, so that those who miss it at once begin one draft. */
const wantedId = (typeCode: string, before: number): string => ulid(0, Uint8Array.from(hashOf({ guidance: typeCode, before }).slice(0, 20).match(/../g) ?? [], (byte) => Number.parseInt(byte, 16)));
const YEAR_DAYS = 365;
const DAY_MS = 86_400_000;

/**
 * An order went out with general points because its type has none: whoever writes guidance is told by a draft that says so, once
 * until somebody publishes. A drill tells nobody.
 */
export function wantGuidance(versions: Versions, { typeCode, no, drill }: Incident, context: Context): Drafted[] {
  if (typeCode === null || drill || typeGuidance(versions, context.city, typeCode) !== null) return [];
  const known = ofType(versions, typeCode);
  const begun = known.find(({ status }) => WORKED_ON.includes(status));
  if (begun !== undefined) return begun.wanted === undefined ? [onPlan(begun.id, "GuidanceWanted", { incidentNo: no })] : [];
  const id = wantedId(typeCode, known.length);
  const content: GuidanceContent = { type: typeCode, riskHints: [], handlingPoints: [], kit: [], legal: [], crewMin: 1, reviewBy: dayText(context.at + YEAR_DAYS * DAY_MS, context.city.city.head.utcOffset * MINUTE) };
  return [drafted(id, { plan: null, module: null, guidance: content }, null, null, [cityPath(context.city)]), onPlan(id, "GuidanceWanted", { incidentNo: no })];
}
