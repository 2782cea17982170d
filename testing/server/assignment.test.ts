import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import fc from "fast-check";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { CommandAnswer } from "@tocsin/client/client.ts";
import { isActive } from "@tocsin/contract/dispatch/order.ts";
import type { TocsinEvent } from "@tocsin/contract/events.ts";
import { activeClaims } from "@tocsin/ledger/claims.ts";
import { compareCursors } from "@tocsin/ledger/cursor.ts";
import { replay, type Replayed } from "@tocsin/runtime/replay.ts";
import type { RunningServer } from "@tocsin/server/compose.ts";
import { serveCity, signInAt, startCity, type Seated, type TestCity } from "../harness.ts";
import { onDuty, report } from "../scene.ts";

const UNITS = ["U1", "U2", "U3", "U4"];
let city: TestCity;
let other: RunningServer;
let desks: Seated[];
let crews: Map<string, Seated>;
before(async () => {
  city = await startCity();
  other = await serveCity(city.databaseUrl, city.clock);
  crews = await onDuty(city, ...UNITS);
  desks = [await city.signIn("dispatcher"), await signInAt(other.url, "dispatcher2"), await city.signIn("commander"), await signInAt(other.url, "commander2")];
});
after(async () => {
  await other.close();
  await city.close();
});

/** What one seat does in one moment; every act of a wave is sent at once. */
const act = fc.record({ desk: fc.nat(3), what: fc.constantFrom("order", "order", "order", "recall", "reassign", "acknowledge", "decline", "cancel"), incident: fc.nat(2), units: fc.uniqueArray(fc.constantFrom(...UNITS), { minLength: 1, maxLength: 3 }) });

async function perform({ desk, what, incident, units }: { desk: number; what: string; incident: number; units: string[] }, incidentIds: readonly string[]): Promise<CommandAnswer | null> {
  const seat = desks[desk]!;
  const [incidentId, unitId] = [incidentIds[incident]!, units[0]!];
  const bound = (await seat.unit(unitId)).assignment;
  if (what === "order") return seat.command("dispatch.issueOrder", { incidentId, orderId: newUlid(), unitIds: units, overrideReason: "COMMANDER" });
  if (what === "cancel") return seat.command("intake.cancel", { incidentId, reason: "误报" });
  if (bound === null) return null;
  const step = { ...bound, unitId };
  if (what === "recall") return seat.command("dispatch.recall", { ...step, reason: "另有任务" });
  if (what === "reassign") return seat.command("dispatch.reassign", { unitId, fromIncidentId: bound.incidentId, incidentId, orderId: newUlid(), code: "MORE_URGENT" });
  return what === "acknowledge" ? crews.get(unitId)!.command("dispatch.acknowledge", step) : crews.get(unitId)!.command("dispatch.decline", { ...step, code: "ENGAGED" });
}

/**
 * The records as the log folds to them; a gap or an impossible event stops it. It is read to its newest event: on a
 * PostgreSQL that others use too, their transactions hold the readers' watermark back for a while.
 */
async function folded(newest: string): Promise<Replayed> {
  const events: TocsinEvent[] = [];
  for (let cursor: string | null = null; cursor === null || compareCursors(cursor, newest) < 0; ) {
    const batch = await city.ledger.readEvents(cursor);
    events.push(...batch.events.map((stored) => ({ ...stored, by: stored.actor }) as unknown as TocsinEvent));
    ({ cursor } = batch);
  }
  return replay(events);
}

const later = (a: string, b: string): string => (compareCursors(a, b) < 0 ? b : a);

async function assertOnceEach(newest: string): Promise<void> {
  const { incidents, units } = await folded(newest);
  const holding = new Map<string, string[]>();
  for (const incident of incidents.values()) {
    for (const { id, assignments } of incident.orders) for (const a of assignments.filter(isActive)) holding.set(a.unitId, [...(holding.get(a.unitId) ?? []), `${incident.id}/${id}`]);
  }
  const claims = new Map((await activeClaims(city.ledger.db, UNITS)).map(({ resource, holder, ref }) => [resource, `${holder}/${ref}`]));
  for (const unitId of UNITS) {
    const bound = units.get(unitId)!.assignment;
    const own = bound === null ? [] : [`${bound.incidentId}/${bound.orderId}`];
    assert.deepEqual(holding.get(unitId) ?? [], own, `${unitId}: orders and unit agree, and there is one at most`);
    assert.deepEqual(claims.has(unitId) ? [claims.get(unitId)] : [], own, `${unitId}: the database holds the same`);
  }
  const stored = await city.ledger.load([...incidents.keys()].map((id) => ({ kind: "incident", id })));
  for (const { id, state } of stored) assert.deepEqual(state, JSON.parse(JSON.stringify(incidents.get(id))), "the stored state is what the log folds to");
}

test("X-02: whatever four desks on two servers do at the same moments, a unit has one order at most, in log, state and database (property)", async () => {
  let [accepted, refused] = [0, 0];
  let newest = (await city.ledger.head()) ?? assert.fail("the units' registration stands in the log");
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(act, { minLength: 4, maxLength: 8 }), { minLength: 2, maxLength: 3 }), async (waves) => {
      const incidentIds = (await Promise.all([0, 1, 2].map(() => report(desks[0]!)))).map(({ id }) => id);
      for (const wave of waves) {
        const answers = await Promise.all(wave.map((one) => perform(one, incidentIds)));
        for (const answer of answers) {
          if (answer === null) continue;
          if (answer.ok) {
            accepted += 1;
            newest = later(newest, answer.cursor);
          } else {
            refused += 1;
            assert.ok(["UNIT_TAKEN", "STATE_CONFLICT", "NO_SUCH_ORDER", "NO_SUCH_ASSIGNMENT"].includes(answer.code), JSON.stringify(answer));
          }
        }
        await assertOnceEach(newest);
      }
      for (const incidentId of incidentIds) {
        const ended = await desks[0]!.command("intake.cancel", { incidentId, reason: "本轮结束" });
        if (ended.ok) newest = later(newest, ended.cursor);
      }
    }),
    { numRuns: 8 },
  );
  assert.ok(accepted > 10 && refused > 5, `${accepted} accepted, ${refused} refused: the desks did get in each other's way`);
});
