import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { isNews } from "@tocsin/domain/linkage/exchange.ts";
import type { MatterDraft } from "@tocsin/domain/linkage/facts.ts";
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

/** Topic of what another Tocsin is to hear. */
export const CUSTODY_TOPIC = "custody";

/** Which matter another Tocsin is to hear of; what it hears is how the matter stands when it is told. */
export interface CustodyItem {
  readonly matterId: string;
  readonly key: string;
}

/** Matters that this platform has moved in a step and of which another Tocsin knows or is to know. */
export function custodyItems({ touched, events }: Pick<Step, "touched" | "events">): { readonly topic: string; readonly payload: CustodyItem }[] {
  return touched.flatMap((record) => {
    if (record.kind !== "matter" || record.state.link === null) return [];
    const drafts = events.flatMap((event) => (event.kind === "matter" && event.id === record.id ? [event as MatterDraft] : []));
    return isNews(drafts) ? [{ topic: CUSTODY_TOPIC, payload: { matterId: record.id, key: record.id } }] : [];
  });
}
