import { DRAW_REASONS } from "@tocsin/contract/dispatch/order.ts";
import type { RankedUnit } from "@tocsin/contract/views.ts";
import { drawnFrom, drawOff } from "../dispatch/draw.ts";
import { CodePrompt } from "../incident/code-prompt.tsx";
import { runningTime } from "../incident/clock-state.ts";
import { useLang, useSay } from "../language/words.ts";

/** OTHER wants words, and is given in the assignment's own line. */
const CODES = DRAW_REASONS.filter((code) => code !== "OTHER");
const MOST = 3;

interface Props {
  readonly incidentId: string;
  readonly units: readonly RankedUnit[];
  /** The unit for which a reason is being asked. */
  readonly asking: string | null;
  readonly onAsk: (unitId: string | null) => void;
}

/** Units on their way to something less urgent that would be here much sooner: drawing one off is one yes with its reason (CMD-11). */
export function DrawOff({ incidentId, units, asking, onAsk }: Props) {
  const say = useSay();
  const lang = useLang();
  const offers = units.flatMap((unit) => {
    const from = drawnFrom(unit);
    return from === null ? [] : [{ unit, from }];
  });
  const asked = offers.find(({ unit }) => unit.unitId === asking);
  if (offers.length === 0) return null;
  return (
    <section className="card-slots" aria-label={say("draw.name")}>
      <h3>{say("draw.name")}</h3>
      <ul>
        {offers.slice(0, MOST).map(({ unit }, index) => (
          <li key={unit.unitId}>
            <strong>{unit.callSign}</strong>
            <span className="dim">{unit.reasons.flatMap(({ code }, at) => (code === "PREEMPTIBLE" ? [(lang === "zh" ? unit.textZh : unit.textEn)[at]] : [])).join(say("list.comma"))}</span>
            <span className="num card-eta">{unit.etaMs === null ? "" : runningTime(Math.round(unit.etaMs / 1_000))}</span>
            <button type="button" className="plain" onClick={() => onAsk(unit.unitId)}>{say("rec.draw")} {index === 0 && <kbd>D</kbd>}</button>
          </li>
        ))}
      </ul>
      {asked && (
        <CodePrompt
          label={say("draw.why", { unit: asked.unit.callSign })}
          codes={CODES}
          nameOf={(code) => say(`draw.${code}`)}
          onCode={(code) => {
            onAsk(null);
            void drawOff(asked.unit.unitId, asked.from, incidentId, code);
          }}
          onLeave={() => {
            onAsk(null);
            document.getElementById("candidates")?.focus();
          }}
          leaveText={say("prompt.leave")}
        />
      )}
    </section>
  );
}
