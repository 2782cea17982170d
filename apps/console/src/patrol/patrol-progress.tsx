import type { Patrol, Unit } from "@tocsin/contract/dispatch/unit.ts";
import { useTimeText } from "../incident/use-time-text.ts";
import { useSay } from "../language/words.ts";
import { mayDo, useSeat } from "../live/session.ts";
import { showOnMap } from "../map/map-focus.ts";
import { checkpointStates, type Checkpoint, type CheckpointState } from "./checkpoints.ts";
import { endPatrol } from "./patrol-acts.ts";
import "./patrol.css";

const MARKS: Readonly<Record<CheckpointState["kind"], string>> = { PASSED: "✓", EXCUSED: "–", NEXT: "▸", AHEAD: "○" };

/** How far a patrol has come: every checkpoint with its time; what an order kept the unit from is excused, not missed (DSP-03). */
export function PatrolProgress({ unit, patrol }: { readonly unit: Unit; readonly patrol: Patrol }) {
  const say = useSay();
  const seat = useSeat();
  const timeText = useTimeText();
  const states = checkpointStates(patrol);
  return (
    <section className="patrol" aria-label={say("patrol.name")}>
      <div className="patrol-head">
        <strong>{say("patrol.name")}</strong> <span className="num">{say("patrol.done", { done: states.filter(({ kind }) => kind === "PASSED").length, count: states.length })}</span>
        {patrol.state === "PAUSED" && <span className="tag tag-amber">‖ {say("patrol.paused")}</span>}
        {patrol.excused.length > 0 && <span className="tag">{say("patrol.excusedCount", { count: patrol.excused.length })}</span>}
        <span className="dim num">{say("patrol.since", { time: timeText(patrol.startedAt, false) })}</span>
        {mayDo(seat, "dispatch.endPatrol") && <button type="button" className="plain" onClick={() => void endPatrol(unit)}>{say("patrol.end")}</button>}
      </div>
      <ol className="patrol-list">
        {patrol.checkpoints.map((checkpoint, index) => <ProgressLine key={index} checkpoint={checkpoint} state={states[index]!} no={index + 1} />)}
      </ol>
    </section>
  );
}

interface LineProps {
  readonly checkpoint: Checkpoint;
  readonly state: CheckpointState;
  readonly no: number;
}

function ProgressLine({ checkpoint: { name, point }, state, no }: LineProps) {
  const say = useSay();
  const timeText = useTimeText();
  const what = state.kind === "PASSED" ? (state.at === null ? say("patrol.passed") : timeText(state.at, false)) : state.kind === "AHEAD" ? "" : say(state.kind === "NEXT" ? "patrol.next" : "patrol.excused");
  return (
    <li className={`patrol-${state.kind.toLowerCase()}`} aria-current={state.kind === "NEXT" ? "step" : undefined}>
      <span aria-hidden="true" className="patrol-mark">{MARKS[state.kind]}</span> <span className="num patrol-no">{no}</span>
      <button type="button" className="patrol-place" title={say("act.showOnMap")} onClick={() => showOnMap(point)}>{name}</button>
      <span className="num patrol-what">{what}</span>
    </li>
  );
}
