import { useState } from "react";
import { type ActivationHead, isRunning, isTaskOpen } from "@tocsin/contract/command/activation.ts";
import type { PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import { useTimeText } from "../incident/use-time-text.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useBoard } from "../live/live-board.ts";
import { useNow } from "../live/server-clock.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { showColumn, showPanel, usePanels } from "../selection/panels.ts";
import { SeverityBlock } from "../severity/severity-block.tsx";
import { AtHand } from "./at-hand.tsx";
import { LevelActs } from "./level-acts.tsx";
import { ModuleForm } from "./module-form.tsx";
import { AgainstPlan, PlanWarning } from "./plan-warning.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { LevelField, StartPlan } from "./start-plan.tsx";
import { TaskRow } from "./task-row.tsx";
import { byUrgency } from "./task-clock.ts";
import { useResponses } from "./use-responses.ts";
import "./response.css";

/** Plans of an incident: what is proposed with one key, what runs with its tasks and clocks, what has ended (CMD-08). */
export function PlanTab({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const seat = useSeat();
  const responses = useResponses(incident);
  const running = responses.find(isRunning);
  return (
    <>
      <SeverityBlock incident={incident} />
      {responses.length === 0 && <p className="hint dim">{say("response.none")}</p>}
      {responses.map((response) => (response.status === "PROPOSED" ? <Proposal key={response.id} response={response} incidentId={incident.id} /> : <Response key={response.id} response={response} />))}
      {isOpen(incident) && mayDo(seat, "command.activatePlan") && <StartPlan incident={incident} known={responses.filter((one) => one.status === "PROPOSED" || isRunning(one)).flatMap(({ plan }) => plan?.id ?? [])} />}
      {isOpen(incident) && mayDo(seat, "command.callModule") && <ModuleForm incidentId={incident.id} activationId={running?.id ?? null} />}
    </>
  );
}

function Proposal({ response, incidentId }: { readonly response: ActivationHead; readonly incidentId: string }) {
  const say = useSay();
  const lang = useLang();
  const seat = useSeat();
  const facts = useCity().city.factKeys;
  const advised = response.advised?.level ?? "IV";
  const [picked, setPicked] = useState<PlanLevel | null>(null);
  const level = picked ?? advised;
  const { plan } = response;
  if (plan === null) return null;
  const ask = response.advised?.ask.map((path) => facts.find(({ key }) => path === `facts.${key}`)).flatMap((row) => (row === undefined ? [] : [lang === "zh" ? row.questionZh : row.questionEn])) ?? [];
  const start = (): void => void act("command.activatePlan", { activationId: response.id, incidentId, planId: plan.id, level, expectedVersion: response.version }, { done: say("response.activated", { name: nameIn(lang, plan), level }) });
  return (
    <section className="block">
      <div className="block-head"><h2>{say("response.proposed", { name: nameIn(lang, plan) })}</h2><span className="tag">{say("response.advised", { level: advised })}</span></div>
      {ask.length > 0 && <p className="hint">{say("response.ask", { what: ask.join(say("list.semicolon")) })}</p>}
      {mayDo(seat, "command.activatePlan") && (
        <form
          className="prompt"
          onSubmit={(event) => {
            event.preventDefault();
            start();
          }}
        >
          <LevelField level={level} onLevel={setPicked} />
          <button type="submit" className="main" autoFocus>{say("response.activate", { level })} <kbd>↵</kbd></button>
        </form>
      )}
      {mayDo(seat, "command.activatePlan") && <PlanWarning code={plan.id} />}
      <LevelActs response={response} />
    </section>
  );
}

/** On a narrow window the graph takes the place of the map. */
function toggleFlow(): void {
  showPanel("flow");
  showColumn("map");
}

function Response({ response }: { readonly response: ActivationHead }) {
  const say = useSay();
  const lang = useLang();
  const timeText = useTimeText();
  const now = useNow();
  const flow = usePanels().panel === "flow";
  const seat = useSeat();
  const commands = useBoard((state) => state.incidents.get(response.incidentId)?.commander?.userId === seat.userId);
  const open = new Set(response.tasks.filter(isTaskOpen).map(({ id }) => id));
  const names = new Map(response.tasks.map((task) => [task.id, nameIn(lang, task)]));
  const name = response.plan === null ? say("response.modulesAlone") : nameIn(lang, response.plan);
  const done = response.tasks.filter(({ state }) => state === "DONE").length;
  return (
    <section className="block">
      <div className="block-head">
        <h2>{name}</h2>
        {response.level !== null && <span className="tag">{say("response.levelName", { level: response.level })}</span>}
        <span className="tag">{say(`responseStatus.${response.status}`)}</span>
        {response.drill && <span className="tag tag-drill">{say("response.drill")}</span>}
        <span className="num dim">{done}/{response.tasks.length}</span>
        <button type="button" className="plain" aria-pressed={flow} onClick={toggleFlow}>{say("response.flow")}</button>
      </div>
      {isRunning(response) && response.advised?.level != null && response.advised.level !== response.level && <p className="hint"><span className="tag tag-amber">{say("response.advised", { level: response.advised.level })}</span></p>}
      <AgainstPlan items={response.degraded} />
      {isRunning(response) && <LevelActs response={response} />}
      {isRunning(response) && response.plan !== null && response.level !== null && <AtHand plan={response.plan} level={response.level} />}
      {response.endReason !== null && response.endedAt !== null && <p className="hint"><span className="num dim">{timeText(response.endedAt)}</span> {response.endReason}</p>}
      <ul className="tasks">
        {byUrgency(response.tasks, now).map((task) => <TaskRow key={task.id} activationId={response.id} task={task} commands={commands} behind={task.state === "WAITING" ? task.after.filter((id) => open.has(id)).map((id) => names.get(id) ?? id) : []} />)}
      </ul>
      <Review response={response} />
    </section>
  );
}

function Review({ response }: { readonly response: ActivationHead }) {
  const say = useSay();
  const seat = useSeat();
  const [writes, setWrites] = useState(false);
  if (response.review !== null) return <p className="said">{say("response.reviewed")} {response.review.text}</p>;
  if (response.status !== "TERMINATED" || !mayDo(seat, "command.reviewPlan")) return null;
  if (!writes) return <button type="button" className="plain" onClick={() => setWrites(true)}>{say("response.review")}</button>;
  return <ReasonForm label={say("response.reviewText")} doText={say("response.do")} onText={(text) => void act("command.reviewPlan", { activationId: response.id, text }).then(() => setWrites(false))} onLeave={() => setWrites(false)} />;
}
