import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { NetworkError } from "@tocsin/client/transport.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import type { OutsideLedger } from "../../outside-ledger.ts";
import type { Seated } from "../../harness.ts";

/** One line of the outside ledger: a command before it is sent, and its answer when one came. */
export interface Told {
  readonly what: "sent" | "acknowledged" | "refused";
  readonly account: string;
  readonly key: string;
  readonly name: CommandName;
  readonly payload: CommandPayload[CommandName];
}

/** Sends a command under a key of its own and keeps book. @throws NetworkError when no answer came */
export async function tell<Name extends CommandName>(ledger: OutsideLedger<Told>, seat: Seated, account: string, name: Name, payload: CommandPayload[Name]): Promise<boolean> {
  const line = { account, key: newUlid(), name, payload };
  ledger.note({ what: "sent", ...line });
  const answer = await seat.command(name, payload, { key: line.key });
  ledger.note({ what: answer.ok ? "acknowledged" : "refused", ...line });
  return answer.ok;
}

type Say = <Name extends CommandName>(name: Name, payload: CommandPayload[Name]) => Promise<unknown>;

/** An acknowledged order from the drive to the closure of its call. */
export async function workOrder(say: Say, step: { readonly incidentId: string; readonly orderId: string; readonly unitId: string }): Promise<void> {
  await say("dispatch.enRoute", step);
  await say("dispatch.arrive", { ...step, mode: "CONFIRMED" });
  await say("dispatch.handle", step);
  await say("dispatch.feedback", { ...step, kind: "FIRST", text: "已到场" });
  await say("dispatch.complete", step);
  await say("intake.close", { incidentId: step.incidentId, outcomeCode: "HANDLED_ON_SITE", text: "已处置" });
}

/** A call from its report to its closure; some are left unanswered, so that timers have something to do. */
async function oneLife(ledger: OutsideLedger<Told>, seat: Seated, account: string, unitIds: readonly string[], dice: RandomStream): Promise<void> {
  const say = <Name extends CommandName>(name: Name, payload: CommandPayload[Name]): Promise<boolean> => tell(ledger, seat, account, name, payload);
  const incidentId = newUlid();
  if (!(await say("intake.receive", { incidentId, channel: "CALL_110", callback: "13800000000", text: "有人打架", typeCode: "PO-02", placeUnknown: "UNKNOWN" }))) return;
  const [unitId, orderId] = [dice.pick(unitIds), newUlid()];
  // Refused while the unit works; what matters is that a unit that a timer took out of service comes back.
  await say("dispatch.setUnitStatus", { unitId, status: "AVAILABLE" });
  if (!(await say("dispatch.issueOrder", { incidentId, orderId, unitIds: [unitId], overrideReason: "KEEP_COVER" }))) return;
  if (dice.next() < 0.2) return;
  const step = { incidentId, orderId, unitId };
  if (!(await say("dispatch.acknowledge", step))) return;
  await workOrder(say, step);
}

/** Several desks at once, until the server is gone or `lives` calls are over; commands under way at its end have no answer and claim nothing. */
export async function liveLoad(ledger: OutsideLedger<Told>, seat: Seated, account: string, options: { unitIds: readonly string[]; desks: number; lives: number; dice: RandomStream }): Promise<"over" | "gone"> {
  const desk = async (): Promise<void> => {
    for (let n = 0; n < options.lives; n++) await oneLife(ledger, seat, account, options.unitIds, options.dice);
  };
  const ends = await Promise.allSettled(Array.from({ length: options.desks }, desk));
  const failed = ends.flatMap((end) => (end.status === "rejected" ? [end.reason as unknown] : []));
  const strange = failed.find((error) => !(error instanceof NetworkError));
  if (strange !== undefined) throw strange as Error;
  return failed.length > 0 ? "gone" : "over";
}
