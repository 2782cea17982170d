import { typeName } from "../city/city-index.ts";
import { shortNo } from "../incident/summary.ts";
import { ageParts } from "../incident/clock-state.ts";
import { useLang, useSay } from "../language/words.ts";
import { useCity } from "../live/session.ts";
import { reasonChip } from "./duplicate-reason.ts";
import type { Likely } from "./use-duplicates.ts";

interface Props {
  readonly found: Likely;
  readonly action: string;
  /** Key of the first one, if it has one. */
  readonly hint?: string;
  readonly onTake: (incidentId: string) => void;
}

/** Likely duplicates with the reasons for each. */
export function Duplicates({ found, action, hint, onTake }: Props) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  if (found.length === 0) return null;
  return (
    <aside className="duplicates" aria-label={say("duplicates.name")}>
      <h2>{say("duplicates.name")}</h2>
      {found.slice(0, 4).map((each, index) => {
        const age = ageParts(each.ageS * 1_000);
        return (
          <div key={each.incidentId} className="duplicate">
            <div>
              <span className="num dim">{shortNo(each.no)}</span> <strong>{typeName(city, each.typeCode, lang) ?? say("incident.noType")}</strong> {each.addressText}
            </div>
            <div className="chips">
              <span className="reason">{say(`age.${age.unit}`, { value: age.value })}</span>
              {each.reasons.map((reason) => <span key={reason.code} className="reason">{reasonChip(say, reason)}</span>)}
            </div>
            <button type="button" className="plain" onClick={() => onTake(each.incidentId)}>{action} {hint && <kbd>{hint}{index + 1}</kbd>}</button>
          </div>
        );
      })}
    </aside>
  );
}
