import { useState } from "react";
import { nameIn, useLang, useSay } from "../../language/words.ts";
import { type Content, movedRow, type Path, pathText, rowsAt, withoutRow, withRow } from "./draft-edit.ts";
import { blankOf, type FormField } from "./field-shape.ts";
import { useFieldWords } from "./field-words.ts";
import { findingsAt } from "./findings-beside.ts";
import type { DrawField, FormState } from "./form-state.ts";

interface Props {
  readonly field: FormField;
  readonly fields: readonly FormField[];
  readonly path: Path;
  readonly form: FormState;
  readonly draw: DrawField;
}

const NAMES = { zh: ["nameZh", "postZh", "textZh"], en: ["nameEn", "postEn", "textEn"] } as const;

/** The row in which a place lies that somebody wants to see. */
function rowOf(goal: string | null, path: Path): number | null {
  const before = `${pathText(path)}.`;
  const at = goal?.startsWith(before) === true ? Number(goal.slice(before.length).split(".")[0]) : Number.NaN;
  return Number.isInteger(at) ? at : null;
}

/** Rows that are opened one at a time; a short one, such as a force that is needed, stands open. */
export function PlanRows({ field, fields, path, form, draw }: Props) {
  const say = useSay();
  const lang = useLang();
  const { fieldWord } = useFieldWords();
  const goal = rowOf(form.goal, path);
  const [open, setOpen] = useState(goal);
  const [seen, setSeen] = useState(form.goal);
  if (seen !== form.goal) {
    setSeen(form.goal);
    if (goal !== null) setOpen(goal);
  }
  const rows = rowsAt(form.content, path);
  const isShort = fields.length <= 3;
  const title = fieldWord(field.name);
  const add = (): void => {
    form.change(withRow(form.content, path, blankOf(fields)));
    setOpen(rows.length);
  };
  const move = (at: number, by: -1 | 1): void => {
    form.change(movedRow(form.content, path, at, by));
    if (open === at && rows[at + by] !== undefined) setOpen(at + by);
  };
  const remove = (at: number): void => {
    form.change(withoutRow(form.content, path, at));
    setOpen(null);
  };
  const calledName = (row: Content): string => {
    const module = row["module"] === undefined ? null : form.moduleOf(row);
    return module === null ? String(row["module"] ?? "") : nameIn(lang, module);
  };
  const nameOf = (row: Content): string => NAMES[lang].map((key) => row[key]).find((name): name is string => typeof name === "string" && name !== "") ?? "";
  return (
    <section className="plan-rows" aria-label={title} data-path={pathText(path)}>
      {rows.map((row, at) => {
        const count = findingsAt(form.findings, [...path, at]).length;
        const isOpen = isShort || open === at;
        return (
          <div key={at} data-path={pathText([...path, at])} className={isOpen ? "plan-row plan-row-open" : "plan-row"}>
            {!isShort && (
              <button type="button" className="plan-row-head" aria-expanded={isOpen} onClick={() => setOpen(isOpen ? null : at)}>
                <code>{String(row["id"] ?? row["key"] ?? "") || "—"}</code> <b>{nameOf(row) || calledName(row)}</b> <span className="dim">{[row["from"], row["role"]].filter((each) => typeof each === "string" && each !== "").join(" · ")}</span>
                {row["critical"] === true && <span className="plan-critical">◆ {say("plans.critical")}</span>} {count > 0 && <span className="plan-count">▲ {count}</span>}
              </button>
            )}
            {isOpen && (
              <div className="plan-fields">
                {fields.map((each) => draw(each, [...path, at, each.name]))}
                <p className="plan-acts plan-wide">
                  {!isShort && <><button type="button" className="plain" disabled={at === 0} onClick={() => move(at, -1)}>↑ {say("plans.up")}</button> <button type="button" className="plain" disabled={at === rows.length - 1} onClick={() => move(at, 1)}>↓ {say("plans.down")}</button></>} <button type="button" className="plain" onClick={() => remove(at)}>✕ {say("plans.remove", { what: title })}</button>
                </p>
              </div>
            )}
          </div>
        );
      })}
      <button type="button" className="plain" id={`add-${pathText(path)}`} onClick={add}>＋ {say("plans.add", { what: title })}</button>
    </section>
  );
}
