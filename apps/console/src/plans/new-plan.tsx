import { useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { mayDo, useSeat } from "../live/session.ts";
import { blankOf, fieldsOf } from "./form/field-shape.ts";

/** So often contacts are tried and exercises held until the author says otherwise. */
const USUAL = { verifyEveryDays: 90, exerciseEveryDays: 365 };

type What = "PLAN" | "MODULE";

/** A plan or a module as it begins: its names are its id, the rest is the form's. */
const beginning = {
  PLAN: (id: string) => ({ ...blankOf(fieldsOf(PlanContent)), ...USUAL, id, nameZh: id, nameEn: id }) as unknown as PlanContent,
  MODULE: (id: string) => ({ ...blankOf(fieldsOf(PlanModule)), id, nameZh: id, nameEn: id, purposeZh: id, purposeEn: id }) as unknown as PlanModule,
};

/** A plan or a module that the city does not have yet: its id is all that must be known, the rest is the form's. */
export function NewPlan({ onCreated }: { readonly onCreated: (id: string) => void }) {
  const say = useSay();
  const seat = useSeat();
  const [asking, setAsking] = useState<What | null>(null);
  const mayBegin = { PLAN: mayDo(seat, "plans.create"), MODULE: mayDo(seat, "plans.createModule") };
  const create = async (what: What, code: string): Promise<void> => {
    const [planVersionId, id, options] = [newUlid(), code.toUpperCase(), { done: say("plans.created") }];
    const outcome = await (what === "PLAN" ? act("plans.create", { planVersionId, content: beginning.PLAN(id) }, options) : act("plans.createModule", { planVersionId, content: beginning.MODULE(id) }, options));
    if (!outcome.ok) return;
    setAsking(null);
    onCreated(planVersionId);
  };
  if (asking !== null) return <ReasonPrompt label={`${say(asking === "PLAN" ? "plans.newId" : "plans.newModuleId")}（${say("plans.idShape")}）`} onReason={(code) => void create(asking, code)} onLeave={() => setAsking(null)} />;
  return (
    <p className="plan-acts">
      {mayBegin.PLAN && <button type="button" className="plain" onClick={() => setAsking("PLAN")}>＋ {say("plans.new")}</button>}
      {mayBegin.MODULE && <button type="button" className="plain" onClick={() => setAsking("MODULE")}>＋ {say("plans.newModule")}</button>}
    </p>
  );
}
