import type { PositionBook } from "./position-book.ts";

/** A city without position reports: units are where they stand by. */
export const noPositions: PositionBook = {
  all: () => [],
  of: () => undefined,
  accept: async (_session, positions) => ({ accepted: 0, refused: positions.map(({ unitId }) => ({ unitId, reason: "UNKNOWN_UNIT" as const })) }),
  subscribe: () => () => undefined,
};
