import { useEffect, useRef, useState, type FormEvent } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { Border } from "@tocsin/contract/linkage/border.ts";
import type { PlaceCandidate } from "@tocsin/contract/views.ts";
import { PlaceOptions } from "../intake/place-options.tsx";
import { usePlaces } from "../intake/use-places.ts";
import { momentOf, typedMoment } from "../joint/moment.ts";
import { offerKeys } from "../keyboard/offer-keys.ts";
import { sendFromSelect } from "../keyboard/send-from-select.ts";
import { showFault } from "../keyboard/show-fault.ts";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { notify } from "../live/notice.ts";
import { serverNow } from "../live/server-clock.ts";
import { useCity } from "../live/session.ts";
import { usePartyName } from "./party-name.ts";

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Asks a neighbour's police to exercise together: what, where in the strip, from when until when (JNT-07). ↵ asks, Esc leaves. */
export function ExerciseForm({ borders, onLeave, onMade }: { readonly borders: readonly Border[]; readonly onLeave: () => void; readonly onMade: (id: string) => void }) {
  const say = useSay();
  const name = usePartyName();
  const { utcOffset } = useCity().city.head;
  const [matterId] = useState(newUlid);
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const [place, setPlace] = useState<PlaceCandidate | null>(null);
  const { candidates } = usePlaces(place === null ? typed : "");
  const first = useRef<HTMLSelectElement>(null);
  useEffect(() => first.current?.focus(), []);
  const take = (index: number): void => {
    const chosen = candidates[index];
    if (chosen === undefined) return;
    setPlace(chosen);
    setTyped(chosen.name);
    setAt(0);
  };
  const onKey = offerKeys({ count: candidates.length, typed: place === null ? typed : "", at, setAt, take });
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const typedIn = new FormData(form);
    const value = (field: string): string => String(typedIn.get(field) ?? "").trim();
    if (place === null) return notify("refused", say("exercise.noPlace"));
    const to = value("to");
    void act("linkage.planExercise", {
      matterId, to, text: value("text"), place: { addressText: place.name, point: place.point, datum: "WGS84" }, from: momentOf(value("from"), utcOffset), until: momentOf(value("until"), utcOffset),
    }, { key: matterId, done: say("exercise.asked", { party: name(to) }) }).then((outcome) => (outcome.ok ? onMade(matterId) : showFault(form, outcome.refused)));
  };
  const begins = serverNow() + DAY_MS;
  return (
    <form className="joint-form" aria-label={say("exercise.new")} onSubmit={submit} onKeyDown={(event) => {
      event.stopPropagation();
      if (event.key === "Escape") onLeave();
      sendFromSelect(event);
    }}>
      <label><span>{say("exercise.to")}</span><select ref={first} className="field" name="to">{borders.map(({ party }) => <option key={party} value={party}>{name(party)}</option>)}</select></label>
      <label className="joint-wide"><span>{say("exercise.text")}</span><input className="field" name="text" required maxLength={2_000} /></label>
      <div className="joint-wide">
        <label><span className="dim">{say("exercise.place")}</span><input className="field" required autoComplete="off" value={typed} onChange={(event) => { setTyped(event.target.value); setPlace(null); setAt(0); }} onKeyDown={onKey} /></label>
        <PlaceOptions places={candidates} current={at} onTake={take} />
      </div>
      <label><span>{say("exercise.from")}</span><input className="field" name="from" type="datetime-local" required defaultValue={typedMoment(begins, utcOffset)} /></label>
      <label><span>{say("exercise.until")}</span><input className="field" name="until" type="datetime-local" required defaultValue={typedMoment(begins + 2 * HOUR_MS, utcOffset)} /></label>
      <div className="acts"><button type="submit" className="main">{say("exercise.ask")} <kbd>↵</kbd></button><button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button></div>
    </form>
  );
}
