import { useEffect, useRef, type KeyboardEvent } from "react";
import { Candidates } from "../detail/candidates.tsx";
import { useRecommendationOf } from "../dispatch/recommendation-store.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { shortNo } from "../incident/summary.ts";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useBoard } from "../live/live-board.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { clearPin } from "../map/map-focus.ts";
import { showIntake, showTab } from "../selection/panels.ts";
import { selectIncident } from "../selection/selection.ts";
import { useStore } from "../store/external-store.ts";
import { keepsStore } from "../store/kept-records.ts";
import { CallbackField } from "./callback-field.tsx";
import { ConflictChoice } from "./conflict-choice.tsx";
import { mayPreDispatch, type Draft } from "./draft.ts";
import { beginDraft, dropDraft, sendToDraft, useDraft } from "./draft-store.ts";
import { Duplicates } from "./duplicates.tsx";
import { FactGrid } from "./fact-grid.tsx";
import { conflictStore, keepMine, keepTheirs, outsideStore, saveDraft, type OpenConflict } from "./save.ts";
import { PaperFields } from "./paper-fields.tsx";
import { SaidField } from "./said-field.tsx";
import { useDuplicates } from "./use-duplicates.ts";
import { WhatField } from "./what-field.tsx";
import { WhereField } from "./where-field.tsx";
import "./intake.css";

/** Taking a call: one column in the order in which callers talk, kept with every stroke. */
export function Intake() {
  const kept = useDraft();
  useEffect(beginDraft, []);
  return kept ? <IntakeForm draft={kept.draft} saved={kept.saved !== null} /> : null;
}

function finish(incidentId: string): void {
  clearPin();
  dropDraft();
  showIntake(false);
  selectIncident(incidentId);
  showTab("dispatch");
}

function IntakeForm({ draft, saved }: { readonly draft: Draft; readonly saved: boolean }) {
  const say = useSay();
  const incident = useBoard((state) => state.incidents.get(draft.incidentId));
  const keeps = useStore(keepsStore, (value: boolean) => value);
  useWishes(draft);
  return (
    <section className="intake" aria-label={say("intake.name")} onKeyDown={(event) => onFormKey(event, draft)}>
      <header className="intake-head">
        <h1>{saved ? say("intake.going", { no: shortNo(incident?.no ?? "") }) : say("intake.name")}</h1>
        {keeps ? <span className="dim">{say("intake.kept")}</span> : <span className="tag-amber" role="status">{say("intake.notKept")}</span>}
        <button type="button" className="plain" onClick={() => showIntake(false)}>{say("prompt.leave")} <kbd>Esc</kbd></button>
      </header>
      <div className="intake-body">
        <Questions />
        {!saved && <PaperFields draft={draft} />}
        <WhereField draft={draft} />
        <WhatField draft={draft} />
        <SaidField draft={draft} />
        <FactGrid draft={draft} />
        <CallbackField draft={draft} />
        <Foot draft={draft} saved={saved} />
        {saved && incident && <WhileTalking incident={incident} />}
      </div>
      <BesideForm draft={draft} saved={saved} />
    </section>
  );
}

/** Carries out what the reducer asked for: saving, or sending units while the caller still speaks. */
function useWishes(draft: Draft): void {
  const wants = draft.wants;
  const latest = useRef(draft);
  latest.current = draft;
  useEffect(() => {
    if (wants === "nothing") return;
    sendToDraft({ type: "answered" });
    void saveDraft(latest.current).then((done) => {
      if (done === null) return;
      if (wants === "save") finish(done);
      else selectIncident(done);
    });
  }, [wants]);
}

function onFormKey(event: KeyboardEvent, draft: Draft): void {
  if (event.key === "Escape") {
    event.stopPropagation();
    showIntake(false);
  } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    event.stopPropagation();
    sendToDraft({ type: "key", key: "Save" });
  } else if (event.altKey && event.code === "KeyP") {
    event.preventDefault();
    if (mayPreDispatch(draft) || draft.typed !== "") sendToDraft({ type: "key", key: "PreDispatch" });
  }
}

/** What another person or the map has to say about the form: shown on top, one key each. */
function Questions() {
  const say = useSay();
  const kept = useDraft();
  const conflict = useStore(conflictStore, (value: OpenConflict | null) => value);
  const outside = useStore(outsideStore, (value: boolean) => value);
  if (conflict) return <ConflictChoice conflict={conflict} onMine={() => void keepMine(conflict)} onTheirs={keepTheirs} />;
  if (!outside || !kept) return null;
  return (
    <div className="prompt tag-amber" role="alert">
      <span>{say("locate.outside")}</span>
      <button type="button" className="main" autoFocus onClick={() => void saveDraft(kept.draft, true).then((done) => done !== null && finish(done))}>{say("locate.confirmOutside")} <kbd>↵</kbd></button>
    </div>
  );
}

function Foot({ draft, saved }: { readonly draft: Draft; readonly saved: boolean }) {
  const say = useSay();
  const mayOrder = mayDo(useSeat(), "dispatch.issueOrder");
  const drop = (): void => {
    clearPin();
    dropDraft();
    showIntake(false);
  };
  return (
    <div className="intake-foot">
      <button type="button" className="main" onClick={() => sendToDraft({ type: "key", key: "Save" })}>{say("intake.save")} <kbd>Ctrl ↵</kbd></button>
      {mayOrder && <button type="button" className="plain" disabled={!mayPreDispatch(draft)} onClick={() => sendToDraft({ type: "key", key: "PreDispatch" })}>{say("intake.preDispatch")} <kbd>Alt P</kbd></button>}
      <label className="check"><input type="checkbox" checked={draft.drill} onChange={(event) => sendToDraft({ type: "drill", drill: event.target.checked })} /> {say("incident.drill")}</label>
      {!saved && <label className="check"><input type="checkbox" checked={draft.paper != null} onChange={(event) => sendToDraft({ type: "paper", paper: event.target.checked ? { no: "", time: "", at: null } : null })} /> {say("intake.paper")}</label>}
      {!saved && <button type="button" className="plain" onClick={drop}>{say("intake.drop")}</button>}
    </div>
  );
}

/** Units can go while the caller is still asked on (INC-03). */
function WhileTalking({ incident }: { readonly incident: Incident }) {
  const mayOrder = mayDo(useSeat(), "dispatch.issueOrder");
  useRecommendationOf(incident);
  return mayOrder && <Candidates incident={incident} preDispatch />;
}

/** Likely duplicates beside the form; one key makes the call another report of the same incident. */
function BesideForm({ draft, saved }: { readonly draft: Draft; readonly saved: boolean }) {
  const say = useSay();
  const { city } = useCity();
  const point = draft.place?.point ?? draft.point ?? draft.candidates[draft.candidateIndex]?.point ?? null;
  const found = useDuplicates({ incidentId: draft.incidentId, drill: draft.drill, typeCode: draft.typeCode, text: draft.said, addressText: draft.address, point });
  const join = async (incidentId: string): Promise<void> => {
    if (saved) {
      const merged = await act("intake.merge", { incidentId, duplicateId: draft.incidentId }, { done: say("notice.merged") });
      if (merged.ok) finish(incidentId);
      return;
    }
    const callback = draft.callback.trim();
    const place = point ? { place: { addressText: draft.address, point, datum: "WGS84" as const } } : {};
    const who = callback === "" ? { noCallbackReason: draft.noCallback ?? ("WITHHELD" as const) } : { callback };
    const text = draft.said || draft.typed || (city.types.find(({ type }) => type.code === draft.typeCode)?.type.nameZh ?? "");
    const added = await act("intake.addReport", { incidentId, channel: draft.channel, text, ...who, ...place }, { done: say("notice.reportAdded") });
    if (added.ok) finish(incidentId);
  };
  useEffect(() => {
    const onKey = (event: globalThis.KeyboardEvent): void => {
      const candidate = event.altKey && /^Digit[1-4]$/.test(event.code) ? found[Number(event.code.slice(5)) - 1] : undefined;
      if (!candidate) return;
      event.preventDefault();
      void join(candidate.incidentId);
    };
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  });
  return <Duplicates found={found} action={saved ? say("duplicates.merge") : say("duplicates.attach")} hint="Alt " onTake={(id) => void join(id)} />;
}
