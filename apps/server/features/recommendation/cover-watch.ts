import { coverLoss } from "@tocsin/engine/cover/cover-loss.ts";
import type { RoadGraph } from "@tocsin/roads/graph.ts";
import type { Snap } from "@tocsin/roads/snap.ts";
import { reachableWithin } from "@tocsin/roads/travel.ts";
import type { DemandCells } from "./demand-cells.ts";

/** A unit that could cover demand, with where it is. */
export interface CoveringUnit {
  readonly unitId: string;
  readonly snap: Snap;
  /** Units of one group stand in for each other; a fire engine does not cover for a patrol car. */
  readonly group: string;
  /** Its own cells are found now, however long that takes; others may be taken from where the unit last was. */
  readonly exact: boolean;
}

/**
 * What each unit leaves uncovered when it goes. The cells that a unit reaches are kept by the junction next to it, so that
 * units at their posts cost nothing; those of moving units are renewed between calls, a few milliseconds at a time.
 */
export interface CoverWatch {
  /** Share (0 to 1) of all demand, by unit id. */
  losses(units: readonly CoveringUnit[]): ReadonlyMap<string, number>;
}

export interface CoverOptions {
  readonly graph: RoadGraph;
  readonly cells: DemandCells;
  /** Travel time within which a cell counts as covered. */
  readonly targetMs: number;
  /** Share of time in which a unit is taken to be busy, in [0, 1). */
  readonly busyFraction: number;
  /** Runs a piece of work a little later; one that never runs it only makes answers rougher. */
  readonly later: (work: () => void) => void;
}

const MOST_KEPT = 4_096;
const SLICE = 8;
const NOTHING = new Uint16Array(0);

export function createCoverWatch({ graph, cells, targetMs, busyFraction, later }: CoverOptions): CoverWatch {
  let reachedFrom = new Map<number, Uint16Array>();
  let revision = graph.revision;
  const lastOf = new Map<string, Uint16Array>();
  const wanted = new Map<number, { readonly snap: Snap; readonly unitId: string }>();
  const stamp = new Uint32Array(cells.weights.length);
  let stamped = 0;

  const junctionOf = (snap: Snap): number => graph.arcTail[2 * snap.road + (snap.fraction < 0.5 ? 0 : 1)]!;

  function reach(junction: number, from: Snap): Uint16Array {
    const found: number[] = [];
    stamped += 1;
    reachableWithin(graph, from, targetMs, (reached) => {
      const cell = cells.cellOfJunction[reached]!;
      if (cell < 0 || stamp[cell] === stamped) return;
      stamp[cell] = stamped;
      found.push(cell);
    });
    const list = Uint16Array.from(found);
    if (reachedFrom.size >= MOST_KEPT) reachedFrom.delete(reachedFrom.keys().next().value!);
    reachedFrom.set(junction, list);
    return list;
  }

  function work(): void {
    let left = SLICE;
    for (const [junction, { snap, unitId }] of wanted) {
      if (left-- === 0) return later(work);
      wanted.delete(junction);
      lastOf.set(unitId, reachedFrom.get(junction) ?? reach(junction, snap));
    }
  }

  function cellsOf({ unitId, snap, exact }: CoveringUnit): Uint16Array {
    const junction = junctionOf(snap);
    const known = reachedFrom.get(junction) ?? (exact ? reach(junction, snap) : undefined);
    if (known === undefined) {
      if (wanted.size === 0) later(work);
      wanted.set(junction, { snap, unitId });
      return lastOf.get(unitId) ?? NOTHING;
    }
    lastOf.set(unitId, known);
    return known;
  }

  return {
    losses(units) {
      if (graph.revision !== revision) {
        // Closed or slowed roads change what is reached from everywhere.
        reachedFrom = new Map();
        revision = graph.revision;
      }
      const out = new Map<string, number>();
      for (const group of new Set(units.map((unit) => unit.group))) {
        const own = units.filter((unit) => unit.group === group);
        const { losses } = coverLoss({ weights: cells.weights, reached: own.map(cellsOf), busyFraction });
        own.forEach((unit, index) => out.set(unit.unitId, losses[index]!));
      }
      return out;
    },
  };
}
