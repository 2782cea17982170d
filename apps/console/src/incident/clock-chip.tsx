import type { Clock } from "@tocsin/contract/dispatch/clock.ts";
import { useSay } from "../language/words.ts";
import { useNow } from "../live/server-clock.ts";
import { clockState, runningTime } from "./clock-state.ts";

const SIGNS = { calm: "", amber: "◔", over: "■", met: "✓", void: "–" } as const;

/** Time left of one limit: amber from two thirds, at the limit red and another shape. */
export function ClockChip({ clock, named = false }: { readonly clock: Clock; readonly named?: boolean }) {
  const say = useSay();
  const { tone, leftS } = clockState(clock, useNow());
  const name = say(`clock.${clock.step}`);
  return (
    <span className={`clock clock-${tone}`} title={say("clock.title", { name, limit: runningTime(clock.limitS), state: say(`clockTone.${tone}`) })}>
      <span className="clock-sign" aria-hidden="true">{SIGNS[tone]}</span>
      {named && <span className="clock-name">{name}</span>}
      <span className="num">{runningTime(leftS)}</span>
      <span className="sr">{say(`clockTone.${tone}`)}</span>
    </span>
  );
}
