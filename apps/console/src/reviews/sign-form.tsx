import { FINDING_ENDS } from "@tocsin/contract/command/command-post.ts";
import { momentOf, typedMoment } from "../joint/moment.ts";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { serverNow } from "../live/server-clock.ts";
import { useCity } from "../live/session.ts";
import { OrgSelect } from "../posts/post-fields.tsx";
import { dropReviewDraft, type FoundDraft, keepReviewDraft, useReviewDraft } from "./review-draft.ts";

const TEN_DAYS_MS = 10 * 24 * 3_600_000;

/** The conclusion and what was found: each finding is closed, rejected with a reason, or becomes a task of an organisation with a day (CMD-12). */
export function SignForm({ of, orgId }: { readonly of: { readonly reviewId: string } | { readonly commandPostId: string }; /** Whose findings are unless said otherwise. */ readonly orgId: string }) {
  const say = useSay();
  const { utcOffset } = useCity().city.head;
  const id = "reviewId" in of ? of.reviewId : of.commandPostId;
  const { text, findings } = useReviewDraft(id);
  const setText = (typed: string): void => keepReviewDraft(id, { text: typed, findings });
  const setFindings = (found: readonly FoundDraft[]): void => keepReviewDraft(id, { text, findings: found });
  const put = (at: number, more: Partial<FoundDraft>): void => setFindings(findings.map((finding, index) => (index === at ? { ...finding, ...more } : finding)));
  const sign = (): void =>
    void act("supervision.signReview", {
      ...of, text: text.trim(),
      findings: findings.map(({ text: said, reason, end, orgId: owner, due, refs }) => ({ text: said.trim(), reason: reason.trim(), end, cites: refs.split(/[\s,，、]+/).filter((ref) => ref !== ""), ...(owner === "" ? {} : { orgId: owner }), ...(end === "TASK" ? { dueAt: momentOf(due, utcOffset) } : {}) })),
    }, { done: say("post.signed") }).then(({ ok }) => ok && dropReviewDraft(id));
  return (
    <form className="stack post-form" aria-label={say("post.sign")} onSubmit={(event) => { event.preventDefault(); sign(); }}>
      <h3>{say("post.sign")}</h3>
      <label><span>{say("post.reviewText")}</span><textarea className="field" rows={3} required maxLength={4_000} value={text} onChange={(event) => setText(event.target.value)} /></label>
      {findings.map((finding, at) => (
        <fieldset key={at} className="post-add review-finding" aria-label={`${say("post.finding")} ${at + 1}`}>
          <input className="field" required aria-label={say("post.finding")} placeholder={say("post.finding")} value={finding.text} maxLength={400} onChange={(event) => put(at, { text: event.target.value })} />
          <input className="field field-source" aria-label={say("post.refs")} placeholder={say("post.refs")} value={finding.refs} onChange={(event) => put(at, { refs: event.target.value })} />
          <select className="field" aria-label={say("post.findingEnd")} value={finding.end} onChange={(event) => put(at, { end: FINDING_ENDS.find((end) => end === event.target.value) ?? "CLOSED" })}>{FINDING_ENDS.map((end) => <option key={end} value={end}>{say(`finding.${end}`)}</option>)}</select>
          <OrgSelect label={say("review.owner")} required={finding.end === "TASK"} value={finding.orgId} onChange={(owner) => put(at, { orgId: owner })} />
          {finding.end === "TASK" && <input className="field" type="datetime-local" required aria-label={say("review.dueDay")} value={finding.due} onChange={(event) => put(at, { due: event.target.value })} />}
          <input className="field" required aria-label={say("post.findingWhy")} placeholder={say(finding.end === "TASK" ? "review.taskWhy" : "post.findingWhy")} value={finding.reason} maxLength={400} onChange={(event) => put(at, { reason: event.target.value })} />
          <button type="button" className="plain" aria-label={say("review.removeFinding", { no: at + 1 })} onClick={() => setFindings(findings.filter((_, index) => index !== at))}>×</button>
        </fieldset>
      ))}
      <div className="post-acts">
        <button type="button" className="plain" onClick={() => setFindings([...findings, { text: "", reason: "", end: "CLOSED", orgId, due: typedMoment(serverNow() + TEN_DAYS_MS, utcOffset), refs: "" }])}>{say("post.addFinding")}</button>
        <button type="submit" className="main">{say("post.sign")}</button>
      </div>
    </form>
  );
}
