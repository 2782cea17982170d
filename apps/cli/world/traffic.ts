import type { Point } from "@tocsin/contract/place.ts";
import type { Position } from "@tocsin/contract/views.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { distanceM } from "@tocsin/kernel/geo.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import type { RoadsAt } from "@tocsin/roads/hourly-roads.ts";
import { type Route, placeAt, route } from "@tocsin/roads/route.ts";
import { snap } from "@tocsin/roads/snap.ts";

interface Drive {
  readonly route: Route;
  readonly startedAt: number;
  /** True speed over the model's: the world is not the plan. */
  readonly pace: number;
  readonly orderId: string | null;
}

interface Vehicle {
  point: LonLat;
  heading: number;
  drive: Drive | null;
}

/** Where every simulated unit really is. Units move along roads; the core learns of it only by the positions they send. */
export interface Traffic {
  readonly place: (unitId: string, point: LonLat) => void;
  readonly driveTo: (unitId: string, target: Point, orderId: string | null) => void;
  /** Stops a drive whose order has ended. */
  readonly stop: (unitId: string) => void;
  readonly orderOf: (unitId: string) => string | null;
  readonly isMoving: (unitId: string) => boolean;
  /** Moves everybody to `now`; ids of the units that reached their target since the last call. */
  readonly advance: (now: number) => string[];
  readonly position: (unitId: string, now: number) => Position | null;
}

export function createTraffic(roadsAt: RoadsAt, dice: RandomStream, now: () => number): Traffic {
  const vehicles = new Map<string, Vehicle>();

  function driveTo(unitId: string, target: Point, orderId: string | null): void {
    const vehicle = vehicles.get(unitId);
    if (vehicle === undefined || (vehicle.drive !== null && orderId !== null && vehicle.drive.orderId === orderId)) return;
    const goal: LonLat = [target.lon, target.lat];
    if (orderId !== null && vehicle.drive === null && distanceM(vehicle.point, goal) < 30) return;
    const graph = roadsAt(now());
    const from = graph && snap(graph, vehicle.point, { maxDistanceM: 3_000 });
    const to = graph && snap(graph, goal, { maxDistanceM: 3_000 });
    const way = from && to ? route(graph, from, to) : null;
    if (way === null) return;
    vehicle.drive = { route: way, startedAt: now(), pace: orderId === null ? 0.5 : 0.8 + dice.next() * 0.45, orderId };
  }

  function advance(at: number): string[] {
    const reached: string[] = [];
    for (const [unitId, vehicle] of vehicles) {
      const { drive } = vehicle;
      if (drive === null) continue;
      const driven = (at - drive.startedAt) * drive.pace;
      const here = placeAt(drive.route, driven);
      vehicle.point = here.point;
      vehicle.heading = here.bearingDeg;
      if (driven < drive.route.ms) continue;
      vehicle.drive = null;
      if (drive.orderId !== null) reached.push(unitId);
    }
    return reached;
  }

  return {
    place: (unitId, point) => {
      if (!vehicles.has(unitId)) vehicles.set(unitId, { point, heading: 0, drive: null });
    },
    driveTo,
    stop: (unitId) => {
      const vehicle = vehicles.get(unitId);
      if (vehicle) vehicle.drive = null;
    },
    orderOf: (unitId) => vehicles.get(unitId)?.drive?.orderId ?? null,
    isMoving: (unitId) => Boolean(vehicles.get(unitId)?.drive),
    advance,
    position: (unitId, at) => {
      const vehicle = vehicles.get(unitId);
      if (vehicle === undefined) return null;
      const metresPerMs = vehicle.drive === null || vehicle.drive.route.ms === 0 ? 0 : (vehicle.drive.route.metres / vehicle.drive.route.ms) * vehicle.drive.pace;
      return {
        unitId, lon: Number(vehicle.point[0].toFixed(6)), lat: Number(vehicle.point[1].toFixed(6)), at, accuracyM: 6,
        speedKmh: Math.round(metresPerMs * 3600), heading: Math.round(vehicle.heading) % 360,
      };
    },
  };
}
