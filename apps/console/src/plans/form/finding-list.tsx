import { useLang, useSay } from "../../language/words.ts";
import type { Content } from "./draft-edit.ts";
import { useFieldWords } from "./field-words.ts";
import type { Beside } from "./findings-beside.ts";
import { placeWords } from "./place-words.ts";
import type { CheckState } from "./use-draft-check.ts";

interface Props {
  readonly content: Content;
  readonly findings: readonly Beside[];
  readonly state: CheckState;
  readonly onGo: (at: number) => void;
}

/** Everything that is to be mended; each goes to its field. Whether it is of what stands there now is said beside. */
export function FindingList({ content, findings, state, onGo }: Props) {
  const say = useSay();
  const lang = useLang();
  const { fieldWord } = useFieldWords();
  const word = (field: string): string => (field === "I" || field === "II" || field === "III" || field === "IV" ? say("plans.level", { level: field }) : fieldWord(field));
  return (
    <section className="plan-check" aria-label={say("plans.check")}>
      <p role="status">
        {findings.length === 0 ? <span className="plan-clean">{state === "DONE" ? `● ${say("plans.clean")}` : ""}</span> : <span className="plan-count">▲ {say("plans.findings", { count: findings.length })} <kbd>F9</kbd></span>} {state !== "DONE" && <span className={state === "LOST" ? "tag tag-amber" : "dim"}>{say(`plans.check.${state}`)}</span>}
      </p>
      {findings.length > 0 && (
        <ol className="plan-found">
          {findings.map((found, at) => (
            <li key={at}><button type="button" className="plain" onClick={() => onGo(at)}><b>{placeWords(found.path, content, word) || say("plans.whole")}</b> {lang === "zh" ? found.zh : found.en}</button></li>
          ))}
        </ol>
      )}
    </section>
  );
}
