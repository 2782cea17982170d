import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import { ROAD_CLASSES } from "@tocsin/contract/roads/road-class.ts";
import { civil, type Instant, MINUTE } from "@tocsin/kernel/instant.ts";
import type { RecordedDrive } from "./recorded-drive.ts";

/** Hours whose drives are looked at together. */
export interface HourBlock {
  readonly days: readonly number[];
  readonly from: number;
  readonly to: number;
}

/** How long drives take, as it is fitted: times instead of speeds, so that all of it adds up. */
export interface SpeedModel {
  readonly startS: number;
  readonly turnS: Speeds["turnS"];
  /** How much longer than at its own speed a road of each class takes, in the order of `ROAD_CLASSES`. */
  readonly stretch: readonly number[];
  /** What some hours take beside all others. */
  readonly hours: readonly (HourBlock & { readonly stretch: number })[];
}

const blocks = (days: readonly number[]): HourBlock[] => [[0, 6], [6, 10], [10, 16], [16, 20], [20, 24]].map(([from, to]) => ({ days, from: from!, to: to! }));
/** Night, morning, day, evening and late evening, of working days and of weekends. */
export const HOUR_BLOCKS: readonly HourBlock[] = [...blocks([1, 2, 3, 4, 5]), ...blocks([6, 7])];

/** Whether an instant lies in a block on the city's clock; `utcOffset` in minutes. */
export function isWithin({ days, from, to }: HourBlock, at: Instant, utcOffset: number): boolean {
  const { weekday, hour } = civil(at, utcOffset * MINUTE);
  return days.includes(weekday === 0 ? 7 : weekday) && from <= hour && hour < to;
}

export const turnsS = ({ turns }: Pick<RecordedDrive, "turns">, turnS: Speeds["turnS"]): number => turns.left * turnS.left + turns.right * turnS.right + turns.uTurn * turnS.uTurn + turns.junction * turnS.junction;
export const roadS = ({ classS }: Pick<RecordedDrive, "classS">, stretch: readonly number[]): number => classS.reduce((sum, seconds, i) => sum + seconds * stretch[i]!, 0);

/** Seconds that a drive takes by the model. */
export function driveS(model: SpeedModel, drive: Omit<RecordedDrive, "takenS">, utcOffset: number): number {
  const hour = model.hours.find((block) => isWithin(block, drive.at, utcOffset))?.stretch ?? 1;
  return model.startS + turnsS(drive, model.turnS) + hour * roadS(drive, model.stretch);
}

const permille = (stretch: number): number => Math.min(3_000, Math.max(100, Math.round(1_000 / stretch)));
const tenth = (seconds: number): number => Math.round(seconds * 10) / 10;

/** The model as a city's file has it: tenths of seconds, thousandths of speed. */
export function speedsOf({ startS, turnS, stretch, hours }: SpeedModel): Speeds {
  const each = (factor: number): Speeds["always"] => Object.fromEntries(ROAD_CLASSES.map((name, i) => [name, permille(stretch[i]! * factor)])) as Speeds["always"];
  return {
    startS: tenth(startS),
    turnS: { left: tenth(turnS.left), right: tenth(turnS.right), uTurn: tenth(turnS.uTurn), junction: tenth(turnS.junction) },
    always: each(1),
    hours: hours.map(({ days, from, to, stretch: factor }) => ({ days: [...days], from, to, permille: each(factor) })),
  };
}
