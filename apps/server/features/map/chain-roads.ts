import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { Road } from "@tocsin/roads/road-table.ts";

/** A run of road of one name and class, as long as it goes on: long lines carry their names, short ones have no room. */
export interface RoadRun {
  readonly name: string;
  readonly class: Road["class"];
  readonly bridge: boolean;
  readonly line: readonly LonLat[];
}

/** One road as it is met on a walk; the last of a walk may be walked against its line. */
interface Step {
  readonly road: Road;
  readonly backwards: boolean;
}

const keyOf = (road: Road): string => `${road.class}\n${road.bridge ? 1 : 0}\n${road.level}\n${road.name}`;
const alike = (a: LonLat, b: LonLat): boolean => a[0] === b[0] && a[1] === b[1];

/** Roads of one key, joined where exactly two of them meet, from every loose end; what is left are rings. */
function chained(roads: readonly Road[]): Step[][] {
  const at = new Map<string, Road[]>();
  for (const road of roads) for (const end of [road.from, road.to]) at.set(end, [...(at.get(end) ?? []), road]);
  const left = new Set(roads);
  const walk = (first: Road, start: string): Step[] => {
    const steps: Step[] = [];
    for (let road: Road | undefined = first, from = start; road !== undefined; ) {
      left.delete(road);
      const backwards = road.from !== from;
      steps.push({ road, backwards });
      from = backwards ? road.from : road.to;
      const here: readonly Road[] = at.get(from) ?? [];
      road = here.length === 2 ? here.find((other) => left.has(other)) : undefined;
    }
    return steps;
  };
  const out: Step[][] = [];
  for (const road of roads) for (const end of [road.from, road.to]) if (left.has(road) && at.get(end)!.length !== 2) out.push(walk(road, end));
  for (const road of roads) if (left.has(road)) out.push(walk(road, road.from));
  return out;
}

function lineOf(steps: readonly Step[]): LonLat[] {
  const line: LonLat[] = [];
  for (const { road, backwards } of steps) {
    for (const point of backwards ? [...road.line].reverse() : road.line) {
      const last = line.at(-1);
      if (last === undefined || !alike(last, point)) line.push(point);
    }
  }
  return line;
}

/** Joins a city's roads, split at every junction, into runs for drawing. */
export function chainRoads(roads: readonly Road[]): RoadRun[] {
  const groups = new Map<string, Road[]>();
  for (const road of roads) {
    const group = groups.get(keyOf(road));
    if (group === undefined) groups.set(keyOf(road), [road]);
    else group.push(road);
  }
  return [...groups.values()].flatMap((group) =>
    chained(group).flatMap((steps): RoadRun[] => {
      const [{ road }] = steps as [Step];
      const line = lineOf(steps);
      return line.length < 2 ? [] : [{ name: road.name, class: road.class, bridge: road.bridge, line }];
    }),
  );
}
