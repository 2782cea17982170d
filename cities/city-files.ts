import { AssetHolderRow } from "@tocsin/contract/governance/asset-holder.ts";
import type { SharingRow } from "@tocsin/contract/linkage/sharing.ts";
import type { PlatformRow } from "@tocsin/contract/linkage/wire.ts";
import type { ClientRow } from "@tocsin/contract/organisation/machine-client.ts";
import * as rows from "@tocsin/contract/organisation/city.ts";
import { CertificateRow, type JointRules } from "@tocsin/contract/joint/joint-rules.ts";
import { MutualAidRow } from "@tocsin/contract/organisation/mutual-aid.ts";
import { RapidPointRow } from "@tocsin/contract/organisation/rapid-point.ts";
import { SensorRow } from "@tocsin/contract/organisation/sensor.ts";
import { ReserveRow } from "@tocsin/contract/organisation/reserve.ts";
import { StandbyPostRow } from "@tocsin/contract/organisation/standby.ts";
import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import { rowsText } from "@tocsin/city/table-rows.ts";
import { writePlaces } from "@tocsin/places/place-file.ts";
import type { Place } from "@tocsin/places/place.ts";
import { writeRoadFiles } from "@tocsin/roads/road-file.ts";
import type { RoadTable } from "@tocsin/roads/road-table.ts";
import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { stringify } from "yaml";

/** What a city's folder is written from. Files that are left out are taken from `cities/standard` when the city is loaded. */
export interface CityData {
  readonly head: rows.CityHead;
  readonly orgs: readonly rows.OrgUnitRow[];
  readonly units: readonly rows.UnitRow[];
  readonly premises: readonly rows.PremiseRow[];
  readonly hazards: readonly rows.HazardRow[];
  readonly contacts: readonly rows.ContactRow[];
  readonly accounts: readonly rows.AccountRow[];
  readonly mutualAid?: readonly MutualAidRow[];
  readonly rapidPoints?: readonly RapidPointRow[];
  readonly standbyPosts?: readonly StandbyPostRow[];
  readonly reserves?: readonly ReserveRow[];
  readonly sensors?: readonly SensorRow[];
  readonly joint?: JointRules;
  readonly rosters?: readonly rows.RosterRow[];
  readonly certificates?: readonly CertificateRow[];
  readonly assetHolders?: readonly AssetHolderRow[];
  readonly clients?: readonly ClientRow[];
  readonly sharing?: readonly SharingRow[];
  readonly platforms?: readonly PlatformRow[];
  /** Overrides of the standard, where the city differs. */
  readonly types?: readonly rows.IncidentTypeRow[];
  readonly departments?: readonly rows.DepartmentRow[];
  readonly deadlines?: rows.Deadlines;
  readonly speeds?: Speeds;
  /** `areas.geojson`, ready. */
  readonly areas: string;
  readonly roads?: RoadTable;
  readonly places?: readonly Place[];
  readonly water?: string;
  readonly green?: string;
  /** Response plans, modules and their tests: files as they are, by their path in the folder. */
  readonly plans?: ReadonlyMap<string, string>;
}

/** The files of a city as texts by their path in its folder. */
export function cityTexts(city: CityData): ReadonlyMap<string, string> {
  const texts = new Map<string, string>([
    ["city.yaml", stringify(city.head)],
    ["organisation.csv", rowsText(rows.OrgUnitRow, city.orgs)],
    ["areas.geojson", city.areas],
    ["units.csv", rowsText(rows.UnitRow, city.units)],
    ["premises.csv", rowsText(rows.PremiseRow, city.premises)],
    ["hazards.csv", rowsText(rows.HazardRow, city.hazards)],
    ["contacts.csv", rowsText(rows.ContactRow, city.contacts)],
    ["accounts.yaml", stringify(city.accounts)],
  ]);
  if (city.types) texts.set("incident_types.csv", rowsText(rows.IncidentTypeRow, city.types));
  if (city.mutualAid) texts.set("mutual_aid.csv", rowsText(MutualAidRow, city.mutualAid));
  if (city.rapidPoints) texts.set("rapid_points.csv", rowsText(RapidPointRow, city.rapidPoints));
  if (city.standbyPosts) texts.set("standby_posts.csv", rowsText(StandbyPostRow, city.standbyPosts));
  if (city.sensors) texts.set("sensors.csv", rowsText(SensorRow, city.sensors));
  if (city.reserves) texts.set("reserves.csv", rowsText(ReserveRow, city.reserves));
  if (city.joint) texts.set("joint.yaml", stringify(city.joint));
  if (city.rosters) texts.set("rosters.csv", rowsText(rows.RosterRow, city.rosters));
  if (city.certificates) texts.set("certificates.csv", rowsText(CertificateRow, city.certificates));
  if (city.assetHolders) texts.set("asset_holders.csv", rowsText(AssetHolderRow, city.assetHolders));
  if (city.departments) texts.set("departments.csv", rowsText(rows.DepartmentRow, city.departments));
  for (const name of ["clients", "sharing"] as const) if (city[name]) texts.set(`${name}.yaml`, stringify(city[name]));
  if (city.platforms) texts.set("platforms.yaml", platformsText(city));
  if (city.deadlines) texts.set("deadlines.yaml", stringify(city.deadlines));
  if (city.speeds) texts.set("speeds.yaml", stringify(city.speeds));
  if (city.places) texts.set("places.csv", writePlaces(city.places));
  if (city.water) texts.set("map/water.geojson", city.water);
  if (city.green) texts.set("map/green.geojson", city.green);
  for (const [name, text] of city.plans ?? []) texts.set(name, text);
  if (city.roads) {
    const { roads, turns } = writeRoadFiles(city.roads);
    texts.set("roads.csv", roads);
    texts.set("turns.csv", turns);
  }
  return texts;
}

/** `platforms.yaml` alone: where others are served may differ from start to start. */
export const platformsText = ({ platforms = [] }: Pick<CityData, "platforms">): string => stringify(platforms);

/** Writes a city's folder; files of the same names are overwritten. */
export function writeCity(dir: string, city: CityData): void {
  for (const [name, text] of cityTexts(city)) {
    mkdirSync(dirname(join(dir, name)), { recursive: true });
    writeFileSync(join(dir, name), text);
  }
}
