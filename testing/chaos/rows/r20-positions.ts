import type { Position } from "@tocsin/contract/views.ts";
import { distanceM } from "@tocsin/kernel/geo.ts";
import { createJumps } from "@tocsin/server/features/positions/jumps.ts";
import { positionRefusal } from "@tocsin/server/features/positions/judge-position.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { SCHOOL, accepted } from "../../scene.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row, Try } from "../row.ts";

const FIXES_PER_TRY = 2_000;
const TOP_MPS = 250 / 3.6;

/** A unit that drives, and a receiver that lies about it in every known way. */
function lyingReceiver({ dice }: Try): void {
  const jumps = createJumps();
  let now = 1_000_000_000;
  let truth = { lon: 112, lat: 30 };
  let last: Position | undefined;
  for (let n = 0; n < FIXES_PER_TRY; n++) {
    now += dice.integer(1_000, 5_000);
    truth = { lon: truth.lon + dice.normal(0, 2e-5), lat: truth.lat + dice.normal(0, 2e-5) };
    const right: Position = { unitId: "U1", ...truth, at: now };
    const lie = dice.pick<[string, Position]>([
      ["", right], ["", right], ["", right], ["duplicate", last ?? right], ["older", { ...right, at: (last ?? right).at - dice.integer(1, 100_000) }], ["null island", { ...right, lon: 0, lat: 0 }],
      ["future", { ...right, at: now + dice.integer(60_001, 10_000_000) }], ["teleport", { ...right, lon: truth.lon + 1 + (n % 40) }], ["vague", { ...right, accuracyM: dice.integer(501, 90_000) }],
    ]);
    // The very first fix has nothing to be held against.
    const [what, fix] = last === undefined ? (["", right] as const) : lie;
    const refusal = positionRefusal(fix, { status: "AVAILABLE", allowed: true, last, now });
    const taken = refusal === null && jumps.believes(last, fix, "PATROL_CAR");
    if (taken && what !== "") throw new Error(`a ${what} was taken at fix ${n}`);
    if (!taken && what === "") throw new Error(`a right fix was refused at fix ${n}: ${refusal ?? "IMPOSSIBLE"}`);
    if (!taken) continue;
    if (last !== undefined && fix.at <= last.at) throw new Error("time went backwards");
    if (last !== undefined && distanceM([last.lon, last.lat], [fix.lon, fix.lat]) > 300 + (TOP_MPS * (fix.at - last.at)) / 1_000) throw new Error("it flew");
    last = fix;
  }
}

export const R20: Row = {
  id: "R20",
  fault: ["重复、乱序、瞬移、(0,0)、未来时间的定位", "duplicate, late, teleporting, (0,0) and future fixes"],
  promise: ["每个单元只有较新且可能的位置;其余按原因拒收", "only newer and possible positions are taken, the others refused by their reason"],
  quick: 20,
  long: 500,
  open: () => ({ once: lyingReceiver }),
};

async function openR21(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const [world, dispatcher] = [await stage.seat("world"), await stage.seat("dispatcher")];
  const staleMs = 121_000;
  return {
    async once(one) {
      const [silent, heard] = one.turn([["U1", "U2"], ["U2", "U1"]] as const);
      for (const unitId of [silent, heard]) if ((await world.unit(unitId)).status !== "AVAILABLE") accepted(await world.command("dispatch.setUnitStatus", { unitId, status: "AVAILABLE" }));
      const fix = (unitId: string): Position => ({ unitId, lon: 112.004, lat: 30.004, at: city.clock.now() });
      city.clock.advance(200_000);
      await world.sendPositions([fix(silent), fix(heard)]);
      city.clock.advance(staleMs + one.dice.integer(0, 100_000));
      await world.sendPositions([fix(heard)]);
      const incidentId = newUlid();
      accepted(await dispatcher.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13800000000", text: "失联", typeCode: "CR-03", place: SCHOOL }));
      const { ranked, notEligible } = await dispatcher.recommendation(incidentId);
      if (ranked.some(({ unitId }) => unitId === silent)) throw new Error(`${silent} has been silent and is ranked as if it were not`);
      const why = notEligible.find(({ unitId }) => unitId === silent)?.reasons.map(({ code }) => code) ?? [];
      if (!why.includes("STALE_POSITION")) throw new Error(`${silent} has been silent, and the reason given is ${why.join(" ")}`);
      if (!ranked.some(({ unitId }) => unitId === heard)) throw new Error(`${heard} reports and is not ranked: ${notEligible.find(({ unitId }) => unitId === heard)?.reasons.map(({ code }) => code).join(" ")}`);
      await world.command("intake.cancel", { incidentId, reason: "演练" });
    },
  };
}

export const R21: Row = {
  id: "R21",
  fault: ["定位或电台沉默", "a unit's positions fall silent"],
  promise: ["位置标明陈旧并退出推荐,在报的照常", "it is marked stale and leaves the ranking, who reports stays"],
  quick: 20,
  long: 300,
  open: openR21,
};

async function openR19(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const world = await stage.seat("world");
  const units = ["U1", "U2", "U3", "U4", "U5", "U6", "U7", "C1", "T1", "E1"];
  for (const unitId of units) if ((await world.unit(unitId)).status === "OFF_DUTY") accepted(await world.command("dispatch.setUnitStatus", { unitId, status: "AVAILABLE" }));
  return {
    async once({ dice }) {
      city.clock.advance(10_000);
      const batch = (): Position[] => Array.from({ length: 500 }, (_, n) => ({ unitId: units[n % units.length]!, lon: 112.01 + dice.next() / 1e4, lat: 30.01 + dice.next() / 1e4, at: city.clock.now() - 5_000 + n }));
      const ids = Array.from({ length: 5 }, newUlid);
      const storm = Promise.all(Array.from({ length: 10 }, () => world.sendPositions(batch())));
      const taken = await Promise.all(ids.map((incidentId) => world.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13800000000", text: "定位风暴", typeCode: "PO-02", placeUnknown: "UNKNOWN" })));
      const receipts = await storm;
      if (taken.some(({ ok }) => !ok)) throw new Error("a report was refused while positions stormed");
      for (const id of ids) await world.incident(id);
      if (receipts.some(({ accepted: took, refused }) => took + refused.length !== 500)) throw new Error("positions without a receipt");
      for (const incidentId of ids) await world.command("intake.cancel", { incidentId, reason: "演练" });
    },
  };
}

export const R19: Row = {
  id: "R19",
  fault: ["定位风暴:每次五千条", "a storm of positions, 5,000 at once"],
  promise: ["定位可丢,警情一起不少", "positions may be dropped, incidents never"],
  quick: 20,
  long: 300,
  open: openR19,
};
