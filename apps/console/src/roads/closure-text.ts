import type { ClosedRoad, RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { bearingDeg, distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { timeOfDay } from "../incident/clock-state.ts";
import type { Say, Word } from "../language/words.ts";

const MOST_NAMES = 2;

/** The streets of a closure by name, each once. */
export function streetsOf(roads: readonly Pick<ClosedRoad, "name">[], say: Say): string {
  const names = [...new Set(roads.map(({ name }) => name || say("roads.unnamed")))];
  const shown = names.slice(0, MOST_NAMES).join(say("list.comma"));
  return names.length > MOST_NAMES ? say("roads.andMore", { roads: shown, count: names.length }) : shown;
}

export const lengthM = ({ line }: Pick<ClosedRoad, "line">): number => line.reduce((sum, point, i) => sum + (i === 0 ? 0 : distanceM(line[i - 1] as LonLat, point as LonLat)), 0);

/** Which way a stretch leads from a point: of the same street's stretches at a crossing, the one to the north. */
export function directionWord({ line }: Pick<ClosedRoad, "line">, from: { readonly lon: number; readonly lat: number }): Word {
  const middle = line[Math.floor(line.length / 2)]!;
  const [first, last] = [line[0]!, line.at(-1)!];
  const goal = line.length > 2 ? middle : ([(first[0] + last[0]) / 2, (first[1] + last[1]) / 2] as const);
  return `roads.dir${Math.round(bearingDeg([from.lon, from.lat], goal as LonLat) / 45) % 8}` as Word;
}

export const effectText = ({ effect, speedKmh }: Pick<RoadClosure, "effect" | "speedKmh">, say: Say): string => (effect === "CLOSED" ? say("roads.CLOSED") : say("roads.slowAt", { kmh: speedKmh ?? 0 }));

/** The code's word and what else was said. */
export const reasonText = ({ reasonCode, reason }: Pick<RoadClosure, "reasonCode" | "reason">, say: Say): string =>
  [reasonCode === null || (reasonCode === "OTHER" && reason !== "") ? "" : say(`roadReason.${reasonCode}`), reason].filter((part) => part !== "").join(" · ");

const DAY_MS = 86_400_000;

/** Until when, on the city's clock; of another day with the day. */
export function untilText({ until }: Pick<RoadClosure, "until">, now: number, utcOffset: number, say: Say): string {
  if (until === null) return say("roads.noEnd");
  const dayOf = (at: number): number => Math.floor((at + utcOffset * 60_000) / DAY_MS);
  const time = timeOfDay(until, utcOffset, false);
  const ahead = dayOf(until) - dayOf(now);
  if (ahead <= 0) return say("roads.endsAt", { time });
  return ahead === 1 ? say("roads.endsTomorrow", { time }) : say("roads.ends", { time, day: new Date(until + utcOffset * 60_000).toISOString().slice(5, 10) });
}

/** The next moment at which the city's clock shows a time of day `HH:MM`; null for anything else. */
export function nextTimeOfDay(text: string, now: number, utcOffset: number): number | null {
  const match = /^(\d{2}):(\d{2})$/.exec(text);
  if (!match || Number(match[1]) > 23 || Number(match[2]) > 59) return null;
  const local = now + utcOffset * 60_000;
  const at = Math.floor(local / DAY_MS) * DAY_MS + Number(match[1]) * 3_600_000 + Number(match[2]) * 60_000;
  return (at > local ? at : at + DAY_MS) - utcOffset * 60_000;
}

/** What holds now first, the newest before older ones; then what is to come. Those that ended are gone. */
export function listedClosures(closures: Iterable<RoadClosure>): RoadClosure[] {
  const rank = ({ status }: RoadClosure): number => (status === "IN_FORCE" ? 0 : 1);
  return [...closures].filter(({ status }) => status !== "ENDED").sort((a, b) => rank(a) - rank(b) || (rank(a) === 0 ? b.from - a.from : a.from - b.from) || (a.id < b.id ? 1 : -1));
}

/** The middle of the stretch in the middle. */
export function middleOf(roads: RoadClosure["roads"]): [number, number] | null {
  const line = roads[Math.floor(roads.length / 2)]?.line ?? [];
  const [a, b] = [line[Math.floor((line.length - 1) / 2)], line[Math.ceil((line.length - 1) / 2)]];
  return a && b ? [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] : null;
}
