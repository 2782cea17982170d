import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { runningTime } from "../incident/clock-state.ts";
import { useSay, type Say } from "../language/words.ts";
import { useNow } from "../live/server-clock.ts";

const DAY_S = 86_400;

/** `6 d 4 h`, and steady to the second below two days. */
export function timeLeft(seconds: number, say: Say): string {
  const all = Math.abs(seconds);
  if (all < 2 * DAY_S) return runningTime(seconds);
  return `${seconds < 0 ? "-" : ""}${say("matter.days", { days: Math.floor(all / DAY_S), hours: Math.floor((all % DAY_S) / 3_600) })}`;
}

/** The one clock of a matter: amber in its last third, red and another shape once a limit has run out. */
export function MatterClockChip({ matter }: { readonly matter: Matter }) {
  const say = useSay();
  const now = useNow();
  const { clock } = matter.custody;
  if (clock === null) return <span className="clock clock-met">✓ {say("matter.status.CLOSED")}</span>;
  const leftS = Math.floor((clock.dueAt - now) / 1_000);
  const tone = clock.level > 0 || leftS < 0 ? "over" : leftS * 3 <= (clock.dueAt - clock.since) / 1_000 ? "amber" : "calm";
  const name = say(`matter.clock.${clock.kind}`);
  return (
    <span className={`clock clock-${tone}`} title={clock.level > 0 ? say("matter.level", { name, level: clock.level }) : name}>
      <span aria-hidden="true">{tone === "over" ? "■" : tone === "amber" ? "◔" : ""}</span>
      <span>{name}{clock.level > 0 ? ` ↑${clock.level}` : ""}</span>
      <span className="num">{timeLeft(leftS, say)}</span>
    </span>
  );
}
