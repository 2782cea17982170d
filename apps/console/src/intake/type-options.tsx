import type { IncidentTypeRow } from "@tocsin/contract/organisation/city.ts";
import { PriorityMark } from "../incident/priority-mark.tsx";
import { nameIn, useLang } from "../language/words.ts";

interface Props {
  readonly types: readonly IncidentTypeRow[];
  readonly current: number;
  readonly onTake: (index: number) => void;
}

export function TypeOptions({ types, current, onTake }: Props) {
  const lang = useLang();
  return (
    <ul className="options">
      {types.map((type, index) => (
        <li key={type.code}>
          <button type="button" tabIndex={-1} className={index === current ? "option option-on" : "option"} onMouseDown={(event) => event.preventDefault()} onClick={() => onTake(index)}>
            <span className="num option-number">{type.number}</span>
            <PriorityMark priority={type.priority} />
            <span className="option-name">{nameIn(lang, type)}</span>
            {lang === "zh" && type.priorityNoteZh !== "" && <span className="dim option-note">{type.priorityNoteZh}</span>}
          </button>
        </li>
      ))}
    </ul>
  );
}
