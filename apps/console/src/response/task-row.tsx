import { useState } from "react";
import type { ActivationTask } from "@tocsin/contract/command/activation.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { mayDo, useSeat } from "../live/session.ts";
import { ReassignForm } from "./reassign-form.tsx";
import { ReasonForm } from "./reason-form.tsx";
import { TaskClock } from "./task-clock-view.tsx";
import { useCallSign } from "./use-call-sign.ts";

interface Props {
  readonly activationId: string;
  readonly task: ActivationTask;
  /** Names of the tasks for which it waits and that are still open. */
  readonly behind: readonly string[];
  /** The seat commands the incident: what only its commander may do is offered to nobody else. */
  readonly commands: boolean;
}

/** A task: whose it is, what is to be done, its clock, and the next step on one button. */
export function TaskRow({ activationId, task, behind, commands }: Props) {
  const say = useSay();
  const lang = useLang();
  const seat = useSeat();
  const [asks, setAsks] = useState<"skip" | "finish" | "reassign" | null>(null);
  const callSign = useCallSign(task.unitId);
  const leave = (): void => setAsks(null);
  /** Refused, the form stays, with the reason that was typed. */
  const left = ({ ok }: { readonly ok: boolean }): void => void (ok && leave());
  const on = { activationId, taskId: task.id };
  const name = nameIn(lang, task);
  const open = task.state === "ISSUED" || task.state === "STARTED" || task.state === "WAITING";
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
        {nameIn(lang, task.role)} · {nameIn(lang, task.owner)}{callSign !== null && ` · ${callSign}`}{task.note !== null && ` · ${task.note}`}
        {behind.length > 0 && ` · ${say("response.waitsFor", { names: behind.join(say("list.comma")) })}`}
      </p>
      {task.toDecide && <p className="hint"><span className="tag tag-red">{say("response.toDecide")}</span> {commands && mayDo(seat, "command.keepTask") && <button type="button" className="plain" onClick={() => void act("command.keepTask", on)}>{say("response.keep")}</button>}</p>}
      {asks === "skip" && <ReasonForm label={say("response.whySkip", { name })} doText={say("response.skip")} onText={(reason) => void act("command.skipTask", { ...on, reason }).then(left)} onLeave={leave} />}
      {asks === "finish" && <ReasonForm label={say("response.note")} doText={say("response.finish")} optional onText={(note) => void act("command.finishTask", { ...on, ...(note === "" ? {} : { note }) }, { done: say("response.finished", { name }) }).then(left)} onLeave={leave} />}
      {asks === "reassign" && <ReassignForm activationId={activationId} task={task} onLeave={leave} />}
      {asks === null && (
        <p className="task-acts">
          {task.state === "ISSUED" && mayDo(seat, "command.startTask") && <button type="button" className="plain task-next" onClick={() => void act("command.startTask", on, { done: say("response.started", { name }) })}>{say("response.start")}</button>}
          {task.state === "STARTED" && mayDo(seat, "command.finishTask") && <button type="button" className="plain task-next" onClick={() => setAsks("finish")}>{say("response.finish")}…</button>}
          {open && mayDo(seat, "command.reassignTask") && <button type="button" className="plain" onClick={() => setAsks("reassign")}>{say("response.reassign")}</button>}
          {open && (commands || !task.critical) && mayDo(seat, "command.skipTask") && <button type="button" className="plain" onClick={() => setAsks("skip")}>{say("response.skip")}</button>}
        </p>
      )}
    </li>
  );
}
