import { lazy, Suspense, useState, type ComponentProps } from "react";
import type { PlanReadiness } from "@tocsin/contract/command/plan-finding.ts";
import type { PlanHead } from "@tocsin/contract/command/plan-version.ts";
import { recordId, useChosenRow } from "../keyboard/chosen-row.ts";
import { useLang, useSay } from "../language/words.ts";
import { useStore } from "../store/external-store.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { NewPlan } from "./new-plan.tsx";
import { PlanActs } from "./plan-acts.tsx";
import { PlanChanges, writtenIn } from "./plan-changes.tsx";
import { PlanDetail } from "./plan-detail.tsx";
import { useUnsaved } from "./form/draft-store.ts";
import type { Content } from "./form/draft-edit.ts";
import { choosePlan, chosenPlanStore, usePlan, usePlanHeads, useReadiness } from "./use-plans.ts";
import "./plans.css";

// With Ant Design's lists, which nobody needs who only reads a plan.
const PlanWorkbench = lazy(async () => ({ default: (await import("./form/plan-workbench.tsx")).PlanWorkbench }));
const Workbench = (props: ComponentProps<typeof PlanWorkbench>) => <Suspense><PlanWorkbench key={props.view.record.id} {...props} /></Suspense>;

const whole = (id: string | null): string | null => id;
const SHAPES = { READY: "●", DUE: "▲", DEGRADED: "■" } as const;

/** Whether a plan could be carried out: shape, colour and word say the same. */
function Ready({ readiness }: { readonly readiness: PlanReadiness }) {
  const say = useSay();
  return <span className={`plan-ready plan-${readiness.state}`}>{SHAPES[readiness.state]} {say(`plans.ready.${readiness.state}`)}</span>;
}

function Row({ head, chosen, readiness }: { readonly head: PlanHead; readonly chosen: boolean; readonly readiness: PlanReadiness | undefined }) {
  const say = useSay();
  const lang = useLang();
  return (
    <li>
      <button type="button" aria-pressed={chosen} onClick={() => choosePlan(head.id)}>
        <b>{lang === "zh" ? head.nameZh : head.nameEn}</b>
        {readiness ? <Ready readiness={readiness} /> : <span className={`plan-status plan-${head.status}`}>{say(`plans.status.${head.status}`)}</span>}
        <span className="dim">{head.code} · {head.no === null ? say("plans.unpublished") : say("plans.versionOf", { no: head.no })}{head.types.length > 0 && <> · {head.types.map((code) => <span key={code} className="plan-code">{code} </span>)}</>}</span>
      </button>
    </li>
  );
}

/** What stands on the list: plans and modules that hold or wait for somebody; older versions are met by comparing. */
const listed = ({ what, status }: PlanHead): boolean => what !== "GUIDANCE" && status !== "SUPERSEDED" && status !== "RETIRED";

/** Response plans: which hold, whether they could be carried out now, what each asks for, and how the next version comes about (CMD-06, CMD-07, CMD-09). */
export function PlanBoard() {
  const say = useSay();
  const heads = usePlanHeads();
  const ready = useReadiness(heads);
  const chosen = useStore(chosenPlanStore, whole);
  const [against, setAgainst] = useState<string | null>(null);
  const [editing, setEditing] = useState<string | null>(null);
  const shown = heads.filter(listed);
  // Published, it no longer stands first (CMD-06).
  const head = useChosenRow(heads, chosen, recordId, shown[0]);
  const line = heads.filter(({ code, id }) => code === head?.code && id !== head?.id);
  const other = line.find(({ id }) => id === (against ?? head?.follows)) ?? undefined;
  const view = usePlan(head);
  const before = usePlan(other);
  const unsaved = useUnsaved(head?.id ?? "");
  const begun = (id: string): void => {
    choosePlan(id);
    setEditing(id);
  };
  if (head === undefined) return <BoardFrame title={say("plans.name")}><div className="block"><p className="dim">{say("plans.none")}</p><NewPlan onCreated={begun} /></div></BoardFrame>;
  const isEdited = editing === head.id && head.status === "DRAFT";
  const after = view === null ? undefined : isEdited && unsaved !== undefined ? (unsaved as unknown as ReturnType<typeof writtenIn>) : writtenIn(view.record);
  return (
    <BoardFrame title={say("plans.name")} report="PLAN_READINESS">
      <div className="plan-board">
        <aside>
          <NewPlan onCreated={begun} />
          {(["PLAN", "MODULE"] as const).map((what) => (
            <section key={what}>
              <h2>{say(what === "PLAN" ? "plans.list" : "plans.modules")}</h2>
              <ul className="plan-list">{shown.filter((each) => each.what === what).map((each) => <Row key={each.id} head={each} chosen={each.id === head.id} readiness={ready.get(each.id)} />)}</ul>
            </section>
          ))}
        </aside>
        {view !== null && isEdited ? <Workbench view={view} content={unsaved ?? (writtenIn(view.record) as unknown as Content)} onLeave={() => setEditing(null)} /> : view === null ? <p className="block dim" role="status">{say("app.loading")}</p> : <PlanDetail key={head.id} head={head} view={view} />}
        <aside className="plan-side">
          <p className="plan-state"><span className={`plan-status plan-${head.status}`}>{say(`plans.status.${head.status}`)}</span> <span className="dim">{head.source === null ? say("plans.writtenBy", { who: head.authors.join(say("list.comma")) }) : say("plans.fromFile")}</span></p>
          {head.reason !== null && <p className="plan-reason">{head.status === "DRAFT" ? `${say("plans.returned")}${say("list.colon")}` : ""}{head.reason}</p>}
          <PlanActs key={`${head.id}/acts`} head={head} heads={heads} view={view} onDrafted={choosePlan} isUnsaved={unsaved !== undefined} onEdit={() => setEditing(head.id)} />
          {line.length > 0 && (
            <label className="plan-against">{say("plans.against")} <select className="field" value={other?.id ?? ""} onChange={(event) => setAgainst(event.target.value)}>
              <option value="">—</option>
              {line.map((each) => <option key={each.id} value={each.id}>{each.no === null ? say(`plans.status.${each.status}`) : say("plans.versionOf", { no: each.no })}</option>)}
            </select></label>
          )}
          {before !== null && <PlanChanges before={writtenIn(before.record)} after={after} {...(isEdited ? { title: say("plans.draftChanges") } : {})} />}
        </aside>
      </div>
    </BoardFrame>
  );
}
