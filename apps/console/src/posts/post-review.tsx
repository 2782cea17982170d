import { useState } from "react";
import { type CommandPost, type CommandPostView, FINDING_ENDS, type ReviewFinding } from "@tocsin/contract/command/command-post.ts";
import { eventWord } from "../detail/timeline-text.ts";
import { runningTime, timeOfDay } from "../incident/clock-state.ts";
import { isWord, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { OrgSelect } from "./post-fields.tsx";
import { nameInLog } from "./post-names.ts";
import { Cites } from "./report-lines.tsx";

const seconds = (from: number, to: number | null): string => (to === null ? "—" : runningTime(Math.round((to - from) / 1_000)));

/** What came to pass, from recorded events only, and its signature by who had no hand in it (CMD-05, CMD-12). */
export function PostReview({ post, view }: { readonly post: CommandPost; readonly view: CommandPostView | null }) {
  const say = useSay();
  const seat = useSeat();
  const { city } = useCity();
  const found = view?.afterAction;
  if (!found) return <p className="block dim" role="status">{say("app.loading")}</p>;
  const { clocks, orders, levels, commanders, tasks, timeline } = found;
  const clockName = (step: string): string => (isWord(`clock.${step}`) ? say(`clock.${step}` as "clock.REACT") : step);
  const at = (time: number): string => timeOfDay(time, city.head.utcOffset);
  const mayReview = mayDo(seat, "supervision.signReview") && (post.status === "STOOD_DOWN" || post.status === "REVIEW_DUE") && !post.hands.includes(seat.userId);
  return (
    <>
      <p>{say("post.stoodDownWhy", { reason: post.standDownReason ?? "" })}{post.reviewDueAt !== null && post.review === null && <span className={post.status === "REVIEW_DUE" ? "tag tag-red" : "tag"}>{say(post.status === "REVIEW_DUE" ? "post.reviewLate" : "post.reviewWaits")}</span>}</p>
      <p className="dim">{say("post.fromEvents", { count: timeline.length, hand: timeline.filter(({ hand }) => hand).length })}</p>
      <section><h3>{say("post.clocks", { kept: clocks.filter(({ kept }) => kept).length, missed: clocks.filter(({ kept }) => !kept).length })}</h3>
        <ul className="post-rows">{clocks.map((clock, index) => <li key={index}><span className={clock.kept ? "good" : "tag tag-red"}>{clock.kept ? "●" : "▲"} {say(clock.kept ? "post.kept" : "post.missed")}</span> <span className="post-what">{clockName(clock.step)}</span> <span className="num dim">{at(clock.at)}</span> <Cites cites={clock.cites} /></li>)}</ul>
      </section>
      <section><h3>{say("post.orders")}</h3>
        <ul className="post-rows">{orders.map((order, index) => <li key={index}><span className="num dim">{at(order.at)}</span> <span className="post-what">{order.units.join("、")}</span> <span className="num dim">{say("post.orderTimes", { ack: seconds(order.at, order.acknowledgedAt), arrived: seconds(order.at, order.arrivedAt) })}</span> <Cites cites={order.cites} /></li>)}</ul>
      </section>
      <section><h3>{say("post.course")}</h3>
        <ul className="post-rows">
          {levels.map((level, index) => <li key={`l${index}`}><span className="num dim">{at(level.at)}</span> {say("post.level", { level: level.level })} <span className="post-what">{level.reason}</span> <Cites cites={level.cites} /></li>)}
          {commanders.map((leader, index) => <li key={`c${index}`}><span className="num dim">{at(leader.from)}</span> {say("post.commander")} <span className="post-what">{leader.name}</span> <Cites cites={leader.cites} /></li>)}
          <li>{say("post.taskCounts", { done: tasks.done, late: tasks.late, cancelled: tasks.cancelled, handedOver: tasks.handedOver })}</li>
        </ul>
      </section>
      {timeline.some(({ hand }) => hand) && <p className="hint">{say("post.byHand")} {timeline.filter(({ hand }) => hand).map(({ ref, type }) => `${ref} ${eventWord(say, type)}`).join("、")}</p>}
      {post.review !== null ? (
        <section><h3>{say("post.review")} <span className="dim">{nameInLog(view, post.review.by)} · {at(post.review.at)}</span></h3>
          <p className="advisory-text">{post.review.text}</p>
          <ul className="post-rows">{post.review.findings.map((finding, index) => <li key={index}><span className="tag">{say(`finding.${finding.end}`)}</span> <span className="post-what">{finding.text}</span> <span className="dim">{finding.reason} {finding.orgId ?? ""}</span> <Cites cites={finding.cites} /></li>)}</ul>
        </section>
      ) : mayReview && <SignForm post={post} />}
    </>
  );
}

const NO_FINDING = { text: "", reason: "", end: "CLOSED" as ReviewFinding["end"], orgId: "", refs: "" };

function SignForm({ post }: { readonly post: CommandPost }) {
  const say = useSay();
  const [text, setText] = useState("");
  const [findings, setFindings] = useState<readonly (typeof NO_FINDING)[]>([]);
  const put = (at: number, more: Partial<typeof NO_FINDING>): void => setFindings(findings.map((finding, index) => (index === at ? { ...finding, ...more } : finding)));
  const sign = (): void =>
    void act("supervision.signReview", {
      commandPostId: post.id, text: text.trim(),
      findings: findings.map(({ text: said, reason, end, orgId, refs }) => ({ text: said.trim(), reason: reason.trim(), end, cites: refs.split(/[\s,，、]+/).filter((ref) => ref !== ""), ...(end === "TASK" ? { orgId } : {}) })),
    }, { done: say("post.signed") });
  return (
    <form className="stack post-form" aria-label={say("post.sign")} onSubmit={(event) => { event.preventDefault(); sign(); }}>
      <h3>{say("post.sign")}</h3>
      <label><span>{say("post.reviewText")}</span><textarea className="field" rows={3} required maxLength={4_000} value={text} onChange={(event) => setText(event.target.value)} /></label>
      {findings.map((finding, at) => (
        <fieldset key={at} className="post-add">
          <input className="field" required aria-label={say("post.finding")} placeholder={say("post.finding")} value={finding.text} maxLength={400} onChange={(event) => put(at, { text: event.target.value })} />
          <input className="field field-source" aria-label={say("post.refs")} placeholder={say("post.refs")} value={finding.refs} onChange={(event) => put(at, { refs: event.target.value })} />
          <select className="field" aria-label={say("post.findingEnd")} value={finding.end} onChange={(event) => put(at, { end: FINDING_ENDS.find((end) => end === event.target.value) ?? "CLOSED" })}>{FINDING_ENDS.map((end) => <option key={end} value={end}>{say(`finding.${end}`)}</option>)}</select>
          {finding.end === "TASK" && <OrgSelect label={say("post.toOrg")} value={finding.orgId} onChange={(orgId) => put(at, { orgId })} />}
          <input className="field" required aria-label={say("post.findingWhy")} placeholder={say("post.findingWhy")} value={finding.reason} maxLength={400} onChange={(event) => put(at, { reason: event.target.value })} />
        </fieldset>
      ))}
      <div className="post-acts">
        <button type="button" className="plain" onClick={() => setFindings([...findings, NO_FINDING])}>{say("post.addFinding")}</button>
        <button type="submit" className="main" disabled={text.trim() === ""}>{say("post.sign")}</button>
      </div>
    </form>
  );
}
