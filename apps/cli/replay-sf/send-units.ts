import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { RankedUnit, Recommendation } from "@tocsin/contract/views.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { Driver } from "./driver.ts";
import type { Run } from "./plan-steps.ts";
import type { CallRecord } from "./records.ts";

const FREE = new Set(["AVAILABLE", "PATROL"]);
/** As often as an order is tried with other units before the rest of it is given up. */
const TRIES = 8;

/** What the platform would have sent first, beside what history sent. */
function noteFirstEngine(driver: Driver, call: CallRecord, runs: readonly Run[], advice: Recommendation): void {
  const first = call.units.find((record) => record.unitType === "ENGINE");
  if (first === undefined || !runs.some((run) => run.record === first)) return;
  const engines = advice.ranked.filter((unit) => unit.kind === "FIRE_ENGINE");
  const [best] = engines;
  const station = (unitId: string | undefined): string | null => driver.stationOf.get(unitId ?? "") ?? null;
  driver.tally.firstEngines.push({
    callNumber: call.callNumber, stationArea: call.stationArea, recommended: station(best?.unitId), recorded: station(first.unitId), etaMs: best?.etaMs ?? null,
    areaFree: engines.some((unit) => station(unit.unitId) === call.stationArea),
    recordedMs: first.onSceneAt === null || first.repaired.onScene || first.repaired.response ? null : first.onSceneAt - first.dispatchAt,
  });
}

/** The next best free unit of the kind that was wanted, or of any kind. */
function substituteFor(unitId: string, runs: readonly Run[], advice: Recommendation, taken: ReadonlySet<string>): RankedUnit | undefined {
  const kind = [...advice.ranked, ...advice.notEligible].find((unit) => unit.unitId === unitId)?.kind;
  const free = advice.ranked.filter((unit) => FREE.has(unit.status) && !taken.has(unit.unitId) && !runs.some((run) => run.unitId === unit.unitId));
  return free.find((unit) => unit.kind === kind) ?? free[0];
}

/**
 * Orders the recorded units with the recommendation in hand. A unit that history has on two calls at once is refused by
 * the platform; the next best one goes in its place, as a dispatcher would decide.
 */
export async function sendUnits(driver: Driver, call: CallRecord, planned: readonly Run[], now: number): Promise<void> {
  await driver.standing.refresh(now);
  const incidentId = driver.incidentOf(call);
  const advice = await driver.client.recommendation(incidentId);
  driver.tally.questions += 1;
  noteFirstEngine(driver, call, planned, advice);
  let runs = [...planned];
  const taken = new Set<string>();
  for (let attempt = 1; runs.length > 0 && attempt <= TRIES; attempt++) {
    const order: CommandPayload["dispatch.issueOrder"] = { incidentId, orderId: newUlid(), unitIds: runs.map((run) => run.unitId), recommendationId: advice.id, overrideReason: "RECORDED" };
    const answer = await driver.act(now, "dispatch.issueOrder", order);
    if (answer.ok) {
      for (const run of runs) run.orderId = order.orderId;
      return;
    }
    const unitId = String(answer.params["unitId"]);
    const run = runs.find((candidate) => candidate.unitId === unitId);
    if (run === undefined) throw new Error(`an order to ${call.callNumber} was refused: ${answer.code} ${answer.message}`);
    taken.add(unitId);
    const other = substituteFor(unitId, runs, advice, taken);
    if (other === undefined) {
      runs = runs.filter((candidate) => candidate !== run);
      driver.tally.notSent += 1;
    } else {
      run.unitId = other.unitId;
      driver.tally.substituted += 1;
    }
  }
  driver.tally.notSent += runs.length;
}
