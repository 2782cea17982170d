import { useEffect, useState } from "react";
import type { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import { useSay } from "../../language/words.ts";
import { act } from "../../live/act.ts";
import type { Content } from "./draft-edit.ts";
import { dropUnsaved } from "./draft-store.ts";

/** Saves a draft as it stands. What was saved is let go once the record that came back has it: until then it is what stands there. */
export function useSaving({ id, version, what }: PlanVersion, content: Content): () => Promise<void> {
  const say = useSay();
  const [sent, setSent] = useState<{ readonly content: Content; readonly version: number } | null>(null);
  useEffect(() => {
    if (sent === null || version <= sent.version) return;
    if (sent.content === content) dropUnsaved(id);
    setSent(null);
  }, [sent, id, version, content]);
  return async () => {
    const [named, options] = [{ planVersionId: id, expectedVersion: version }, { done: say("plans.saved") }];
    // Its form is the contract's; whether each value is one is checked at the door, field by field.
    const outcome = await (what === "PLAN" ? act("plans.edit", { ...named, content: content as unknown as PlanContent }, options) : act("plans.editModule", { ...named, content: content as unknown as PlanModule }, options));
    if (outcome.ok) setSent({ content, version });
  };
}
