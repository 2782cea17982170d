import { useEffect, useMemo, useRef } from "react";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { mayDo, useSeat } from "../live/session.ts";
import { showPanel } from "../selection/panels.ts";
import { useSelectedIncidentId } from "../selection/selection.ts";
import { openAgain } from "./closure-acts.ts";
import { ClosureLines } from "./closure-card.tsx";
import { ClosureForm } from "./closure-form.tsx";
import { listedClosures } from "./closure-text.ts";
import { leaveRoads, showClosure, useRoadDraft } from "./road-draft.ts";
import "./roads.css";

/** 0: what is closed or slow, and closing more. It stands in the column of the detail, so that the map stays in sight to pick roads on. */
export function RoadsPanel() {
  const say = useSay();
  const seat = useSeat();
  useEffect(() => leaveRoads, []);
  useLeaveOnChoice();
  return (
    <section className="detail roads" aria-label={say("roads.name")} onKeyDown={(event) => event.key === "Escape" && showPanel("none")}>
      <header className="roads-head">
        <h1>{say("roads.name")}</h1>
        <button type="button" className="plain" onClick={() => showPanel("none")}>{say("prompt.leave")} <kbd>Esc</kbd></button>
      </header>
      <div className="roads-body">
        {mayDo(seat, "roads.close") ? <ClosureForm /> : <p className="hint dim">{say("roads.noRight")}</p>}
        <ClosureList />
      </div>
    </section>
  );
}

/** Whoever chooses an incident wants its detail. */
function useLeaveOnChoice(): void {
  const id = useSelectedIncidentId();
  const first = useRef(id);
  useEffect(() => {
    if (id !== first.current && id !== null) showPanel("none");
  }, [id]);
}

function ClosureList() {
  const say = useSay();
  const closures = useBoard((state) => state.closures);
  const { focus } = useRoadDraft();
  const list = useMemo(() => listedClosures(closures.values()), [closures]);
  return (
    <section className="block" aria-label={say("roads.list")}>
      <div className="block-head"><h2>{say("roads.list")} <span className="num">{list.length}</span></h2></div>
      {list.length === 0 && <p className="hint dim">{say("roads.none")}</p>}
      <ul className="closures">
        {list.map((closure) => <ClosureRow key={closure.id} closure={closure} chosen={closure.id === focus} />)}
      </ul>
    </section>
  );
}

function ClosureRow({ closure, chosen }: { readonly closure: RoadClosure; readonly chosen: boolean }) {
  const say = useSay();
  const seat = useSeat();
  const row = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (chosen) row.current?.scrollIntoView({ block: "nearest" });
  }, [chosen]);
  return (
    <li ref={row} className={chosen ? "closure closure-chosen" : "closure"} data-closure={closure.id}>
      <button type="button" className="closure-what" title={say("roads.show")} onClick={() => showClosure(closure)}><ClosureLines closure={closure} /></button>
      {mayDo(seat, "roads.open") && <button type="button" className="plain" onClick={() => void openAgain(closure)}>{say("roads.open")}</button>}
    </li>
  );
}
