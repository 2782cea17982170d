import { useEffect, useMemo, useState } from "react";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { PatrolPlan } from "@tocsin/contract/views.ts";
import { PlaceOptions } from "../intake/place-options.tsx";
import { usePlaces } from "../intake/use-places.ts";
import { focusSoon } from "../keyboard/global-keys.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { boardStore } from "../live/live-board.ts";
import { inRound, roundM, sameCheckpoint, type Checkpoint } from "./checkpoints.ts";
import { startPatrol } from "./patrol-acts.ts";
import { drawRound, leaveDraft } from "./patrol-draft.ts";
import { usePatrolPlan } from "./use-patrol-plan.ts";
import "./patrol.css";

const MOST = 60;
/** Ticked at first where the area's plan wants nothing visited. */
const FIRST = 8;

type Offer = PatrolPlan["checkpoints"][number];

/** What is ticked before anybody chooses: what the plan wants visited, or the nearest few. */
function firstChoice(plan: PatrolPlan, from: Unit["home"]): readonly Offer[] {
  const must = plan.checkpoints.filter((each) => each.must);
  if (must.length > 0) return must;
  const near = inRound(from, plan.checkpoints.slice(0, MOST)).slice(0, FIRST);
  return plan.checkpoints.filter((each) => near.some((one) => sameCheckpoint(one, each)));
}

/** A patrol is put together from what the city knows of an area, and places looked up beside it; the order is a short round from where the unit is. */
export function PatrolForm({ unit }: { readonly unit: Unit }) {
  const say = useSay();
  const [area, setArea] = useState<string | null>(null);
  const plan = usePatrolPlan(unit.id, area);
  // Where the unit is when the form opens: a round that turns about while one reads it is of no use.
  const [from] = useState(() => boardStore.get().positions.get(unit.id) ?? unit.home);
  const [added, setAdded] = useState<readonly Offer[]>([]);
  const [chosen, setChosen] = useState<readonly Checkpoint[]>([]);
  useEffect(() => {
    if (plan === null) return;
    setChosen(firstChoice(plan, from));
    setAdded([]);
    focusSoon("patrol-start");
  }, [plan, from]);
  useEffect(() => leaveDraft, []);
  const offers = [...added, ...(plan?.checkpoints ?? [])];
  const round = useMemo(() => inRound(from, chosen.slice(0, MOST)), [from, chosen]);
  useEffect(() => drawRound(unit.id, round), [unit.id, round]);
  const toggle = (offer: Checkpoint): void => setChosen((now) => (now.some((each) => sameCheckpoint(each, offer)) ? now.filter((each) => !sameCheckpoint(each, offer)) : [...now, offer]));
  const add = (offer: Offer): void => {
    if (offers.some((each) => sameCheckpoint(each, offer))) return void setChosen((now) => (now.some((each) => sameCheckpoint(each, offer)) ? now : [...now, offer]));
    setAdded([offer, ...added]);
    setChosen([...chosen, offer]);
  };
  const start = async (): Promise<void> => {
    if (round.length > 0 && (await startPatrol(unit, round))) leaveDraft();
  };
  const kilometres = (roundM(from, round) / 1_000).toFixed(1);
  return (
    <form className="patrol" aria-label={say("patrol.plan")} onKeyDown={(event) => event.key === "Escape" && leaveDraft()} onSubmit={(event) => { event.preventDefault(); void start(); }}>
      <div className="patrol-head">
        <strong>{say("patrol.plan")}</strong>
        {plan !== null && plan.areas.length > 0 && <AreaField plan={plan} onChoose={setArea} />}
      </div>
      {plan === null && <p className="hint dim" role="status">{say("app.loading")}</p>}
      {plan !== null && offers.length === 0 && <p className="hint dim" role="status">{say("patrol.nothing")}</p>}
      <OfferList offers={offers} round={round} full={chosen.length >= MOST} onToggle={toggle} />
      <AddPlace onAdd={add} />
      <div className="patrol-foot">
        <button id="patrol-start" type="submit" className="main" disabled={round.length === 0}>{say("patrol.start", { count: round.length })} <kbd>↵</kbd></button>
        {round.length > 0 && <span className="dim num">{say("patrol.length", { km: kilometres })}</span>}
        <button type="button" className="plain" onClick={leaveDraft}>{say("prompt.leave")} <kbd>Esc</kbd></button>
      </div>
    </form>
  );
}

function AreaField({ plan, onChoose }: { readonly plan: PatrolPlan; readonly onChoose: (area: string) => void }) {
  const say = useSay();
  const lang = useLang();
  return (
    <select className="field field-short" aria-label={say("patrol.area")} value={plan.chosen ?? ""} onChange={(event) => onChoose(event.target.value)}>
      {plan.areas.map((each) => <option key={each.org} value={each.org}>{nameIn(lang, each)}</option>)}
    </select>
  );
}

interface OfferListProps {
  readonly offers: readonly Offer[];
  readonly round: readonly Checkpoint[];
  readonly full: boolean;
  readonly onToggle: (offer: Checkpoint) => void;
}

/** Lines stay where they are; the number says when each is visited. */
function OfferList({ offers, round, full, onToggle }: OfferListProps) {
  const say = useSay();
  return (
    <ul className="patrol-list">
      {offers.map((offer, index) => {
        const at = round.findIndex((each) => sameCheckpoint(each, offer));
        return (
          <li key={`${index}/${offer.name}`}>
            <label className="patrol-offer">
              <input type="checkbox" checked={at >= 0} disabled={at < 0 && full} onChange={() => onToggle(offer)} />
              <span className="num patrol-no">{at < 0 ? "" : at + 1}</span> <span className="patrol-place">{offer.name}</span>
              {offer.must && <span className="tag">{say("patrol.must")}</span>}
            </label>
          </li>
        );
      })}
    </ul>
  );
}

/** Any place of the gazetteer as a checkpoint. */
function AddPlace({ onAdd }: { readonly onAdd: (offer: Offer) => void }) {
  const say = useSay();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const { candidates } = usePlaces(typed);
  const take = (index: number): void => {
    const candidate = candidates[index];
    if (!candidate) return;
    onAdd({ name: candidate.name.slice(0, 80), point: candidate.point, must: false });
    setTyped("");
    setAt(0);
  };
  const onKey = (event: React.KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step !== 0) setAt((now) => Math.max(0, Math.min(candidates.length - 1, now + step)));
    else if (event.key === "Enter") {
      // Never starts the patrol: the key that takes a place is easily pressed twice.
      if (!event.nativeEvent.isComposing) take(at);
    } else return;
    event.preventDefault();
  };
  return (
    <div className="patrol-add">
      <input className="field" aria-label={say("patrol.add")} placeholder={say("patrol.add")} maxLength={80} value={typed} onChange={(event) => { setTyped(event.target.value); setAt(0); }} onKeyDown={onKey} />
      <PlaceOptions places={candidates} current={at} onTake={take} />
    </div>
  );
}
