import type { RankedUnit } from "@tocsin/contract/views.ts";
import { useLang, useSay } from "../language/words.ts";

const MOST = 60;

interface Props {
  readonly units: readonly RankedUnit[];
  readonly open?: boolean;
}

/** Why not the others: folded until it is asked. */
export function NotEligible({ units, open = false }: Props) {
  const say = useSay();
  const lang = useLang();
  if (units.length === 0) return null;
  return (
    <details className="why-not" open={open}>
      <summary>{say("rec.whyNot", { count: units.length })}</summary>
      <ul>
        {units.slice(0, MOST).map((unit) => <li key={unit.unitId}><strong>{unit.callSign}</strong> <span className="dim">{(lang === "zh" ? unit.textZh : unit.textEn).join(say("list.comma"))}</span></li>)}
      </ul>
      {units.length > MOST && <p className="dim">{say("list.more", { count: units.length - MOST })}</p>}
    </details>
  );
}
