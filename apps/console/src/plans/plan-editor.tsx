import { useState } from "react";
import type { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { notify } from "../live/notice.ts";

/** The content of a draft as text: whoever writes plans writes them whole, and the check beside it names every fault by its path. */
export function PlanEditor({ record, onLeave }: { readonly record: PlanVersion; readonly onLeave: () => void }) {
  const say = useSay();
  const [text, setText] = useState(() => JSON.stringify(record.plan ?? record.module, null, 2));
  const save = async (): Promise<void> => {
    let content: unknown;
    try {
      content = JSON.parse(text);
    } catch {
      return void notify("refused", say("plans.notJson"));
    }
    const [planVersionId, expectedVersion, options] = [record.id, record.version, { done: say("plans.saved") }];
    // What stands in the text is checked at the door, field by field.
    const { ok } = await (record.what === "PLAN" ? act("plans.edit", { planVersionId, expectedVersion, content: content as PlanContent }, options) : act("plans.editModule", { planVersionId, expectedVersion, content: content as PlanModule }, options));
    if (ok) onLeave();
  };
  return (
    <form
      className="plan-editor"
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <textarea className="field" aria-label={say("plans.edit")} autoFocus spellCheck={false} rows={24} value={text} onChange={(event) => setText(event.target.value)} />
      <p className="plan-acts"><button type="submit" className="main">{say("plans.save")}</button> <button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button></p>
    </form>
  );
}
