import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { newestToldWeek, toldWeek } from "@tocsin/engine/speed/told-week.ts";
import { DAY, HOUR, MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import type { ActAs } from "./act-as.ts";
import type { Deed } from "./past-days.ts";

/** The seat of the patrol car that stands at the demo's station, and the desk that sends it. */
const [CREW, DESK] = ["danyuan1", "diaodu1"] as const;
/** One call a day, told apart by what was said and by how long the car drove. */
const CALLS = [["楼上噪音扰民", 4], ["邻里口角", 6], ["车辆堵住单元门", 3], ["拾到背包", 4], ["店门口争执", 7], ["夜宵摊喧哗", 4], ["小区内违停", 5]] as const;

/** The last week that is told: a patrol car went out once a day, so that the speed report has something to tell (DSP-09). */
export function pastOfWeek(act: ActAs, city: City, now: number): Deed[] {
  const unit = city.units.find(({ id }) => id === city.accounts.find((account) => account.id === CREW)?.unit);
  if (unit === undefined) return [];
  const offset = city.head.utcOffset * MINUTE;
  const monday = toldWeek(newestToldWeek(now, offset), offset).from;
  return CALLS.flatMap(([text, drive], day) => {
    const step = { incidentId: newUlid(), orderId: newUlid(), unitId: unit.id };
    const { incidentId } = step;
    const began = monday + day * DAY + 10 * HOUR;
    const place = { addressText: `${unit.callSign}巡区`, point: { lon: unit.lon, lat: unit.lat }, datum: "WGS84" as const };
    const deeds: readonly (readonly [after: number, run: Deed["run"]])[] = [
      [0, () => act(DESK, "dispatch.setUnitStatus", { unitId: unit.id, status: "AVAILABLE" })],
      [0, () => act(DESK, "intake.receive", { incidentId, channel: "CALL_110", noCallbackReason: "WITHHELD", text, typeCode: "PO-03", place })],
      [20 * SECOND, () => act(DESK, "dispatch.issueOrder", { incidentId, orderId: step.orderId, unitIds: [unit.id], overrideReason: "LOCAL_KNOWLEDGE" })],
      [35 * SECOND, () => act(CREW, "dispatch.acknowledge", step)],
      [60 * SECOND, () => act(CREW, "dispatch.enRoute", step)],
      [drive * MINUTE, () => act(CREW, "dispatch.arrive", { ...step, mode: "CONFIRMED" })],
      [drive * MINUTE + SECOND, () => act(CREW, "dispatch.handle", step)],
      [(drive + 12) * MINUTE, () => act(CREW, "dispatch.feedback", { ...step, kind: "FINAL", text: "已现场处置" })],
      [(drive + 13) * MINUTE, () => act(CREW, "dispatch.complete", step)],
      [(drive + 14) * MINUTE, () => act(DESK, "intake.close", { incidentId, outcomeCode: "HANDLED_ON_SITE", text: "已现场处置" })],
      [(drive + 15) * MINUTE, () => act(DESK, "dispatch.setUnitStatus", { unitId: unit.id, status: "OFF_DUTY" })],
    ];
    return deeds.map(([after, run]) => ({ at: began + after, run }));
  });
}
