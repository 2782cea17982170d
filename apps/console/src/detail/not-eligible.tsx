import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { RankedUnit } from "@tocsin/contract/views.ts";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";

const MOST = 60;

interface Props {
  readonly incidentId: string;
  readonly units: readonly RankedUnit[];
  readonly open?: boolean;
}

/** The less urgent incident from which a unit could be drawn, if a person says so (CMD-11). */
function drawnFrom(unit: RankedUnit): string | null {
  const id = unit.reasons.find(({ code }) => code === "PREEMPTIBLE")?.params["incidentId"];
  return typeof id === "string" ? id : null;
}

/** Why not the others: folded until it is asked. */
export function NotEligible({ incidentId, units, open = false }: Props) {
  const say = useSay();
  const lang = useLang();
  if (units.length === 0) return null;
  const draw = (unit: RankedUnit, fromIncidentId: string): void => {
    const payload = { unitId: unit.unitId, fromIncidentId, incidentId, orderId: newUlid(), reason: say("reason.drawn") };
    void act("dispatch.reassign", payload, { done: say("notice.reassigned") });
  };
  return (
    <details className="why-not" open={open}>
      <summary>{say("rec.whyNot", { count: units.length })}</summary>
      <ul>
        {units.slice(0, MOST).map((unit) => {
          const from = drawnFrom(unit);
          return (
            <li key={unit.unitId}>
              <strong>{unit.callSign}</strong> <span className="dim">{(lang === "zh" ? unit.textZh : unit.textEn).join(say("list.comma"))}</span>{" "}
              {from && <button type="button" className="plain" onClick={() => draw(unit, from)}>{say("rec.draw")}</button>}
            </li>
          );
        })}
      </ul>
      {units.length > MOST && <p className="dim">{say("list.more", { count: units.length - MOST })}</p>}
    </details>
  );
}
