import { useId, type ReactNode } from "react";
import type { ModuleParameter } from "@tocsin/contract/command/plan.ts";
import type { AreaShape, ModuleArgument, RoleHolder } from "@tocsin/contract/command/plan-task.ts";
import { agencyName } from "../../city/city-index.ts";
import { nameIn, useLang, useSay } from "../../language/words.ts";
import { useCity } from "../../live/session.ts";
import { ParameterInput } from "../parameter-input.tsx";
import { rangeText } from "../parameter-range.ts";
import { usePlanHeads } from "../use-plans.ts";
import { callableOf, calledBy } from "./called-modules.ts";
import type { Choice } from "./choices.ts";
import { type Content, type Path, pathText, rowsAt, valueAt, withValue } from "./draft-edit.ts";
import type { FormField } from "./field-shape.ts";
import { useFieldWords } from "./field-words.ts";
import type { FormState } from "./form-state.ts";
import { Notes } from "./notes.tsx";

interface Props {
  readonly field: FormField;
  readonly path: Path;
  readonly form: FormState;
}

const OF_CALL: ReadonlySet<string | number> = new Set(["module", "version", "args", "roles"]);
/** Fields of a call hang on the module that is called: `calls.0.args`. */
export const isOfCall = (path: Path): boolean => path[0] === "calls" && path.length === 3 && OF_CALL.has(path[2]!);

/** What a plan calls: which module, which version, with which values, and who of the plan holds its roles (CMD-07). */
export function CallField(props: Props) {
  switch (props.field.name) {
    case "module": return <CalledModule {...props} />;
    case "version": return <CalledVersion {...props} />;
    case "args": return <CallValues {...props} />;
    default: return <CallRoles {...props} />;
  }
}

const rowOf = ({ path, form }: Pick<Props, "path" | "form">): Content => (valueAt(form.content, path.slice(0, 2)) ?? {}) as Content;

function Labelled({ name, required = true, path, form, hint = "", children }: Pick<Props, "path" | "form"> & { readonly name: string; readonly required?: boolean; readonly hint?: string; readonly children: (label: string) => ReactNode }) {
  const label = useId();
  return (
    <div className="plan-field" data-path={pathText(path)}>
      <span id={label}>{name}{required && <i aria-hidden="true"> *</i>}{hint !== "" && <span className="num"> {hint}</span>}</span>
      {children(label)}
      <Notes path={path} form={form} />
    </div>
  );
}

function Choose({ id, label, value, options, none, onChoose }: { readonly id: string; readonly label: string; readonly value: string; readonly options: readonly Choice[]; readonly none: string; readonly onChoose: (value: string) => void }) {
  return (
    <select id={id} className="field" aria-labelledby={label} value={value} onChange={(event) => onChoose(event.target.value)}>
      <option value="">{none}</option>
      {value !== "" && !options.some((each) => each.value === value) && <option value={value}>{value}</option>}
      {options.map((each) => <option key={each.value} value={each.value}>{each.label}</option>)}
    </select>
  );
}

/** Another module begins with its latest version and nothing said yet. */
function CalledModule({ path, form }: Props) {
  const lang = useLang();
  const { fieldWord } = useFieldWords();
  const row = rowOf({ path, form });
  const holding = callableOf(usePlanHeads()).filter(({ status }) => status === "PUBLISHED");
  const { roles: _roles, ...kept } = row;
  const choose = (code: string): void =>
    form.change(withValue(form.content, path.slice(0, 2), { ...kept, id: row["id"] === "" ? code : row["id"], module: code, version: holding.find((head) => head.code === code)?.no ?? 1, args: {} }));
  return (
    <Labelled name={fieldWord("module")} path={path} form={form}>
      {(label) => <Choose id={pathText(path)} label={label} value={String(row["module"] ?? "")} none="—" options={holding.map((head) => ({ value: head.code, label: `${head.code} ${nameIn(lang, head)}` }))} onChoose={choose} />}
    </Labelled>
  );
}

function CalledVersion({ path, form }: Props) {
  const say = useSay();
  const { fieldWord } = useFieldWords();
  const { module, version } = rowOf({ path, form });
  const versions = callableOf(usePlanHeads()).filter(({ code }) => code === module);
  const options = versions.map(({ no, status }) => ({ value: String(no), label: `${say("plans.versionOf", { no: no ?? 0 })} · ${say(`plans.status.${status}`)}` }));
  return (
    <Labelled name={fieldWord("version")} path={path} form={form}>
      {(label) => <Choose id={pathText(path)} label={label} value={String(version ?? "")} none="—" options={options} onChoose={(no) => form.change(withValue(form.content, path, Number(no) || 1))} />}
    </Labelled>
  );
}

/** An entry that the module does not know: shown, so that it can be taken away. */
function Strange({ path, form, value }: Pick<Props, "path" | "form"> & { readonly value: unknown }) {
  const say = useSay();
  const name = String(path.at(-1));
  return (
    <div className="plan-field" data-path={pathText(path)}>
      <span>{name}</span>
      <p><code>{typeof value === "string" ? value : JSON.stringify(value)}</code> <button type="button" className="plain" onClick={() => form.change(withValue(form.content, path, undefined))}>✕ {say("plans.takeAway", { what: name })}</button></p>
      <Notes path={path} form={form} />
    </div>
  );
}

function useAreaChoices(form: FormState): readonly Choice[] {
  const lang = useLang();
  const say = useSay();
  return rowsAt(form.content, ["areas"]).map((area) => {
    const shape = area["shape"] as AreaShape | undefined;
    const radius = shape !== undefined && "radiusM" in shape ? ` · ${say("plans.radiusOf", { metres: shape.radiusM })}` : "";
    return { value: String(area["id"]), label: `${String(area["id"])} ${String((lang === "zh" ? area["nameZh"] : area["nameEn"]) ?? "")}${radius}` };
  });
}

/** A field for each parameter that the module declares, by its type, with unit and range. */
function CallValues({ field, path, form }: Props) {
  const say = useSay();
  const lang = useLang();
  const { fieldWord } = useFieldWords();
  const row = rowOf({ path, form });
  const head = calledBy(row, usePlanHeads());
  const module = form.moduleOf(row);
  const areas = useAreaChoices(form);
  const args = (valueAt(form.content, path) ?? {}) as Readonly<Record<string, ModuleArgument>>;
  const hintOf = (parameter: ModuleParameter): string => (parameter.type === "AREA" && rangeText(parameter) !== "" ? say("plans.radiusOf", { metres: rangeText(parameter) }) : rangeText(parameter));
  return (
    <fieldset className="plan-group" data-path={pathText(path)}>
      <legend>{fieldWord(field.name)}</legend>
      <Notes path={path} form={form} />
      {module === null ? <p className="dim">{say(head === undefined ? "plans.chooseModule" : "app.loading")}</p> : (
        <div className="plan-fields">
          {module.parameters.length === 0 && <p className="dim">{say("plans.noParameters")}</p>}
          {module.parameters.map((parameter) => {
            const at = [...path, parameter.key];
            return (
              <Labelled key={parameter.key} name={nameIn(lang, parameter)} hint={hintOf(parameter)} path={at} form={form}>
                {(label) => <ParameterInput parameter={parameter} id={pathText(at)} labelledBy={label} value={args[parameter.key]} areas={areas} onValue={(value) => form.change(withValue(form.content, at, value))} />}
              </Labelled>
            );
          })}
          {Object.entries(args).filter(([key]) => !module.parameters.some((parameter) => parameter.key === key)).map(([key, value]) => <Strange key={key} path={[...path, key]} form={form} value={value} />)}
        </div>
      )}
    </fieldset>
  );
}

/** Who of the plan holds each role of the module; left open, the module says so itself. */
function CallRoles({ field, path, form }: Props) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const { fieldWord } = useFieldWords();
  const module = form.moduleOf(rowOf({ path, form }));
  const bound = (valueAt(form.content, path) ?? {}) as Readonly<Record<string, string>>;
  const own = rowsAt(form.content, ["roles"]).map((role): Choice => ({ value: String(role["id"]), label: `${String(role["id"])} ${String((lang === "zh" ? role["nameZh"] : role["nameEn"]) ?? "")}` }));
  const seatName = (code: string): string => city.city.seats.flatMap((seat) => (seat.role === code ? [nameIn(lang, seat)] : []))[0] ?? code;
  const holder = (one: RoleHolder): string => ("agency" in one ? agencyName(city, one.agency, lang) : `${say(`plans.at.${one.level}`)} ${seatName(one.seat)}`);
  const bind = (role: string, id: string): void => {
    const { [role]: _before, ...others } = bound;
    const next = id === "" ? others : { ...others, [role]: id };
    form.change(withValue(form.content, path, Object.keys(next).length === 0 ? undefined : next));
  };
  if (module === null) return null;
  return (
    <fieldset className="plan-group" data-path={pathText(path)}>
      <legend>{fieldWord(field.name)}</legend>
      <Notes path={path} form={form} />
      <div className="plan-fields">
        {module.roles.map((role) => (
          <Labelled key={role.id} name={nameIn(lang, role)} required={false} path={[...path, role.id]} form={form}>
            {(label) => <Choose id={pathText([...path, role.id])} label={label} value={bound[role.id] ?? ""} none={say("plans.roleOfModule", { who: holder(role.holder) })} options={own} onChoose={(id) => bind(role.id, id)} />}
          </Labelled>
        ))}
        {Object.entries(bound).filter(([id]) => !module.roles.some((role) => role.id === id)).map(([id, value]) => <Strange key={id} path={[...path, id]} form={form} value={value} />)}
      </div>
    </fieldset>
  );
}
