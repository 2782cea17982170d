/** Which turns a table's restrictions forbid, by arcs. Arc `2 * r` runs along road `r` from `from` to `to`, arc `2 * r + 1` back. */
import type { RoadTable } from "./road-table.ts";

/** Whether one may not go from the first arc into the second at the junction between them. */
export interface TurnRules {
  /** Whether any rule concerns leaving this arc. */
  concerns(arcIn: number): boolean;
  forbids(arcIn: number, arcOut: number): boolean;
}

/** `tail` and `head` are junction indices per arc. Throws `RangeError` on a turn that names what is not in the table. */
export function turnRules(
  table: RoadTable,
  roadIndex: ReadonlyMap<string, number>,
  junctionIndex: ReadonlyMap<string, number>,
  tail: Int32Array,
  head: Int32Array,
): TurnRules {
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
  return {
    concerns: (arcIn) => rules.has(arcIn),
    forbids: (arcIn, arcOut) => {
      const rule = rules.get(arcIn);
      return rule !== undefined && (rule.no.has(arcOut) || (rule.only.size > 0 && !rule.only.has(arcOut)));
    },
  };
}
