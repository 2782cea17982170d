import type { Wire } from "@tocsin/contract/linkage/wire.ts";
import { useTimeText } from "../incident/use-time-text.ts";
import { isWord, useSay } from "../language/words.ts";
import { usePartyName } from "./party-name.ts";

const GONE: readonly Wire["state"][] = ["REFUSED", "FAILED"];
const SIGNS = { WAITING: "…", RECEIVED: "✓", REFUSED: "✕", FAILED: "✕", LET_GO: "↩" } as const;
/** Whether the desk has to do something: it was refused, given up, or waits too long. */
const isAlarming = ({ state, alarmedAt }: Wire): boolean => GONE.includes(state) || (state === "WAITING" && alarmedAt !== null);

/** In the list: only what is not there yet, or came back. */
export function WireTag({ wire }: { readonly wire: Wire }) {
  const say = useSay();
  if (wire.state === "RECEIVED" || wire.state === "LET_GO") return null;
  return <span className={isAlarming(wire) ? "tag tag-red" : "tag"}>{SIGNS[wire.state]} {say(`wire.short.${wire.state}`)}</span>;
}

/** How the matter stands on the wire to another platform: a sign, a word, why, and what the platform says (LNK-02). */
export function WireLine({ wire }: { readonly wire: Wire }) {
  const say = useSay();
  const name = usePartyName();
  const timeText = useTimeText();
  const why = `wire.why.${wire.why}`;
  const reason = wire.why === "" ? "" : isWord(why) ? say(why) : wire.why;
  return (
    <p className="matter-wire">
      <span className={isAlarming(wire) ? "tag tag-red" : "tag"}>{SIGNS[wire.state]} {say(`wire.state.${wire.state}`, { party: name(wire.party) })}</span>{" "}
      {wire.state === "WAITING" && <span className="dim">{say("wire.waits", { at: timeText(wire.since, false), tries: wire.tries })}</span>}{" "}
      {reason !== "" && <span>{reason}</span>}{" "}
      {wire.requestId !== null && <span className="dim num">{wire.requestId}</span>}{" "}
      {wire.told !== null && <span>{say("wire.told", { word: say(`wire.word.${wire.told.word}`), raw: wire.told.word === "UNMAPPED" ? wire.told.raw : "" })}</span>}{" "}
      {wire.told?.barred != null && <span className="tag tag-red">{say("wire.barred")}</span>}
    </p>
  );
}
