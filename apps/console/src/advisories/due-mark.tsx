import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import { useSay } from "../language/words.ts";
import { useNow } from "../live/server-clock.ts";

const clockText = (ms: number): string => {
  const seconds = Math.ceil(Math.abs(ms) / 1_000);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};

/** Time left for an answer, or since when it is missed; for one that is watched, until it is looked at again. */
export function DueMark({ advisory: { dueAt, watchUntil, escalatedAt } }: { readonly advisory: Advisory }) {
  const say = useSay();
  const now = useNow();
  const until = dueAt ?? watchUntil;
  if (until === null) return null;
  const left = until - now;
  if (dueAt !== null && (escalatedAt !== null || left <= 0)) return <span className="tag tag-red num">▲ {say("advisory.overdue", { time: clockText(left) })}</span>;
  return <span className="num dim">{say(dueAt === null ? "advisory.watchLeft" : "advisory.left", { time: clockText(Math.max(0, left)) })}</span>;
}
