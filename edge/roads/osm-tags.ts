/** What OpenStreetMap's tags on a way say about driving there. */
import type { OsmTags } from "./osm-file.ts";
import type { RoadClass } from "@tocsin/contract/roads/road-class.ts";
import type { Oneway } from "./road-table.ts";

const CLASS_OF: Readonly<Record<string, RoadClass>> = {
  motorway: "motorway",
  motorway_link: "motorway",
  trunk: "trunk",
  trunk_link: "trunk",
  primary: "primary",
  primary_link: "primary",
  secondary: "secondary",
  secondary_link: "secondary",
  tertiary: "tertiary",
  tertiary_link: "tertiary",
  unclassified: "residential",
  residential: "residential",
  living_street: "residential",
  road: "residential",
  service: "service",
};

/** Speeds where the class's default would be wrong and no limit is given, km/h. */
const SPEED_OF: Readonly<Record<string, number>> = {
  motorway_link: 60,
  trunk_link: 50,
  primary_link: 40,
  secondary_link: 40,
  tertiary_link: 35,
  unclassified: 40,
  living_street: 15,
};

/** The road's class, or `null` where a police car does not drive: paths, private grounds, squares. */
export function classOf(tags: OsmTags): RoadClass | null {
  const roadClass = CLASS_OF[tags["highway"] ?? ""];
  if (!roadClass || tags["area"] === "yes") return null;
  const emergency = tags["emergency"];
  if (emergency === "yes" || emergency === "designated") return roadClass;
  const access = tags["motorcar"] ?? tags["motor_vehicle"] ?? tags["vehicle"] ?? tags["access"];
  const barred = access === "no" || access === "private" || access === "agricultural" || access === "forestry" || emergency === "no";
  return barred ? null : roadClass;
}

export function onewayOf(tags: OsmTags): Oneway {
  const stated = tags["oneway:motor_vehicle"] ?? tags["oneway"];
  if (stated === "yes" || stated === "true" || stated === "1") return "forward";
  if (stated === "-1" || stated === "reverse") return "backward";
  if (stated !== undefined) return "no";
  const implied = tags["highway"] === "motorway" || tags["junction"] === "roundabout" || tags["junction"] === "circular";
  return implied ? "forward" : "no";
}

/** Kilometres per hour; `null` for the class's default. */
export function speedOf(tags: OsmTags): number | null {
  for (const key of ["maxspeed", "maxspeed:forward", "maxspeed:backward", "zone:maxspeed"]) {
    const speed = readSpeed(tags[key]);
    if (speed !== null) return speed;
  }
  return SPEED_OF[tags["highway"] ?? ""] ?? null;
}

/** `50`, `30 mph`, `DE:urban`, `DE:30`, `DE:zone30`, `walk`, `none`; `null` when it says nothing usable. */
export function readSpeed(text: string | undefined): number | null {
  const value = (text ?? "").split(";")[0]!.trim().toLowerCase();
  const number = /^(?:[a-z]{2}:(?:zone:?)?)?(\d+(?:\.\d+)?)\s*(mph|km\/h|kmh|kph)?$/.exec(value);
  if (number) return kept(Number(number[1]) * (number[2] === "mph" ? 1.609344 : 1));
  if (value === "walk" || value.endsWith(":walk") || value.endsWith(":living_street")) return 10;
  if (value === "none") return 120;
  if (value.endsWith(":urban")) return 50;
  if (value.endsWith(":rural")) return 80;
  if (value.endsWith(":motorway")) return 120;
  return null;
}

const kept = (kmh: number): number | null => (kmh >= 1 ? Math.min(130, Math.max(5, Math.round(kmh))) : null);

/** Layer above or below the ground, -20 to 20. */
export function levelOf(tags: OsmTags): number {
  const layer = Number(tags["layer"] ?? "0");
  return Number.isInteger(layer) && Math.abs(layer) <= 20 ? layer : 0;
}

export function isBridge(tags: OsmTags): boolean {
  return tags["bridge"] !== undefined && tags["bridge"] !== "no";
}
