/**
 * Which graphs have a weighed hierarchy to answer from. Answers are the same with it and without; it is asked only while it goes
 * by what the graph weighs at the moment, so after a closure the plain search answers until the weights have followed.
 */
import type { RoadGraph } from "./graph.ts";
import { HierarchySearch } from "./hierarchy-search.ts";
import type { Hierarchy } from "./hierarchy.ts";
import { weighHierarchy, type WeighedWays } from "./hierarchy-weights.ts";

export class PreparedRoads {
  readonly #search: HierarchySearch;
  #revision: number;
  readonly #fellBehind: () => void;

  /** `fellBehind` is told whenever a question comes that the weights are too old for. */
  constructor(hierarchy: Hierarchy, weights: WeighedWays, revision: number, fellBehind: () => void) {
    this.#search = new HierarchySearch(hierarchy, weights);
    this.#revision = revision;
    this.#fellBehind = fellBehind;
  }

  weigh(weights: WeighedWays, revision: number): void {
    this.#search.weigh(weights);
    this.#revision = revision;
  }

  searchFor(revision: number): HierarchySearch | null {
    if (this.#revision !== revision) this.#fellBehind();
    return this.#revision === revision ? this.#search : null;
  }
}

const prepared = new WeakMap<RoadGraph, PreparedRoads>();

export const setPrepared = (graph: RoadGraph, roads: PreparedRoads): void => void prepared.set(graph, roads);
export const forgetPrepared = (graph: RoadGraph): void => void prepared.delete(graph);

/** The search over the graph's hierarchy; null where there is none, or none that goes by the present weights. */
export const preparedSearch = (graph: RoadGraph): HierarchySearch | null => prepared.get(graph)?.searchFor(graph.revision) ?? null;

/** Weighs a hierarchy of the graph here and now, and again in the first question after each change: for whoever can wait. */
export function useHierarchy(graph: RoadGraph, hierarchy: Hierarchy): void {
  const weights = (): WeighedWays => weighHierarchy(hierarchy, graph.turns.starts, graph.arcWeight);
  const roads: PreparedRoads = new PreparedRoads(hierarchy, weights(), graph.revision, () => roads.weigh(weights(), graph.revision));
  setPrepared(graph, roads);
}
