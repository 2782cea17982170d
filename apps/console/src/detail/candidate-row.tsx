import type { RankedUnit } from "@tocsin/contract/views.ts";
import { runningTime } from "../incident/clock-state.ts";
import { useLang, useSay } from "../language/words.ts";
import { kindWord } from "../units/kind-word.ts";

interface Props {
  readonly unit: RankedUnit;
  readonly index: number;
  readonly current: boolean;
  readonly inTeam: boolean;
  /** Part of the smallest team that meets all needs. */
  readonly suggested: boolean;
  readonly onSend: () => void;
  readonly onGather: () => void;
}

export function CandidateRow({ unit, index, current, inTeam, suggested, onSend, onGather }: Props) {
  const say = useSay();
  const lang = useLang();
  // The time of arrival stands in its own column.
  const reasons = (lang === "zh" ? unit.textZh : unit.textEn).filter((_, at) => unit.reasons[at]?.code !== "ETA");
  return (
    <div id={`candidate-${index}`} role="option" aria-selected={inTeam} className={`candidate ${current ? "candidate-current" : ""} ${inTeam ? "candidate-team" : ""}`} onClick={onSend} title={say("rec.clickSends")}>
      <span className="candidate-rank num">{index < 9 ? <kbd>{index + 1}</kbd> : index + 1}</span>
      <span className="candidate-main">
        <span className="candidate-line">
          <strong>{unit.callSign}</strong> <span className="dim">{kindWord(say, unit.kind)}</span>
          {suggested && <span className="tag">{say("rec.inTeam")}</span>}
          {reasons.map((reason) => <span key={reason} className="reason">{reason}</span>)}
        </span>
      </span>
      <span className="num candidate-eta">{unit.etaMs === null ? "—" : runningTime(Math.round(unit.etaMs / 1_000))}</span>
      <span
        className="candidate-box"
        aria-hidden="true"
        title={say("rec.gather", { unit: unit.callSign })}
        onClick={(event) => {
          event.stopPropagation();
          onGather();
        }}
      >
        {inTeam ? "☑" : "☐"}
      </span>
    </div>
  );
}
