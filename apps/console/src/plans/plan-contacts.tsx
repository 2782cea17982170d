import type { PlanContent } from "@tocsin/contract/command/plan.ts";
import type { AreaShape } from "@tocsin/contract/command/plan-task.ts";
import type { PlanHead } from "@tocsin/contract/command/plan-version.ts";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useSeat } from "../live/session.ts";
import { useFieldWords } from "./form/field-words.ts";
import { NoticeLine } from "./notice-line.tsx";

/** Who can be reached and when that was last tried; what the plan counts on; where; what goes out to whom; when it was exercised. */
export function PlanContacts({ head, plan }: { readonly head: PlanHead; readonly plan: PlanContent }) {
  const say = useSay();
  const lang = useLang();
  const { commands } = useSeat();
  const may = head.status === "PUBLISHED" && commands.includes("plans.tryContact");
  const tried = (contactId: string, post: string, reached: boolean): void => void act("plans.tryContact", { planVersionId: head.id, contactId, reached }, { done: say("plans.tried", { post }) });
  const { valueWord } = useFieldWords();
  const { contacts, resources = [], areas = [], notices = [], basis = [] } = plan;
  const extent = (shape: AreaShape): string => ("radiusM" in shape ? say("plans.radiusOf", { metres: shape.radiusM }) : say("plans.outlineOf", { count: shape.ring.length - 1 }));
  return (
    <>
      <section>
        <h3>{say("plans.contacts")}</h3>
        <ul className="plan-contacts">
          {contacts.map(({ id, postZh, postEn, dutyLine, verifiedAt, failedAt }) => {
            const post = lang === "zh" ? postZh : postEn;
            const failed = failedAt !== undefined && (verifiedAt === null || verifiedAt < failedAt);
            return (
              <li key={id}>
                <b>{post}</b> {dutyLine} <span className={failed ? "plan-DEGRADED" : "dim"}>{failed ? `■ ${say("plans.failed", { day: failedAt })}` : verifiedAt === null ? say("plans.never") : say("plans.verified", { day: verifiedAt })}</span>
                {may && <><button type="button" className="plain" onClick={() => tried(id, post, true)}>{say("plans.reached")}</button> <button type="button" className="plain" onClick={() => tried(id, post, false)}>{say("plans.notReached")}</button></>}
              </li>
            );
          })}
        </ul>
      </section>
      <section>
        <h3>{say("plans.exercises")}</h3>
        <p>{plan.lastExercise === null ? say("plans.noExercise", { days: plan.exerciseEveryDays }) : say("plans.lastExercise", { day: plan.lastExercise, days: plan.exerciseEveryDays })}</p>
      </section>
      {resources.length > 0 && <section><h3>{say("plans.resources")}</h3><ul>{resources.map(({ id, nameZh, nameEn, need, units = [] }) => <li key={id}>{lang === "zh" ? nameZh : nameEn} <span className="dim">{need === undefined ? units.join(" ") : `${need.capability} × ${need.count}`}</span></li>)}</ul></section>}
      {areas.length > 0 && <section><h3>{say("plans.areas")}</h3><ul>{areas.map(({ id, kind, nameZh, nameEn, shape }) => <li key={id}>{lang === "zh" ? nameZh : nameEn} <span className="dim">{valueWord("kind", kind)} · {extent(shape)}</span></li>)}</ul></section>}
      {notices.length > 0 && <section><h3>{say("plans.notices")}</h3><ul>{notices.map((notice) => <NoticeLine key={notice.id} notice={notice} />)}</ul></section>}
      {basis.length > 0 && <section><h3>{say("plans.basis")}</h3><p className="dim">{basis.join(say("list.comma"))}</p></section>}
    </>
  );
}
