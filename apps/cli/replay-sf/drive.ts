import type { Client } from "@tocsin/client/client.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { typeCodeOf } from "./call-types.ts";
import type { Driver } from "./driver.ts";
import type { Run, Step } from "./plan-steps.ts";
import type { CallRecord } from "./records.ts";
import { sendUnits } from "./send-units.ts";
import { createStanding } from "./standing.ts";
import type { Tally } from "./tally.ts";
import { keyAt } from "./virtual-time.ts";

const HANDLED = "HANDLED_ON_SITE";
/** How a call ends that no unit reached. */
const UNREACHED = "INVALID";

const COMMAND_OF = {
  ACKNOWLEDGE: "dispatch.acknowledge", EN_ROUTE: "dispatch.enRoute", HANDLE: "dispatch.handle", COMPLETE: "dispatch.complete",
} as const;

async function receive(driver: Driver, call: CallRecord): Promise<void> {
  const point = call.point === null ? null : { lon: call.point[0], lat: call.point[1] };
  const answer = await driver.act(call.receivedAt, "intake.receive", {
    incidentId: driver.incidentOf(call), channel: "PARTNER", providerCallId: call.callNumber, noCallbackReason: "WITHHELD", text: call.callType,
    place: { addressText: call.address, point, datum: "WGS84" }, confirmOutside: true,
  });
  if (!answer.ok) throw new Error(`call ${call.callNumber} was not taken: ${answer.code} ${answer.message}`);
}

async function runStep(driver: Driver, step: Extract<Step, { readonly run: Run }>, reached: Set<string>): Promise<void> {
  const { run, call, at } = step;
  if (run.orderId === null) return;
  const ref = { incidentId: driver.incidentOf(call), orderId: run.orderId, unitId: run.unitId };
  if (step.what === "ARRIVE") {
    await driver.act(at, "dispatch.arrive", { ...ref, mode: "CONFIRMED" });
    if (call.point !== null) driver.standing.move(run.unitId, call.point);
  } else if (step.what === "FEEDBACK") {
    const answer = await driver.act(at, "dispatch.feedback", { ...ref, kind: "FINAL", text: call.callType });
    if (answer.ok) reached.add(call.callNumber);
  } else if (step.what === "RECALL") await driver.act(at, "dispatch.recall", { ...ref, reason: "stood down before arrival" });
  else await driver.act(at, COMMAND_OF[step.what], ref);
  if (step.what === "COMPLETE" || step.what === "RECALL") driver.standing.goHome(run.unitId);
}

export interface DriverOptions {
  readonly client: Client;
  readonly tally: Tally;
  readonly homes: ReadonlyMap<string, LonLat>;
  readonly stationOf: ReadonlyMap<string, string>;
}

export function createDriver({ client, tally, homes, stationOf }: DriverOptions): Driver {
  const incidents = new Map<string, string>();
  const reached = new Set<string>();
  const driver: Driver = {
    client, tally, stationOf,
    standing: createStanding(client, homes, tally),
    incidentOf(call) {
      const known = incidents.get(call.callNumber) ?? newUlid();
      incidents.set(call.callNumber, known);
      return known;
    },
    async act(at, name, payload) {
      tally.commands += 1;
      const answer = await client.command(name, payload, { key: keyAt(at), retry: true });
      if (answer.ok) tally.took(name);
      else tally.refused(name, answer.code);
      return answer;
    },
    async perform(step) {
      const { call } = step;
      if (step.what === "RECEIVE") return receive(driver, call);
      if (step.what === "CLASSIFY") return void (await driver.act(step.at, "intake.classify", { incidentId: driver.incidentOf(call), typeCode: typeCodeOf(call.callType) }));
      if (step.what === "ORDER") return sendUnits(driver, call, step.runs, step.at);
      if ("run" in step) return runStep(driver, step, reached);
      if (!reached.has(call.callNumber)) tally.closedUnreached += 1;
      await driver.act(step.at, "intake.close", { incidentId: driver.incidentOf(call), outcomeCode: reached.has(call.callNumber) ? HANDLED : UNREACHED, text: "" });
    },
  };
  return driver;
}
