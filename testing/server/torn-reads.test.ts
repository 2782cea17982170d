import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { DoorAnswer } from "@tocsin/server/desk/door.ts";
import { createDesk, type Desk } from "@tocsin/server/desk/desk.ts";
import { deskLedger, type DeskLedger } from "@tocsin/server/desk/desk-ledger.ts";
import { loadServedCity } from "@tocsin/server/load-served-city.ts";
import type { Session } from "@tocsin/server/session.ts";
import { STANDARD, startCity, TEST_CITY, type Seated, type TestCity } from "../harness.ts";
import { accepted, onDuty, order, report } from "../scene.ts";

let city: TestCity;
let dispatcher: Seated;
before(async () => {
  city = await startCity();
  dispatcher = await city.signIn("dispatcher");
  await onDuty(city, "U1");
});
after(() => city.close());

const COMMANDER: Session = { userId: "commander", name: "值班长甲", grants: [{ role: "DUTY_COMMANDER", orgPath: "CITY" }], unitId: null, agency: "POLICE" };

/** A desk of another server over the same database, between whose two rounds of reading something happens. */
function deskWith(changeAfterLoad: (load: DeskLedger["load"]) => DeskLedger["load"]): Desk {
  const ledger = deskLedger(city.ledger, city.server.vault);
  const never = (): never => assert.fail("a cancellation asks for no ranking");
  return createDesk({
    ledger: { ...ledger, load: changeAfterLoad((refs, scope) => ledger.load(refs, scope)) }, city: loadServedCity(TEST_CITY, STANDARD), clock: city.clock,
    ranker: { rank: never, nearestMs: never, find: never, rerun: never }, vault: { seal: never, sealIfKept: never }, ownNumbers: { accountsOf: never }, road: never, knownPlans: () => [], planVersions: never, channels: never, mannedOrgs: () => Promise.resolve(new Set()), rightsOf: never, awayFor: never, countMonth: never, report: (what, error) => assert.fail(`${what}: ${String(error)}`),
  });
}

const cancel = (desk: Desk, incidentId: string): Promise<DoorAnswer> =>
  desk.execute({ name: "intake.cancel", payload: { incidentId, reason: "误报" }, commandId: newUlid(), session: COMMANDER, bodyHash: "h", traceId: newUlid() });

async function withUnit(): Promise<{ incidentId: string; orderId: string }> {
  const { id } = await report(dispatcher);
  return { incidentId: id, orderId: (await order(dispatcher, id, ["U1"])).orderId };
}

test("X-02: a unit recalled between the reading of its incident and its own is no error: the decision is made anew", async () => {
  const { incidentId, orderId } = await withUnit();
  let recalled = false;
  const desk = deskWith((load) => async (refs, scope) => {
    const read = await load(refs, scope);
    if (!recalled && refs.some(({ id }) => id === incidentId)) {
      recalled = true;
      accepted(await dispatcher.command("dispatch.recall", { incidentId, orderId, unitId: "U1", reason: "另有任务" }));
    }
    return read;
  });
  const answer = await cancel(desk, incidentId);
  assert.ok(answer.ok, JSON.stringify(answer));
  assert.equal((await dispatcher.incident(incidentId)).status, "CANCELLED");
  assert.equal((await dispatcher.unit("U1")).assignment, null);
});

test("X-02: records that do not fit each other and have not moved on are a bug, and stop", async () => {
  const { incidentId } = await withUnit();
  const desk = deskWith((load) => async (refs, scope) =>
    (await load(refs, scope)).map((read) => (read.kind === "unit" ? { ...read, state: { ...(read.state as object), assignment: null } } : read)));
  await assert.rejects(cancel(desk, incidentId), { name: "ImpossibleEvent" });
  assert.equal((await dispatcher.incident(incidentId)).orders[0]!.assignments[0]!.status, "ISSUED");
});
