import { Age } from "../incident/age.tsx";
import { timeWithDay } from "../incident/clock-state.ts";
import { useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { useNow } from "../live/server-clock.ts";
import { useCity } from "../live/session.ts";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { effectText, reasonText, streetsOf, untilText } from "./closure-text.ts";

/** What a closure says about itself, with how long it has held and until when. */
export function ClosureLines({ closure }: { readonly closure: RoadClosure }) {
  const say = useSay();
  const now = useNow();
  const { utcOffset } = useCity().city.head;
  const planned = closure.status === "PLANNED";
  return (
    <>
      <div><strong className={closure.effect === "CLOSED" ? "closure-closed" : "closure-slow"}><span aria-hidden="true">{closure.effect === "CLOSED" ? "✕" : "≈"}</span> {effectText(closure, say)}</strong> {streetsOf(closure.roads, say)}</div>
      <div className="dim">
        {planned ? say("roads.begins", { time: timeWithDay(closure.from, now, utcOffset, false) }) : <Age at={closure.from} />} · {untilText(closure, now, utcOffset, say)} · {reasonText(closure, say)}
      </div>
    </>
  );
}

export function ClosureCard({ id }: { readonly id: string }) {
  const closure = useBoard((state) => state.closures.get(id));
  return closure ? <ClosureLines closure={closure} /> : null;
}
