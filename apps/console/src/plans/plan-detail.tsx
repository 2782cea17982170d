import { useEffect, useRef, useState } from "react";
import { PLAN_LEVELS, type PlanLevel, holdsAt } from "@tocsin/contract/command/plan-task.ts";
import { type PlanHead, type PlanView, presentPlan } from "@tocsin/contract/command/plan-version.ts";
import { MechanismMark } from "../mechanisms/mechanism-mark.tsx";
import { useLang, useSay } from "../language/words.ts";
import { chosenPlanStore } from "./use-plans.ts";
import { PlanContacts } from "./plan-contacts.tsx";
import { PlanTasks } from "./plan-tasks.tsx";

/** Where the plan stands below the list, as in the style sheet. */
const STACKED = globalThis.matchMedia("(max-width: 1100px)");

/** What a version says: levels with their conditions, the tasks of one of them, and what stands beside. */
export function PlanDetail({ head, view }: { readonly head: PlanHead; readonly view: PlanView }) {
  const say = useSay();
  const lang = useLang();
  const [level, setLevel] = useState<PlanLevel>("IV");
  const { record, findings, readiness, tasks } = view;
  const article = useRef<HTMLElement>(null);
  useEffect(() => {
    // Whoever has chosen it from the list wants to read it. The board alone is scrolled: the strip above it never goes.
    const board = article.current?.closest(".plan-board");
    if (STACKED.matches && chosenPlanStore.get() !== null && board) board.scrollTop += article.current!.getBoundingClientRect().top - board.getBoundingClientRect().top;
  }, []);
  const plan = presentPlan(record);
  const named = plan ?? record.module;
  const words = (one: { readonly zh: string; readonly en: string } | undefined): string => (one === undefined ? "—" : lang === "zh" ? one.zh : one.en);
  const shown = plan === null ? tasks : tasks.filter(({ from }) => holdsAt(from, level));
  if (named === null) return null;
  return (
    <article ref={article} className="plan-detail">
      <h2>{lang === "zh" ? named.nameZh : named.nameEn} <span className="dim">{head.code}</span> <MechanismMark code={head.mechanism} /></h2>
      {record.module !== null && <p>{lang === "zh" ? record.module.purposeZh : record.module.purposeEn}</p>}
      {readiness !== null && readiness.items.length > 0 && <ul className={`plan-items plan-${readiness.state}`} aria-label={say("plans.readyItems")}>{readiness.items.map((item) => <li key={`${item.code}/${item.path}`}>{words(item)}</li>)}</ul>}
      {head.publishedAt === null && (findings.length === 0 ? <p className="plan-clean">{say("plans.clean")}</p> : (
        <section>
          <h3>{say("plans.findings", { count: findings.length })}</h3>
          <ul className="plan-findings">{findings.map((each, index) => <li key={index}><code>{each.path === "" ? "—" : each.path}</code> {words(each)}</li>)}</ul>
        </section>
      ))}
      {plan !== null && (
        <>
          <p className="plan-trigger"><b>{say("plans.trigger")}</b> {words(plan.trigger)} {plan.trigger && <code>{plan.trigger.when}</code>}</p>
          <div className="plan-levels" role="radiogroup" aria-label={say("plans.when")}>
            {PLAN_LEVELS.toReversed().map((each) => (
              <button key={each} type="button" role="radio" aria-checked={each === level} onClick={() => setLevel(each)}>
                <b>{say("plans.level", { level: each })}</b> {words(plan.levels[each])}
              </button>
            ))}
          </div>
          {plan.levels[level] && <p className="plan-when">{say("plans.when")} {plan.levels[level].when === "true" ? say("plans.always") : <code>{plan.levels[level].when}</code>}</p>}
        </>
      )}
      {record.module !== null && record.module.parameters.length > 0 && (
        <section>
          <h3>{say("plans.parameters")}</h3>
          <ul>{record.module.parameters.map((parameter) => <li key={parameter.key}>{lang === "zh" ? parameter.nameZh : parameter.nameEn} <code>{parameter.key}</code> <span className="dim">{parameter.choices?.map((choice) => words(choice)).join(" / ") ?? [parameter.min, parameter.max].filter((bound) => bound !== undefined).join("–")} {parameter.unit ?? ""}</span></li>)}</ul>
        </section>
      )}
      <h3>{plan === null ? say("plans.task") : say("plans.levelTasks", { level, count: shown.length })}</h3>
      <PlanTasks tasks={shown} level={plan === null ? null : level} />
      {plan !== null && <PlanContacts head={head} plan={plan} />}
    </article>
  );
}
