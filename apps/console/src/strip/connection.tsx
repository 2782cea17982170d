import { timeOfDay } from "../incident/clock-state.ts";
import { useSay } from "../language/words.ts";
import { useLink, useMissing } from "../live/live-board.ts";
import { useCity } from "../live/session.ts";
import { useWaitingCount } from "../live/waiting-commands.ts";

/** Whether the picture is live, and when it last was. */
export function Connection() {
  const say = useSay();
  const { state } = useLink();
  const last = useLastGood();
  const live = state === "live";
  return (
    <span className={live ? "link" : "link link-lost"}>
      <span aria-hidden="true">{live ? "●" : "○"}</span> {live ? say("link.live") : say("link.lost")} <span className="num">{live ? "" : last}</span>
    </span>
  );
}

function useLastGood(): string {
  const { lastGoodAt } = useLink();
  const { head } = useCity().city;
  return lastGoodAt === null ? "--:--:--" : timeOfDay(lastGoodAt, head.utcOffset);
}

/** Over the columns while the line is cut or parts are down: what it means and what goes on. */
export function LinkBanner() {
  const say = useSay();
  const { state } = useLink();
  const last = useLastGood();
  const waiting = useWaitingCount();
  const missing = useMissing();
  if (state === "live" && missing.length === 0 && waiting === 0) return null;
  return (
    <div className="banner" role="status">
      {state !== "live" && <span>{say("link.banner", { time: last })}</span>}
      {waiting > 0 && <span>{say("link.waiting", { count: waiting })}</span>}
      {missing.length > 0 && <span>{say("link.missing", { parts: missing.join(say("list.comma")) })}</span>}
    </div>
  );
}
