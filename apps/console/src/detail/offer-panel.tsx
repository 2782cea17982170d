import { useEffect, useRef, useState } from "react";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { orgName } from "../city/city-index.ts";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useCity } from "../live/session.ts";
import { endAction } from "./detail-action.ts";
import { matching } from "./successor-search.ts";
import { useSuccessors, type SuccessorSeat } from "./use-successors.ts";

/** To whom command can be handed: seats that are there and entitled; letters narrow, arrows choose, ↵ offers (CMD-04). */
export function OfferPanel({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const seats = useSuccessors(incident.id);
  const [words, setWords] = useState("");
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const nameOf = (seat: SuccessorSeat): string => `${seat.name} ${lang === "zh" ? seat.roleZh : seat.roleEn} ${orgName(city, seat.orgPath, lang)}`;
  const found = matching(seats ?? [], words, nameOf);
  const current = Math.min(at, Math.max(0, found.length - 1));
  const offer = (seat: SuccessorSeat | undefined): void => {
    if (seat === undefined) return;
    endAction();
    void act("command.offerHandover", { incidentId: incident.id, toUserId: seat.userId }, { done: say("command.offerSent") });
  };
  const onKey = (event: React.KeyboardEvent): void => {
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    setAt(Math.max(0, Math.min(found.length - 1, current + step)));
  };
  return (
    <form className="prompt" onKeyDown={onKey} onSubmit={(event) => { event.preventDefault(); offer(found[current]); }}>
      <label>
        <span>{say("command.toWhom")}</span>
        <input ref={input} className="field" value={words} maxLength={40} onChange={(event) => { setWords(event.target.value); setAt(0); }} />
      </label>
      <button type="button" className="plain" onClick={endAction}>{say("prompt.leave")} <kbd>Esc</kbd></button>
      {seats !== null && found.length === 0 && <p className="hint" role="status">{say("command.nobodyThere")}</p>}
      <ul className="options">
        {found.map((seat, index) => (
          <li key={seat.userId}>
            <button type="button" tabIndex={-1} className={index === current ? "option option-on" : "option"} onMouseDown={(event) => event.preventDefault()} onClick={() => offer(seat)}>
              <span className="option-name">{seat.name}</span> <span className="dim option-note">{lang === "zh" ? seat.roleZh : seat.roleEn} · {orgName(city, seat.orgPath, lang)}</span>
              {index === current && <kbd>↵</kbd>}
            </button>
          </li>
        ))}
      </ul>
    </form>
  );
}
