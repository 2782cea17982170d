import { useSay } from "../../language/words.ts";
import { useCity } from "../../live/session.ts";
import { type Path, pathText, valueAt, withValue } from "./draft-edit.ts";
import { useFieldWords } from "./field-words.ts";
import type { FormState } from "./form-state.ts";

type Corner = readonly [lon: number, lat: number];
const PARTS = ["lon", "lat"] as const;

/** An outline corner by corner; the last one is the first again. A new corner begins where the one before it lies, the first in the middle of the city. */
export function PointsField({ path, form, label }: { readonly path: Path; readonly form: FormState; readonly label: string }) {
  const say = useSay();
  const { fieldWord } = useFieldWords();
  const { centre } = useCity().city.head;
  const corners = (valueAt(form.content, path) ?? []) as readonly Corner[];
  const set = (next: readonly Corner[]): void => form.change(withValue(form.content, path, next));
  return (
    <div role="group" aria-labelledby={label} className="plan-corners">
      {corners.length > 0 && <p className="dim plan-corner-names" aria-hidden="true"><span>{fieldWord("lon")}</span><span>{fieldWord("lat")}</span></p>}
      {corners.map((corner, at) => (
        <p key={at}>
          <span className="num dim">{at + 1}</span>
          {PARTS.map((part, no) => <input key={part} className="field" type="number" step="any" aria-label={`${at + 1} ${fieldWord(part)}`} value={corner[no]} onChange={(event) => form.change(withValue(form.content, [...path, at, no], Number(event.target.value)))} />)}
          <button type="button" className="plain" aria-label={say("plans.remove", { what: `${say("plans.corner")} ${at + 1}` })} onClick={() => set(corners.filter((_, index) => index !== at))}>✕</button>
        </p>
      ))}
      <button type="button" className="plain" id={`add-${pathText(path)}`} onClick={() => set([...corners, corners.at(-1) ?? [centre.lon, centre.lat]])}>＋ {say("plans.corner")}</button>
    </div>
  );
}
