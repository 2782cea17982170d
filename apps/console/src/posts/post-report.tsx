import { useState } from "react";
import type { CommandPost, CommandPostView } from "@tocsin/contract/command/command-post.ts";
import { Age } from "../incident/age.tsx";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { nameInLog } from "./post-names.ts";
import { usePostRights } from "./post-right.ts";

interface Line {
  readonly text: string;
  readonly cites: readonly string[];
}

/** `P12 I34`, each of them leading to its entry. */
export function Cites({ cites }: { readonly cites: readonly string[] }) {
  const say = useSay();
  if (cites.length === 0) return <span className="tag">{say("post.ownWord")}</span>;
  return <span className="dim post-cites">{cites.slice(0, 6).map((ref) => <a key={ref} href={`#log-${ref}`}>{ref}</a>)}{cites.length > 6 && <span>+{cites.length - 6}</span>}</span>;
}

/** The last report, and the next one: drafted from the log, edited and issued by a person. A line without citations is the issuer's own word. */
export function PostReport({ post, view }: { readonly post: CommandPost; readonly view: CommandPostView | null }) {
  const say = useSay();
  const lang = useLang();
  const { may } = usePostRights(post);
  const [lines, setLines] = useState<readonly Line[] | null>(null);
  const draft = (): void => setLines((view?.draft ?? []).map((line) => ({ text: line[lang], cites: line.cites })));
  const put = (at: number, text: string): void => setLines((before) => (before ?? []).map((line, index) => (index === at ? { ...line, text } : line)));
  const issue = (): void => {
    const wanted = (lines ?? []).filter(({ text }) => text.trim() !== "").map(({ text, cites }) => ({ text: text.trim(), cites: [...cites] }));
    void act("command.issueReport", { commandPostId: post.id, lines: wanted }, { done: say("post.issued") }).then(({ ok }) => ok && setLines(null));
  };
  return (
    <section aria-label={say("post.report")}>
      <h3>{say("post.report")} {post.report && <span className="dim">{say("post.reportNo", { no: post.report.no })} · {nameInLog(view, post.report.by)} · <Age at={post.report.at} /></span>}</h3>
      {lines === null && post.report && <ol className="post-report">{post.report.lines.map((line, at) => <li key={at}>{line.text} <Cites cites={line.cites} /></li>)}</ol>}
      {lines === null && may("command.issueReport", "PLANNING", "INFORMATION") && <button type="button" className="plain" disabled={view === null} onClick={draft}>{say("post.draft")}</button>}
      {lines !== null && (
        <form className="post-form" aria-label={say("post.draft")} onSubmit={(event) => { event.preventDefault(); issue(); }}>
          {lines.map((line, at) => (
            <div key={at} className="post-line">
              <textarea className="field" rows={1} aria-label={say("post.lineNo", { no: at + 1 })} value={line.text} maxLength={600} onChange={(event) => put(at, event.target.value)} />
              <Cites cites={line.cites} />
              <button type="button" className="plain" aria-label={say("post.removeLine", { no: at + 1 })} onClick={() => setLines(lines.filter((_, index) => index !== at))}>×</button>
            </div>
          ))}
          <div className="post-acts">
            <button type="submit" className="main" disabled={!lines.some(({ text }) => text.trim() !== "")}>{say("post.issue")}</button>
            <button type="button" className="plain" onClick={() => setLines([...lines, { text: "", cites: [] }])}>{say("post.addLine")}</button>
            <button type="button" className="plain" onClick={() => setLines(null)}>{say("prompt.leave")}</button>
          </div>
        </form>
      )}
    </section>
  );
}
