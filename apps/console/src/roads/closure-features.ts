import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { ageParts, timeWithDay } from "../incident/clock-state.ts";
import type { Say } from "../language/words.ts";
import { middleOf } from "./closure-text.ts";
import type { RoadDraft } from "./road-draft.ts";

type Shapes = GeoJSON.FeatureCollection<GeoJSON.LineString | GeoJSON.Point>;

const lineOf = (line: readonly (readonly [number, number])[], properties: GeoJSON.GeoJsonProperties): Shapes["features"][number] => ({ type: "Feature", geometry: { type: "LineString", coordinates: line.map(([lon, lat]) => [lon, lat]) }, properties });

interface Present {
  readonly now: number;
  /** Minutes. */
  readonly utcOffset: number;
  readonly focus: string | null;
}

/** Every road that is closed or slow, or will be, with a sign, the word and for how long already; those that ended are gone. */
export function closureFeatures(closures: Iterable<RoadClosure>, { now, utcOffset, focus }: Present, say: Say): Shapes {
  const features = [...closures].filter(({ status }) => status !== "ENDED").flatMap(({ id, effect, status, speedKmh, from, roads }) => {
    const { value, unit } = ageParts(now - from);
    const when = status === "PLANNED" ? say("roads.begins", { time: timeWithDay(from, now, utcOffset, false) }) : say(`age.${unit}`, { value });
    const what = effect === "CLOSED" ? `✕ ${say("roads.CLOSED")}` : `≈ ${say("roads.SLOW")} ${speedKmh ?? ""}`;
    const properties = { id, effect, planned: status === "PLANNED", focus: id === focus };
    // One label for all of it: most stretches between two crossings are shorter than their label.
    const middle = middleOf(roads);
    const label: Shapes["features"] = middle ? [{ type: "Feature", geometry: { type: "Point", coordinates: middle }, properties: { ...properties, label: `${what} · ${when}` } }] : [];
    return [...roads.map(({ line }) => lineOf(line, properties)), ...label];
  });
  return { type: "FeatureCollection", features };
}

/** Roads that are chosen, and those that are offered. */
export function draftFeatures({ offers, chosen }: RoadDraft): Shapes {
  const offered = offers.filter(({ id }) => !chosen.some((road) => road.id === id));
  return { type: "FeatureCollection", features: [...offered.map(({ line }) => lineOf(line, { chosen: false })), ...chosen.map(({ line }) => lineOf(line, { chosen: true }))] };
}
