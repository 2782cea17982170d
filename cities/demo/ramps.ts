import { distance, leftOf, middle, minus, plus, times, unit, type Vec } from "./plane.ts";
import type { RoadPiece } from "./road-piece.ts";
import type { Skeleton } from "./skeleton.ts";
import { classOf, type StreetMap } from "./streets.ts";
import { inWater } from "./water-course.ts";

/** How far from a crossing a ramp leaves the motorway, in steps of its line (about 170 m each). */
const STEPS = 2;

/** Ramps between the motorway and the service roads beside it, at every crossing with a main street: one-way, two off and two on. */
export function addRamps(city: StreetMap, skeleton: Skeleton, pieces: RoadPiece[]): void {
  const { map } = city;
  const leaving = map.leaving();
  const motorway = city.paths.find((path) => classOf(city, path.halves[0]! >> 1) === "motorway");
  if (!motorway) return;
  const ring = motorway.halves.map((half) => map.origin[half]!);
  const count = ring.length;
  for (const [index, vertex] of ring.entries()) {
    for (const half of leaving[vertex]!) {
      const roadClass = classOf(city, half >> 1);
      if (roadClass !== "primary" && roadClass !== "secondary") continue;
      const side = map.origin[half ^ 1]!;
      const before = along(map.points, ring, index, -1);
      const after = along(map.points, ring, index, 1);
      const direction = minus(map.points[ring[(index + 1) % count]!]!, map.points[vertex]!);
      const toLeft = leftOf(unit(direction));
      const offset = minus(map.points[side]!, map.points[vertex]!);
      // Traffic keeps right: on the left side of the line it runs against it.
      const isLeft = offset[0] * toLeft[0] + offset[1] * toLeft[1] > 0;
      const [exit, entry] = isLeft ? [after, before] : [before, after];
      addRamp(skeleton, pieces, map.points, `U${exit}`, exit, `N${side}`, side);
      addRamp(skeleton, pieces, map.points, `N${side}`, side, `U${entry}`, entry);
    }
  }
}

/** The ring's point at least STEPS away from a crossing and no crossing itself. */
function along(points: readonly Vec[], ring: readonly number[], index: number, sign: 1 | -1): number {
  let steps = 0;
  for (let k = 1; k < 12; k++) {
    const at = ring[(index + sign * k + ring.length * 12) % ring.length]!;
    if (distance(points[at]!, points[ring[index]!]!) < 150 * STEPS) continue;
    steps = k;
    break;
  }
  return ring[(index + sign * Math.max(STEPS, steps) + ring.length * 12) % ring.length]!;
}

function addRamp(skeleton: Skeleton, pieces: RoadPiece[], points: readonly Vec[], from: string, a: number, to: string, b: number): void {
  const [p, q] = [points[a]!, points[b]!];
  const bow = plus(middle(p, q, 0.5), times(leftOf(unit(minus(q, p))), -12));
  if ([p, bow, q].some((point) => inWater(skeleton.river, point) || inWater(skeleton.tributary, point))) return;
  pieces.push({ from, to, class: "tertiary", name: "", oneway: "forward", level: 0, bridge: false, line: [p, bow, q], edge: -1 });
}
