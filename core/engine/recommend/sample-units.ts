import { type Instant } from "@tocsin/kernel/instant.ts";
import { type RandomStream, randomStream } from "@tocsin/kernel/random.ts";
import { DECLINE_CODES } from "@tocsin/contract/dispatch/order.ts";
import { UNIT_STATUSES } from "@tocsin/contract/dispatch/unit.ts";
import { type CardSlot } from "./card-slots.ts";
import { type Candidate, type IncidentNeed, type RecommendInput } from "./recommend-input.ts";
import { type RankRule, STANDARD_POLICY } from "./recommend-policy.ts";

/** Made-up units and incidents for tests and benchmarks; nothing here comes from a city. */

/** 2026-03-01T00:00:00Z. */
export const AT: Instant = 1_772_323_200_000;

/** A free patrol car at its post, one minute of driving away, with a fresh fix; `patch` changes what matters. */
export const unit = (unitId: string, patch: Partial<Candidate> = {}): Candidate => ({
  unitId,
  callSign: unitId,
  kind: "PATROL_CAR",
  agency: "POLICE",
  orgId: "S0101",
  orgPath: "CITY.D01.S0101",
  capabilities: ["PATROL"],
  expiredCapabilities: [],
  crew: 2,
  status: "AVAILABLE",
  positionAt: AT - 5_000,
  positionSource: "GPS",
  stale: false,
  travelMs: 60_000,
  straightM: 500,
  load: 0,
  coverLoss: 0,
  assignment: null,
  ...patch,
});

/** A P2 that any unit of the police may take. */
export const need = (patch: Partial<IncidentNeed> = {}): IncidentNeed => ({
  id: "incident",
  typeCode: "PO-01",
  priority: "P2",
  needsAll: [],
  needsAny: [],
  crewMin: 0,
  point: [114.3, 30.6],
  agencyLead: "POLICE",
  orgPath: null,
  ...patch,
});

export const input = (patch: Partial<RecommendInput> = {}): RecommendInput => ({
  at: AT,
  policy: STANDARD_POLICY,
  graphVersion: "graph-1",
  incident: need(),
  includeStale: false,
  candidates: [],
  ...patch,
});

const CODES = ["PATROL", "EOD", "NEGOTIATOR", "FIRST_AID", "TRAFFIC_CONTROL"] as const;
const some = (random: RandomStream, most: number): string[] => random.shuffle(CODES).slice(0, random.integer(0, most));

function randomUnit(random: RandomStream, index: number, roads: boolean): Candidate {
  const status = random.next() < 0.6 ? random.pick(["AVAILABLE", "PATROL"] as const) : random.pick(UNIT_STATUSES);
  const held = status === "ASSIGNED" || status === "EN_ROUTE" || status === "ON_SCENE";
  return unit(`U${String(index).padStart(4, "0")}`, {
    agency: random.pick(["POLICE", "POLICE", "TRAFFIC_POLICE", "FIRE", "EMS"]),
    orgPath: random.pick(["CITY", "CITY.D01", "CITY.D01.S0101", "CITY.D01.S0102.P010201", "CITY.D02.S0201"]),
    capabilities: some(random, CODES.length),
    expiredCapabilities: random.next() < 0.2 ? some(random, 2) : [],
    crew: random.integer(0, 5),
    echelon: random.pick([1, 1, 3, 5] as const),
    status,
    positionAt: random.next() < 0.1 ? null : AT - random.integer(0, 300_000),
    positionSource: random.next() < 0.1 ? "ESTIMATED" : "GPS",
    stale: random.next() < 0.15,
    travelMs: random.next() < 0.1 || !roads ? null : random.integer(0, 40) * 10_000,
    straightM: random.next() < 0.05 ? null : random.integer(0, 8_000),
    load: random.next() < 0.6 ? 0 : random.integer(0, 6),
    coverLoss: random.next() < 0.5 ? 0 : random.next() * 0.1,
    assignment: held ? { incidentId: random.pick(["incident", "other", "other"]), priority: random.pick(["P1", "P2", "P3", "P4", null]) } : null,
    ...(random.next() < 0.05 ? { unverified: true } : {}),
    ...(random.next() < 0.1 ? { lender: "D02" } : {}),
    ...(random.next() < 0.05 ? { declined: random.pick(DECLINE_CODES) } : {}),
  });
}

/** Any rule, with parameters of the order of real ones. */
const randomRule = (random: RandomStream): RankRule =>
  random.pick<() => RankRule>([
    () => ({ policy: "CLOSEST/1" }),
    () => ({ policy: "COVER/1", toleranceMs: random.integer(0, 120) * 1_000, coverMs: random.integer(0, 2_000) * 1_000, loadMs: random.integer(0, 9_000), crewMs: random.integer(0, 9_000) }),
    () => ({ policy: "IN_TIME/1", targetMs: random.integer(0, 600) * 1_000 }),
  ])();

const randomSlots = (random: RandomStream): CardSlot[] =>
  Array.from({ length: random.integer(1, 4) }, () => ({ nameZh: "槽位", nameEn: "Slot", kinds: [], capabilities: some(random, 1), echelon: random.pick([null, 1, 3, 5] as const), limitMs: random.pick([null, 60_000, 180_000]) }));

/** Any legal input, from a seed: all statuses, missing times and positions, several agencies and priorities. */
export function randomInput(seed: number, units: number): RecommendInput {
  const random = randomStream(seed, "recommend-input");
  const roads = random.next() < 0.95;
  return input({
    includeStale: random.next() < 0.3,
    policy: { ...STANDARD_POLICY, rank: { P1: randomRule(random), P2: randomRule(random), P3: randomRule(random), P4: randomRule(random) } },
    incident: need({
      priority: random.pick(["P1", "P2", "P3", "P4", null]),
      needsAll: some(random, 2),
      needsAny: some(random, 2),
      crewMin: random.integer(0, 6),
      point: random.next() < 0.1 ? null : [114.3, 30.6],
      agencyLead: random.pick(["POLICE", "FIRE", "WATER", null]),
      orgPath: random.pick([null, "CITY.D01.S0101", "CITY.D02"]),
      slots: random.next() < 0.5 ? [] : randomSlots(random),
    }),
    candidates: Array.from({ length: units }, (_, index) => randomUnit(random, index, roads)),
  });
}
