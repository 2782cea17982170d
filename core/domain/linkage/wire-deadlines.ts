import { WIRE_ALARM_MS, type Wire } from "@tocsin/contract/linkage/wire.ts";

/** A message that waits too long is told to the desk once (LNK-02). */
export const wireDeadlines = (wire: Wire | undefined): { readonly id: string; readonly dueAt: number; readonly purpose: string }[] =>
  wire?.state === "WAITING" && wire.alarmedAt === null ? [{ id: `wire/${wire.no}`, dueAt: wire.since + WIRE_ALARM_MS, purpose: "message to another platform" }] : [];
