import type { ModuleParameter } from "@tocsin/contract/command/plan.ts";
import type { ModuleArgument } from "@tocsin/contract/command/plan-task.ts";
import { useLang, useSay } from "../language/words.ts";

interface Props {
  readonly parameter: ModuleParameter;
  readonly value: ModuleArgument | undefined;
  /** Undefined takes the value away. */
  readonly onValue: (value: ModuleArgument | undefined) => void;
  /** Areas of the plan to choose from; left out where the incident is the middle and the radius is written. */
  readonly areas?: readonly { readonly value: string; readonly label: string }[];
  readonly id?: string;
  readonly labelledBy?: string;
}

/** The field for a value of a module's parameter, by its type (CMD-07). Whether the value is right, the check says. */
export function ParameterInput({ parameter, value, onValue, areas, id, labelledBy }: Props) {
  const say = useSay();
  const lang = useLang();
  const { type, min, max, choices = [] } = parameter;
  const common = { id, className: "field", "aria-labelledby": labelledBy };
  const ofText = (text: string): void => onValue(text === "" ? undefined : text);
  const select = (chosen: string, options: readonly { readonly value: string; readonly label: string }[], onChoose: (text: string) => void) => (
    <select {...common} value={chosen} onChange={(event) => onChoose(event.target.value)}>
      <option value="">—</option>
      {chosen !== "" && !options.some((each) => each.value === chosen) && <option value={chosen}>{chosen}</option>}
      {options.map((each) => <option key={each.value} value={each.value}>{each.label}</option>)}
    </select>
  );
  const number = (shown: number | undefined, whole: boolean, onNumber: (number: number) => void) => (
    <input {...common} type="number" min={min} max={max} step={whole ? 1 : "any"} value={shown ?? ""} onChange={(event) => (event.target.value === "" ? onValue(undefined) : onNumber(Number(event.target.value)))} />
  );
  switch (type) {
    case "YES_NO": return select(value === undefined ? "" : String(value), [{ value: "true", label: say("plans.yes") }, { value: "false", label: say("plans.no") }], (text) => onValue(text === "" ? undefined : text === "true"));
    case "CHOICE": return select(typeof value === "string" ? value : "", choices.map((choice) => ({ value: choice.value, label: choice[lang] })), ofText);
    case "AREA":
      if (areas !== undefined) return select(typeof value === "string" ? value : "", areas, ofText);
      return number(typeof value === "object" && "radiusM" in value ? value.radiusM : undefined, true, (radiusM) => onValue({ radiusM }));
    case "INTEGER": case "NUMBER": return number(typeof value === "number" ? value : undefined, type === "INTEGER", onValue);
    case "TEXT": return <input {...common} maxLength={200} value={typeof value === "string" ? value : ""} onChange={(event) => ofText(event.target.value)} />;
  }
}
