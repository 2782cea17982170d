import type { PendingRow, Row } from "./row.ts";
import { R1, R59 } from "./rows/r01-killed-server.ts";
import { R2 } from "./rows/r02-paused-server.ts";
import { R3 } from "./rows/r03-killed-database.ts";
import { R10, R40 } from "./rows/r10-migrations-and-folders.ts";
import { R14, R15, R16 } from "./rows/r14-counters-and-clocks.ts";
import { R19, R20, R21 } from "./rows/r20-positions.ts";
import { R18, R22, R23 } from "./rows/r22-streams.ts";
import { R27, R29 } from "./rows/r27-hostile-input.ts";
import { R30, R46 } from "./rows/r30-strange-text.ts";
import { R26, R31, R32, R33 } from "./rows/r31-views-and-timers.ts";
import { R34 } from "./rows/r34-one-unit-two-desks.ts";
import { R35, R36 } from "./rows/r35-offline-device.ts";
import { R43, R44 } from "./rows/r43-authority.ts";
import { R45, R52 } from "./rows/r52-audit-and-rights.ts";
import { PENDING_ROWS } from "./rows/pending-rows.ts";

const number = ({ id }: { readonly id: string }): number => Number(id.slice(1));

/** Every row of the matrix, in its order. */
export const ALL_ROWS: readonly (Row | PendingRow)[] = [R1, R2, R3, R10, R14, R15, R16, R18, R19, R20, R21, R22, R23, R26, R27, R29, R30, R31, R32, R33, R34, R35, R36, R40, R43, R44, R45, R46, R52, R59, ...PENDING_ROWS].sort((a, b) => number(a) - number(b));
