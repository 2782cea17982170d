import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { useWording, type Wording } from "../language/wording.ts";
import { distanceText } from "../map/distance-text.ts";
import { ownPoint } from "../map/route-shape.ts";
import { useField } from "../state/field.ts";
import { closuresAhead } from "./closures-ahead.ts";

function untilText({ from, until, status }: RoadClosure, { words, time, dayOf }: Wording): string {
  const parts = [status === "PLANNED" ? words.roads.from(time(from)) : words.roads.since(time(from)), until === null ? words.roads.untilOpened : words.roads.until(dayOf(until) === dayOf(from) ? time(until) : `${dayOf(until).slice(5)} ${time(until)}`)];
  return parts.join(" · ");
}

/** What is closed or slow around the crew: how far, since when, until when and why. Nothing when there is none. */
export function ClosureList() {
  const { state } = useField();
  const wording = useWording();
  const { words } = wording;
  const ahead = closuresAhead(state.board.closures.values(), ownPoint(state));
  if (ahead.length === 0) return null;
  return (
    <section className="way">
      <h2>{words.roads.title}</h2>
      <ol className="rows">
        {ahead.map(({ closure, metres }) => (
          <li key={closure.id} className="road-closure">
            <span>
              <strong>{closure.effect === "CLOSED" ? `✕ ${words.roads.closed}` : `≈ ${words.roads.slow(closure.speedKmh ?? 0)}`}</strong> {[...new Set(closure.roads.map(({ name }) => name || words.map.unnamed))].slice(0, 3).join(words.roads.comma)}
              <br />
              <span className="quiet">{[untilText(closure, wording), closure.reasonCode === null || closure.reasonCode === "OTHER" ? "" : words.roads.reason[closure.reasonCode], closure.reason].filter((part) => part !== "").join(" · ")}</span>
            </span>
            {metres !== null && <span className="number">{distanceText(metres, wording)}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}
