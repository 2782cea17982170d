import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { accepted, onDuty, order, report } from "../scene.ts";

let city: TestCity;
let dispatcher: Seated;
before(async () => {
  city = await startCity();
  dispatcher = await city.signIn("dispatcher");
});
after(() => city.close());

async function blockedRoad(): Promise<string> {
  const incident = await report(dispatcher, { typeCode: "TR-04", text: "路面塌陷" });
  const { orderId } = await order(dispatcher, incident.id, ["T1"]);
  assert.equal((await dispatcher.incident(incident.id)).seat?.orgId, "TR");
  accepted(await dispatcher.command("dispatch.recall", { incidentId: incident.id, orderId, unitId: "T1", reason: "测试" }));
  return incident.id;
}

test("ORG-14: with nobody at the duty room's desk the city is told after 30 s, also while its crews are signed in; with somebody it is not", async () => {
  await onDuty(city, "T1");
  const empty = await blockedRoad();
  await city.pass(29);
  assert.equal((await dispatcher.incident(empty)).seat?.escalatedAt, null);
  await city.pass(1);
  assert.equal((await dispatcher.incident(empty)).seat?.escalatedAt, city.clock.now());
  const entry = (await dispatcher.timeline(empty)).entries.find(({ type }) => type === "SeatEmpty");
  assert.deepEqual(entry?.data, { orgId: "TR", to: "CITY" });

  const traffic = await city.signIn("traffic");
  const manned = await blockedRoad();
  assert.ok((await traffic.board()).incidents.some(({ id }) => id === manned), "the duty room has it on its board");
  await city.pass(31);
  const { seat } = await dispatcher.incident(manned);
  assert.deepEqual([seat?.escalatedAt, typeof seat?.answeredAt], [null, "number"]);
});
