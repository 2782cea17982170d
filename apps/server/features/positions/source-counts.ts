import { POSITION_SOURCES, type PositionSources } from "@tocsin/contract/views.ts";

export type PositionSource = (typeof POSITION_SOURCES)[number];

/** Counts what each door brought, so that a silent or a broken one is seen; numbers only, of no unit in particular. */
export interface SourceCounts {
  taken(source: PositionSource, positions: number, at: number): void;
  refused(source: PositionSource, reason: string): void;
  /** A frame or message that gave no position at all. */
  discarded(source: PositionSource, reason: string, times?: number): void;
  view(): PositionSources;
}

interface Counted {
  accepted: number;
  lastAt: number | null;
  readonly refused: Map<string, number>;
  readonly discarded: Map<string, number>;
}

/** `since`: when counting began, ms UTC. Reasons are few and fixed, so that what strangers send cannot fill the memory. */
export function createSourceCounts(since: number): SourceCounts {
  const all = new Map<PositionSource, Counted>(POSITION_SOURCES.map((source) => [source, { accepted: 0, lastAt: null, refused: new Map(), discarded: new Map() }]));
  const add = (counts: Map<string, number>, reason: string, times: number): void => void counts.set(reason, (counts.get(reason) ?? 0) + times);
  return {
    taken(source, positions, at) {
      const counted = all.get(source)!;
      counted.accepted += positions;
      if (positions > 0) counted.lastAt = at;
    },
    refused: (source, reason) => add(all.get(source)!.refused, reason, 1),
    discarded: (source, reason, times = 1) => add(all.get(source)!.discarded, reason, times),
    view: () => ({
      since,
      sources: [...all].map(([source, counted]) => ({ source, accepted: counted.accepted, lastAt: counted.lastAt, refused: Object.fromEntries(counted.refused), discarded: Object.fromEntries(counted.discarded) })),
    }),
  };
}
