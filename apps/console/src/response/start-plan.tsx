import { useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { PLAN_LEVELS, type PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { usePlanHeads } from "../plans/use-plans.ts";
import { PlanWarning } from "./plan-warning.tsx";

interface LevelProps {
  readonly level: PlanLevel;
  readonly onLevel: (level: PlanLevel) => void;
}

export function LevelField({ level, onLevel }: LevelProps) {
  const say = useSay();
  return (
    <select className="field field-short" aria-label={say("response.level")} value={level} onChange={(event) => onLevel(PLAN_LEVELS.find((each) => each === event.target.value) ?? level)}>
      {PLAN_LEVELS.map((each) => <option key={each} value={each}>{say("response.levelName", { level: each })}</option>)}
    </select>
  );
}

/** A published plan that nobody proposed: those for the incident's type first. `known`: plans that are proposed or run already. */
export function StartPlan({ incident: { id: incidentId, typeCode }, known }: { readonly incident: Pick<Incident, "id" | "typeCode">; readonly known: readonly string[] }) {
  const say = useSay();
  const lang = useLang();
  const [chosen, setChosen] = useState("");
  const [level, setLevel] = useState<PlanLevel>("IV");
  const fits = ({ types }: { readonly types: readonly string[] }): number => (typeCode !== null && types.includes(typeCode) ? 0 : 1);
  const plans = usePlanHeads().filter(({ what, status, code }) => what === "PLAN" && status === "PUBLISHED" && !known.includes(code)).toSorted((a, b) => fits(a) - fits(b));
  const plan = plans.find(({ code }) => code === chosen);
  if (plans.length === 0) return null;
  const start = (): void => {
    if (plan === undefined) return;
    void act("command.activatePlan", { activationId: newUlid(), incidentId, planId: plan.code, level }, { done: say("response.activated", { name: nameIn(lang, plan), level }) }).then((outcome) => outcome.ok && setChosen(""));
  };
  return (
    <section className="block">
      <h2>{say("response.other")}</h2>
      <form
        className="prompt"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <select className="field" aria-label={say("response.plan")} value={chosen} onChange={(event) => setChosen(event.target.value)}>
          <option value="">{say("response.choosePlan")}</option>
          {plans.map((each) => <option key={each.id} value={each.code}>{nameIn(lang, each)}</option>)}
        </select>
        {plan !== undefined && <LevelField level={level} onLevel={setLevel} />}
        {plan !== undefined && <button type="submit" className="main">{say("response.activate", { level })} <kbd>↵</kbd></button>}
        {plan !== undefined && <div className="task-wide"><PlanWarning code={plan.code} /></div>}
      </form>
    </section>
  );
}
