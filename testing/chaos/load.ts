import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import { NetworkError } from "@tocsin/client/transport.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import { type Seated, signInAt } from "../harness.ts";

/** A command whose acceptance the client has seen: the outside ledger against which the server is held. */
export interface Acknowledged {
  readonly account: string;
  readonly key: string;
  readonly name: CommandName;
  readonly payload: CommandPayload[CommandName];
}

export interface Load {
  readonly acknowledged: Acknowledged[];
  readonly incidentIds: Set<string>;
  /** Runs until the server is gone. Commands under way at that moment have no answer and claim nothing. */
  readonly run: (url: string, workers: number) => Promise<void>;
}

export function createLoad(account: string, unitIds: readonly string[], dice: RandomStream): Load {
  const acknowledged: Acknowledged[] = [];
  const incidentIds = new Set<string>();

  async function send<Name extends CommandName>(client: Seated, name: Name, payload: CommandPayload[Name]): Promise<boolean> {
    const key = newUlid();
    const answer = await client.command(name, payload, { key });
    if (answer.ok) acknowledged.push({ account, key, name, payload });
    return answer.ok;
  }

  async function oneCall(client: Seated): Promise<void> {
    const incidentId = newUlid();
    const received = await send(client, "intake.receive", {
      incidentId, channel: "CALL_110", callback: "13800000000", text: "有人打架", typeCode: "PO-02", placeUnknown: "UNKNOWN",
    });
    if (!received) return;
    incidentIds.add(incidentId);
    const unitId = dice.pick(unitIds);
    const orderId = newUlid();
    // Refused while the unit works; what matters is that a unit that a timer took out of service comes back.
    await send(client, "dispatch.setUnitStatus", { unitId, status: "AVAILABLE" });
    if (!(await send(client, "dispatch.issueOrder", { incidentId, orderId, unitIds: [unitId], overrideReason: "KEEP_COVER" }))) return;
    if (dice.next() < 0.4) return; // left unanswered, so that escalation and replacement fire
    const step = { incidentId, orderId, unitId };
    if (!(await send(client, "dispatch.acknowledge", step))) return;
    await send(client, "dispatch.enRoute", step);
    await send(client, "dispatch.arrive", { ...step, mode: "CONFIRMED" });
    await send(client, "dispatch.handle", step);
    await send(client, "dispatch.feedback", { ...step, kind: "FIRST", text: "已到场" });
    await send(client, "dispatch.complete", step);
  }

  async function worker(client: Seated): Promise<void> {
    try {
      for (;;) await oneCall(client);
    } catch (error) {
      if (!(error instanceof NetworkError)) throw error;
    }
  }

  return {
    acknowledged,
    incidentIds,
    run: async (url, workers) => {
      const client = await signInAt(url, account);
      await Promise.all(Array.from({ length: workers }, () => worker(client)));
    },
  };
}
