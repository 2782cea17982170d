import { useEffect, useRef, useState, type FormEvent } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Refused } from "@tocsin/contract/views.ts";
import { sendFromSelect } from "../keyboard/send-from-select.ts";
import { sayNow, useSay } from "../language/words.ts";
import { act, refusalSentence } from "../live/act.ts";
import { actWord, FIGURES_COMMANDS, type FiguresAct } from "./figures-acts.ts";
import type { MonthRow } from "./month-rows.ts";

/** What this page itself says beside the field: every refusal that figures know, and those that every command has. */
const ANSWERED = ["PUBLICATION_CITY", "PUBLICATION_MONTH", "PUBLICATION_PUBLISHED", "PUBLICATION_NOT_PUBLISHED", "PUBLICATION_OWN_WORK", "PUBLICATION_PERSON", "VERSION_CONFLICT", "STATE_CONFLICT", "VALIDATION_FAILED", "FORBIDDEN", "NOT_FOUND", "TOO_BUSY", "NOT_STORED"];

/** Of a refusal that names its fields the words of the fields, which stand beside them; otherwise its sentence. */
const wordsOf = (refused: Refused): string => refused.fields?.map(({ message }) => message).join(sayNow("list.comma")) ?? refusalSentence(refused);

/** Sends an act of a month; what kept it from being done, in the reader's words, or null when it was. */
async function doFigures(chosen: FiguresAct, payload: CommandPayload[(typeof FIGURES_COMMANDS)[FiguresAct]], key: string): Promise<string | null> {
  const outcome = await act(FIGURES_COMMANDS[chosen], payload as never, { key, answers: ANSWERED, done: sayNow(`figures.done.${chosen}`, { month: payload.month }) });
  if (outcome.ok) return null;
  return outcome.refused === null ? "" : wordsOf(outcome.refused);
}

interface FormProps {
  readonly chosen: FiguresAct;
  readonly row: MonthRow;
  /** Months of which one is chosen here; left out, it is the row's. */
  readonly months?: readonly { readonly month: string; readonly drafted: boolean }[];
  readonly onLeave: () => void;
  readonly onDone: (month: string) => void;
}

/** What an act does, said before it is done, and the words that it needs; ↵ does it, Esc leaves. What the server has against it stands beside the field. */
export function FiguresForm({ chosen, row, months, onLeave, onDone }: FormProps) {
  const say = useSay();
  const form = useRef<HTMLFormElement>(null);
  // Of what was looked at when the form was opened: a draft that was made anew meanwhile is refused.
  const [{ draftVersion, key }] = useState({ draftVersion: row.recordVersion, key: newUlid() });
  const [fault, setFault] = useState("");
  useEffect(() => form.current?.querySelector<HTMLElement>("select, input, button")?.focus(), []);
  const asksReason = chosen === "correct";
  const label = say(actWord(chosen, row));
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const month = String(typed.get("month") ?? row.month);
    const payload = chosen === "publish" ? { month, draftVersion } : asksReason ? { month, reason: String(typed.get("reason") ?? "").trim() } : { month };
    const found = await doFigures(chosen, payload, key);
    if (found === null) onDone(month);
    else setFault(found);
  };
  const beside = fault === "" ? {} : { "aria-invalid": true, "aria-describedby": "figures-fault" };
  return (
    <form ref={form} className="stack matter-form figures-form" aria-label={label} onSubmit={(event) => void submit(event)} onKeyDown={(event) => {
      event.stopPropagation();
      if (event.key === "Escape") onLeave();
      sendFromSelect(event);
    }}>
      <p>{say(chosen === "draft" && row.draft !== null ? "figures.says.recount" : `figures.says.${chosen}`)}</p>
      {months !== undefined && (
        <label><span>{say("figures.month")}</span>
          <select className="field" name="month" defaultValue={row.month} {...beside} onChange={() => setFault("")}>{months.map(({ month, drafted }) => <option key={month} value={month}>{drafted ? say("figures.hasDraft", { month }) : month}</option>)}</select>
        </label>
      )}
      {asksReason && <label><span>{say("figures.why")}</span><input className="field" name="reason" required maxLength={400} defaultValue={row.draft?.reason ?? ""} {...beside} /></label>}
      {fault !== "" && <p id="figures-fault" className="figures-fault" role="alert">■ {fault}</p>}
      <div className="acts"><button type="submit" className="main">{label} <kbd>↵</kbd></button><button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button></div>
    </form>
  );
}
