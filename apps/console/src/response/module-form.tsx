import { useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { ModuleParameter } from "@tocsin/contract/command/plan.ts";
import type { ModuleArgument, ModuleArguments } from "@tocsin/contract/command/plan-task.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { ParameterInput } from "../plans/parameter-input.tsx";
import { rangeText } from "../plans/parameter-range.ts";
import { usePlan, usePlanHeads } from "../plans/use-plans.ts";

/** A module by itself: choose one, give its values, and its tasks go out (CMD-07). */
export function ModuleForm({ incidentId, activationId }: { readonly incidentId: string; readonly activationId: string | null }) {
  const say = useSay();
  const lang = useLang();
  const modules = usePlanHeads().filter(({ what, status }) => what === "MODULE" && status === "PUBLISHED");
  const [chosen, setChosen] = useState("");
  const [args, setArgs] = useState<ModuleArguments>({});
  const module = usePlan(modules.find(({ id }) => id === chosen))?.record.module ?? undefined;
  if (modules.length === 0) return null;
  const choose = (id: string): void => {
    setChosen(id);
    setArgs({});
  };
  const give = (key: string, value: ModuleArgument | undefined): void =>
    setArgs(({ [key]: _before, ...others }) => (value === undefined ? others : { ...others, [key]: value }));
  const send = (): void => {
    if (module === undefined) return;
    void act("command.callModule", { activationId: activationId ?? newUlid(), incidentId, module: module.id, moduleVersion: module.version, args }, { done: say("response.called", { name: nameIn(lang, module) }) }).then((outcome) => {
      if (outcome.ok) choose("");
    });
  };
  const labelOf = (parameter: ModuleParameter): string => `${nameIn(lang, parameter)}${parameter.type === "AREA" ? say("response.radius") : ""} ${rangeText(parameter)}`.trim();
  return (
    <section className="block">
      <h2>{say("response.modules")}</h2>
      <form
        className="prompt"
        noValidate
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
        {module?.parameters.map((parameter) => <label key={parameter.key}>{labelOf(parameter)}<ParameterInput parameter={parameter} value={args[parameter.key]} onValue={(value) => give(parameter.key, value)} /></label>)}
        {module !== undefined && <button type="submit" className="main">{say("response.call")} <kbd>↵</kbd></button>}
      </form>
    </section>
  );
}
