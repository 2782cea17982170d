import { useEffect, useRef, useState, type KeyboardEvent } from "react";
import { OVERRIDE_REASONS } from "@tocsin/contract/dispatch/order.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Recommendation } from "@tocsin/contract/views.ts";
import { assign, askingStore, useAsking, type Asking } from "../dispatch/assign.ts";
import { recommend, useRecommended } from "../dispatch/recommendation-store.ts";
import { Age } from "../incident/age.tsx";
import { CodePrompt } from "../incident/code-prompt.tsx";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { unitNow } from "../live/live-board.ts";
import { CandidateRow } from "./candidate-row.tsx";
import { CardSlots } from "./card-slots.tsx";
import { drawnFrom } from "../dispatch/draw.ts";
import { DrawOff } from "./draw-off.tsx";
import { NotEligible } from "./not-eligible.tsx";

const DIGITS = 9;
/** On screen at first; the rest unfolds. */
const FIRST = 6;
const MOST = 40;

/** The ranking: ↵ sends the first, digits the others, space gathers a team. */
export function Candidates({ incident, preDispatch }: { readonly incident: Incident; readonly preDispatch: boolean }) {
  const say = useSay();
  const lang = useLang();
  const recommended = useRecommended();
  const data = recommended.incidentId === incident.id ? recommended.data : null;
  const asking = useAsking();
  const mine = asking?.incidentId === incident.id ? asking : null;
  return (
    <section className="block" aria-label={say("rec.name")}>
      <div className="block-head">
        <h2>{say("rec.name")}</h2>
        {data && <span className="dim" title={`${data.policy} · ${data.graphVersion}`}><Age at={recommended.at} /></span>}
        <label className="check">
          <input type="checkbox" checked={recommended.includeStale} onChange={(event) => void recommend(incident.id, event.target.checked)} /> {say("rec.includeStale")}
        </label>
        <button type="button" className="plain" onClick={() => void recommend(incident.id)}>{say("rec.again")}</button>
      </div>
      {recommended.state === "failed" && <p className="hint tag-amber" role="alert">{recommended.failure ?? say("rec.failed")}</p>}
      {recommended.state === "loading" && !data && <p className="hint dim">{say("rec.loading")}</p>}
      {mine && mine.ask !== "reserve" && <AskingPanel asking={mine} />}
      {data && data.waived !== null && <p className="hint dim">{say("rec.waived")}</p>}
      {data && data.outside.length > 0 && <p className="hint tag-amber" role="status">{say("aid.outside")} {data.outside.map((desk) => <span key={desk.contact} className="num">{nameIn(lang, desk)} {desk.contact} </span>)}</p>}
      {data && <List incident={incident} data={data} taken={mine?.ask === "taken"} preDispatch={preDispatch} />}
    </section>
  );
}

interface ListProps {
  readonly incident: Incident;
  readonly data: Recommendation;
  readonly taken: boolean;
  readonly preDispatch: boolean;
}

function List({ incident, data, taken, preDispatch }: ListProps) {
  const say = useSay();
  const [at, setAt] = useState(0);
  const [team, setTeam] = useState<readonly string[]>([]);
  const box = useRef<HTMLDivElement>(null);
  const [all, setAll] = useState(false);
  const [drawing, setDrawing] = useState<string | null>(null);
  const drawOff = <DrawOff incidentId={incident.id} units={data.notEligible} asking={drawing} onAsk={setDrawing} />;
  const ranked = data.ranked.slice(0, all ? MOST : FIRST);
  const more = Math.min(MOST, data.ranked.length) - ranked.length;
  // One was taken meanwhile: the hands stay where they are, on the next best.
  useEffect(() => {
    if (!taken) return;
    setAt(0);
    setTeam([]);
    box.current?.focus();
  }, [taken, data.id]);
  const sending = useRef(false);
  const send = async (unitIds: readonly string[]): Promise<void> => {
    if (sending.current) return;
    sending.current = true;
    setTeam([]);
    const sent = await assign(incident.id, unitIds, { preDispatch });
    sending.current = false;
    // One ↵ too many must not send the next unit as well.
    if (sent) document.getElementById("detail-body")?.focus();
  };
  const toggle = (unitId: string): void => setTeam((before) => (before.includes(unitId) ? before.filter((id) => id !== unitId) : [...before, unitId]));
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const move = candidateKey(event.key, { at, count: ranked.length });
    if (!move) return;
    event.preventDefault();
    event.stopPropagation();
    if (move.to !== undefined) return setAt(move.to);
    if (event.repeat) return;
    if (move.across) return document.getElementById("ask-across")?.click();
    if (move.draw) return setDrawing(data.notEligible.find((unit) => drawnFrom(unit) !== null)?.unitId ?? null);
    if (move.team) return data.team.length > 0 ? void send(data.team) : undefined;
    const chosen = ranked[move.index ?? at];
    if (!chosen) return;
    if (move.gather) return toggle(chosen.unitId);
    void send(move.index === undefined && team.length > 0 ? team : [chosen.unitId]);
  };
  if (ranked.length === 0) return <><CardSlots data={data} onSend={() => void send(data.team)} />{drawOff}<p className="hint tag-amber">{say("rec.none")}</p><NotEligible units={data.notEligible} open /></>;
  return (
    <>
      <CardSlots data={data} onSend={() => void send(data.team)} />
      {drawOff}
      <div ref={box} id="candidates" className="candidates" role="listbox" tabIndex={0} aria-label={say("rec.name")} aria-activedescendant={`candidate-${at}`} aria-multiselectable onKeyDown={onKeyDown}>
        {ranked.map((unit, index) => (
          <CandidateRow key={unit.unitId} unit={unit} index={index} current={index === at} inTeam={team.includes(unit.unitId)} suggested={data.team.length > 1 && data.team.includes(unit.unitId)} onSend={() => void send([unit.unitId])} onGather={() => toggle(unit.unitId)} />
        ))}
      </div>
      {more > 0 && <button type="button" className="plain candidates-more" onClick={() => setAll(true)}>{say("list.more", { count: more })}</button>}
      <div className="candidates-foot">
        <button type="button" className="main" onClick={() => void send(team.length > 0 ? team : [ranked[at]!.unitId])}>
          {team.length > 0 ? say("rec.sendTeam", { count: team.length }) : say(preDispatch ? "rec.preSend" : "rec.send", { unit: ranked[at]?.callSign ?? "" })} <kbd>↵</kbd>
        </button>
        {data.slots.length === 0 && data.team.length > 1 && <button type="button" className="plain" onClick={() => void send(data.team)}>{say("rec.wholeTeam", { count: data.team.length })} <kbd>T</kbd></button>}
      </div>
      <NotEligible units={data.notEligible} />
    </>
  );
}

interface Move {
  readonly to?: number;
  readonly index?: number;
  readonly gather?: boolean;
  readonly team?: boolean;
  readonly draw?: boolean;
  /** The neighbour that is nearer. */
  readonly across?: boolean;
}

/** What a key does in the list; undefined for keys that are not its own. */
function candidateKey(key: string, { at, count }: { readonly at: number; readonly count: number }): Move | undefined {
  if (key === "ArrowDown") return { to: Math.min(count - 1, at + 1) };
  if (key === "ArrowUp") return { to: Math.max(0, at - 1) };
  if (key === "Enter") return {};
  if (key === " ") return { gather: true };
  if (key === "t" || key === "T") return { team: true };
  if (key === "0") return { across: true };
  if (key === "d" || key === "D") return { draw: true };
  const digit = Number(key);
  return key.length === 1 && digit >= 1 && digit <= Math.min(DIGITS, count) ? { index: digit - 1 } : undefined;
}

function AskingPanel({ asking }: { readonly asking: Exclude<Asking, { ask: "reserve" }> }) {
  const say = useSay();
  if (asking.ask === "taken") {
    const next = asking.nextBest[0];
    const unit = unitNow(asking.unitId)?.callSign ?? asking.unitId;
    return <p className="hint tag-red" role="alert">{next ? say("rec.takenNext", { unit, next: next.callSign }) : say("rec.taken", { unit })}</p>;
  }
  return (
    <CodePrompt
      label={say("rec.why")}
      codes={OVERRIDE_REASONS}
      nameOf={(code) => say(`override.${code}`)}
      onCode={(overrideReason) => void assign(asking.incidentId, asking.unitIds, { overrideReason, preDispatch: asking.preDispatch })}
      onLeave={() => {
        askingStore.set(null);
        document.getElementById("candidates")?.focus();
      }}
      leaveText={say("prompt.leave")}
    />
  );
}
