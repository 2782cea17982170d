import type { SpecialistState } from "@tocsin/contract/joint/joint-rules.ts";
import { DAY, dayText, type Instant } from "@tocsin/kernel/instant.ts";
import type { CityIndex } from "../decision.ts";

/** So soon before its end a certificate is pointed out. */
const SOON = 30 * DAY;

/** How many of a unit's crew hold the certificate on a day; its last day counts (JNT-11). */
const holders = ({ city }: CityIndex, unitId: string, capability: string, today: string): number =>
  city.certificates.filter((row) => row.unit === unitId && row.capability === capability && row.until >= today).reduce((sum, row) => sum + row.holders, 0);

/**
 * Capabilities of a unit that do not count today: they take a certificate, and fewer of its crew hold one that is valid than the least
 * crew. Whoever's certificate has ended counts no longer from the next day on (JNT-11).
 */
export function lapsedCapabilities(index: CityIndex, unitId: string, at: Instant): string[] {
  const { specialists } = index.city.joint;
  if (specialists.length === 0) return [];
  const own = index.unit.get(unitId)?.capabilities ?? [];
  const today = dayText(at, index.calendar.offset);
  return specialists.filter(({ capability, crewMin }) => own.includes(capability) && holders(index, unitId, capability, today) < crewMin).map(({ capability }) => capability);
}

/** What a unit is able to do today, without what has lapsed. */
export function validCapabilities(index: CityIndex, unitId: string, at: Instant): readonly string[] {
  const own = index.unit.get(unitId)?.capabilities ?? [];
  const lapsed = lapsedCapabilities(index, unitId, at);
  return lapsed.length === 0 ? own : own.filter((code) => !lapsed.includes(code));
}

/** Of each capability that takes specialists, which units have it today, which have lost it, and what ends soon. */
export function specialistStates(index: CityIndex, at: Instant): SpecialistState[] {
  const [today, soon] = [dayText(at, index.calendar.offset), dayText(at + SOON, index.calendar.offset)];
  return index.city.joint.specialists.map(({ capability }) => {
    const units = index.city.units.filter(({ capabilities }) => capabilities.includes(capability)).map(({ id }) => id);
    const lapsed = units.filter((id) => lapsedCapabilities(index, id, at).includes(capability));
    const ending = index.city.certificates.filter((row) => row.capability === capability && row.until >= today && row.until <= soon).map(({ unit, until }) => ({ unit, until }));
    return { capability, able: units.filter((id) => !lapsed.includes(id)), lapsed, ending };
  });
}
