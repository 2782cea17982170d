import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { runningTime } from "../incident/clock-state.ts";
import { useSay, type Say } from "../language/words.ts";
import { useNow } from "../live/server-clock.ts";
import { useSeat } from "../live/session.ts";
import { ownCall, type OwnCall } from "./own-call.ts";

const DAY_S = 86_400;

/** `6 d 4 h`, and steady to the second below two days. */
export function timeLeft(seconds: number, say: Say): string {
  const all = Math.abs(seconds);
  if (all < 2 * DAY_S) return runningTime(seconds);
  return `${seconds < 0 ? "-" : ""}${say("matter.days", { days: Math.floor(all / DAY_S), hours: Math.floor((all % DAY_S) / 3_600) })}`;
}

/** On a list: the limit that the own department has to keep under a whistle, else the matter's one clock. */
export function RowClock({ matter }: { readonly matter: Matter }) {
  const call = ownCall(matter, useSeat().agency);
  return call === null ? <MatterClockChip matter={matter} /> : <CallChip call={call} />;
}

function CallChip({ call: { acked, since, by } }: { readonly call: OwnCall }) {
  const say = useSay();
  const leftS = Math.floor((by - useNow()) / 1_000);
  const tone = leftS < 0 ? "over" : leftS * 3 <= (by - since) / 1_000 ? "amber" : "calm";
  return <span className={`clock clock-${tone}`}><span aria-hidden="true">{tone === "over" ? "■" : tone === "amber" ? "◔" : ""}</span> <span>{say(acked ? "whistle.acked" : "whistle.called")}</span> <span className="num">{timeLeft(leftS, say)}</span></span>;
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
