import { useEffect } from "react";
import type { Review, ReviewTask, ReviewView } from "@tocsin/contract/command/review.ts";
import { eventWord } from "../detail/timeline-text.ts";
import { orgName, typeName } from "../city/city-index.ts";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useTimeText } from "../incident/use-time-text.ts";
import { momentText } from "../layouts/layout-words.ts";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { dropReviewDraft } from "./review-draft.ts";
import { ReviewCourse } from "./review-course.tsx";
import { SignedReview } from "./signed-review.tsx";
import { SignForm } from "./sign-form.tsx";
import { useReviewView } from "./use-reviews.ts";

/** What it is of, why there is one, who answers, until when, and who knows by now that it is late. */
function Head({ review }: { readonly review: Review }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const { title, typeCode, priority, drill, grounds, orgPath, dueAt, lateAt, toPath, status, incidentId, commandPostId } = review;
  const { utcOffset } = city.city.head;
  return (
    <>
      <div className="matter-head">
        {priority && <span className="tag">{say(`priority.${priority}`)}</span>}
        <b>{typeName(city, typeCode, lang) ?? ""} {incidentId !== null && commandPostId === null ? `#${title}` : title}</b>
        {drill && <span className="tag tag-drill">{say("incident.drill")}</span>}
        {grounds.map((ground) => <span key={ground} className={ground === "BREACH" ? "tag tag-red" : "tag"}>{say(`review.ground.${ground}`)}</span>)}
        <span className="tag">{say(`review.status.${status}`)}</span>
      </div>
      <p className="dim">{say("review.answers", { org: orgName(city, orgPath, lang) })} · {say("review.until", { time: momentText(dueAt, utcOffset) })}
        {status === "DUE" && lateAt !== null && <> <span className="tag tag-red">{say("review.wentUp", { org: orgName(city, toPath ?? orgPath, lang) })}</span></>}
      </p>
    </>
  );
}

/** The recorded events, oldest first; a time that was typed by hand says so. */
function Timeline({ view: { log, afterAction } }: { readonly view: ReviewView }) {
  const say = useSay();
  const timeText = useTimeText();
  const byHand = new Set(afterAction?.timeline.filter(({ hand }) => hand).map(({ ref }) => ref));
  return (
    <details className="review-log">
      <summary>{say("review.timeline", { count: log.length })}</summary>
      <ol className="post-log">
        {log.map(({ ref, type, at, byName }) => <li key={ref} id={`log-${ref}`}><span className="num dim">{ref}</span> <span className="post-what"><span className="num dim">{timeText(at)}</span> <b>{eventWord(say, type)}</b> <span className="dim">{byName}</span> {byHand.has(ref) && <span className="tag tag-amber">{say("review.hand")}</span>}</span></li>)}
      </ol>
    </details>
  );
}

/** One review: its course from recorded events, and its signature by who had no hand in it (CMD-12). */
export function ReviewCard({ id }: { readonly id: string }) {
  const say = useSay();
  const seat = useSeat();
  const city = useCity();
  const { view, failed } = useReviewView(id);
  // Somebody else has signed it meanwhile: what was half written is of no use to anybody.
  const signed = view !== null && view.review.status !== "DUE";
  useEffect(() => {
    if (signed) dropReviewDraft(id);
  }, [signed, id]);
  if (view === null) return <article className="matter-card"><p className="dim" role="status">{say(failed ? "review.failed" : "app.loading")}</p></article>;
  const { review, afterAction } = view;
  return (
    <article className="matter-card">
      <Head review={review} />
      <SignedReview review={review} />
      {afterAction !== null && <ReviewCourse found={afterAction} post={review.commandPostId !== null} />}
      {view.log.length > 0 && <Timeline view={view} />}
      {review.status === "DUE" && (mayDo(seat, "supervision.signReview") ? <SignForm of={{ reviewId: review.id }} orgId={city.orgByPath.get(review.orgPath)?.id ?? ""} /> : <p className="hint">{say("review.bySupervision")}</p>)}
    </article>
  );
}

interface TaskProps {
  readonly review: Review;
  readonly task: ReviewTask;
  readonly mayEnd: boolean;
  readonly asking: boolean;
  readonly onAsk: (asks: boolean) => void;
  readonly onReview: () => void;
}

/** One task of the organisation, with the finding that it comes from. */
export function TaskCard({ review, task, mayEnd, asking, onAsk, onReview }: TaskProps) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const { utcOffset } = city.city.head;
  const finding = review.signed?.findings.find(({ end, text }) => end === "TASK" && text === task.text);
  const done = (note: string): void => {
    onAsk(false);
    void act("command.finishReviewTask", { reviewId: review.id, taskId: task.id, note }, { done: say("review.finished") });
  };
  return (
    <article className="matter-card">
      <div className="matter-head"><b>{say("review.task")}</b>{review.drill && <span className="tag tag-drill">{say("incident.drill")}</span>}{task.lateAt !== null && <span className="tag tag-red">{say("review.wentUp", { org: orgName(city, task.toPath ?? task.orgPath, lang) })}</span>}</div>
      <p className="matter-text">{task.text}</p>
      {finding && <p>{finding.reason}</p>}
      <p className="dim">{orgName(city, task.orgPath, lang)} · {say("review.until", { time: momentText(task.dueAt, utcOffset) })}</p>
      <p className="dim">{say("review.cameOf", { title: review.title })}</p>
      <div className="acts">
        {mayEnd && !asking && <button type="button" className="main" onClick={() => onAsk(true)}>{say("review.finish")} <kbd>Y</kbd></button>}
        <button type="button" className="plain" onClick={onReview}>{say("review.see")} <kbd>V</kbd></button>
      </div>
      {asking && <ReasonPrompt label={say("review.finishNote")} onLeave={() => onAsk(false)} onReason={done} />}
    </article>
  );
}
