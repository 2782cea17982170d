import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Position } from "@tocsin/contract/views.ts";
import { summaryOf } from "../incident/summary.ts";
import { isStale } from "../strip/counts.ts";
import { incidentIcon, unitIcon } from "./map-icons.ts";

type Feature = GeoJSON.Feature<GeoJSON.Point>;
type Collection = GeoJSON.FeatureCollection<GeoJSON.Point>;

const collection = (features: Feature[]): Collection => ({ type: "FeatureCollection", features });
const WEIGHT: Readonly<Record<string, number>> = { P1: 1, P2: 2, P3: 3, P4: 4 };

/** Open incidents with a point; the graver is drawn above. */
export function incidentFeatures(incidents: Iterable<Incident>, selectedId: string | null): Collection {
  const features: Feature[] = [];
  for (const incident of incidents) {
    const point = incident.place?.point;
    const { open, unassigned } = summaryOf(incident);
    if (!point || (!open && incident.id !== selectedId)) continue;
    features.push({
      type: "Feature",
      geometry: { type: "Point", coordinates: [point.lon, point.lat] },
      properties: { id: incident.id, icon: incidentIcon(incident.priority, unassigned, incident.drill), sort: -(WEIGHT[incident.priority ?? ""] ?? 2), chosen: incident.id === selectedId },
    });
  }
  return collection(features);
}

interface UnitContext {
  readonly positions: ReadonlyMap<string, Position>;
  readonly now: number;
  readonly staleS: number;
  readonly lang: string;
  readonly selectedId: string | null;
  readonly minutes: (value: number) => string;
}

/** Units on shift at their last position; off-duty ones are never drawn (CMD-02). A stale one says how old it is. */
export function unitFeatures(units: Iterable<Unit>, context: UnitContext): Collection {
  const features: Feature[] = [];
  for (const unit of units) {
    if (unit.status === "OFF_DUTY") continue;
    const position = context.positions.get(unit.id);
    const at = position ?? unit.home;
    const stale = isStale(unit, position, context.now, context.staleS);
    const age = position ? Math.floor((context.now - position.at) / 60_000) : null;
    features.push({
      type: "Feature",
      geometry: { type: "Point", coordinates: [at.lon, at.lat] },
      properties: {
        id: unit.id,
        icon: unitIcon(unit.kind, unit.status, stale, context.lang),
        label: stale && age !== null ? context.minutes(age) : "",
        name: unit.callSign,
        sort: unit.assignment ? 1 : 0,
        chosen: unit.id === context.selectedId,
        duress: unit.duress !== null,
        // A site's own group is drawn when one looks closely, unless it is under orders.
        site: unit.kind === "MRU_TEAM" && unit.assignment === null && unit.duress === null,
      },
    });
  }
  return collection(features);
}
