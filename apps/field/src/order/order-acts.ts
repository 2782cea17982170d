import type { DECLINE_CODES } from "@tocsin/contract/dispatch/order.ts";
import type { FEEDBACK_KINDS, SUPPORT_KINDS } from "@tocsin/contract/intake/incident.ts";
import type { WaitingPhoto } from "../outbox/act.ts";
import type { Session } from "../session/session.ts";
import type { OwnOrder } from "../state/own-order.ts";

export interface Report {
  readonly kind: (typeof FEEDBACK_KINDS)[number];
  readonly text: string;
  readonly facts: Readonly<Record<string, string | number | boolean>>;
  readonly photos: readonly WaitingPhoto[];
  /** The number of a body-worn recording that was announced; empty = none. */
  readonly recording: string;
}

/** Everything that a unit can do about its order, each stamped with the device's time. */
export function orderActs(session: Session, { incident, order, assignment }: OwnOrder) {
  const { unitId } = assignment;
  const incidentId = incident.id;
  const step = () => ({ incidentId, orderId: order.id, unitId, deviceAt: Date.now() });
  return {
    acknowledge: () => session.act({ name: "dispatch.acknowledge", payload: step() }),
    enRoute: () => session.act({ name: "dispatch.enRoute", payload: step() }),
    arrive: (mode: "CONFIRMED" | "PROPOSED") => session.act({ name: "dispatch.arrive", payload: { ...step(), mode } }),
    handle: () => session.act({ name: "dispatch.handle", payload: step() }),
    complete: () => session.act({ name: "dispatch.complete", payload: step() }),
    decline: (code: (typeof DECLINE_CODES)[number], text: string) => session.act({ name: "dispatch.decline", payload: { ...step(), code, ...(text === "" ? {} : { text }) } }),
    support: (kind: (typeof SUPPORT_KINDS)[number], text: string) => session.act({ name: "dispatch.requestSupport", payload: { incidentId, unitId, kind, text, deviceAt: Date.now() } }),
    offerHandover: (toUnitId: string, reason: string) => session.act({ name: "dispatch.offerHandover", payload: { incidentId, orderId: order.id, unitId, toUnitId, reason } }),
    withdrawHandover: () => session.act({ name: "dispatch.withdrawHandover", payload: { incidentId, orderId: order.id, unitId } }),
    acceptHandover: (fromUnitId: string) => session.act({ name: "dispatch.acceptHandover", payload: { incidentId, orderId: order.id, unitId, fromUnitId } }),
    declineHandover: (fromUnitId: string) => session.act({ name: "dispatch.declineHandover", payload: { incidentId, orderId: order.id, unitId, fromUnitId } }),
    feedback: ({ kind, text, facts, photos, recording }: Report) =>
      session.act({ name: "dispatch.feedback", payload: { ...step(), kind, text, ...(Object.keys(facts).length === 0 ? {} : { facts }), ...(recording === "" ? {} : { recording: { reference: recording, announced: true } }) }, photos }),
    guidanceRead: () => session.act({ name: "guidance.markRead", payload: { ...step(), version: order.guidance.version } }),
    factRead: (factId: string) => session.act({ name: "guidance.markFactRead", payload: { incidentId, unitId, factId } }),
  };
}
