import { useState } from "react";
import { PLANNER_MODELS, SANDBOX_CHANGES, type PlannerPlan, type PlannerWish } from "@tocsin/contract/planner/planner.ts";
import { useSay, type Say } from "../language/words.ts";
import { minutes, percent } from "./planner-text.ts";
import { askPlan, leavePlan, planToSandbox, usePlanner } from "./planner-store.ts";

type Model = PlannerWish["model"];
const COVERING: readonly Model[] = ["mclp", "mexclp", "lscp"];

/** How many posts, by which model; the server answers with the best it found and with what is proven about it. */
export function PlanPanel() {
  const say = useSay();
  const { coverage, busy, when, planned } = usePlanner();
  const today = coverage?.layout.figures.posts ?? 0;
  const [model, setModel] = useState<Model>("mclp");
  const [extra, setExtra] = useState<string | null>(null);
  const [limitMin, setLimitMin] = useState(3);
  const [share, setShare] = useState(95);
  const [keep, setKeep] = useState(true);
  const [prove, setProve] = useState(false);
  const posts = Number(extra ?? today + 5);
  const sound = Number.isInteger(posts) && posts >= 1 && posts <= 2_000;
  const start = (): void => void askPlan({ ...when, model, posts, limitS: 60 * limitMin, share: share / 100, busy: 0.3, keep, prove });
  return (
    <form className="stack" onSubmit={(event) => { event.preventDefault(); if (sound && busy !== "plan") start(); }}>
      {planned !== null && <PlanAnswer plan={planned.plan} />}
      <label>{say("planner.model")}<select className="field" value={model} onChange={(event) => setModel(event.target.value as Model)}>{PLANNER_MODELS.map((each) => <option key={each} value={each}>{say(`planner.model.${each}`)}</option>)}</select></label>
      <label>{say("planner.budget", { today })}<input className="field num" type="number" min={1} max={2_000} value={extra ?? String(posts)} onChange={(event) => setExtra(event.target.value)} /></label>
      {COVERING.includes(model) && <label>{say("planner.limit")}<select className="field" value={limitMin} onChange={(event) => setLimitMin(Number(event.target.value))}>{[1, 3, 5].map((each) => <option key={each} value={each}>{say("planner.minutes", { minutes: each })}</option>)}</select></label>}
      {model === "lscp" && <label>{say("planner.shareWanted")}<select className="field" value={share} onChange={(event) => setShare(Number(event.target.value))}>{[90, 95, 99].map((each) => <option key={each} value={each}>{each} %</option>)}</select></label>}
      <label className="check planner-check"><input type="checkbox" checked={keep} onChange={(event) => setKeep(event.target.checked)} /> {say("planner.keep")}</label>
      {model !== "p-median" && model !== "p-center" && <label className="check planner-check"><input type="checkbox" checked={prove} onChange={(event) => setProve(event.target.checked)} /> {say("planner.prove")}</label>}
      <button type="submit" className="main" disabled={!sound || busy === "plan"}>{say("planner.compute")}</button>
    </form>
  );
}

function valueText(say: Say, unit: PlannerPlan["unit"], value: number): string {
  if (unit === "SHARE") return percent(value, 2);
  return unit === "MS" ? minutes(value) : say("planner.countPosts", { count: Math.ceil(value - 1e-6) });
}

function PlanAnswer({ plan }: { readonly plan: PlannerPlan }) {
  const say = useSay();
  const { planned } = usePlanner();
  return (
    <div className="planner-answer num" role="status">
      <p><b>{say(`planner.model.${planned!.wish.model}`)}</b></p>
      <p>{say("planner.answer", { kept: plan.kept.length, added: plan.added.length, closed: plan.closed.length })}</p>
      <p>{say("planner.value", { value: valueText(say, plan.unit, plan.value) })} · {plan.proven ? say("planner.proven") : say("planner.bound", { bound: valueText(say, plan.unit, plan.bound), gap: plan.gap < 0.00005 ? "< 0.01 %" : percent(plan.gap, 2) })}</p>
      <p className="dim">{say("planner.candidates", { count: plan.candidates, spacing: plan.spacingM })}</p>
      <div className="planner-acts">
        <button type="button" className="main" disabled={Math.max(plan.added.length, plan.closed.length) > SANDBOX_CHANGES} title={say("planner.toSandboxHint", { most: SANDBOX_CHANGES })} onClick={() => void planToSandbox(plan)}>{say("planner.toSandbox")}</button>
        <button type="button" className="plain" onClick={leavePlan}>{say("planner.leavePlan")}</button>
      </div>
    </div>
  );
}
