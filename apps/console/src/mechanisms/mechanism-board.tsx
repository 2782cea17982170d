import { useState } from "react";
import { MECHANISM_TIERS, type Mechanism, REPORTS, WORKFLOWS } from "@tocsin/contract/organisation/mechanism.ts";
import type { PlanHead } from "@tocsin/contract/command/plan-version.ts";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useBoard } from "../live/live-board.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { openPanel } from "../selection/panels.ts";
import { choosePlan, usePlanHeads } from "../plans/use-plans.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { mechanismsOf } from "./mechanism-mark.tsx";
import { AddMechanism } from "./add-mechanism.tsx";
import "./mechanisms.css";

/** By tier, as the city's file has them; what came later after those, what was retired last. */
const inOrder = (codes: readonly string[]) => (a: Mechanism, b: Mechanism): number => {
  const place = (id: string): number => (codes.includes(id) ? codes.indexOf(id) : codes.length);
  return MECHANISM_TIERS.indexOf(a.tier) - MECHANISM_TIERS.indexOf(b.tier) || Number(a.status === "RETIRED") - Number(b.status === "RETIRED") || place(a.id) - place(b.id) || a.enteredAt - b.enteredAt;
};

/** "1+5+N": the mechanisms of the city, and of each what runs and what is read under it. SUPPORT ones are added and retired here (ORG-05). */
export function MechanismBoard() {
  const say = useSay();
  const { city } = useCity();
  const seat = useSeat();
  const rows = [...useBoard(mechanismsOf).values()].sort(inOrder(city.mechanisms.mechanisms.map(({ code }) => code)));
  const plans = usePlanHeads().filter(({ what, status }) => what !== "GUIDANCE" && status === "PUBLISHED");
  const ofCity = seat.grants.some(({ orgPath }) => !orgPath.includes("."));
  const known = new Set(rows.map(({ id }) => id));
  const untagged = plans.filter(({ mechanism }) => mechanism === undefined || !known.has(mechanism));
  const standing = rows.filter(({ status }) => status === "STANDING");
  return (
    <BoardFrame title={say("mechanism.name")}>
      <div className="mechanism-board">
        <p className="hint dim">{say("mechanism.count", { lead: standing.filter(({ tier }) => tier === "LEAD").length, main: standing.filter(({ tier }) => tier === "MAIN").length, support: standing.filter(({ tier }) => tier === "SUPPORT").length })}</p>
        {untagged.length > 0 && <p className="tag tag-amber" role="status">{say("mechanism.plansUntagged", { count: untagged.length })}</p>}
        {rows.map((row) => <Row key={row.id} row={row} plans={plans.filter(({ mechanism }) => mechanism === row.id)} tags={city.mechanisms} mayRetire={ofCity && mayDo(seat, "mechanisms.retire")} />)}
        {ofCity && mayDo(seat, "mechanisms.add") && <AddMechanism />}
      </div>
    </BoardFrame>
  );
}

interface RowProps {
  readonly row: Mechanism;
  readonly plans: readonly PlanHead[];
  readonly tags: ReturnType<typeof useCity>["city"]["mechanisms"];
  readonly mayRetire: boolean;
}

function Row({ row, plans, tags, mayRetire }: RowProps) {
  const say = useSay();
  const lang = useLang();
  const [retiring, setRetiring] = useState(false);
  const work = WORKFLOWS.filter((key) => tags.workflows[key] === row.id);
  const reports = REPORTS.filter((key) => tags.reports[key] === row.id);
  const retire = (reason: string): void => void act("mechanisms.retire", { mechanismId: row.id, reason }, { done: say("mechanism.retiredNow", { name: nameIn(lang, row) }) }).then(() => setRetiring(false));
  return (
    <section className={`mechanism mechanism-${row.tier}`} aria-label={nameIn(lang, row)}>
      <h2>
        <span className="tag">{say(`mechanism.tier.${row.tier}`)}</span> {nameIn(lang, row)} <code className="dim">{row.id}</code>
        {row.status === "RETIRED" && <span className="tag tag-amber">{say("mechanism.retired")}</span>}
        {mayRetire && row.tier === "SUPPORT" && row.status === "STANDING" && !retiring && <button type="button" className="plain" onClick={() => setRetiring(true)}>{say("mechanism.retire")}</button>}
      </h2>
      <p className="dim">{lang === "zh" ? row.purposeZh : row.purposeEn}{row.retireReason !== null && ` · ${say("mechanism.because", { reason: row.retireReason })}`}</p>
      {retiring && <ReasonPrompt label={say("mechanism.retireWhy")} onReason={retire} onLeave={() => setRetiring(false)} />}
      {work.length > 0 && <p><b>{say("mechanism.work")}</b> {work.map((key) => say(`mechanism.work.${key}`)).join(say("list.comma"))}</p>}
      {reports.length > 0 && <p><b>{say("mechanism.reports")}</b> {reports.map((key) => say(`mechanism.report.${key}`)).join(say("list.comma"))}</p>}
      {plans.length > 0 && (
        <p className="mechanism-plans"><b>{say("mechanism.plans")}</b> {plans.map((head) => (
          <button key={head.id} type="button" className="plain" onClick={() => { choosePlan(head.id); openPanel("plans"); }}>{lang === "zh" ? head.nameZh : head.nameEn}</button>
        ))}</p>
      )}
    </section>
  );
}
