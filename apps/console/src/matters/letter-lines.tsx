import { useEffect, useState } from "react";
import { isLetter, type LetterNotice } from "@tocsin/contract/command/notice.ts";
import { useTimeText } from "../incident/use-time-text.ts";
import { isWord, useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { client, useCity, useSeat } from "../live/session.ts";
import { telephones } from "./own-letters.ts";
import { usePartyName } from "./party-name.ts";
import { TellByPhone } from "./untold-letters.tsx";

/** Which organisations were told by mail of a record, and what came of it; what failed asks for the telephone as long as somebody waits for them. `version`: with it the record may have told others. */
export function LetterLines({ recordId, version, waitsFor }: { readonly recordId: string; readonly version: number; readonly waitsFor: (party: string) => boolean }) {
  const say = useSay();
  const name = usePartyName();
  const timeText = useTimeText();
  const { orgById } = useCity();
  const seat = useSeat();
  const letters = useLetters(recordId, version);
  return letters.map((notice) => {
    const { id, letter, status, attempts, told } = notice;
    const last = attempts.at(-1);
    const why = `reach.why.${last?.receipt?.detail ?? ""}`;
    const failed = status === "UNDELIVERED" && waitsFor(letter.to);
    return (
      <p key={id} className={failed ? undefined : "dim"}>
        <span className="num">{timeText(told?.at ?? last?.receipt?.at ?? last?.at ?? 0, false)}</span>{" "}
        <span className={failed ? "tag tag-red" : undefined}>✉ {say(`letter.${status}`, { party: name(letter.to), desk: say(`letter.desk.${told?.desk ?? "DUTY_DESK"}`) })}</span>
        {status === "UNDELIVERED" && isWord(why) && <> {say(why)}</>} {failed && telephones(seat, notice, orgById) && <TellByPhone notice={notice} />}
      </p>
    );
  });
}

/** Those that were kept, and those that the stream has brought since. */
function useLetters(recordId: string, version: number): readonly LetterNotice[] {
  const [kept, setKept] = useState<readonly LetterNotice[]>([]);
  const live = useBoard(({ notices }) => notices);
  useEffect(() => {
    const asking = new AbortController();
    // Without an answer the stream still brings what comes; the next step asks again.
    client.letters(recordId, { signal: asking.signal }).then(({ letters }) => setKept(letters), () => undefined);
    return () => asking.abort();
  }, [recordId, version]);
  const found = new Map<string, LetterNotice>();
  for (const one of [...kept, ...[...live.values()].filter(isLetter)]) if (one.letter.recordId === recordId && one.version >= (found.get(one.id)?.version ?? 0)) found.set(one.id, one);
  return [...found.values()].sort((a, b) => (a.attempts[0]?.at ?? 0) - (b.attempts[0]?.at ?? 0));
}
