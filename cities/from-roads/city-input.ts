import type { OrgUnit, UnitRow } from "@tocsin/contract/organisation/city.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { ImportedPlace } from "@tocsin/roads/imported-place.ts";
import type { FeatureCollection } from "@tocsin/roads/osm-features.ts";
import type { RoadTable } from "@tocsin/roads/road-table.ts";

/** A station whose place is known. `id` becomes part of its code. */
export interface StationSite {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly point: LonLat;
}

/** What a city around imported roads is made of. */
export interface CityFromRoads {
  readonly id: string;
  readonly nameZh: string;
  readonly nameEn: string;
  /** Minutes from UTC. */
  readonly utcOffset: number;
  readonly attribution: string;
  readonly roads: RoadTable;
  readonly places: readonly ImportedPlace[];
  /** Water and green for the map; other kinds are not used. */
  readonly features?: FeatureCollection;
  readonly districts: number;
  /** Known stations, or how many to spread over the junctions. */
  readonly stations: readonly StationSite[] | number;
  readonly postsPerStation: number;
  /** At most this many site groups (MRU) at places where people are. */
  readonly siteGroups: number;
  /** Agency and kind of the stations; POLICE and POLICE_STATION unless given. */
  readonly service?: { readonly agency: string; readonly kind: string };
  /** The force; police, fire and ambulance enough for every incident type unless given. */
  readonly units?: (orgs: readonly OrgUnit[]) => readonly UnitRow[];
}
