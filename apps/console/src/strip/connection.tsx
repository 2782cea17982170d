import { ageParts, timeOfDay } from "../incident/clock-state.ts";
import { isWord, useSay } from "../language/words.ts";
import { useNow } from "../live/server-clock.ts";
import { useLink, useLinkState, useMissing, useMissingSince } from "../live/live-board.ts";
import { useCity } from "../live/session.ts";
import { PAPER } from "../paper/paper-place.ts";
import { useWaitingCount } from "../live/waiting-commands.ts";

/** Whether the picture is live, and when it last was. */
export function Connection() {
  const say = useSay();
  const state = useLinkState();
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

function PaperLink() {
  const say = useSay();
  return <a className="paper-link" href={PAPER} target="_blank" rel="noreferrer">{say("link.paper")}</a>;
}

/** Parts without which nothing new is stored: work goes on paper. */
const UNSTORED: ReadonlySet<string> = new Set(["database", "database-read-only", "disk-full"]);

/** Ways in that are dead: calls may be waiting that nobody hears. */
const isChannel = (part: string): boolean => part.startsWith(CHANNEL) || part === "line-reported";
const CHANNEL = "channel:";

/** Over the columns while the line is cut or parts are down: what it means and what goes on. */
export function LinkBanner() {
  const say = useSay();
  const state = useLinkState();
  const last = useLastGood();
  const waiting = useWaitingCount();
  const parts = useMissing();
  const since = useMissingSince();
  const unstored = parts.filter((part) => UNSTORED.has(part));
  const channels = parts.filter(isChannel);
  const missing = parts.filter((part) => !UNSTORED.has(part) && !isChannel(part));
  const now = useNow();
  const named = (part: string): string => {
    const word = `part.${part.replace(/^channel:client\/.*/, "channel:client")}`;
    const name = isWord(word) ? say(word, { channel: part.slice(part.indexOf("/") + 1) }) : part;
    const at = since[part];
    if (at === undefined) return name;
    const { value, unit } = ageParts(now - at);
    return say("part.since", { part: name, age: say(`age.${unit}`, { value }) });
  };
  if (state === "live" && parts.length === 0 && waiting === 0) return null;
  return (
    <>
    {unstored.length > 0 && (
      <div className="banner banner-red" role="alert">
        <strong><span aria-hidden="true">■</span> {say("link.unstored", { parts: unstored.map(named).join(say("list.comma")) })}</strong>
        <span>{say("link.unstoredDo")}</span>
        <PaperLink />
      </div>
    )}
    {channels.length > 0 && (
      <div className="banner banner-red" role="alert">
        <strong><span aria-hidden="true">■</span> {say("link.channels", { parts: channels.map(named).join(say("list.comma")) })}</strong>
        <span>{say(channels.includes("line-reported") ? "link.lineDo" : "link.channelsDo")}</span>
      </div>
    )}
    <div className="banner" role="status" hidden={state === "live" && missing.length === 0 && waiting === 0}>
      {state !== "live" && <span>{say("link.banner", { time: last })} <PaperLink /></span>}
      {waiting > 0 && <span>{say("link.waiting", { count: waiting })}</span>}
      {missing.length > 0 && <span>{say("link.missing", { parts: missing.map(named).join(say("list.comma")) })}</span>}
    </div>
    </>
  );
}
