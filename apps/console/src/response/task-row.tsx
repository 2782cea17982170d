import { useState } from "react";
import type { ActivationTask } from "@tocsin/contract/command/activation.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { mayDo, useSeat } from "../live/session.ts";
import { ReasonForm } from "./reason-form.tsx";
import { TaskClock } from "./task-clock-view.tsx";

interface Props {
  readonly activationId: string;
  readonly task: ActivationTask;
  /** Names of the tasks for which it waits and that are still open. */
  readonly behind: readonly string[];
}

/** A task: whose it is, what is to be done, its clock, and the next step on one button. */
export function TaskRow({ activationId, task, behind }: Props) {
  const say = useSay();
  const lang = useLang();
  const seat = useSeat();
  const [skips, setSkips] = useState(false);
  const on = { activationId, taskId: task.id };
  const name = nameIn(lang, task);
  const next = task.state === "ISSUED" ? "command.startTask" : task.state === "STARTED" ? "command.finishTask" : null;
  const open = next !== null || task.state === "WAITING";
  const step = (): void => void (next !== null && act(next, on, { done: say(next === "command.startTask" ? "response.started" : "response.finished", { name }) }));
  return (
    <li className={`task task-${task.state.toLowerCase()}`} data-task={task.id}>
      <div className="task-line">
        <span className="tag">{say(`taskState.${task.state}`)}</span>
        <strong>{name}</strong>
        {task.critical && <span className="tag tag-amber">{say("response.critical")}</span>}
        <TaskClock task={task} />
      </div>
      <p className="hint">{lang === "zh" ? task.dutyZh : task.dutyEn}</p>
      <p className="hint dim">
        {nameIn(lang, task.role)} · {nameIn(lang, task.owner)}{task.unitId !== null && ` · ${task.unitId}`}{task.note !== null && ` · ${task.note}`}
        {behind.length > 0 && ` · ${say("response.waitsFor", { names: behind.join(lang === "zh" ? "、" : ", ") })}`}
      </p>
      {task.toDecide && <p className="hint"><span className="tag tag-red">{say("response.toDecide")}</span> {mayDo(seat, "command.keepTask") && <button type="button" className="plain" onClick={() => void act("command.keepTask", on)}>{say("response.keep")}</button>}</p>}
      {skips ? (
        <ReasonForm label={say("response.whySkip", { name })} doText={say("response.skip")} onText={(reason) => void act("command.skipTask", { ...on, reason }).then(() => setSkips(false))} onLeave={() => setSkips(false)} />
      ) : (
        <p className="task-acts">
          {next !== null && mayDo(seat, next) && <button type="button" className="plain task-next" onClick={step}>{say(next === "command.startTask" ? "response.start" : "response.finish")}</button>}
          {open && mayDo(seat, "command.skipTask") && <button type="button" className="plain" onClick={() => setSkips(true)}>{say("response.skip")}</button>}
        </p>
      )}
    </li>
  );
}
