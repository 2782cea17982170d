/**
 * Turn restrictions by splitting: a junction with restrictions gets one extra vertex for every set of
 * forbidden exits, and the arcs so restricted end there instead. All other junctions stay single vertices.
 *
 * Arc `2 * r` runs along road `r` from `from` to `to`, arc `2 * r + 1` the other way.
 */
import type { RoadTable } from "./road-table.ts";

/** An extra vertex of a junction. */
export interface TurnCopy {
  readonly junction: number;
  /** Arcs that end here and not at the junction's own vertex. */
  readonly arcsIn: readonly number[];
  /** Arcs that may not be taken from here. */
  readonly forbidden: ReadonlySet<number>;
}

/** `tail` and `head` are junction indices per arc; `exits` lists the arcs that leave a junction. */
export function turnCopies(
  table: RoadTable,
  roadIndex: ReadonlyMap<string, number>,
  junctionIndex: ReadonlyMap<string, number>,
  tail: Int32Array,
  head: Int32Array,
): TurnCopy[] {
  const rules = new Map<number, { no: Set<number>; only: Set<number> }>();
  for (const turn of table.turns) {
    const via = junctionIndex.get(turn.via);
    const from = roadIndex.get(turn.fromRoad);
    const to = roadIndex.get(turn.toRoad);
    if (via === undefined || from === undefined || to === undefined) {
      throw new RangeError(`turn from "${turn.fromRoad}" via "${turn.via}" to "${turn.toRoad}" names what is not in the table`);
    }
    for (const arcIn of [2 * from, 2 * from + 1]) {
      if (head[arcIn] !== via) continue;
      const rule = rules.get(arcIn) ?? { no: new Set(), only: new Set() };
      rules.set(arcIn, rule);
      for (const arcOut of [2 * to, 2 * to + 1]) if (tail[arcOut] === via) rule[turn.kind].add(arcOut);
    }
  }
  return rules.size === 0 ? [] : grouped(rules, tail, head);
}

function grouped(rules: ReadonlyMap<number, { no: Set<number>; only: Set<number> }>, tail: Int32Array, head: Int32Array): TurnCopy[] {
  const exits = new Map<number, number[]>();
  for (const arcIn of rules.keys()) exits.set(head[arcIn]!, []);
  for (let arc = 0; arc < tail.length; arc++) exits.get(tail[arc]!)?.push(arc);
  const copies = new Map<string, { junction: number; arcsIn: number[]; forbidden: Set<number> }>();
  for (const [arcIn, rule] of rules) {
    const junction = head[arcIn]!;
    const out = exits.get(junction) ?? [];
    const forbidden = out.filter((arc) => rule.no.has(arc) || (rule.only.size > 0 && !rule.only.has(arc)));
    if (forbidden.length === 0) continue;
    const key = `${junction}:${forbidden.join(",")}`;
    const copy = copies.get(key);
    if (copy) copy.arcsIn.push(arcIn);
    else copies.set(key, { junction, arcsIn: [arcIn], forbidden: new Set(forbidden) });
  }
  return [...copies.values()].sort((a, b) => a.junction - b.junction);
}
