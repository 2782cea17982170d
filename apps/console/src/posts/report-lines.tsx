import type { ReportLine } from "@tocsin/contract/command/command-post.ts";
import { useSay } from "../language/words.ts";

export interface DraftedLine {
  readonly text: string;
  readonly cites: readonly string[];
}
export type SaidLine = ReportLine;

/** `P12 I34`, each of them leading to its entry where the log stands beside it. */
export function Cites({ cites, linked = true }: { readonly cites: readonly string[]; readonly linked?: boolean }) {
  const say = useSay();
  if (cites.length === 0) return <span className="tag">{say("post.ownWord")}</span>;
  return <span className="dim post-cites">{cites.slice(0, 6).map((ref) => (linked ? <a key={ref} href={`#log-${ref}`}>{ref}</a> : <span key={ref}>{ref} </span>))}{cites.length > 6 && <span>+{cites.length - 6}</span>}</span>;
}

interface Props {
  readonly name: string;
  readonly doText: string;
  readonly lines: readonly DraftedLine[];
  readonly linked?: boolean;
  /** null: the form is left. */
  readonly onLines: (lines: readonly DraftedLine[] | null) => void;
  readonly onIssue: (lines: SaidLine[]) => void;
}

/** A drafted report that a person edits and issues. A line without citations is the issuer's own word. */
export function LinesForm({ name, doText, lines, linked = true, onLines, onIssue }: Props) {
  const say = useSay();
  const put = (at: number, text: string): void => onLines(lines.map((line, index) => (index === at ? { ...line, text } : line)));
  const said = lines.filter(({ text }) => text.trim() !== "").map(({ text, cites }) => ({ text: text.trim(), cites: [...cites] }));
  return (
    <form className="post-form" aria-label={name} onSubmit={(event) => { event.preventDefault(); if (said.length > 0) onIssue(said); }}>
      {lines.map((line, at) => (
        <div key={at} className="post-line">
          <textarea className="field" rows={1} aria-label={say("post.lineNo", { no: at + 1 })} value={line.text} maxLength={600} onChange={(event) => put(at, event.target.value)} />
          <Cites cites={line.cites} linked={linked} />
          <button type="button" className="plain" aria-label={say("post.removeLine", { no: at + 1 })} onClick={() => onLines(lines.filter((_, index) => index !== at))}>×</button>
        </div>
      ))}
      <div className="post-acts">
        <button type="submit" className="main" disabled={said.length === 0}>{doText}</button>
        <button type="button" className="plain" onClick={() => onLines([...lines, { text: "", cites: [] }])}>{say("post.addLine")}</button>
        <button type="button" className="plain" onClick={() => onLines(null)}>{say("prompt.leave")}</button>
      </div>
    </form>
  );
}
