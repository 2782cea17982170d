import assert from "node:assert/strict";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { CommandAnswer } from "@tocsin/client/client.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Accepted, Refused } from "@tocsin/contract/views.ts";
import type { Seated, TestCity } from "./harness.ts";

/** What happens again and again in tests of the running server. */

export function accepted(answer: CommandAnswer): Accepted {
  assert.ok(answer.ok, `refused: ${JSON.stringify(answer)}`);
  return answer;
}

export function refusedWith(answer: CommandAnswer, code: string): Refused {
  assert.ok(!answer.ok, `accepted, not ${code}`);
  assert.equal(answer.code, code, JSON.stringify(answer));
  return answer;
}

/** Puts units on duty that are not; answers the units' own seats. */
export async function onDuty(city: TestCity, ...unitIds: readonly string[]): Promise<Map<string, Seated>> {
  const desk = await city.signIn("dispatcher");
  const seats = await Promise.all(unitIds.map(async (unitId) => [unitId, await city.signIn(unitId.toLowerCase())] as const));
  for (const unitId of unitIds) {
    const { status } = await desk.unit(unitId);
    if (status === "OFF_DUTY" || status === "UNAVAILABLE") accepted(await desk.command("dispatch.setUnitStatus", { unitId, status: "AVAILABLE" }));
  }
  return new Map(seats);
}

/** In the area of post P111, two streets from U1. */
export const SCHOOL = { addressText: "学府路8号", point: { lon: 112.0041, lat: 30.0081 }, datum: "WGS84" as const };
/** In the area of district D2. */
export const MALL = { addressText: "湖滨路16号", point: { lon: 112.0321, lat: 30.0161 }, datum: "WGS84" as const };

/** Reports a P1 break-in at the school unless told otherwise; the incident as the seat sees it. */
export async function report(seat: Seated, more: Partial<CommandPayload["intake.receive"]> = {}): Promise<Incident> {
  const incidentId = more.incidentId ?? newUlid();
  const answer = accepted(
    await seat.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13812345678", text: "有人砸窗进了学校", typeCode: "CR-03", place: SCHOOL, ...more }),
  );
  return answer.incidents.find((incident) => incident.id === incidentId)!;
}

/** Orders units whatever their rank. */
export async function order(seat: Seated, incidentId: string, unitIds: readonly string[], more: Partial<CommandPayload["dispatch.issueOrder"]> = {}): Promise<{ readonly orderId: string; readonly incident: Incident }> {
  const orderId = newUlid();
  const answer = accepted(await seat.command("dispatch.issueOrder", { incidentId, orderId, unitIds: [...unitIds], overrideReason: "COMMANDER", ...more }));
  return { orderId, incident: answer.incidents.find(({ id }) => id === incidentId)! };
}

/** Opens a matter, offered to a party where one is named, and answers its id. */
export async function openMatter(seat: Seated, to?: string, more: Partial<CommandPayload["linkage.open"]> = {}): Promise<string> {
  const matterId = newUlid();
  accepted(await seat.command("linkage.open", { matterId, danger: false, text: "学府路有流动摊贩占道", urgency: "GENERAL", caller: { notice: "INFORMED", withheld: true }, ...(to === undefined ? {} : { to }), ...more }));
  return matterId;
}

/** A request as it stands, without the client's help. */
export async function post(city: TestCity, seat: Seated | null, path: string, body: unknown, headers: Record<string, string> = {}): Promise<{ readonly status: number; readonly body: Record<string, unknown>; readonly headers: Headers }> {
  const response = await fetch(`${city.url}${path}`, {
    method: "POST",
    headers: { "content-type": "application/json", "idempotency-key": newUlid(), ...(seat === null ? {} : { authorization: `Bearer ${seat.token}` }), ...headers },
    body: typeof body === "string" ? body : body instanceof Uint8Array ? Buffer.from(body) : JSON.stringify(body),
  });
  return { status: response.status, body: (await response.json()) as Record<string, unknown>, headers: response.headers };
}
