import { inRing } from "@tocsin/kernel/geo.ts";
import type { BuiltCity } from "./built-city.ts";
import { distance, type Vec } from "./plane.ts";

/** One station of the metro, at a crossing of its avenue with a named street. */
export interface MetroStop {
  readonly name: string;
  readonly line: string;
  readonly at: Vec;
  readonly cell: number;
  readonly address: string;
}

const LINES = [["1号线", "解放"], ["2号线", "云栖大道"], ["3号线", "澜湾大道"]] as const;
const SPACING = 1_250;

/** The stations of three lines under three avenues, within the outer ring and a little beyond. */
export function drawMetro(built: BuiltCity): MetroStop[] {
  const { skeleton, street, jurisdictions, addresses } = built;
  const { map } = street;
  const leaving = map.leaving();
  const stops: MetroStop[] = [];
  const names = new Set<string>();
  for (const [line, avenue] of LINES) {
    let last: Vec | null = null;
    for (const point of skeleton.lines[avenue]!) {
      if (!inRing(point, skeleton.lines["outer"]!) || (last !== null && distance(point, last) < SPACING)) continue;
      const found = crossingNear(built, leaving, point, avenue, names);
      if (found === null) continue;
      const address = addresses.at(found.half, 0.3, 16);
      const cell = jurisdictions.cellOfFace.get(map.face[found.half]!);
      if (address === null || cell === undefined) continue;
      names.add(found.name);
      stops.push({ name: found.name, line, at: address.point, cell, address: `${address.street}${address.number}号` });
      last = point;
    }
  }
  return stops;
}

/** A half-edge of the avenue that leaves a crossing near a point, with the name of the street that crosses there. */
function crossingNear(built: BuiltCity, leaving: readonly (readonly number[])[], point: Vec, avenue: string, used: ReadonlySet<string>): { half: number; name: string } | null {
  const { map, nameOfEdge } = built.street;
  for (const [vertex, halves] of leaving.entries()) {
    if (distance(map.points[vertex]!, point) > 420) continue;
    const half = halves.find((one) => nameOfEdge[one >> 1]!.startsWith(avenue));
    const name = halves.map((one) => nameOfEdge[one >> 1]!).find((other) => other !== "" && !other.startsWith(avenue))?.replace(/(大道|路|街|巷)$/, "");
    if (half !== undefined && name !== undefined && name.length >= 2 && !used.has(name)) return { half, name };
  }
  return null;
}
