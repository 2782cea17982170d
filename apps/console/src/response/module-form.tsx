import { useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { ModuleParameter, PlanModule } from "@tocsin/contract/command/plan.ts";
import type { ModuleArgument, ModuleArguments } from "@tocsin/contract/command/plan-task.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { usePlan, usePlanHeads } from "../plans/use-plans.ts";

/** A typed value of a parameter as it was typed; null when it cannot be read so. The server says what is out of range. */
export function typedArgument({ type, key }: Pick<ModuleParameter, "type" | "key">, typed: Readonly<Record<string, string>>): ModuleArgument | null {
  const text = typed[key]?.trim() ?? "";
  if (type === "YES_NO") return text === "yes";
  if (text === "") return null;
  if (type === "INTEGER" || type === "NUMBER") return Number.isFinite(Number(text)) ? Number(text) : null;
  if (type === "AREA") return Number.isFinite(Number(text)) ? { radiusM: Math.round(Number(text)) } : null;
  return text;
}

/** A module by itself: choose one, give its values, and its tasks go out (CMD-07). */
export function ModuleForm({ incidentId, activationId }: { readonly incidentId: string; readonly activationId: string | null }) {
  const say = useSay();
  const lang = useLang();
  const modules = usePlanHeads().filter(({ what, status }) => what === "MODULE" && status === "PUBLISHED");
  const [chosen, setChosen] = useState("");
  const [typed, setTyped] = useState<Readonly<Record<string, string>>>({});
  const module = usePlan(modules.find(({ id }) => id === chosen))?.record.module ?? undefined;
  if (modules.length === 0) return null;
  const send = (): void => {
    if (module === undefined) return;
    const values = module.parameters.flatMap((parameter): [string, ModuleArgument][] => {
      const value = typedArgument(parameter, typed);
      return value === null ? [] : [[parameter.key, value]];
    });
    const args: ModuleArguments = Object.fromEntries(values);
    void act("command.callModule", { activationId: activationId ?? newUlid(), incidentId, module: module.id, moduleVersion: module.version, args }, { done: say("response.called", { name: nameIn(lang, module) }) }).then((outcome) => {
      if (outcome.ok) choose("");
    });
  };
  const choose = (id: string): void => {
    setChosen(id);
    setTyped({});
  };
  return (
    <section className="block">
      <h2>{say("response.modules")}</h2>
      <form
        className="prompt"
        onSubmit={(event) => {
          event.preventDefault();
          send();
        }}
      >
        <select className="field" aria-label={say("response.module")} value={chosen} onChange={(event) => choose(event.target.value)}>
          <option value="">{say("response.chooseModule")}</option>
          {modules.map((each) => <option key={each.id} value={each.id}>{nameIn(lang, each)}</option>)}
        </select>
        {module !== undefined && <p className="hint dim task-wide">{lang === "zh" ? module.purposeZh : module.purposeEn}</p>}
        {module?.parameters.map((parameter) => <Parameter key={parameter.key} parameter={parameter} value={typed[parameter.key] ?? ""} onValue={(value) => setTyped((before) => ({ ...before, [parameter.key]: value }))} />)}
        {module !== undefined && <button type="submit" className="main">{say("response.call")} <kbd>↵</kbd></button>}
      </form>
    </section>
  );
}

const bounds = ({ min, max }: Pick<PlanModule["parameters"][number], "min" | "max">): string => (min === undefined && max === undefined ? "" : ` ${min ?? ""}–${max ?? ""}`);

function Parameter({ parameter, value, onValue }: { readonly parameter: ModuleParameter; readonly value: string; readonly onValue: (value: string) => void }) {
  const say = useSay();
  const lang = useLang();
  const { type, unit, choices = [] } = parameter;
  const label = `${nameIn(lang, parameter)}${type === "AREA" ? say("response.radius") : ""}${bounds(parameter)}${unit === undefined ? "" : ` ${unit}`}`;
  if (type === "YES_NO") return <label className="check"><input type="checkbox" checked={value === "yes"} onChange={(event) => onValue(event.target.checked ? "yes" : "")} /> {label}</label>;
  if (type === "CHOICE") {
    return (
      <label>{label}
        <select className="field" value={value} onChange={(event) => onValue(event.target.value)}>
          <option value="" />
          {choices.map((choice) => <option key={choice.value} value={choice.value}>{choice[lang]}</option>)}
        </select>
      </label>
    );
  }
  return <label>{label}<input className="field" inputMode={type === "TEXT" ? "text" : "numeric"} value={value} maxLength={200} onChange={(event) => onValue(event.target.value)} /></label>;
}
