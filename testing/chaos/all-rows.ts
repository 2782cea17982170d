import type { PendingRow, Row } from "./row.ts";
import { R1 } from "./rows/r01-killed-server.ts";
import { R2 } from "./rows/r02-paused-server.ts";
import { R3 } from "./rows/r03-killed-database.ts";
import { R34 } from "./rows/r34-one-unit-two-desks.ts";
import { PENDING_ROWS } from "./rows/pending-rows.ts";

const number = ({ id }: { readonly id: string }): number => Number(id.slice(1));

/** Every row of the matrix, in its order. */
export const ALL_ROWS: readonly (Row | PendingRow)[] = [R1, R2, R3, R34, ...PENDING_ROWS].sort((a, b) => number(a) - number(b));
