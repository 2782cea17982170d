import { useMemo, useState, type KeyboardEvent } from "react";
import { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import type { PlanView } from "@tocsin/contract/command/plan-version.ts";
import { useLang, useSay } from "../../language/words.ts";
import { act } from "../../live/act.ts";
import { dropUnsaved, keepUnsaved } from "./draft-store.ts";
import type { Content } from "./draft-edit.ts";
import { fieldsOf, misfitOf } from "./field-shape.ts";
import { type Beside, faultsOf, movedFindings } from "./findings-beside.ts";
import { PlanForm } from "./plan-form.tsx";

interface Props {
  readonly view: PlanView;
  /** As it stands with what has not been saved. */
  readonly content: Content;
  readonly onLeave: () => void;
}

/** A draft is worked on by form or as text, two views of one content; what is to be mended stands beside its field, as of the last saving. Ctrl+↵ saves, Esc leaves and loses nothing (CMD-06). */
export function PlanWorkbench({ view, content, onLeave }: Props) {
  const say = useSay();
  const lang = useLang();
  const { record } = view;
  const saved = (record.plan ?? record.module) as unknown as Content;
  const fields = useMemo(() => fieldsOf(record.what === "PLAN" ? PlanContent : PlanModule), [record.what]);
  const [text, setText] = useState<string | null>(null);
  const [refused, setRefused] = useState<{ readonly of: Content; readonly faults: readonly Beside[] } | null>(null);
  const findings = useMemo(() => [...movedFindings<Beside>(view.findings, saved, content), ...movedFindings(refused?.faults ?? [], refused?.of ?? content, content)], [view.findings, saved, content, refused]);
  const isChanged = JSON.stringify(content) !== JSON.stringify(saved);
  /** What stands in the text, or where it is none that could be shown; the form follows each line that can be read. */
  const read = (written: string): { readonly content: Content } | { readonly fault: string } => {
    try {
      const parsed = JSON.parse(written) as Content;
      const place = misfitOf(fields, parsed);
      return place === null ? { content: parsed } : { fault: say("plans.misfit", { place }) };
    } catch {
      return { fault: say("plans.notJson") };
    }
  };
  const told = text === null ? null : read(text);
  const fault = told !== null && "fault" in told ? told.fault : null;
  const write = (written: string): void => {
    setText(written);
    const now = read(written);
    if ("content" in now) keepUnsaved(record.id, now.content);
  };
  const save = async (): Promise<void> => {
    if (fault !== null) return;
    const [planVersionId, expectedVersion, options] = [record.id, record.version, { done: say("plans.saved") }];
    // Its form is the contract's; whether each value is one is checked at the door, field by field.
    const outcome = await (record.what === "PLAN" ? act("plans.edit", { planVersionId, expectedVersion, content: content as unknown as PlanContent }, options) : act("plans.editModule", { planVersionId, expectedVersion, content: content as unknown as PlanModule }, options));
    setRefused(outcome.ok ? null : { of: content, faults: faultsOf(outcome.refused?.fields) });
    if (outcome.ok) dropUnsaved(record.id);
  };
  const onKey = (event: KeyboardEvent<HTMLFormElement>): void => {
    event.stopPropagation();
    if (event.key === "Enter" && event.ctrlKey) void save();
    // A list that is open takes Esc for itself.
    else if (event.key === "Escape" && !(event.target instanceof Element && event.target.closest(".ant-select-open") !== null)) onLeave();
  };
  return (
    <form className="plan-workbench" aria-label={say("plans.edit")} noValidate onKeyDown={onKey} onSubmit={(event) => {
      event.preventDefault();
      void save();
    }}>
      <p className="plan-acts plan-bench-head">
        <span role="group" aria-label={say("plans.edit")}>
          <button type="button" className={text === null ? "chip chip-on" : "chip"} aria-pressed={text === null} disabled={fault !== null} autoFocus onClick={() => setText(null)}>{say("plans.byForm")}</button>
          <button type="button" className={text === null ? "chip" : "chip chip-on"} aria-pressed={text !== null} onClick={() => setText(JSON.stringify(content, null, 2))}>{say("plans.asText")}</button>
        </span>
        <button type="button" className="main" disabled={!isChanged || fault !== null} onClick={() => void save()}>{say("plans.save")} <kbd>Ctrl ↵</kbd></button>
        {isChanged && <><span className="tag tag-amber">{say("plans.unsaved")}</span> <button type="button" className="plain" onClick={() => {
          dropUnsaved(record.id);
          setText(null);
        }}>{say("plans.dropUnsaved")}</button></>}
        <button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button>
        {findings.length > 0 && <span className="plan-count">▲ {say("plans.findings", { count: findings.length })}</span>}
      </p>
      {findings.filter(({ path }) => path === "").map((each) => <p key={each.zh} className="plan-beside">▲ {lang === "zh" ? each.zh : each.en}</p>)}
      {text === null ? <PlanForm fields={fields} content={content} findings={findings} onChange={(next) => keepUnsaved(record.id, next)} /> : (
        <>
          {fault !== null && <p className="plan-beside" role="alert">▲ {fault}</p>}
          <textarea className="field plan-text" aria-label={say("plans.asText")} spellCheck={false} rows={30} value={text} onChange={(event) => write(event.target.value)} />
        </>
      )}
    </form>
  );
}
