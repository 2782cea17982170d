import { useState } from "react";
import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import { GUIDANCE_PARTS, type GuidanceContent } from "@tocsin/contract/guidance/content.ts";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { notify } from "../live/notice.ts";
import { linesOf, textsOf } from "./guidance-rows.ts";

interface Props {
  readonly record: PlanVersion;
  readonly content: GuidanceContent;
  readonly onLeave: () => void;
}

/** The guidance of a draft by parts: one line per entry, Chinese | English, the most urgent first; Ctrl+↵ saves, Esc leaves. */
export function GuidanceForm({ record, content, onLeave }: Props) {
  const say = useSay();
  const [texts, setTexts] = useState(() => textsOf(content));
  const [crewMin, setCrewMin] = useState(content.crewMin);
  const [reviewBy, setReviewBy] = useState(content.reviewBy);
  const save = async (): Promise<void> => {
    const read = GUIDANCE_PARTS.map((part) => [part, linesOf(texts[part])] as const);
    for (const [part, found] of read) if ("fault" in found) return notify("refused", say("guide.lineFault", { part: say(`guide.${part}`), line: found.fault }));
    const parts = Object.fromEntries(read.map(([part, found]) => [part, "lines" in found ? found.lines : []])) as unknown as Pick<GuidanceContent, (typeof GUIDANCE_PARTS)[number]>;
    const { ok } = await act("plans.editGuidance", { planVersionId: record.id, expectedVersion: record.version, content: { type: content.type, ...parts, crewMin, reviewBy } }, { done: say("plans.saved") });
    if (ok) onLeave();
  };
  return (
    <form
      className="guide-form" aria-label={say("plans.edit")}
      onSubmit={(event) => {
        event.preventDefault();
        void save();
      }}
      onKeyDown={(event) => {
        event.stopPropagation();
        if (event.key === "Escape") onLeave();
        else if (event.key === "Enter" && event.ctrlKey) void save();
      }}
    >
      {GUIDANCE_PARTS.map((part, index) => (
        <label key={part}>
          <span>{say(`guide.${part}`)}</span>
          <textarea className="field" autoFocus={index === 0} rows={part === "handlingPoints" ? 7 : 4} placeholder={say("guide.lineShape")} value={texts[part]} onChange={(event) => setTexts({ ...texts, [part]: event.target.value })} />
        </label>
      ))}
      <p className="guide-pair">
        <label><span>{say("guide.crewMin")}</span> <input className="field" type="number" min={0} max={50} value={crewMin} onChange={(event) => setCrewMin(Number(event.target.value))} /></label>
        <label><span>{say("guide.reviewBy")}</span> <input className="field" type="date" required value={reviewBy} onChange={(event) => setReviewBy(event.target.value)} /></label>
      </p>
      <p className="plan-acts"><button type="submit" className="main">{say("plans.save")} <kbd>Ctrl+↵</kbd></button> <button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button></p>
    </form>
  );
}
