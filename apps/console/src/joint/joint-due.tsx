import type { Cooperation } from "@tocsin/contract/joint/cooperation.ts";
import { useSay } from "../language/words.ts";
import { useNow } from "../live/server-clock.ts";
import { timeLeft } from "../matters/matter-clock.tsx";
import { nextDue } from "./joint-acts.ts";

const SOON_S = 3_600;

/** The next limit of a cooperation: amber in its last hour, red and another shape once it has run out. */
export function DueChip({ found }: { readonly found: Cooperation }) {
  const say = useSay();
  const now = useNow();
  const due = nextDue(found);
  if (due === null) return null;
  const left = Math.floor((due.dueAt - now) / 1_000);
  const tone = left < 0 || found.overdueAt !== null ? "over" : left < SOON_S ? "amber" : "calm";
  return (
    <span className={`clock clock-${tone}`}>
      <span aria-hidden="true">{tone === "over" ? "■" : tone === "amber" ? "◔" : ""}</span> <span>{say(`joint.due.${due.what}`)}</span> <span className="num">{timeLeft(left, say)}</span>
    </span>
  );
}
