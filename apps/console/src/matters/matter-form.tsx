import { useEffect, useRef, useState, type FormEvent } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { assists, CALL_OFF_REASONS, type Matter, openCallOf, VERDICTS } from "@tocsin/contract/linkage/matter.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { agencyName } from "../city/city-index.ts";
import { sendFromSelect } from "../keyboard/send-from-select.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { client, useCity } from "../live/session.ts";
import type { MatterAct, MatterField } from "./matter-acts.ts";
import { usePartyName } from "./party-name.ts";

/** A moment of the form as ms UTC, at the city's offset. */
const momentOf = (typed: string, utcOffset: number): number => Date.parse(`${typed}:00Z`) - utcOffset * 60_000;

/** What every act on a call of three names: which call, whose line, and who takes part. */
function ofCall(name: MatterAct["name"], matter: Matter, who: string | undefined): Record<string, unknown> {
  const open = openCallOf(matter);
  if (name === "linkage.openCall") return { conferenceId: newUlid(), caller: matter.content.caller.notice !== "NO_CALLER" };
  if (name === "linkage.confer") return open === undefined ? {} : { conferenceId: open.id, parties: open.parties };
  return who === undefined || open === undefined ? {} : { conferenceId: open.id, who };
}

/** Sends an act with the words it needs; fields of the same name mean the same in every act. */
export async function doAct({ name, fields, who }: MatterAct, matter: Matter, typed: FormData | null, utcOffset: number, done: string): Promise<boolean> {
  const value = (field: MatterField): string => String(typed?.get(field) ?? "").trim();
  const payload: Record<string, unknown> = { matterId: matter.id, ...ofCall(name, matter, who) };
  for (const field of fields) {
    if (field === "until") payload[name === "linkage.askAssistant" ? "dueAt" : "until"] = momentOf(value(field), utcOffset);
    else if (field === "score") payload["score"] = Number(value(field));
    else if (field === "where") payload["place"] = { addressText: value(field), point: null, datum: "WGS84" };
    else if (field === "asked") payload["parties"] = [value(field)];
    else if (field === "called") payload["party"] = value(field);
    else if (field === "necessary") payload["necessary"] = value(field) === "yes";
    else if (field === "granted") payload["granted"] = value(field) === "yes";
    else if (value(field) !== "") payload[field] = value(field);
  }
  const outcome = await act(name, payload as never as CommandPayload[typeof name], { done });
  return outcome.ok;
}

/** The words that an act needs, in one line; ↵ does it, Esc leaves. */
export function MatterForm({ matter, chosen, onLeave }: { readonly matter: Matter; readonly chosen: MatterAct; readonly onLeave: () => void }) {
  const say = useSay();
  const { city } = useCity();
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("select, input")?.focus(), [chosen]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    void doAct(chosen, matter, typed, city.head.utcOffset, say("matter.done", { act: say(`matter.act.${chosen.name}`) })).then((ok) => ok && onLeave());
  };
  return (
    <form ref={form} className="stack matter-form" onSubmit={submit} onKeyDown={(event) => {
      event.stopPropagation();
      if (event.key === "Escape") onLeave();
      sendFromSelect(event);
    }}>
      {chosen.fields.map((field) => (
        <label key={field}>
          <span>{say(`matter.field.${field}`)}</span>
          <Field field={field} matter={matter} optional={chosen.name === "linkage.verify" || chosen.name === "linkage.confer" || chosen.name === "linkage.rate" || (chosen.name === "linkage.adjudicate" && field === "clause")} />
        </label>
      ))}
      <div className="acts">
        <button type="submit" className="main">{say(`matter.act.${chosen.name}`)} <kbd>↵</kbd></button>
        <button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button>
      </div>
    </form>
  );
}

function Field({ field, matter, optional }: { readonly field: MatterField; readonly matter: Matter; readonly optional: boolean }) {
  const say = useSay();
  const name = usePartyName();
  const lang = useLang();
  const index = useCity();
  switch (field) {
    case "to": return <PartySelect name="to" item={matter.content.item} matter={matter.id} not={matter.custody.owner} />;
    case "party": {
      const open = matter.assistants.filter(assists);
      return open.length === 0
        ? <PartySelect name="party" item={null} not={matter.custody.owner} />
        : <select className="field" name="party">{open.map(({ party }) => <option key={party} value={party}>{agencyName(index, party, lang)}</option>)}</select>;
    }
    case "asked": return <PartySelect name="asked" item={matter.content.item} matter={matter.id} not={matter.custody.owner} />;
    case "agreed": return <select className="field" name={field}><option value="">{say("matter.notAgreed", { owner: name(matter.custody.owner) })}</option>{(openCallOf(matter)?.parties ?? []).filter((party) => party !== matter.custody.owner).map((party) => <option key={party} value={party}>{say("matter.agreed", { party: name(party) })}</option>)}</select>;
    case "clause": return <ItemSelect name="clause" optional={optional} initial={matter.content.item ?? ""} />;
    case "why": return <select className="field" name={field}>{CALL_OFF_REASONS.map((each) => <option key={each} value={each}>{say(`exercise.why.${each}`)}</option>)}</select>;
    case "verdict": return <select className="field" name={field}>{VERDICTS.map((each) => <option key={each} value={each}>{say(`matter.verdict.${each}`)}</option>)}</select>;
    case "score": return <select className="field" name={field} defaultValue="5">{[5, 4, 3, 2, 1].map((score) => <option key={score} value={score}>{"★".repeat(score)}</option>)}</select>;
    case "called": return <select className="field" name={field}>{(matter.whistle?.calls ?? []).map(({ department }) => <option key={department} value={department}>{agencyName(index, department, lang)}</option>)}</select>;
    case "necessary": return <select className="field" name={field}><option value="yes">{say("whistle.necessary")}</option><option value="no">{say("whistle.unnecessary")}</option></select>;
    case "granted": return <select className="field" name={field}><option value="yes">{say("matter.granted")}</option><option value="no">{say("matter.notGranted")}</option></select>;
    case "until": return <input className="field" name={field} type="datetime-local" required />;
    default: return <input className="field" name={field} required={!optional} maxLength={field === "text" ? 1_000 : 400} />;
  }
}

/** Items of the responsibility list, with the department and the rule. */
export function ItemSelect({ name, optional, initial, onChange }: { readonly name: string; readonly optional: boolean; readonly initial: string; readonly onChange?: (item: string) => void }) {
  const lang = useLang();
  const say = useSay();
  const index = useCity();
  return (
    <select className="field" name={name} required={!optional} defaultValue={initial} onChange={(event) => onChange?.(event.target.value)}>
      <option value="">{say("matter.noItem")}</option>
      {index.city.responsibilities.map(({ item, matterZh, matterEn, department, basis }) => <option key={item} value={item}>{item} {lang === "zh" ? matterZh : matterEn} · {agencyName(index, department, lang)} · {basis}</option>)}
    </select>
  );
}

/** Departments and the police, those that the list and earlier rulings name first. */
export function PartySelect({ name, item, incident, matter, not }: { readonly name: string; readonly item: string | null; readonly incident?: string; readonly matter?: string; readonly not: string }) {
  const say = useSay();
  const lang = useLang();
  const { city } = useCity();
  const [first, setFirst] = useState<readonly { readonly party: string; readonly why: "RULING" | "LIST" }[]>([]);
  useEffect(() => {
    const asking = new AbortController();
    // Without an answer the list stands in its own order.
    client.matterOwners({ ...(item === null ? {} : { item }), ...(incident === undefined ? {} : { incident }), ...(matter === undefined ? {} : { matter }) }, { signal: asking.signal }).then(({ suggestions }) => setFirst(suggestions), () => undefined);
    return () => asking.abort();
  }, [item, incident, matter]);
  const all = [{ code: "POLICE", nameZh: say("matter.police"), nameEn: say("matter.police") }, ...city.departments].filter(({ code }) => code !== not);
  const rank = (code: string): number => {
    const at = first.findIndex(({ party }) => party === code);
    return at < 0 ? first.length : at;
  };
  const sorted = [...all].sort((a, b) => rank(a.code) - rank(b.code));
  const mark = (code: string): string => {
    const why = first.find(({ party }) => party === code)?.why;
    return why === undefined ? "" : `★ ${say(`matter.why.${why}`)} `;
  };
  return <select key={first.map(({ party }) => party).join()} className="field" name={name} required>{sorted.map((row) => <option key={row.code} value={row.code}>{mark(row.code)}{nameIn(lang, row)}</option>)}</select>;
}
