import { type DurationMs } from "@tocsin/kernel/instant.ts";
import { type Arrival } from "./arrival.ts";
import { type Candidate, type IncidentNeed } from "./recommend-input.ts";

/** The parts of a unit's place in the list, all in integer ms, so that they can be shown as one sum. */
export interface UnitScore {
  readonly travelMs: DurationMs | null;
  readonly turnOutMs: DurationMs;
  readonly coverMs: DurationMs;
  readonly loadMs: DurationMs;
  readonly crewMs: DurationMs;
  /** What the policy makes of cover, load and crew. */
  readonly shapingMs: DurationMs;
  /** What is compared: ETA (turn-out alone where no ETA is known) and shaping. */
  readonly totalMs: DurationMs;
}

export interface Prices {
  readonly coverMs: DurationMs;
  readonly loadMs: DurationMs;
  readonly crewMs: DurationMs;
}

/** Cover, load and a short crew at their prices. */
export const pricesOf = (unit: Candidate, need: Pick<IncidentNeed, "crewMin">, per: Prices): Prices => ({
  coverMs: Math.round(unit.coverLoss * per.coverMs),
  loadMs: Math.round(unit.load * per.loadMs),
  crewMs: Math.round(Math.max(0, need.crewMin - unit.crew) * per.crewMs),
});

export const sumOfPrices = ({ coverMs, loadMs, crewMs }: Prices): DurationMs => coverMs + loadMs + crewMs;

/** What is known of an arrival as a time to compare. */
export const baseMs = (arrival: Arrival): DurationMs => arrival.etaMs ?? arrival.turnOutMs;

export const scored = (arrival: Arrival, prices: Prices, shapingMs: DurationMs): UnitScore => ({
  travelMs: arrival.travelMs,
  turnOutMs: arrival.turnOutMs,
  ...prices,
  shapingMs,
  totalMs: baseMs(arrival) + shapingMs,
});

/** A ranking policy: one unit's place in the list, from what is known of it and the policy's parameters. Pure, integer ms. */
export type ScoreUnit<Rule> = (unit: Candidate, need: IncidentNeed, arrival: Arrival, rule: Rule) => UnitScore;
