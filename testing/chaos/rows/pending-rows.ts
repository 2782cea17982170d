import type { PendingRow, RowId, Words } from "../row.ts";

const SCALE_OUT: Words = ["随多机部署而来", "with scale-out"];
const pending = (id: RowId, fault: Words, why: Words): PendingRow => ({ id, fault, pending: why });

/** Rows whose part is not there: never counted as kept. */
export const PENDING_ROWS: readonly PendingRow[] = [
  pending("R4", ["主库停机,备库接替", "the primary dies, the standby is promoted"], SCALE_OUT),
  pending("R5", ["备库停机", "the standby dies"], SCALE_OUT),
  pending("R6", ["旧主库回来", "the old primary comes back"], SCALE_OUT),
  pending("R9", ["整站切换", "whole-site fail-over at full load"], SCALE_OUT),
  pending("R41", ["消息总线停机或丢失", "the bus is lost or partitioned"], SCALE_OUT),
  pending("R42", ["联邦对端说谎", "a federation peer lies"], SCALE_OUT),
];
