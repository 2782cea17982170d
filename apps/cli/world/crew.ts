import { type Assignment, isActive } from "@tocsin/contract/dispatch/order.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import { FEEDBACK_WORDS } from "./call-words.ts";
import type { World } from "./world.ts";

/** Share of orders that a crew does not hear, so that escalation is seen at work (DSP-04). */
const UNHEARD = 0.015;

interface NextAct {
  readonly afterMs: number;
  readonly name: CommandName;
  readonly extra: Record<string, unknown>;
}

/** What a crew does next, and how long after its last step; null while it drives, which ends by arriving. */
function nextAct(world: World, incident: Incident, a: Assignment): NextAct | null {
  const { dice } = world;
  switch (a.status) {
    case "ISSUED":
      return dice.next() < UNHEARD ? null : { afterMs: dice.integer(4, 28) * SECOND, name: "dispatch.acknowledge", extra: {} };
    case "ACKNOWLEDGED":
      return { afterMs: dice.integer(5, 40) * SECOND, name: "dispatch.enRoute", extra: {} };
    case "ARRIVED":
      return { afterMs: dice.integer(5, 30) * SECOND, name: "dispatch.handle", extra: {} };
    case "HANDLING":
      return { afterMs: dice.integer(30, 90) * SECOND, name: "dispatch.feedback", extra: { kind: "FIRST", text: dice.pick(FEEDBACK_WORDS.FIRST) } };
    case "FEEDBACK": {
      const final = incident.feedback.some((f) => f.unitId === a.unitId && f.kind === "FINAL");
      if (final) return { afterMs: dice.integer(10, 40) * SECOND, name: "dispatch.complete", extra: {} };
      return { afterMs: dice.integer(50, 240) * SECOND, name: "dispatch.feedback", extra: { kind: "FINAL", text: dice.pick(FEEDBACK_WORDS.FINAL) } };
    }
    default:
      return null;
  }
}

function stepOf(world: World, incident: Incident, orderId: string, a: Assignment): void {
  const done = incident.feedback.filter((f) => f.unitId === a.unitId).length;
  const key = `crew/${orderId}/${a.unitId}/${a.status}/${done}`;
  if (world.planned.has(key)) return;
  world.planned.add(key);
  const next = nextAct(world, incident, a);
  if (next === null) return;
  world.agenda.plan({
    key,
    at: world.now() + next.afterMs,
    run: async () => {
      if (world.isDriven(a.unitId)) return;
      const payload = { incidentId: incident.id, orderId, unitId: a.unitId, deviceAt: world.now(), ...next.extra };
      await world.act(next.name, payload as CommandPayload[typeof next.name]);
    },
  });
}

/** Plans the next step of every simulated crew on an incident, reads packs and new facts, and starts its drives. */
export function crewsOf(world: World, incident: Incident): void {
  for (const order of incident.orders) {
    for (const a of order.assignments) {
      if (!isActive(a) || world.isDriven(a.unitId)) continue;
      stepOf(world, incident, order.id, a);
      if (a.acknowledgedAt !== null && a.guidanceReadAt === null) {
        const read = { incidentId: incident.id, orderId: order.id, unitId: a.unitId, version: order.guidance.version };
        world.agenda.plan({ key: `read/${order.id}/${a.unitId}`, at: world.now() + world.dice.integer(3, 12) * SECOND, run: () => world.act("guidance.markRead", read) });
      }
      for (const { id: factId } of incident.facts.filter((fact) => fact.critical && a.acknowledgedAt !== null && fact.at > a.issuedAt && !fact.readBy.includes(a.unitId))) {
        world.agenda.plan({ key: `fact/${factId}/${a.unitId}`, at: world.now() + world.dice.integer(3, 20) * SECOND, run: () => world.act("guidance.markFactRead", { incidentId: incident.id, unitId: a.unitId, factId }) });
      }
      if (a.status === "EN_ROUTE" && incident.place?.point) world.traffic.driveTo(a.unitId, incident.place.point, order.id);
    }
  }
}

/** Called when a unit reaches its incident: the crew taps "arrived" a few seconds later, or the proposal confirms itself. */
export function arrived(world: World, unitId: string): void {
  const bound = world.board().units.get(unitId)?.assignment;
  if (!bound || world.isDriven(unitId)) return;
  world.agenda.plan({
    key: `arrive/${bound.orderId}/${unitId}`,
    at: world.now() + world.dice.integer(2, 22) * SECOND,
    run: async () => {
      if (world.board().units.get(unitId)?.status === "EN_ROUTE") await world.act("dispatch.arrive", { ...bound, unitId, mode: "CONFIRMED", deviceAt: world.now() });
    },
  });
}
