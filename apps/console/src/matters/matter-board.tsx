import { useEffect, useMemo, useState, type KeyboardEvent } from "react";
import { type Matter, openCallOf } from "@tocsin/contract/linkage/matter.ts";
import type { BoardState } from "@tocsin/client/board-state.ts";
import { recordId, useChosenRow } from "../keyboard/chosen-row.ts";
import { useRowFocus } from "../keyboard/row-focus.ts";
import { useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { useNow } from "../live/server-clock.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { useStore } from "../store/external-store.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { wantsIncident } from "./across-rows.ts";
import { useActWord } from "./act-word.ts";
import { ExerciseForm } from "./exercise-form.tsx";
import { actsOn, inOrder, type MatterAct } from "./matter-acts.ts";
import { MatterCard } from "./matter-card.tsx";
import { RowClock } from "./matter-clock.tsx";
import { doAct } from "./matter-form.tsx";
import { openForHelp } from "./open-for-help.ts";
import { useUntold } from "./own-letters.ts";
import { chosenMatterStore } from "./own-matters.ts";
import { UntoldLetters } from "./untold-letters.tsx";
import { usePartyName } from "./party-name.ts";
import { WireTag } from "./wire-line.tsx";
import { WhistleFigures } from "./whistle-figures.tsx";
import "../joint/joint.css";
import "./matters.css";

const mattersOf = (state: BoardState): BoardState["matters"] => state.matters;
const whole = (id: string | null): string | null => id;
const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Matters between organisations: what waits for this seat first, each with its one clock; beside it the chosen one. ↑↓ choose, digits act, 0 opens an incident for what a neighbour asked, R asks one to exercise together. */
export function MatterBoard() {
  const say = useSay();
  const seat = useSeat();
  const { city, orgById } = useCity();
  const matters = useBoard(mattersOf);
  const minute = Math.floor(useNow() / MINUTE_MS) * MINUTE_MS;
  const { mine, others } = useMemo(() => inOrder(matters.values(), seat, orgById, minute), [matters, seat, orgById, minute]);
  const chosenId = useStore(chosenMatterStore, whole);
  useEffect(() => () => chosenMatterStore.set(null), []);
  const wordOf = useActWord();
  const [act, setAct] = useState<MatterAct | null>(null);
  const [asking, setAsking] = useState(false);
  const name = usePartyName();
  const borders = city.borders ?? [];
  const shared = mayDo(seat, "linkage.planExercise") ? borders.filter(({ exercises }) => exercises === true) : [];
  const untold = useUntold();
  const all = [...mine, ...others];
  const chosen = useChosenRow(all, chosenId, recordId);
  const focus = useRowFocus(chosen === undefined || asking ? null : `matter-${chosen.id}`, [mine, others].map((group) => group.map(({ id }) => id).join()).concat(String(chosen?.custody.step)).join(" | "));
  const acts = chosen === undefined ? [] : actsOn(chosen, seat, orgById, minute);
  const choose = (id: string): void => {
    chosenMatterStore.set(id);
    setAct(null);
    setAsking(false);
  };
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || asking) return;
    if (event.key.toLowerCase() === "r" && shared.length > 0) setAsking(true);
    else if (chosen === undefined || !actedOn(event.key, chosen)) return;
    event.preventDefault();
    event.stopPropagation();
  };
  const actedOn = (key: string, chosen: Matter): boolean => {
    const step = key === "ArrowDown" ? 1 : key === "ArrowUp" ? -1 : 0;
    const wanted = acts[Number(key) - 1];
    if (step !== 0) {
      const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(chosen) + step))]!;
      choose(next.id);
      document.getElementById(`matter-${next.id}`)?.focus();
    } else if (wanted !== undefined) {
      if (wanted.fields.length > 0) setAct(wanted);
      else void doAct(wanted, chosen, null, city.head.utcOffset, say("matter.done", { act: wordOf(wanted) }));
    } else if (key === "0" && wantsIncident(chosen, seat, orgById, borders)) openForHelp(chosen, name(chosen.opener));
    else return false;
    return true;
  };
  return (
    <BoardFrame title={say("matter.name")}>
      {chosen === undefined && shared.length === 0 && untold.length === 0 ? <p className="block dim">{say("matter.none")}</p> : (
        <div className="matters" onKeyDown={onKey} {...focus}>
          <div className="matter-list">
            {shared.length > 0 && <button type="button" className="plain joint-new" autoFocus={chosen === undefined} aria-pressed={asking} onClick={() => setAsking(true)}>{say("exercise.new")} <kbd>R</kbd></button>}
            <UntoldLetters letters={untold} />
            <Group title={say("matter.mine")} matters={mine} chosenId={chosen?.id} onChoose={choose} />
            <Group title={say("matter.others")} matters={others} chosenId={chosen?.id} onChoose={choose} />
            {seat.views.includes("MATTERS") && <WhistleFigures day={Math.ceil(minute / DAY_MS) * DAY_MS} />}
          </div>
          {asking ? <ExerciseForm borders={shared} onLeave={() => setAsking(false)} onMade={choose} /> : chosen !== undefined && <MatterCard key={chosen.id} matter={chosen} acts={acts} chosen={act} onChoose={(wanted) => {
            setAct(wanted);
            // What was asked for is done or left: the keys belong to the list again.
            if (wanted === null) document.getElementById(`matter-${chosen.id}`)?.focus();
          }} />}
        </div>
      )}
    </BoardFrame>
  );
}

function Group({ title, matters, chosenId, onChoose }: { readonly title: string; readonly matters: readonly Matter[]; readonly chosenId: string | undefined; readonly onChoose: (id: string) => void }) {
  const say = useSay();
  const name = usePartyName();
  if (matters.length === 0) return null;
  return (
    <section>
      <h2>{title} <span className="num dim">{matters.length}</span></h2>
      {matters.map((matter) => (
        <button key={matter.id} id={`matter-${matter.id}`} type="button" className={matter.id === chosenId ? "matter-row matter-chosen" : "matter-row"} aria-pressed={matter.id === chosenId} onClick={() => onChoose(matter.id)}>
          <span className="matter-line"><span className="num">{matter.no}</span> <span className="tag">{say(`matter.status.${matter.custody.status}`)}</span> {matter.drill && <span className="tag tag-drill">{say("incident.drill")}</span>} {matter.content.exercise !== undefined && <span className={matter.calledOff === undefined ? "tag" : "tag tag-red"}>{say(matter.calledOff === undefined ? "exercise.tag" : "exercise.offTag")}</span>} {openCallOf(matter) !== undefined && <span className="tag tag-amber">☎ {say("call.short")}</span>} {matter.wire !== undefined && <WireTag wire={matter.wire} />} <RowClock matter={matter} /></span>
          <span className="matter-line"><span className="matter-says">{matter.content.text}</span> <span className="dim">{name(matter.custody.owner)}{matter.custody.offer === null ? "" : ` → ${name(matter.custody.offer.to)}`}</span></span>
        </button>
      ))}
    </section>
  );
}
