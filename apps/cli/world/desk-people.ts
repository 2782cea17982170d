import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { isOpen } from "@tocsin/contract/intake/incident.ts";
import { isActive } from "@tocsin/contract/dispatch/order.ts";
import { SECOND } from "@tocsin/kernel/instant.ts";
import type { RandomStream } from "@tocsin/kernel/random.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { Call } from "./calls.ts";
import type { World } from "./world.ts";

/** How long simulated dispatchers leave an incident to a person who sits at a dispatcher's seat. */
const COURTESY_MS = 45 * SECOND;

const forces = (incident: Incident) => incident.orders.flatMap((o) => o.assignments).filter((a) => a.kind !== "MRU_TEAM");

/** A call-taker answers: the record opens at once, its class follows when the caller has said enough (INC-03). */
export async function answer(world: World, call: Call): Promise<void> {
  const incidentId = newUlid();
  const place = { addressText: call.addressText, point: { lon: call.point[0], lat: call.point[1] }, datum: "WGS84" as const };
  await world.act("intake.receive", {
    incidentId,
    channel: "CALL_110",
    text: call.words,
    ...(call.callback === null ? { noCallbackReason: "SILENT_CALL" as const } : { callback: call.callback }),
    ...(call.lost ? { placeUnknown: "CALLER_LOST" as const } : { place: { ...place, ...(call.premiseId === null ? {} : { premiseId: call.premiseId }) } }),
  });
  world.agenda.plan({
    key: `classify/${incidentId}`,
    at: call.at + call.talkMs,
    run: async () => {
      if (world.board().incidents.get(incidentId)?.typeCode === null) await world.act("intake.classify", { incidentId, typeCode: call.typeCode });
      if (call.lost) await world.act("intake.locate", { incidentId, place });
    },
  });
}

async function assign(world: World, incidentId: string): Promise<void> {
  const incident = world.board().incidents.get(incidentId);
  if (incident === undefined || !isOpen(incident) || forces(incident).some(isActive)) return;
  const recommendation = await world.client.recommendation(incidentId);
  const unitIds = recommendation.team.length > 0 ? recommendation.team : recommendation.ranked.slice(0, 1).map((unit) => unit.unitId);
  if (unitIds.length === 0) return;
  await world.act("dispatch.issueOrder", { incidentId, orderId: newUlid(), unitIds, recommendationId: recommendation.id, overrideReason: "KEEP_COVER" });
}

/** Everybody who came has finished: the incident is closed as what it was. */
async function finish(world: World, incidentId: string): Promise<void> {
  const incident = world.board().incidents.get(incidentId);
  if (incident === undefined || !isOpen(incident)) return;
  const handled = incident.feedback.length > 0;
  const false_ = !handled || world.dice.next() < 0.06;
  await world.act("intake.close", { incidentId, outcomeCode: false_ ? world.outcomes.invalid : world.outcomes.handled, text: handled ? (incident.feedback.at(-1)?.text ?? "") : "" });
}

function explain(world: World, incident: Incident, dice: RandomStream): void {
  for (const clock of incident.clocks) {
    if (clock.breachedAt === null || clock.reason !== null) continue;
    world.agenda.plan({
      key: `explain/${incident.id}/${clock.id}`,
      at: clock.breachedAt + dice.integer(60, 240) * SECOND,
      run: () => world.act("dispatch.explainBreach", { incidentId: incident.id, clockId: clock.id, code: dice.pick(["TRAFFIC", "ADDRESS", "ACCESS", "NO_UNIT"]) }),
    });
  }
}

/** What the simulated dispatchers see in an incident, and plan to do about it. */
export function lookAt(world: World, incident: Incident): void {
  const now = world.now();
  const courtesy = world.isManned("DISPATCHER") ? COURTESY_MS : 0;
  explain(world, incident, world.dice);
  if (!isOpen(incident)) return;
  const sent = forces(incident);
  const busy = sent.some(isActive);
  if (!busy && incident.typeCode !== null && sent.every((a) => a.status !== "COMPLETED")) {
    const tries = sent.length;
    world.agenda.plan({ key: `assign/${incident.id}/${tries}`, at: now + courtesy + world.dice.integer(4, 16) * SECOND, run: () => assign(world, incident.id) });
  }
  if (!busy && sent.some((a) => a.status === "COMPLETED")) {
    world.agenda.plan({ key: `finish/${incident.id}`, at: now + courtesy + world.dice.integer(8, 40) * SECOND, run: () => finish(world, incident.id) });
  }
  const { seat } = incident;
  if (seat !== null && seat.answeredAt === null) {
    world.agenda.plan({ key: `seat/${incident.id}`, at: seat.since + courtesy + world.dice.integer(5, 25) * SECOND, run: () => world.act("dispatch.answerSeat", { incidentId: incident.id }) });
  }
  for (const request of incident.support) {
    if (request.answer === null) {
      world.agenda.plan({
        key: `support/${request.id}`, at: request.at + courtesy + 20 * SECOND,
        run: () => world.act("dispatch.answerSupport", { incidentId: incident.id, requestId: request.id, text: "已收到,正在调派" }),
      });
    }
  }
}
