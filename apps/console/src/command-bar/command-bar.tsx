import { useLayoutEffect, useMemo, useRef, useState } from "react";
import type { PlaceCandidate } from "@tocsin/contract/views.ts";
import { useSuccessors } from "../detail/use-successors.ts";
import { useRecommended } from "../dispatch/recommendation-store.ts";
import { guessText } from "../intake/guessed-name.tsx";
import { usePlaces } from "../intake/use-places.ts";
import { useLang, useSay } from "../language/words.ts";
import { useIncidents, useUnits } from "../live/live-board.ts";
import { useCity } from "../live/session.ts";
import { queueOf, QUEUE_GROUPS } from "../queue/queue-order.ts";
import { showBar, usePanels } from "../selection/panels.ts";
import { useSelectedIncidentId } from "../selection/selection.ts";
import { doMeaning } from "./bar-acts.ts";
import { previewOf, suggestionText } from "./bar-text.ts";
import { readLine, type Reading } from "./grammar.ts";
import { NoticeLine } from "./notice-line.tsx";
import type { BarWorld } from "./targets.ts";
import "./command-bar.css";

/** The foot of the screen: what happened last, and under `/` a line that does anything without the mouse. */
export function CommandBar() {
  const say = useSay();
  const { bar } = usePanels();
  if (bar) return <OpenBar />;
  return (
    <footer className="bar">
      <button type="button" className="bar-start" onClick={() => showBar(true)}><kbd>/</kbd> {say("bar.start")}</button>
      <NoticeLine />
    </footer>
  );
}

/** Everything the grammar may refer to; closed incidents too, since they can be opened again. */
function useBarWorld(): BarWorld {
  const incidents = useIncidents();
  const units = useUnits();
  const { city } = useCity();
  const selectedId = useSelectedIncidentId();
  const { incidentId, data } = useRecommended();
  return useMemo(() => {
    const queue = queueOf(incidents.values(), city.queue.waitS);
    const open = QUEUE_GROUPS.flatMap((group) => queue[group]);
    const listed = new Set(open.map(({ id }) => id));
    const over = [...incidents.values()].filter(({ id }) => !listed.has(id)).sort((a, b) => b.receivedAt - a.receivedAt);
    const ranked = incidentId === selectedId ? (data?.ranked.map(({ unitId }) => unitId) ?? []) : [];
    return { incidents: [...open, ...over], units: [...units.values()], ranked, types: city.types, outcomes: city.outcomes, agencies: city.departments, selectedId, seats: null };
  }, [incidents, units, city, selectedId, incidentId, data]);
}

function OpenBar() {
  const say = useSay();
  const world = useBarWorld();
  const [line, setLine] = useState("");
  const [at, setAt] = useState(-1);
  const input = useRef<HTMLInputElement>(null);
  // Over a page that stays open the keys go back to where they were in it.
  useLayoutEffect(() => {
    const before = document.activeElement;
    input.current?.focus();
    return () => {
      if (before instanceof HTMLElement && before.closest(".board") !== null) before.focus();
    };
  }, []);
  const begun = useMemo(() => readLine(line, world), [line, world]);
  const seats = useSuccessors(begun.meaning.verb?.id === "offer" ? (begun.meaning.incident?.id ?? null) : null);
  const reading = useMemo(() => (seats === null ? begun : readLine(line, { ...world, seats })), [begun, line, world, seats]);
  const { candidates } = usePlaces(reading.meaning.verb?.slots.includes("place") ? reading.meaning.place : "");
  const change = (next: string): void => {
    setLine(next);
    setAt(-1);
  };
  const enter = (): void => {
    const suggestion = reading.suggestions[at] ?? (reading.wants !== null ? reading.suggestions[0] : undefined);
    if (suggestion && (at >= 0 || reading.wants !== null)) return change(suggestion.line);
    if (reading.wants !== null || reading.unknown !== null) return;
    showBar(false);
    void doMeaning(reading.meaning, candidates[Math.max(0, at)] ?? null);
  };
  const count = reading.suggestions.length || candidates.length;
  return (
    <footer className="bar bar-open">
      <Suggestions reading={reading} at={reading.wants === null ? at : Math.max(0, at)} places={candidates.map(({ name, district }) => `${name} · ${district}`)} onTake={(text) => { change(text); input.current?.focus(); }} />
      <div className="bar-line">
        <kbd>/</kbd>
        <input
          ref={input}
          className="bar-input"
          aria-label={say("bar.name")}
          placeholder={say("bar.hint")}
          autoComplete="off"
          value={line}
          onChange={(event) => change(event.target.value)}
          onKeyDown={(event) => {
            if (event.nativeEvent.isComposing) return;
            if (event.key === "Escape") showBar(false);
            else if (event.key === "Enter") enter();
            else if (event.key === "Tab" && reading.suggestions.length > 0) change((reading.suggestions[Math.max(0, at)] ?? reading.suggestions[0]!).line);
            else if (event.key === "ArrowDown") setAt((before) => Math.min(count - 1, before + 1));
            else if (event.key === "ArrowUp") setAt((before) => Math.max(-1, before - 1));
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
        <Preview reading={reading} nobody={seats?.length === 0} place={candidates[Math.max(0, at)] ?? null} />
      </div>
    </footer>
  );
}

function Preview({ reading, nobody, place }: { readonly reading: Reading; readonly nobody: boolean; readonly place: PlaceCandidate | null }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  if (reading.wants === "seat" && nobody) return <span className="bar-preview tag-amber">{say("command.nobodyThere")}</span>;
  if (reading.unknown !== null) return <span className="bar-preview tag-amber">{say("bar.unknown", { token: reading.unknown })}</span>;
  if (reading.wants !== null) return <span className="bar-preview dim">{say("bar.wants", { slot: say(`slot.${reading.wants}`) })}</span>;
  return <span className="bar-preview bar-ready">↵ {previewOf(reading.meaning, place && `${place.name} ${guessText(say, place)}`.trim(), { say, lang, city })}</span>;
}

interface SuggestionsProps {
  readonly reading: Reading;
  readonly at: number;
  readonly places: readonly string[];
  readonly onTake: (line: string) => void;
}

function Suggestions({ reading, at, places, onTake }: SuggestionsProps) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const texts = reading.suggestions.length > 0 ? reading.suggestions.map((each) => suggestionText(each, { say, lang, city })) : places;
  if (texts.length === 0) return null;
  return (
    <ul className="options bar-options">
      {texts.map((text, index) => (
        <li key={`${index}/${text}`}>
          <button type="button" tabIndex={-1} className={index === at ? "option option-on" : "option"} onMouseDown={(event) => event.preventDefault()} onClick={() => onTake(reading.suggestions[index]?.line ?? "")}>{text}</button>
        </li>
      ))}
    </ul>
  );
}
