import { demoPlans } from "@tocsin/cities/demo/plan-files.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { ActivationHead } from "@tocsin/contract/command/activation.ts";
import { copyCity } from "../city-copy.ts";
import { startCity, type Seated } from "../harness.ts";
import { accepted, report, SCHOOL } from "../scene.ts";
import { openScreen, type Screen } from "../screen.ts";
import type { BenchPart } from "./recommendation-bench.ts";
import { medianOf, type RatioRow } from "./rounds.ts";

/** A plan's tasks reach the roles that have them within this (CMD-08). */
const LIMIT_MS = 3_000;
const ONE_BY_ONE = 40;
const TOGETHER = 12;
/** Of the plan's roles: who commands, the station's room, the ambulance centre's desk, the traffic duty room. */
const DESKS = ["commander", "room11", "ems", "traffic"] as const;

const started = ({ status, tasks }: ActivationHead): boolean => status === "ACTIVE" && tasks.length > 0;
const shown = (screen: Screen, ids: readonly string[]): Promise<void> => screen.until("the tasks", ({ activations }) => ids.every((id) => activations.has(id) && started(activations.get(id)!)));

/** Starts the demo city's gas plan at level II on so many incidents in one instant; milliseconds until its tasks stand at every desk. */
async function startAtOnce(taker: Seated, commander: Seated, screens: readonly Screen[], count: number): Promise<{ readonly ms: number; readonly tasks: number }> {
  const incidents = [];
  for (let no = 0; no < count; no++) incidents.push(await report(taker, { typeCode: "FR-02", place: SCHOOL, text: "楼道有很浓的燃气味" }));
  const starts = incidents.map(({ id }) => ({ activationId: newUlid(), incidentId: id, planId: "GAS-LEAK", level: "II" as const }));
  const ids = starts.map(({ activationId }) => activationId);
  const began = performance.now();
  const arrived = Promise.all(screens.map((screen) => shown(screen, ids)));
  const answers = await Promise.all(starts.map((start) => commander.command("command.activatePlan", start)));
  await arrived;
  const ms = performance.now() - began;
  return { ms, tasks: accepted(answers[0]!).activations!.find(({ id }) => id === ids[0])!.tasks.length };
}

/** From the key that starts a plan until its tasks stand on the screens of four of its roles, over one server on PostgreSQL. */
export async function benchPlans(): Promise<BenchPart> {
  const copy = copyCity();
  for (const [path, text] of demoPlans()) copy.put(path, text);
  const city = await startCity({ cityDir: copy.dir, server: { answers: "trust" } });
  const [taker, commander] = await Promise.all([city.signIn("dispatcher"), city.signIn("commander")]);
  const screens = await Promise.all(DESKS.map(async (account) => openScreen({ after: () => undefined }, await city.signIn(account))));
  await startAtOnce(taker, commander, screens, 1);
  const single: number[] = [];
  let tasks = 0;
  for (let no = 0; no < ONE_BY_ONE; no++) {
    const one = await startAtOnce(taker, commander, screens, 1);
    single.push(one.ms);
    tasks = one.tasks;
  }
  const together = await startAtOnce(taker, commander, screens, TOGETHER);
  for (const screen of screens) screen.close();
  await city.close();
  copy.remove();
  const row = (what: string, slowest: number, ours: string): RatioRow => ({
    what: `plan: ${what}`, ours, other: `limit ${LIMIT_MS} ms`, ratio: LIMIT_MS / slowest, note: `${tasks} tasks of GAS-LEAK at level II, until they stand at ${DESKS.length} desks`, goal: { text: `≤ ${LIMIT_MS} ms`, met: slowest <= LIMIT_MS },
  });
  return {
    rows: [
      row(`one after the other, ${ONE_BY_ONE}`, Math.max(...single), `median ${medianOf(single).toFixed(0)} ms, slowest ${Math.max(...single).toFixed(0)} ms`),
      row(`${TOGETHER} in one instant`, together.ms, `all after ${together.ms.toFixed(0)} ms`),
    ],
    noise: [],
  };
}
