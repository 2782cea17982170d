import type { OrgUnitRow, UnitRow } from "@tocsin/contract/organisation/city.ts";
import type { ReserveRow } from "@tocsin/contract/organisation/reserve.ts";
import { distanceM } from "@tocsin/kernel/geo.ts";

/** Of each brigade so many patrol as ever; the others wait at the brigade. */
const PATROLLING = 2;

/** What the special-police brigades keep back is the city's mobile reserve, each at home in the district that is nearest; the first is ready in five minutes, the other in fifteen (CMD-10). */
export function drawReserves(orgs: readonly OrgUnitRow[], units: readonly UnitRow[]): ReserveRow[] {
  const districts = orgs.filter(({ level, kind }) => level === "DISTRICT" && kind === "BUREAU");
  return orgs.filter(({ parent, kind }) => parent === "SWAT" && kind === "BRIGADE").map((brigade, i) => {
    const away = (org: OrgUnitRow): number => distanceM([org.lon, org.lat], [brigade.lon, brigade.lat]);
    const home = districts.reduce((best, org) => (away(org) < away(best) ? org : best));
    return {
      id: `RES${i + 1}`, nameZh: `${brigade.nameZh}机动队`, nameEn: `${brigade.nameEn} Reserve`, units: units.filter(({ org }) => org === brigade.id).slice(PATROLLING).map(({ id }) => id),
      staging: `B-${brigade.id}`, readiness: i === 0 ? "READY_5" : "READY_15", shiftS: 12 * 3_600, callOut: "P2", home: home.id, coverUnits: 1, coverCapability: "SPECIAL_RESPONSE",
    };
  });
}
