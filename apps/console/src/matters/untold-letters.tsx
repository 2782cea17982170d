import { useState, type FormEvent } from "react";
import { type LetterNotice, TOLD_DESKS } from "@tocsin/contract/command/notice.ts";
import { useTimeText } from "../incident/use-time-text.ts";
import { momentText } from "../joint/moment.ts";
import { sendFromSelect } from "../keyboard/send-from-select.ts";
import { isWord, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useCity } from "../live/session.ts";
import { usePartyName } from "./party-name.ts";

/** Says which desk was reached by telephone: a choice, so that nobody's name is written. ↵ says it, Esc leaves. */
export function TellByPhone({ notice }: { readonly notice: LetterNotice }) {
  const say = useSay();
  const name = usePartyName();
  const [asking, setAsking] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const desk = TOLD_DESKS.find((each) => each === new FormData(event.currentTarget).get("desk")) ?? "DUTY_DESK";
    void act("notices.tellByPhone", { noticeId: notice.id, desk }, { done: say("letter.toldDone", { party: name(notice.letter.to) }) }).then(({ ok }) => ok && setAsking(false));
  };
  if (!asking) return <button type="button" className="plain" onClick={() => setAsking(true)}>☎ {say("letter.tell")}</button>;
  return (
    <form className="letter-tell" aria-label={say("letter.tell")} onSubmit={submit} onKeyDown={(event) => {
      event.stopPropagation();
      if (event.key === "Escape") setAsking(false);
      sendFromSelect(event);
    }}>
      <label><span>{say("letter.desk")}</span> <select className="field" name="desk" autoFocus>{TOLD_DESKS.map((desk) => <option key={desk} value={desk}>{say(`letter.desk.${desk}`)}</option>)}</select></label>
      <button type="submit" className="main">{say("letter.tell")} <kbd>↵</kbd></button>
    </form>
  );
}

/** Mails that failed, above all else on the board: who was not told, of what, until when, and since when it is known one level higher (LNK-01, LNK-03). */
export function UntoldLetters({ letters }: { readonly letters: readonly LetterNotice[] }) {
  const say = useSay();
  const name = usePartyName();
  const timeText = useTimeText();
  const { head } = useCity().city;
  if (letters.length === 0) return null;
  return (
    <section className="letters-untold" aria-label={say("letter.untold")}>
      <h2>{say("letter.untold")} <span className="num">{letters.length}</span></h2>
      {letters.map((notice) => {
        const { id, letter: { what, no, to, dueAt, drill }, attempts, escalated } = notice;
        const last = attempts.at(-1)?.receipt;
        const why = `reach.why.${last?.detail ?? ""}`;
        return (
          <div key={id} className="said">
            <p><span className="tag tag-red">✉ {name(to)}</span> {say(`letter.what.${what}`)} <span className="num">{no}</span> {drill && <span className="tag tag-drill">{say("incident.drill")}</span>}</p>
            <p className="dim">{last == null ? "" : say("letter.failedAt", { at: timeText(last.at, false) })} {isWord(why) && say(why)} {dueAt !== null && say("joint.until", { at: momentText(dueAt, head.utcOffset) })} {escalated !== undefined && <span className="tag tag-red">{say("letter.escalated", { to: name(escalated.to.split(".").at(-1) ?? ""), at: momentText(escalated.at, head.utcOffset) })}</span>}</p>
            <TellByPhone notice={notice} />
          </div>
        );
      })}
    </section>
  );
}
