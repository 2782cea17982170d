import type { ActivationTask } from "@tocsin/contract/command/activation.ts";
import { runningTime } from "../incident/clock-state.ts";
import { useSay } from "../language/words.ts";
import { useNow } from "../live/server-clock.ts";
import { taskTime } from "./task-clock.ts";

const SIGNS = { calm: "", amber: "◔", over: "■", waiting: "…", ended: "" } as const;

/** The limit of a task that comes next, running down. `bare`: without its name, which the task's state says too. */
export function TaskClock({ task, bare = false }: { readonly task: ActivationTask; readonly bare?: boolean }) {
  const say = useSay();
  const { tone, limit, leftS } = taskTime(task, useNow());
  if (limit === null) return null;
  return (
    <span className={`clock clock-${tone}`}>
      <span aria-hidden="true">{SIGNS[tone]}</span>
      <span className={bare ? "sr" : ""}>{say(`taskLimit.${limit}`)}</span>
      <span className="num">{runningTime(leftS)}</span>
      {tone === "over" && <span className="sr">{say("clockTone.over")}</span>}
    </span>
  );
}
