import type { Clock } from "@tocsin/contract/dispatch/clock.ts";
import { elapsedSeconds } from "@tocsin/kernel/instant.ts";

export type ClockTone = "calm" | "amber" | "over" | "met" | "void";

export interface ClockState {
  readonly tone: ClockTone;
  /** Whole seconds left; below zero when over; of an ended clock, as it stood then. */
  readonly leftS: number;
}

/** The moment at which the limit is reached, ms UTC. */
export const dueAt = (clock: Clock): number => clock.startedAt + clock.limitS * 1_000;

export const isRunning = (clock: Clock): boolean => clock.doneAt === null && clock.voidedAt === null;

/** Whole seconds count: exactly the limit is still met, one second later is over (DSP-05). Amber from two thirds of the limit. */
export function clockState(clock: Clock, now: number): ClockState {
  const end = clock.doneAt ?? clock.voidedAt ?? now;
  const used = elapsedSeconds(clock.startedAt, Math.max(end, clock.startedAt));
  const leftS = clock.limitS - used;
  if (leftS < 0 || clock.breachedAt !== null) return { tone: "over", leftS };
  if (clock.voidedAt !== null) return { tone: "void", leftS };
  if (clock.doneAt !== null) return { tone: "met", leftS };
  return { tone: used * 3 >= clock.limitS * 2 ? "amber" : "calm", leftS };
}

/** Over its limit, and either still running or not yet explained: it still wants a person. */
export const wantsAttention = (clock: Clock, now: number): boolean =>
  clock.voidedAt === null && clockState(clock, now).tone === "over" && (isRunning(clock) || clock.reason === null);

/** Of the running clocks the one that ends first. */
export function urgentClock(clocks: readonly Clock[]): Clock | null {
  let first: Clock | null = null;
  for (const clock of clocks) if (isRunning(clock) && (first === null || dueAt(clock) < dueAt(first))) first = clock;
  return first;
}

const two = (value: number): string => String(value).padStart(2, "0");

/** `4:05`, `-0:12`, `1:02:03`; seconds always in two digits, so that a tick moves nothing. */
export function runningTime(seconds: number): string {
  const sign = seconds < 0 ? "-" : "";
  const all = Math.abs(seconds);
  const hours = Math.floor(all / 3_600);
  const minutes = Math.floor(all / 60) % 60;
  return hours > 0 ? `${sign}${hours}:${two(minutes)}:${two(all % 60)}` : `${sign}${minutes}:${two(all % 60)}`;
}

/** `14:03:09` at the city's offset from UTC (minutes). */
export function timeOfDay(at: number, utcOffset: number, withSeconds = true): string {
  const date = new Date(at + utcOffset * 60_000);
  const minutes = `${two(date.getUTCHours())}:${two(date.getUTCMinutes())}`;
  return withSeconds ? `${minutes}:${two(date.getUTCSeconds())}` : minutes;
}

/** As `timeOfDay`; of another day than `now`'s with the day before it, so that yesterday's noon is not read as today's: `11-25 14:03`. */
export function timeWithDay(at: number, now: number, utcOffset: number, withSeconds = true): string {
  const [then, today] = [at, now].map((moment) => new Date(moment + utcOffset * 60_000).toISOString().slice(5, 10));
  const time = timeOfDay(at, utcOffset, withSeconds);
  return then === today ? time : `${then} ${time}`;
}

export type AgeUnit = "s" | "min" | "h" | "d";
/** How old: the greatest unit only, rounded down. */
export function ageParts(ms: number): { readonly value: number; readonly unit: AgeUnit } {
  const seconds = Math.max(0, Math.floor(ms / 1_000));
  if (seconds < 60) return { value: seconds, unit: "s" };
  if (seconds < 3_600) return { value: Math.floor(seconds / 60), unit: "min" };
  if (seconds < 86_400) return { value: Math.floor(seconds / 3_600), unit: "h" };
  return { value: Math.floor(seconds / 86_400), unit: "d" };
}
