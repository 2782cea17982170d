import type { ClockStep } from "@tocsin/contract/dispatch/clock.ts";
import type { Deadlines } from "@tocsin/contract/organisation/city.ts";
import { limitsOf } from "@tocsin/domain/organisation/limits.ts";
import type { OwnOrder } from "../state/own-order.ts";

export interface PressingClock {
  readonly step: ClockStep | "acknowledge";
  readonly startedAt: number;
  readonly dueAt: number;
}

/** Steps that this unit can still answer in each status; a limit that only others can meet is not its business. */
const OWN_STEPS: Readonly<Record<string, readonly ClockStep[]>> = {
  ISSUED: ["REACT", "SELF"],
  ACKNOWLEDGED: ["EN_ROUTE"],
  EN_ROUTE: ["ON_SCENE", "ARRIVAL", "ECHELON_1", "ECHELON_3", "ECHELON_5", "MUTUAL", "POLICE"],
  ARRIVED: ["FIRST_FEEDBACK"],
  HANDLING: ["FIRST_FEEDBACK"],
};

/** The limit that presses most on this unit now: the earliest that its next step answers. Limits are the server's, in server time. */
export function pressingClock({ incident, assignment }: OwnOrder, deadlines: Deadlines | undefined): PressingClock | undefined {
  const steps = OWN_STEPS[assignment.status] ?? [];
  const clocks: PressingClock[] = incident.clocks
    .filter((clock) => steps.includes(clock.step) && clock.doneAt === null && clock.voidedAt === null)
    .map(({ step, startedAt, limitS }) => ({ step, startedAt, dueAt: startedAt + limitS * 1_000 }));
  if (assignment.status === "ISSUED" && deadlines) {
    clocks.push({ step: "acknowledge", startedAt: assignment.issuedAt, dueAt: assignment.issuedAt + limitsOf(incident, deadlines).acknowledge.target * 1_000 });
  }
  return clocks.sort((a, b) => a.dueAt - b.dueAt)[0];
}

/** Calm, then amber from two thirds of the time on, then over. The limit itself is still met. */
export function pressure({ startedAt, dueAt }: Pick<PressingClock, "startedAt" | "dueAt">, now: number): "calm" | "soon" | "over" {
  if (now >= dueAt + 1_000) return "over";
  return now - startedAt >= ((dueAt - startedAt) * 2) / 3 ? "soon" : "calm";
}
