import { useState } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { PlanContent } from "@tocsin/contract/command/plan.ts";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { mayDo, useSeat } from "../live/session.ts";
import { blankOf, fieldsOf } from "./form/field-shape.ts";

/** So often contacts are tried and exercises held until the author says otherwise. */
const USUAL = { verifyEveryDays: 90, exerciseEveryDays: 365 };

/** A plan that the city does not have yet: its id is all that must be known, the rest is the form's. */
export function NewPlan({ onCreated }: { readonly onCreated: (id: string) => void }) {
  const say = useSay();
  const seat = useSeat();
  const [asking, setAsking] = useState(false);
  if (!mayDo(seat, "plans.create")) return null;
  const create = async (code: string): Promise<void> => {
    const [planVersionId, id] = [newUlid(), code.toUpperCase()];
    const content = { ...blankOf(fieldsOf(PlanContent)), ...USUAL, id, nameZh: id, nameEn: id } as unknown as PlanContent;
    if (!(await act("plans.create", { planVersionId, content }, { done: say("plans.created") })).ok) return;
    setAsking(false);
    onCreated(planVersionId);
  };
  return asking ? <ReasonPrompt label={`${say("plans.newId")}（${say("plans.idShape")}）`} onReason={(code) => void create(code)} onLeave={() => setAsking(false)} /> : <button type="button" className="plain" onClick={() => setAsking(true)}>＋ {say("plans.new")}</button>;
}
