import { useSay } from "../language/words.ts";
import { serverNow } from "../live/server-clock.ts";
import { useCity } from "../live/session.ts";
import type { Draft, PaperTicket } from "./draft.ts";
import { sendToDraft } from "./draft-store.ts";
import { paperTime } from "./paper-time.ts";

/** Number and time of a paper ticket that is entered after the system came back (R37). */
export function PaperFields({ draft }: { readonly draft: Draft }) {
  const say = useSay();
  const { utcOffset } = useCity().city.head;
  const { paper } = draft;
  if (paper == null) return null;
  const change = (part: Partial<PaperTicket>): void => sendToDraft({ type: "paper", paper: { ...paper, ...part } });
  return (
    <div className="unknown">
      <label className="check">
        {say("intake.paperNo")}{" "}
        <input className="field field-short" autoComplete="off" autoFocus maxLength={60} value={paper.no} onChange={(event) => change({ no: event.target.value })} />
      </label>
      <label className="check">
        {say("intake.paperTime")}{" "}
        <input className="field field-short num" autoComplete="off" inputMode="numeric" placeholder="10:07" value={paper.time} aria-invalid={paper.time !== "" && paper.at === null}
          onChange={(event) => change({ time: event.target.value, at: paperTime(event.target.value, serverNow(), utcOffset) })} />
      </label>
      {(paper.no.trim() === "" || paper.at === null) && <span className="dim">{say("intake.paperNeeds")}</span>}
    </div>
  );
}
