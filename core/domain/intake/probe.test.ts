import assert from "node:assert/strict";
import { test } from "node:test";
import { PROBE_PATH, isOpen } from "@tocsin/contract/intake/incident.ts";
import { lineUnanswered } from "@tocsin/domain/command/line-reports.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, cityModel, openIncident } from "@tocsin/testing/model/city-model.ts";

const synthetic = (incidentId: string) => ({ incidentId, channel: "DEVICE", noCallbackReason: "DEVICE", text: "", placeUnknown: "UNKNOWN", probe: true }) as const;

test("R38, X-09: a synthetic incident is a drill of no organisation, over as it comes; nothing can be done on it", () => {
  const city = cityModel(tinyCity);
  const id = city.newId();
  assert.ok(city.send("intake.receive", synthetic(id), actor({ userId: "client/sms" })).ok);
  const incident = city.incidents.get(id)!;
  assert.deepEqual([incident.probe, incident.drill, incident.scope, incident.status, isOpen(incident)], ["client/sms", true, [PROBE_PATH], "CANCELLED", false]);
  assert.deepEqual([incident.clocks, incident.orders, incident.priority], [[], [], null]);
  const order = city.send("dispatch.issueOrder", { incidentId: id, orderId: city.newId(), unitIds: ["U1"], overrideReason: "COMMANDER" });
  assert.equal(order.ok ? "accepted" : order.error.code, "STATE_CONFLICT");
});

test("R38: people cannot mark a call as synthetic, and the watch over channels cannot make a real one", () => {
  const city = cityModel(tinyCity);
  const marked = city.send("intake.receive", synthetic(city.newId()));
  const { probe: _, ...real } = synthetic(city.newId());
  const unmarked = city.send("intake.receive", real, actor({ userId: "probe/call-door", orgPath: PROBE_PATH }));
  assert.deepEqual([marked, unmarked].map((answer) => (answer.ok ? "accepted" : answer.error.code)), ["FORBIDDEN", "FORBIDDEN"]);
});

test("R39: the report of a broken line waits until a person answers, by a note, an order or taking command; a drill rings no bell", () => {
  const city = cityModel(tinyCity);
  const [type] = tinyCity.types;
  const types = new Map([[type!.code, { ...type!, category: "reporting_line" }]]);
  const id = openIncident(city, type!.code);
  const waits = () => lineUnanswered(city.incidents.get(id)!, types);
  assert.ok(waits());
  assert.ok(!lineUnanswered({ ...city.incidents.get(id)!, drill: true }, types) && !lineUnanswered(city.incidents.get(id)!, new Map([[type!.code, type!]])));
  assert.ok(city.send("intake.addNote", { incidentId: id, text: "已通知运营商" }).ok);
  assert.ok(!waits());
});
