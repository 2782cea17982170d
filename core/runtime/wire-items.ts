import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { World } from "@tocsin/domain/decision.ts";
import type { Step } from "./step.ts";

/** What the outbox keeps of a message to another platform: which matter, and the step at which it was given to the wire. The words are read when it is sent. */
export interface WireItem {
  readonly matterId: string;
  readonly no: number;
  /** Items of one key are delivered in their order. */
  readonly key: string;
}

export const WIRE_TOPIC = "georeport";

/** Messages that a step brings: of each matter that is given to the wire in it. */
export function wireItems({ touched }: Pick<Step, "touched">, world: Pick<World, "matters">): { readonly topic: string; readonly payload: WireItem }[] {
  return touched.flatMap((record) => {
    if (record.kind !== "matter") return [];
    const { id, wire }: Pick<Matter, "id" | "wire"> = record.state;
    return wire === undefined || wire.state !== "WAITING" || world.matters.get(id)?.wire?.no === wire.no ? [] : [{ topic: WIRE_TOPIC, payload: { matterId: id, no: wire.no, key: id } }];
  });
}
