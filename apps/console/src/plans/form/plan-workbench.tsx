import { useMemo, useState, type KeyboardEvent } from "react";
import { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import type { PlanView } from "@tocsin/contract/command/plan-version.ts";
import { useSay } from "../../language/words.ts";
import { dropUnsaved, keepUnsaved } from "./draft-store.ts";
import type { Content } from "./draft-edit.ts";
import { contentIn, textOf } from "./draft-text.ts";
import { fieldsOf, misfitOf } from "./field-shape.ts";
import { FindingList } from "./finding-list.tsx";
import { PlanForm } from "./plan-form.tsx";
import { useDraftCheck } from "./use-draft-check.ts";
import { useFindingGoal } from "./use-finding-goal.ts";
import { useSaving } from "./use-saving.ts";

interface Props {
  readonly view: PlanView;
  /** As it stands with what has not been saved. */
  readonly content: Content;
  readonly onLeave: () => void;
}

/** A draft is worked on by form or as text, two views of one content; what is to be mended of what stands there now is listed and stands beside its field. Ctrl+↵ saves, F9 goes to the next finding, Esc leaves and loses nothing (CMD-06). */
export function PlanWorkbench({ view, content, onLeave }: Props) {
  const say = useSay();
  const { record } = view;
  const saved = (record.plan ?? record.module) as unknown as Content;
  const fields = useMemo(() => fieldsOf(record.what === "PLAN" ? PlanContent : PlanModule), [record.what]);
  const [text, setText] = useState<string | null>(null);
  const { findings, state } = useDraftCheck(view, saved, content);
  const { goal, arrived, goTo, goOn } = useFindingGoal(findings);
  const save = useSaving(record, content);
  const isChanged = JSON.stringify(content) !== JSON.stringify(saved);
  /** What stands in the text, or where it is none that could be shown; the form follows each line that can be read. */
  const read = (written: string): { readonly content: Content } | { readonly fault: string } => {
    const found = contentIn(written);
    if ("line" in found) return { fault: say("plans.notYaml", { line: found.line }) };
    const place = misfitOf(fields, found.content);
    return place === null ? { content: found.content as Content } : { fault: say("plans.misfit", { place }) };
  };
  const told = text === null ? null : read(text);
  const fault = told !== null && "fault" in told ? told.fault : null;
  const write = (written: string): void => {
    setText(written);
    const now = read(written);
    if ("content" in now) keepUnsaved(record.id, now.content);
  };
  // Text that cannot be read is neither saved nor left behind.
  const whenReadable = (run: () => unknown): void => void (fault === null && run());
  const toForm = (run: () => void): void =>
    whenReadable(() => {
      setText(null);
      run();
    });
  const onKey = (event: KeyboardEvent<HTMLFormElement>): void => {
    event.stopPropagation();
    if (event.key === "Enter" && event.ctrlKey) whenReadable(save);
    else if (event.key === "F9") toForm(goOn);
    // A list that is open takes Esc for itself.
    else if (event.key === "Escape" && !(event.target instanceof Element && event.target.closest(".ant-select-open") !== null)) onLeave();
  };
  return (
    <form className="plan-workbench" aria-label={say("plans.edit")} noValidate onKeyDown={onKey} onSubmit={(event) => {
      event.preventDefault();
      whenReadable(save);
    }}>
      <div className="plan-bench-head">
        <p className="plan-acts">
          <span role="group" aria-label={say("plans.edit")}>
            <button type="button" className={text === null ? "chip chip-on" : "chip"} aria-pressed={text === null} disabled={fault !== null} autoFocus onClick={() => setText(null)}>{say("plans.byForm")}</button>
            <button type="button" className={text === null ? "chip" : "chip chip-on"} aria-pressed={text !== null} onClick={() => setText(textOf(content, fields))}>{say("plans.asText")}</button>
          </span>
          <button type="button" className="main" disabled={!isChanged || fault !== null} onClick={() => void save()}>{say("plans.save")} <kbd>Ctrl ↵</kbd></button>
          {isChanged && <><span className="tag tag-amber">{say("plans.unsaved")}</span> <button type="button" className="plain" onClick={() => {
            dropUnsaved(record.id);
            setText(null);
          }}>{say("plans.dropUnsaved")}</button></>}
          <button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button>
        </p>
        <FindingList content={content} findings={findings} state={state} onGo={(at) => toForm(() => goTo(at))} />
      </div>
      {text === null ? <PlanForm fields={fields} content={content} findings={findings} goal={goal} onArrived={arrived} onChange={(next) => keepUnsaved(record.id, next)} /> : (
        <>
          {fault !== null && <p className="plan-beside" role="alert">▲ {fault}</p>}
          <textarea className="field plan-text" aria-label={say("plans.asText")} spellCheck={false} rows={30} value={text} onChange={(event) => write(event.target.value)} />
        </>
      )}
    </form>
  );
}
