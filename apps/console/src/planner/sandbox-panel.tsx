import { useState } from "react";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { askForPoint, focusStore } from "./planner-focus.ts";
import { movePost } from "./planner-map.tsx";
import { marksOf, type Mark } from "./planner-marks.ts";
import { PutForward } from "./put-forward.tsx";
import { changeSandbox, choosePost, clearSandbox, isChanged, leavePlan, setAdding, usePlanner } from "./planner-store.ts";

const MOST = 60;

/** Every post as a line, with what the mouse can do on the map: add, move to the middle of the map, close, put back. */
export function SandboxPanel() {
  const say = useSay();
  const lang = useLang();
  const state = usePlanner();
  const [filter, setFilter] = useState("");
  const marks = marksOf(state);
  const words = filter.trim().toLowerCase();
  const found = marks.filter((mark) => words === "" || `${mark.id} ${mark.nameZh} ${mark.nameEn}`.toLowerCase().includes(words));
  // What was changed and what is chosen first: a sandbox of a few among hundreds.
  const weight = (mark: Mark): number => (mark.id === state.chosen ? 0 : mark.kind === "NEW" || mark.state === "MOVED" || mark.state === "CLOSED" ? 1 : mark.kind === "POINT" ? 2 : 3);
  const listed = found.toSorted((a, b) => weight(a) - weight(b)).slice(0, MOST);
  if (state.planned !== null) return <p className="hint">{say("planner.planShown")} <button type="button" className="plain" onClick={leavePlan}>{say("planner.leavePlan")}</button></p>;
  const addAtMiddle = (): void => {
    const { centre } = focusStore.get();
    if (centre !== null) void changeSandbox((before) => ({ ...before, add: [...before.add, centre] }));
  };
  return (
    <>
      <div className="planner-acts">
        <button type="button" className={state.adding ? "chip chip-on" : "chip"} aria-pressed={state.adding} onClick={() => setAdding(!state.adding)}>{say("planner.add")}</button>
        <button type="button" className="plain" onClick={addAtMiddle}>{say("planner.addMiddle")}</button>
        <button type="button" className="plain" disabled={!isChanged(state.sandbox)} onClick={() => void clearSandbox()}>{say("planner.reset")}</button>
        <PutForward />
      </div>
      <p className="hint dim">{say("planner.dragHint")}</p>
      <input className="field" aria-label={say("planner.filter")} placeholder={say("planner.filter")} value={filter} onChange={(event) => setFilter(event.target.value)} />
      <ul className="planner-posts">
        {listed.map((mark) => (
          <li key={mark.id} className={mark.id === state.chosen ? "option-on" : ""}>
            <button type="button" className="planner-post" onClick={() => { choosePost(mark.id); askForPoint(mark); }}>
              <i className={`planner-mark mark-${mark.kind.toLowerCase()} mark-${mark.state.toLowerCase()}`} /> {nameIn(lang, mark)} {mark.state !== "KEPT" && <span className="tag">{say(`planner.state.${mark.state}`)}</span>}
            </button>
            <PostActs mark={mark} />
          </li>
        ))}
      </ul>
      {found.length > MOST && <p className="hint dim">{say("list.more", { count: found.length - MOST })}</p>}
    </>
  );
}

function PostActs({ mark }: { readonly mark: Mark }) {
  const say = useSay();
  const { sandbox } = usePlanner();
  const { id, kind, state } = mark;
  const restore = (): void => void changeSandbox(({ add, move, close }) => ({ add, move: Object.fromEntries(Object.entries(move).filter(([moved]) => moved !== id)), close: close.filter((closed) => closed !== id) }));
  const moveToMiddle = (): void => {
    const { centre } = focusStore.get();
    if (centre !== null) void movePost(id, centre);
  };
  if (kind === "NEW") return <button type="button" className="plain" onClick={() => void changeSandbox((before) => ({ ...before, add: before.add.filter((_, i) => `+${i}` !== id) }))}>{say("planner.remove")}</button>;
  if (state === "EMPTY") return null;
  return (
    <span>
      {state !== "CLOSED" && <button type="button" className="plain" title={say("planner.moveMiddle")} onClick={moveToMiddle}>{say("planner.move")}</button>}
      {state === "KEPT" ? <button type="button" className="plain" onClick={() => void changeSandbox((before) => ({ ...before, close: [...before.close, id] }))}>{say("planner.close")}</button>
        : <button type="button" className="plain" disabled={!sandbox.close.includes(id) && sandbox.move[id] === undefined} onClick={restore}>{say("planner.restore")}</button>}
    </span>
  );
}
