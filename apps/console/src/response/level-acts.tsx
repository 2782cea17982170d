import { useState } from "react";
import type { ActivationHead } from "@tocsin/contract/command/activation.ts";
import { isGraver } from "@tocsin/contract/command/activation.ts";
import { PLAN_LEVELS, type PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { mayDo, useSeat } from "../live/session.ts";
import { ReasonForm } from "./reason-form.tsx";

type Asks = { readonly what: "level"; readonly level: PlanLevel } | { readonly what: "end" | "dismiss" };

/** What a seat can do with a whole response: another level, its end; each asks for its reason. */
export function LevelActs({ response }: { readonly response: ActivationHead }) {
  const say = useSay();
  const seat = useSeat();
  const [asks, setAsks] = useState<Asks | null>(null);
  const leave = (): void => setAsks(null);
  const { id: activationId, level, version: expectedVersion, advised } = response;
  if (asks !== null) {
    const label = asks.what === "level" ? say("response.whyLevel", { level: asks.level }) : say(asks.what === "end" ? "response.whyEnd" : "response.whyDismiss");
    const send = (reason: string): void => {
      leave();
      if (asks.what === "level") void act("command.setPlanLevel", { activationId, level: asks.level, reason, expectedVersion }, { done: say("response.levelSet", { level: asks.level }) });
      else if (asks.what === "end") void act("command.terminatePlan", { activationId, reason, expectedVersion }, { done: say("response.ended") });
      else void act("command.dismissPlan", { activationId, reason }, { done: say("response.dismissed") });
    };
    return <ReasonForm label={label} doText={say("response.do")} onText={send} onLeave={leave} />;
  }
  if (response.status === "PROPOSED") return mayDo(seat, "command.dismissPlan") ? <button type="button" className="plain" onClick={() => setAsks({ what: "dismiss" })}>{say("response.dismiss")}</button> : null;
  // What the facts call for stands out where it is graver: to lower is never pressed by the way.
  const others = level === null || !mayDo(seat, "command.setPlanLevel") ? [] : PLAN_LEVELS.filter((each) => each !== level);
  return (
    <p className="task-acts">
      {others.map((each) => (
        <button key={each} type="button" className={each === advised?.level && level !== null && isGraver(each, level) ? "main" : "plain"} onClick={() => setAsks({ what: "level", level: each })}>
          {say(level !== null && isGraver(each, level) ? "response.raise" : "response.lower", { level: each })}
        </button>
      ))}
      {mayDo(seat, "command.terminatePlan") && <button type="button" className="plain" onClick={() => setAsks({ what: "end" })}>{say("response.end")}</button>}
    </p>
  );
}
