import { useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { mayDo, useSeat } from "../live/session.ts";
import { openPanel } from "../selection/panels.ts";
import { StripCount } from "../strip/strip-count.tsx";

/** Guidance that waits for this seat: what orders have missed, for who writes it; what is submitted, for who approves it and did not work on it (SCN-02). */
export function GuidanceCount() {
  const say = useSay();
  const seat = useSeat();
  const plans = useBoard((state) => state.plans);
  const guidance = [...plans.values()].filter(({ what }) => what === "GUIDANCE");
  const wanted = mayDo(seat, "plans.editGuidance") ? guidance.filter((each) => each.status === "DRAFT" && each.wanted !== undefined).length : 0;
  const submitted = mayDo(seat, "plans.approve") ? guidance.filter(({ status, authors }) => status === "IN_REVIEW" && !authors.includes(seat.userId)).length : 0;
  if (wanted + submitted === 0) return null;
  return <StripCount label={say(wanted > 0 ? "strip.guidanceWanted" : "strip.guidance")} value={wanted + submitted} tone="amber" mark={wanted > 0 ? "■" : "◐"} onClick={() => openPanel("guidance")} />;
}
