import { useId } from "react";
import { Select } from "antd";
import { useSay } from "../../language/words.ts";
import { CallField, isOfCall } from "./call-fields.tsx";
import { type Content, type Path, pathText, renamedRow, valueAt, withValue } from "./draft-edit.ts";
import { blankOf, type FormField } from "./field-shape.ts";
import { useFieldWords } from "./field-words.ts";
import type { FormState } from "./form-state.ts";
import { Notes } from "./notes.tsx";
import { PointsField } from "./points-field.tsx";
import { PlanRows } from "./plan-rows.tsx";

interface Props {
  readonly field: FormField;
  readonly path: Path;
  readonly form: FormState;
}

/** Seconds are written in minutes, as people say them. */
const isSeconds = (name: string): boolean => name === "startS" || name === "dueS";
const LONG = 120;

/** One field with what the check says of it, by its shape. */
export function PlanField({ field, path, form }: Props) {
  const { fieldWord } = useFieldWords();
  const label = useId();
  const { shape } = field;
  const value = valueAt(form.content, path);
  const place = pathText(path);
  if (isOfCall(path)) return <CallField field={field} path={path} form={form} />;
  if (shape.kind === "rows") return <><PlanRows field={field} fields={shape.fields} path={path} form={form} draw={(each, at) => <PlanField key={each.name} field={each} path={at} form={form} />} /><Notes path={path} form={form} /></>;
  if (shape.kind === "group" || shape.kind === "either") return <PlanGroup field={field} path={path} form={form} />;
  if (shape.kind === "flag") return <div className="plan-field" data-path={place}><label className="check"><input type="checkbox" checked={value === true} onChange={(event) => form.change(withValue(form.content, path, event.target.checked || !field.optional ? event.target.checked : undefined))} /> {fieldWord(field.name)}</label><Notes path={path} form={form} /></div>;
  return (
    <div className={isWide(field) ? "plan-field plan-wide" : "plan-field"} data-path={place}>
      <span id={label}>{fieldWord(field.name)}{field.optional ? "" : <i aria-hidden="true"> *</i>}</span>
      <Value field={field} path={path} form={form} label={label} />
      <Notes path={path} form={form} within />
    </div>
  );
}

const isWide = ({ name, shape }: FormField): boolean => shape.kind === "codes" || shape.kind === "points" || name === "when" || (shape.kind === "text" && shape.max > LONG);

function Value({ field, path, form, label }: Props & { readonly label: string }) {
  const say = useSay();
  const { valueWord } = useFieldWords();
  const { name, optional, nullable, shape } = field;
  const value = valueAt(form.content, path);
  const set = (next: unknown): void => form.change(withValue(form.content, path, next));
  const empty = nullable ? null : optional ? undefined : "";
  const choices = form.choicesOf(form.content, path);
  const id = pathText(path);
  if (shape.kind === "codes") {
    const shown = Array.isArray(value) ? (value as string[]) : [];
    return <Select mode={choices === null ? "tags" : "multiple"} aria-labelledby={label} value={shown} options={[...(choices ?? [])]} optionFilterProp="label" onChange={(next: string[]) => set(next.length === 0 && optional ? undefined : next)} />;
  }
  if (shape.kind === "choice") {
    return <select id={id} className="field" aria-labelledby={label} value={typeof value === "string" ? value : ""} onChange={(event) => set(event.target.value === "" ? empty : event.target.value)}>{optional && <option value="">—</option>}{shape.options.map((each) => <option key={each} value={each}>{valueWord(name, each)}</option>)}</select>;
  }
  if (shape.kind === "number") {
    const by = isSeconds(name) ? 60 : 1;
    return <input id={id} className="field" type="number" aria-labelledby={label} required={!optional} min={by === 60 ? 0.1 : shape.min} max={shape.max === undefined ? undefined : shape.max / by} step={by === 60 ? 0.1 : shape.whole ? 1 : "any"} value={typeof value === "number" ? Math.round((value / by) * 10) / 10 : ""} onChange={(event) => set(event.target.value === "" ? (optional ? undefined : (shape.min ?? 0)) : by === 60 ? Math.round(Number(event.target.value) * 60) : Number(event.target.value))} />;
  }
  if (shape.kind === "points") return <PointsField path={path} form={form} label={label} />;
  // Rows, groups and flags are drawn by the field itself, values by key by the call that they belong to.
  if (shape.kind !== "text") return null;
  const written = typeof value === "string" ? value : "";
  const write = (text: string): void => (name === "id" && path.length === 3 ? form.change(renamedRow(form.content, String(path[0]), Number(path[1]), text)) : set(text === "" ? empty : text));
  if (choices !== null) return <select id={id} className="field" aria-labelledby={label} required={!optional} value={written} onChange={(event) => write(event.target.value)}><option value="">—</option>{choices.some((each) => each.value === written) || written === "" ? null : <option value={written}>{written}</option>}{choices.map((each) => <option key={each.value} value={each.value}>{each.label}</option>)}</select>;
  if (shape.max > LONG) return <textarea id={id} className="field" aria-labelledby={label} rows={2} required={!optional} maxLength={shape.max} spellCheck={false} value={written} onChange={(event) => write(event.target.value)} />;
  return <input id={id} className="field" type={shape.pattern?.startsWith("^[0-9]{4}-") ? "date" : "text"} aria-labelledby={label} required={!optional && !nullable} maxLength={shape.max} {...(name === "id" || name === "key" ? { pattern: shape.pattern ?? undefined, title: say(name === "id" ? "plans.idShape" : "plans.keyShape") } : {})} value={written} onChange={(event) => write(event.target.value)} />;
}

/** Fields that belong together; one that may be left out is begun and taken away with a key of its own. */
function PlanGroup({ field, path, form }: Props) {
  const say = useSay();
  const { fieldWord } = useFieldWords();
  const { name, optional, shape } = field;
  const value = valueAt(form.content, path) as Content | undefined;
  const set = (next: unknown): void => form.change(withValue(form.content, path, next));
  const ways = shape.kind === "either" ? shape.ways : shape.kind === "group" ? [{ by: "", fields: shape.fields }] : [];
  const way = ways.find(({ by }) => by === "" || value?.[by] !== undefined) ?? ways[0]!;
  const title = name === "I" || name === "II" || name === "III" || name === "IV" ? say("plans.level", { level: name }) : fieldWord(name);
  return (
    <fieldset className="plan-group" data-path={pathText(path)}>
      <legend>{title}{optional ? "" : <i aria-hidden="true"> *</i>} {optional && (value === undefined
        ? <button type="button" className="plain" onClick={() => set(blankOf(way.fields))}>＋ {say("plans.begin", { what: title })}</button>
        : <button type="button" className="plain" onClick={() => set(undefined)}>✕ {say("plans.takeAway", { what: title })}</button>)}</legend>
      <Notes path={path} form={form} />
      {value !== undefined && (
        <div className="plan-fields">
          {ways.length > 1 && <label className="plan-field"><span>{say("plans.which")}</span><select className="field" value={way.by} onChange={(event) => set(blankOf(ways.find(({ by }) => by === event.target.value)!.fields))}>{ways.map(({ by }) => <option key={by} value={by}>{fieldWord(by)}</option>)}</select></label>}
          {way.fields.map((each) => <PlanField key={each.name} field={each} path={[...path, each.name]} form={form} />)}
        </div>
      )}
    </fieldset>
  );
}
