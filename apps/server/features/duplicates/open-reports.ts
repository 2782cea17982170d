import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { CityPresent } from "../present/city-present.ts";

/** Without a place only words can tell, and a surge has tens of thousands of them: so many of the newest are compared. */
const COMPARED_BY_WORDS = 1_000;
const METRES_PER_DEGREE = 111_195;

/** Open incidents by where they are, so that a report is held beside its neighbours and not beside the whole city (INC-05, INC-07). */
export interface OpenReports {
  /** Incidents that may lie within the radius of a point, and the newest of those without one; for a report without a point the newest of all. */
  beside(point: LonLat | null): Incident[];
  close(): void;
}

/** The newest of a map whose entries stand in the order of their arrival. */
function newest(incidents: ReadonlyMap<string, Incident>): Incident[] {
  const all = [...incidents.values()];
  return all.slice(Math.max(0, all.length - COMPARED_BY_WORDS));
}

const pointOf = (incident: Incident): LonLat | null => (incident.place?.point ? [incident.place.point.lon, incident.place.point.lat] : null);

/** @param radiusM how far apart two reports of one event may lie; @param latitude the highest one of the city, where a degree of longitude is shortest */
export function openReports(present: Pick<CityPresent, "openIncidents" | "subscribe">, radiusM: number, latitude: number): OpenReports {
  const [dLat, dLon] = [radiusM / METRES_PER_DEGREE, radiusM / (METRES_PER_DEGREE * Math.max(0.01, Math.cos((latitude * Math.PI) / 180)))];
  const cells = new Map<string, Map<string, Incident>>();
  const cellOf = new Map<string, string>();
  const NOWHERE = "";
  const keyAt = (point: LonLat | null, east: number, north: number): string =>
    point === null ? NOWHERE : `${Math.floor(point[0] / dLon) + east}/${Math.floor(point[1] / dLat) + north}`;

  function remove(id: string): void {
    const key = cellOf.get(id);
    if (key === undefined) return;
    cellOf.delete(id);
    const cell = cells.get(key);
    cell?.delete(id);
    if (cell?.size === 0) cells.delete(key);
  }

  function put(incident: Incident): void {
    const key = keyAt(pointOf(incident), 0, 0);
    if (cellOf.get(incident.id) !== key) remove(incident.id);
    cellOf.set(incident.id, key);
    const cell = cells.get(key) ?? new Map<string, Incident>();
    cells.set(key, cell.set(incident.id, incident));
  }

  for (const incident of present.openIncidents.values()) put(incident);
  const close = present.subscribe(({ incidentIds }) => {
    for (const id of incidentIds) {
      const incident = present.openIncidents.get(id);
      if (incident === undefined) remove(id);
      else put(incident);
    }
  });
  return {
    close,
    beside(point) {
      if (point === null) return newest(present.openIncidents);
      const around = [-1, 0, 1].flatMap((east) => [-1, 0, 1].flatMap((north) => [...(cells.get(keyAt(point, east, north))?.values() ?? [])]));
      return [...around, ...newest(cells.get(NOWHERE) ?? new Map<string, Incident>())];
    },
  };
}

