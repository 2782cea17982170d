import { useEffect, useRef, useState } from "react";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { IncidentTypeRow } from "@tocsin/contract/organisation/city.ts";
import { TypeOptions } from "../intake/type-options.tsx";
import { searchTypes } from "../intake/type-search.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useCity } from "../live/session.ts";
import { endAction } from "./detail-action.ts";

/** Type by number, pinyin initials or Chinese; ↵ takes the first. */
export function ClassifyPanel({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const lang = useLang();
  const { city } = useCity();
  const [typed, setTyped] = useState("");
  const [at, setAt] = useState(0);
  const input = useRef<HTMLInputElement>(null);
  useEffect(() => input.current?.focus(), []);
  const found = searchTypes(city.types, typed);
  const take = (type: IncidentTypeRow | undefined): void => {
    if (!type) return;
    endAction();
    void act("intake.classify", { incidentId: incident.id, typeCode: type.code }, { done: say("notice.classified", { type: nameIn(lang, type) }) });
  };
  return (
    <div>
      <label>
        <span>{say("act.classify")}</span>
        <input
          ref={input}
          className="field"
          value={typed}
          placeholder={say("intake.whatHint")}
          onChange={(event) => {
            setTyped(event.target.value);
            setAt(0);
          }}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown" || event.key === "ArrowUp") {
              event.preventDefault();
              setAt((before) => Math.max(0, Math.min(found.length - 1, before + (event.key === "ArrowDown" ? 1 : -1))));
            }
            if (event.key === "Enter" && !event.nativeEvent.isComposing) take(found[at]);
          }}
        />
      </label>
      <TypeOptions types={found} current={at} onTake={(index) => take(found[index])} />
    </div>
  );
}
