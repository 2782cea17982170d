import type { OrgUnitRow } from "@tocsin/contract/organisation/city.ts";
import type { StandbyPostRow } from "@tocsin/contract/organisation/standby.ts";

/** Where cars may stand by beside their own base: at street posts, stations, fire stations and ambulance bases, and where the reserve stages; at most so many more than are based there. */
const ROOM: Readonly<Record<string, number>> = { STREET_POST: 1, POLICE_STATION: 2, FIRE_STATION: 2, EMS_BASE: 2 };

export const standbyPosts = (orgs: readonly OrgUnitRow[]): StandbyPostRow[] =>
  orgs.flatMap(({ id, parent, kind, nameZh, nameEn, agency, lon, lat }) => {
    const room = parent === "SWAT" && kind === "BRIGADE" ? 1 : ROOM[kind];
    return room === undefined ? [] : [{ id: `B-${id}`, nameZh, nameEn, org: id, agency, room, lon, lat }];
  });
