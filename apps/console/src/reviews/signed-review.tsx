import type { Review } from "@tocsin/contract/command/review.ts";
import { orgName } from "../city/city-index.ts";
import { momentText } from "../layouts/layout-words.ts";
import { useLang, useSay } from "../language/words.ts";
import { useCity } from "../live/session.ts";
import { Cites } from "../posts/report-lines.tsx";

/** What was signed, by whom, and what became of each finding; tasks with whose they are and whether they are done. */
export function SignedReview({ review: { signed, tasks } }: { readonly review: Pick<Review, "signed" | "tasks"> }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const { utcOffset } = city.city.head;
  if (signed === null) return null;
  const ofOrg = (orgId: string): string => orgName(city, city.orgById.get(orgId)?.path ?? orgId, lang);
  return (
    <section><h3>{say("post.review")} <span className="dim">{signed.byName} · {momentText(signed.at, utcOffset)}</span></h3>
      <p className="advisory-text">{signed.text}</p>
      <ul className="post-rows">
        {signed.findings.filter(({ end }) => end !== "TASK" || tasks.length === 0).map((finding, index) => <li key={index}><span className="tag">{say(`finding.${finding.end}`)}</span> <span className="post-what">{finding.text}</span> <span className="dim">{finding.reason} {finding.orgId === undefined ? "" : ofOrg(finding.orgId)}</span> <Cites cites={finding.cites} /></li>)}
        {tasks.map((task) => (
          <li key={task.id}>
            <span className={task.done === null ? (task.lateAt === null ? "tag" : "tag tag-red") : "good"}>{task.done === null ? say(task.lateAt === null ? "review.taskOpen" : "review.taskLate") : `● ${say("review.taskDone")}`}</span>
            <span className="post-what">{task.text}</span>
            <span className="dim">{ofOrg(task.orgId)} · {task.done === null ? say("review.until", { time: momentText(task.dueAt, utcOffset) }) : `${task.done.byName} ${momentText(task.done.at, utcOffset)} ${task.done.note}`}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
