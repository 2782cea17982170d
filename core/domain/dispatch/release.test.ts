import assert from "node:assert/strict";
import { test } from "node:test";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { type CityModel, actor, cityModel, openIncident, orderUnits } from "@tocsin/testing/model/city-model.ts";

const D1 = actor({ userId: "d1", name: "江西区调度", orgPath: "CITY.D1" });

function cityOrder(): { readonly city: CityModel; readonly ref: { readonly incidentId: string; readonly orderId: string; readonly unitId: string } } {
  const city = cityModel(tinyCity);
  const incidentId = openIncident(city, "PO-01");
  return { city, ref: { incidentId, orderId: orderUnits(city, incidentId, ["U1"]), unitId: "U1" } };
}
const codeOf = (result: ReturnType<CityModel["send"]>): string => (result.ok ? "accepted" : result.error.code);

test("ORG-04: in a central area a district cannot re-task a city-assigned unit; it asks, and a yes frees the unit in the same act", () => {
  const { city, ref } = cityOrder();
  const ask = () => codeOf(city.send("dispatch.requestRelease", { ...ref, reason: "辖区另有急事" }, D1));
  assert.equal(codeOf(city.send("dispatch.recall", { ...ref, reason: "x" }, D1)), "CITY_ASSIGNED");
  assert.deepEqual([ask(), ask()], ["accepted", "STATE_CONFLICT"], "one request at a time");
  assert.equal(codeOf(city.send("dispatch.answerRelease", { ...ref, granted: true }, D1)), "CITY_ASSIGNED", "nobody answers the own request");
  assert.equal(codeOf(city.send("dispatch.answerRelease", { ...ref, granted: true })), "accepted");
  const [assignment] = city.incident(ref.incidentId).orders[0]!.assignments;
  assert.deepEqual([assignment!.status, assignment!.endReason, assignment!.release?.answer?.granted, city.unit("U1").assignment], ["RECALLED", "辖区另有急事", true, null]);
});

test("ORG-04: a no keeps the unit where it is, with its words, and may be asked again; without a request there is nothing to answer", () => {
  const { city, ref } = cityOrder();
  assert.equal(codeOf(city.send("dispatch.answerRelease", { ...ref, granted: false })), "STATE_CONFLICT");
  assert.equal(codeOf(city.send("dispatch.requestRelease", { ...ref, reason: "x" })), "RELEASE_NOT_NEEDED", "the city itself recalls");
  city.send("dispatch.requestRelease", { ...ref, reason: "x" }, D1);
  assert.equal(codeOf(city.send("dispatch.answerRelease", { ...ref, granted: false, text: "嫌疑人未到案" })), "accepted");
  assert.deepEqual([city.unit("U1").assignment?.incidentId, city.incident(ref.incidentId).orders[0]!.assignments[0]!.release?.answer?.text], [ref.incidentId, "嫌疑人未到案"]);
  assert.equal(codeOf(city.send("dispatch.requestRelease", { ...ref, reason: "y" }, D1)), "accepted");
});
