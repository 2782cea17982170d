import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import { ROAD_CLASSES } from "@tocsin/contract/roads/road-class.ts";
import { fitSpeeds, type SpeedFit } from "@tocsin/engine/travel/fit-speeds.ts";
import type { RecordedDrive } from "@tocsin/engine/travel/recorded-drive.ts";
import { speedsOf } from "@tocsin/engine/travel/speed-model.ts";
import { DAY, MINUTE } from "@tocsin/kernel/instant.ts";
import { drivePartsOf } from "@tocsin/roads/drive-parts.ts";
import { buildGraph } from "@tocsin/roads/graph.ts";
import { hourlyRoads } from "@tocsin/roads/hourly-roads.ts";
import type { RoadTable } from "@tocsin/roads/road-table.ts";
import { snap } from "@tocsin/roads/snap.ts";
import { travelTimesFrom } from "@tocsin/roads/travel.ts";
import { driveCostsOf } from "@tocsin/roads/turn-costs.ts";
import { Complaint } from "../complaint.ts";
import { soundDrives, type DriveRecord } from "./recorded-drives.ts";

/** Errors of expected over recorded seconds, on drives that nothing was fitted to. */
export interface Judged {
  readonly medianS: number;
  readonly p90S: number;
  /** Share of the recorded time. */
  readonly median: number;
  readonly p90: number;
  /** Median of recorded less expected, seconds: above 0 when the expectation is too short. */
  readonly biasS: number;
}

export interface Calibration {
  readonly speeds: Speeds;
  readonly fit: SpeedFit;
  readonly drives: { readonly given: number; readonly trained: number; readonly held: number };
  /** How the city's present file, one factor over all its times, and the calibrated file do on the days held out. */
  readonly judged: { readonly before: Judged; readonly oneFactor: Judged; readonly after: Judged };
}

export interface CalibrationOptions {
  readonly table: RoadTable;
  readonly records: readonly DriveRecord[];
  /** The city's file of today. */
  readonly speeds: Speeds;
  /** Minutes. */
  readonly utcOffset: number;
  /** Days, on the city's clock, that are learnt from; what comes after is held out. */
  readonly trainDays: number;
}

/** Ways depend on speeds and speeds on ways: so many times one after the other. */
const ROUNDS = 3;
const MAX_SNAP_M = 3_000;
const LEAST_DRIVES = 30;

/** Learns a city's speeds from the first days of its recorded drives and judges them by the rest. Pure but for memory. @throws Complaint when there are too few */
export function calibrateSpeeds({ table, records, speeds, utcOffset, trainDays }: CalibrationOptions): Calibration {
  const sound = soundDrives(records);
  const dayOf = ({ at }: DriveRecord): number => Math.floor((at + utcOffset * MINUTE) / DAY);
  const firstDay = sound.reduce((least, drive) => Math.min(least, dayOf(drive)), Infinity);
  const [train, held] = [sound.filter((drive) => dayOf(drive) - firstDay < trainDays), sound.filter((drive) => dayOf(drive) - firstDay >= trainDays)];
  if (train.length < LEAST_DRIVES || held.length < LEAST_DRIVES) throw new Complaint(`可用行程太少:训练 ${train.length},检验 ${held.length},各需 ${LEAST_DRIVES} / too few drives that can be used: ${train.length} to learn from, ${held.length} held out, ${LEAST_DRIVES} needed of each`);
  let fitted = speeds;
  let fit: SpeedFit | null = null;
  for (let round = 0; round < ROUNDS; round++) {
    fit = fitSpeeds(partsOf(table, train, fitted, utcOffset), { turnS: speeds.turnS, utcOffset });
    fitted = speedsOf(fit.model);
  }
  const [expectTrain, expectHeld, expectFitted] = [expected(table, train, speeds, utcOffset), expected(table, held, speeds, utcOffset), expected(table, held, fitted, utcOffset)];
  const factor = quantile(train.map(({ takenS }) => takenS), 0.5) / quantile(expectTrain.filter((seconds) => seconds > 0), 0.5);
  const judge = (expect: readonly number[]): Judged => judged(held.map(({ takenS }) => takenS), expect);
  return {
    speeds: fitted, fit: fit!, drives: { given: records.length, trained: train.length, held: held.length },
    judged: { before: judge(expectHeld), oneFactor: judge(expectHeld.map((seconds) => seconds * factor)), after: judge(expectFitted) },
  };
}

function graphFor(table: RoadTable, speeds: Speeds, utcOffset: number) {
  const graph = buildGraph(table, driveCostsOf(speeds));
  return { graph, roadsAt: hourlyRoads(graph, speeds, utcOffset) };
}

/** The ways that drives are taken to have gone by these speeds. */
function partsOf(table: RoadTable, drives: readonly DriveRecord[], speeds: Speeds, utcOffset: number): RecordedDrive[] {
  const { graph, roadsAt } = graphFor(table, { ...speeds, hours: [] }, utcOffset);
  roadsAt(0);
  const share = Object.fromEntries(ROAD_CLASSES.map((name) => [name, speeds.always[name] / 1_000]));
  const parts = drivePartsOf(graph, share);
  return drives.flatMap(({ at, from, to, takenS }) => {
    const [start, goal] = [snap(graph, from, { maxDistanceM: MAX_SNAP_M }), snap(graph, to, { maxDistanceM: MAX_SNAP_M })];
    const way = start && goal && parts(start, goal);
    return way ? [{ at, takenS, ...way }] : [];
  });
}

/** Seconds that each drive takes by a city's file, as the running server would say at its hour; -1 where there is no way. */
function expected(table: RoadTable, drives: readonly DriveRecord[], speeds: Speeds, utcOffset: number): number[] {
  const { graph, roadsAt } = graphFor(table, speeds, utcOffset);
  return drives.map(({ at, from, to }) => {
    const [start, goal] = [snap(graph, from, { maxDistanceM: MAX_SNAP_M }), snap(graph, to, { maxDistanceM: MAX_SNAP_M })];
    const ms = start && goal ? travelTimesFrom(roadsAt(at)!, start, [goal])[0]! : -1;
    return ms < 0 ? -1 : (ms + graph.startMs) / 1_000;
  });
}

function judged(taken: readonly number[], expect: readonly number[]): Judged {
  const pairs = taken.flatMap((seconds, i) => (expect[i]! < 0 ? [] : [{ seconds, off: seconds - expect[i]! }]));
  const [absolute, share] = [pairs.map(({ off }) => Math.abs(off)), pairs.map(({ seconds, off }) => Math.abs(off) / seconds)];
  return { medianS: quantile(absolute, 0.5), p90S: quantile(absolute, 0.9), median: quantile(share, 0.5), p90: quantile(share, 0.9), biasS: quantile(pairs.map(({ off }) => off), 0.5) };
}

/** The value below which a share lies; the lower of two in the middle. */
function quantile(values: readonly number[], share: number): number {
  return [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(share * values.length) - 1)] ?? Number.NaN;
}
