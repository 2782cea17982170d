import { useState } from "react";
import type { PlanRef } from "@tocsin/contract/command/activation.ts";
import { holdsAt, type PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import { useLang, useSay } from "../language/words.ts";
import { NoticeLine } from "../plans/notice-line.tsx";
import { usePlan, usePlanHeads } from "../plans/use-plans.ts";

/** What the plan has ready at this level: words that go out, and who answers at any hour. It is read when it is opened (CMD-06). */
export function AtHand({ plan, level }: { readonly plan: PlanRef; readonly level: PlanLevel }) {
  const say = useSay();
  const [open, setOpen] = useState(false);
  return (
    <details className="hint" onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary>{say("response.atHand")}</summary>
      {open && <Ready plan={plan} level={level} />}
    </details>
  );
}

/** Of the version that runs, whatever has been published since; numbers as they are known today. */
function Ready({ plan: { id, version }, level }: { readonly plan: PlanRef; readonly level: PlanLevel }) {
  const say = useSay();
  const lang = useLang();
  const plan = usePlan(usePlanHeads().find((head) => head.what === "PLAN" && head.code === id && head.no === version))?.record.plan ?? null;
  if (plan === null) return <p className="dim">{say("app.loading")}</p>;
  const notices = (plan.notices ?? []).filter(({ from }) => holdsAt(from, level));
  return (
    <>
      <ul>{notices.map((notice) => <NoticeLine key={notice.id} notice={notice} />)}</ul>
      <ul>{plan.contacts.map((contact) => <li key={contact.id}><b>{lang === "zh" ? contact.postZh : contact.postEn}</b> <span className="num">{contact.dutyLine}</span></li>)}</ul>
    </>
  );
}
