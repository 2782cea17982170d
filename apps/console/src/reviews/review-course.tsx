import type { AfterAction } from "@tocsin/contract/command/command-post.ts";
import { eventWord } from "../detail/timeline-text.ts";
import { runningTime } from "../incident/clock-state.ts";
import { useTimeText } from "../incident/use-time-text.ts";
import { isWord, useSay } from "../language/words.ts";
import { Cites } from "../posts/report-lines.tsx";
import "../posts/posts.css";
import "./reviews.css";

const seconds = (from: number, to: number | null): string => (to === null ? "—" : runningTime(Math.round((to - from) / 1_000)));

/** The six steps of the call, each with its time, how long it took and its limit; a time that was typed by hand says so. */
function Steps({ steps }: { readonly steps: AfterAction["steps"] }) {
  const say = useSay();
  const timeText = useTimeText();
  return (
    <table className="review-steps">
      <thead><tr><th>{say("review.step")}</th><th>{say("review.at")}</th><th>{say("review.took")}</th><th>{say("review.limit")}</th><th>{say("review.judged")}</th></tr></thead>
      <tbody>
        {steps.map(({ step, at, hand, tookS, limitS, kept, cites }) => (
          <tr key={step}>
            <th scope="row">{say(`review.step.${step}`)}</th>
            <td className="num">{at === null ? "—" : timeText(at)} {hand && <span className="tag tag-amber">{say("review.hand")}</span>}</td>
            <td className="num" data-label={say("review.took")}>{tookS === null ? "—" : runningTime(tookS)}</td>
            <td className="num" data-label={say("review.limit")}>{limitS === null ? "—" : runningTime(limitS)}</td>
            <td>{kept === null ? <span className="dim">{at === null ? say("review.notTaken") : say("review.noLimit")}</span> : <span className={kept ? "good" : "tag tag-red"}>{kept ? "●" : "▲"} {say(kept ? "post.kept" : "post.missed")}</span>} {cites.length > 0 && <Cites cites={cites} />}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What came to pass, from recorded events only (CMD-05, CMD-12). */
export function ReviewCourse({ found, post }: { readonly found: AfterAction; readonly post: boolean }) {
  const say = useSay();
  const at = useTimeText();
  const { steps, clocks, orders, levels, commanders, tasks, timeline } = found;
  const clockName = (step: string): string => (isWord(`clock.${step}`) ? say(`clock.${step}` as "clock.REACT") : step);
  return (
    <>
      <p className="dim">{say("post.fromEvents", { count: timeline.length, hand: timeline.filter(({ hand }) => hand).length })}</p>
      {timeline.some(({ hand }) => hand) && <p className="hint">{say("post.byHand")} {timeline.filter(({ hand }) => hand).map(({ ref, type }) => `${ref} ${eventWord(say, type)}`).join(say("list.comma"))}</p>}
      {steps.length > 0 && <Steps steps={steps} />}
      <section><h3>{say("post.clocks", { kept: clocks.filter(({ kept }) => kept).length, missed: clocks.filter(({ kept }) => !kept).length })}</h3>
        <ul className="post-rows">{clocks.map((clock, index) => <li key={index}><span className={clock.kept ? "good" : "tag tag-red"}>{clock.kept ? "●" : "▲"} {say(clock.kept ? "post.kept" : "post.missed")}</span> <span className="post-what">{clockName(clock.step)}</span> <span className="num dim">{at(clock.at)}</span> <Cites cites={clock.cites} /></li>)}</ul>
      </section>
      <section><h3>{say("post.orders")}</h3>
        <ul className="post-rows">{orders.map((order, index) => <li key={index}><span className="num dim">{at(order.at)}</span> <span className="post-what">{order.units.join(say("list.comma"))}</span> <span className="num dim">{say("post.orderTimes", { ack: seconds(order.at, order.acknowledgedAt), arrived: seconds(order.at, order.arrivedAt) })}</span> <Cites cites={order.cites} /></li>)}</ul>
      </section>
      {(post || commanders.length > 0 || levels.length > 0) && (
        <section><h3>{say("post.course")}</h3>
          <ul className="post-rows">
            {levels.map((level, index) => <li key={`l${index}`}><span className="num dim">{at(level.at)}</span> {say("post.level", { level: level.level })} <span className="post-what">{level.reason}</span> <Cites cites={level.cites} /></li>)}
            {commanders.map((leader, index) => <li key={`c${index}`}><span className="num dim">{at(leader.from)}</span> {say("post.commander")} <span className="post-what">{leader.name}</span> <Cites cites={leader.cites} /></li>)}
            {post && <li>{say("post.taskCounts", { done: tasks.done, late: tasks.late, cancelled: tasks.cancelled, handedOver: tasks.handedOver })}</li>}
          </ul>
        </section>
      )}
    </>
  );
}
