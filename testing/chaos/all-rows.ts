import type { PendingRow, Row } from "./row.ts";
import { R1, R59 } from "./rows/r01-killed-server.ts";
import { R2 } from "./rows/r02-paused-server.ts";
import { R3 } from "./rows/r03-killed-database.ts";
import { R7, R8 } from "./rows/r07-disk.ts";
import { R11, R55 } from "./rows/r11-backups.ts";
import { R12, R13, R17, R25, R37 } from "./rows/r12-years.ts";
import { R10, R40 } from "./rows/r10-migrations-and-folders.ts";
import { R14, R15, R16 } from "./rows/r14-counters-and-clocks.ts";
import { R19, R20, R21 } from "./rows/r20-positions.ts";
import { R18, R22, R23 } from "./rows/r22-streams.ts";
import { R27, R29 } from "./rows/r27-hostile-input.ts";
import { R30, R46 } from "./rows/r30-strange-text.ts";
import { R26, R31, R32, R33 } from "./rows/r31-views-and-timers.ts";
import { R34 } from "./rows/r34-one-unit-two-desks.ts";
import { R35, R36 } from "./rows/r35-offline-device.ts";
import { R38, R39 } from "./rows/r38-channels.ts";
import { R43, R44 } from "./rows/r43-authority.ts";
import { R48, R49, R50, R51 } from "./rows/r48-strangers.ts";
import { R45, R52 } from "./rows/r52-audit-and-rights.ts";
import { R53, R54, R56 } from "./rows/r53-insiders.ts";
import { R57, R58 } from "./rows/r57-doors.ts";
import { PENDING_ROWS } from "./rows/pending-rows.ts";

const number = ({ id }: { readonly id: string }): number => Number(id.slice(1));

/** Every row of the matrix, in its order. */
export const ALL_ROWS: readonly (Row | PendingRow)[] = [R1, R2, R3, R7, R8, R10, R11, R12, R13, R14, R15, R16, R17, R18, R19, R20, R21, R22, R23, R25, R26, R27, R29, R30, R31, R32, R33, R34, R35, R36, R37, R38, R39, R40, R43, R44, R45, R46, R48, R49, R50, R51, R52, R53, R54, R55, R56, R57, R58, R59, ...PENDING_ROWS].sort((a, b) => number(a) - number(b));
