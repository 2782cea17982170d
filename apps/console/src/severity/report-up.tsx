import { useEffect, useState } from "react";
import type { UpwardKind } from "@tocsin/contract/linkage/severity.ts";
import { sayNow, useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { notify } from "../live/notice.ts";
import { client } from "../live/session.ts";
import { type DraftedLine, LinesForm, type SaidLine } from "../posts/report-lines.tsx";

/** The next report upward as the log drafts it: a person edits it, reads it out or sends it, and records that here. */
export function ReportUp({ incidentId, kind, onDone }: { readonly incidentId: string; readonly kind: UpwardKind; readonly onDone: () => void }) {
  const say = useSay();
  const lang = useLang();
  const [lines, setLines] = useState<readonly DraftedLine[] | null>(null);
  useEffect(() => {
    const gone = new AbortController();
    client.upwardDraft(incidentId, { signal: gone.signal }).then(
      ({ lines: drafted }) => setLines(drafted.map((line) => ({ text: line[lang], cites: line.cites }))),
      () => {
        if (gone.signal.aborted) return;
        notify("refused", sayNow("severity.noDraft"));
        setLines([{ text: "", cites: [] }]);
      },
    );
    return () => gone.abort();
  }, [incidentId, lang]);
  if (lines === null) return null;
  const name = say(`upward.${kind}`);
  const issue = (said: SaidLine[]): void => void act("linkage.reportUp", { incidentId, kind, lines: said }, { done: say("severity.reported", { kind: name }) }).then(({ ok }) => ok && onDone());
  return <LinesForm name={say("severity.draft", { kind: name })} doText={kind === "PHONE" ? say("severity.said") : say("severity.sent")} lines={lines} linked={false} onLines={(next) => (next === null ? onDone() : setLines(next))} onIssue={issue} />;
}
