import { useState } from "react";
import type { CommandPost, CommandPostView } from "@tocsin/contract/command/command-post.ts";
import { Age } from "../incident/age.tsx";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { nameInLog } from "./post-names.ts";
import { usePostRights } from "./post-right.ts";
import { Cites, type DraftedLine, LinesForm, type SaidLine } from "./report-lines.tsx";

/** The last report, and the next one: drafted from the log, edited and issued by a person. A line without citations is the issuer's own word. */
export function PostReport({ post, view }: { readonly post: CommandPost; readonly view: CommandPostView | null }) {
  const say = useSay();
  const lang = useLang();
  const { may } = usePostRights(post);
  const [lines, setLines] = useState<readonly DraftedLine[] | null>(null);
  const draft = (): void => setLines((view?.draft ?? []).map((line) => ({ text: line[lang], cites: line.cites })));
  const issue = (wanted: SaidLine[]): void => void act("command.issueReport", { commandPostId: post.id, lines: wanted }, { done: say("post.issued") }).then(({ ok }) => ok && setLines(null));
  return (
    <section aria-label={say("post.report")}>
      <h3>{say("post.report")} {post.report && <span className="dim">{say("post.reportNo", { no: post.report.no })} · {nameInLog(view, post.report.by)} · <Age at={post.report.at} /></span>}</h3>
      {lines === null && post.report && <ol className="post-report">{post.report.lines.map((line, at) => <li key={at}>{line.text} <Cites cites={line.cites} /></li>)}</ol>}
      {lines === null && may("command.issueReport", "PLANNING", "INFORMATION") && <button type="button" className="plain" disabled={view === null} onClick={draft}>{say("post.draft")}</button>}
      {lines !== null && (
        <LinesForm name={say("post.draft")} doText={say("post.issue")} lines={lines} onLines={setLines} onIssue={issue} />
      )}
    </section>
  );
}
