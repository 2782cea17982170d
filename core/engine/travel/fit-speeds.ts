import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import { ROAD_CLASSES } from "@tocsin/contract/roads/road-class.ts";
import { DAY, MINUTE } from "@tocsin/kernel/instant.ts";
import { leastAbsolute, type Unknown } from "./least-absolute.ts";
import type { RecordedDrive } from "./recorded-drive.ts";
import { driveS, HOUR_BLOCKS, isWithin, roadS, type SpeedModel, turnsS } from "./speed-model.ts";

/**
 * How much a model is let say. PACE: all times stretched alike. START: and a time that every drive takes whatever its length
 * (Kolesar, Walker and Hausner 1975: fire engines' times are a constant and a part by distance). CLASSES: a stretch for each class of
 * road and the costs of turns, drawn towards START where few drives tell. HOURS: and the hours of the week.
 */
export const FIT_LEVELS = ["PACE", "START", "CLASSES", "HOURS"] as const;
export type FitLevel = (typeof FIT_LEVELS)[number];

export interface FitOptions {
  /** What turns are taken to cost where the drives do not tell. */
  readonly turnS: Speeds["turnS"];
  /** Minutes. */
  readonly utcOffset: number;
}

export interface SpeedFit {
  readonly model: SpeedModel;
  readonly level: FitLevel;
  /** Mean absolute error in seconds of each level on days that it was not fitted to; empty when there are fewer than two days. */
  readonly errorS: Partial<Readonly<Record<FitLevel, number>>>;
}

/** A level that says more must be better by this share on days it has not seen; otherwise the plainer one is taken. */
const WORTH = 0.01;
/** An hour's stretch is drawn towards none as if so many drives more had been as always. */
const PRIOR_DRIVES = 20;
/** From five thirds of the own speed down to a fifth of it. */
const STRETCH = { low: 0.6, high: 5 };

/** Fits the model to recorded drives, at the level that leaves least error on days left out one by one. @throws RangeError without drives */
export function fitSpeeds(drives: readonly RecordedDrive[], options: FitOptions): SpeedFit {
  if (drives.length === 0) throw new RangeError("there are no drives to fit to");
  const dayOf = ({ at }: RecordedDrive): number => Math.floor((at + options.utcOffset * MINUTE) / DAY);
  const days = new Set(drives.map(dayOf));
  if (days.size < 2) return { model: fitAt("START", drives, options), level: "START", errorS: {} };
  const errors = FIT_LEVELS.map((level) => {
    let sum = 0;
    for (const day of days) {
      const model = fitAt(level, drives.filter((drive) => dayOf(drive) !== day), options);
      for (const drive of drives) if (dayOf(drive) === day) sum += Math.abs(drive.takenS - driveS(model, drive, options.utcOffset));
    }
    return sum / drives.length;
  });
  let best = 0;
  for (let i = 1; i < errors.length; i++) if (errors[i]! < errors[best]! * (1 - WORTH)) best = i;
  const level = FIT_LEVELS[best]!;
  return { model: fitAt(level, drives, options), level, errorS: Object.fromEntries(FIT_LEVELS.map((name, i) => [name, errors[i]!])) };
}

/** Fits one level. */
export function fitAt(level: FitLevel, drives: readonly RecordedDrive[], options: FitOptions): SpeedModel {
  const plain = fitPlain(drives, options, level !== "PACE");
  if (level === "PACE" || level === "START") return plain;
  const classes = fitClasses(drives, plain);
  return level === "CLASSES" ? classes : { ...classes, hours: fitHours(drives, classes, options.utcOffset) };
}

/** One stretch for all, and a start unless it is to be none. Without one, turns stretch like the roads. */
function fitPlain(drives: readonly RecordedDrive[], { turnS }: FitOptions, withStart: boolean): SpeedModel {
  const own = ROAD_CLASSES.map(() => 1);
  const free = { prior: 1, spread: Infinity, ...STRETCH };
  const start: Unknown = { low: 0, high: withStart ? 300 : 0, prior: 0, spread: Infinity };
  const turns = drives.map((drive) => turnsS(drive, turnS));
  const rows = drives.map((drive, i) => [roadS(drive, own) + (withStart ? 0 : turns[i]!), 1]);
  const [stretch, startS] = leastAbsolute(rows, drives.map(({ takenS }, i) => takenS - (withStart ? turns[i]! : 0)), [free, start]) as [number, number];
  const scaled = (seconds: number): number => Math.min(120, seconds * (withStart ? 1 : stretch));
  return { startS, turnS: { left: scaled(turnS.left), right: scaled(turnS.right), uTurn: scaled(turnS.uTurn), junction: scaled(turnS.junction) }, stretch: own.map(() => stretch), hours: [] };
}

function fitClasses(drives: readonly RecordedDrive[], plain: SpeedModel): SpeedModel {
  const cost = (prior: number, spread: number): Unknown => ({ low: 0, high: 120, prior, spread });
  const { left, right, uTurn, junction } = plain.turnS;
  const unknowns: Unknown[] = [
    { low: 0, high: 300, prior: plain.startS, spread: Infinity },
    cost(left, 2), cost(right, 1), cost(uTurn, 10), cost(junction, 0.5),
    ...plain.stretch.map((prior): Unknown => ({ prior, spread: 0.2 * prior, ...STRETCH })),
  ];
  const rows = drives.map(({ turns, classS }) => [1, turns.left, turns.right, turns.uTurn, turns.junction, ...classS]);
  const [startS, l, r, u, j, ...stretch] = leastAbsolute(rows, drives.map(({ takenS }) => takenS), unknowns) as [number, number, number, number, number, ...number[]];
  return { startS, turnS: { left: l, right: r, uTurn: u, junction: j }, stretch, hours: [] };
}

/** Each block's stretch: the median of what its drives took on the road over what they should have, long drives counting more, drawn towards 1. */
function fitHours(drives: readonly RecordedDrive[], model: SpeedModel, utcOffset: number): SpeedModel["hours"] {
  return HOUR_BLOCKS.flatMap((block) => {
    const own = drives.filter(({ at }) => isWithin(block, at, utcOffset)).flatMap((drive) => {
      const weight = roadS(drive, model.stretch);
      return weight > 0 ? [{ weight, ratio: (drive.takenS - model.startS - turnsS(drive, model.turnS)) / weight }] : [];
    });
    if (own.length === 0) return [];
    const stretch = Math.max(0.5, weightedMedian(own)) ** (own.length / (own.length + PRIOR_DRIVES));
    return [{ ...block, stretch: Math.min(3, stretch) }];
  });
}

function weightedMedian(values: readonly { readonly ratio: number; readonly weight: number }[]): number {
  const sorted = [...values].sort((a, b) => a.ratio - b.ratio);
  const half = sorted.reduce((sum, { weight }) => sum + weight, 0) / 2;
  let sum = 0;
  for (const { ratio, weight } of sorted) if ((sum += weight) >= half) return ratio;
  return 1;
}
