import { useState, type FormEvent } from "react";
import type { AuditRow, AuditState } from "@tocsin/contract/audit/audit.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { useAsk } from "../account/use-ask.ts";
import { timeOfDay } from "../incident/clock-state.ts";
import { useSay } from "../language/words.ts";
import { serverNow } from "../live/server-clock.ts";
import { client, useCity, useSeat } from "../live/session.ts";
import { dayOf, periodOf } from "./period.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { actionText, knownActions, outcomeText, PURPOSES, purposeText } from "./audit-text.ts";
import "./audit.css";

/** What is looked for; empty fields are not. */
interface Sought {
  readonly account: string;
  readonly object: string;
  readonly action: string;
  readonly purpose: string;
  readonly from: string;
  readonly to: string;
}

const PAGE = 100;

/** Who did and read what: searched, checked and taken out by who may read the audit (SUP-08); each look is itself in it. */
export function AuditBoard() {
  const say = useSay();
  const may = useSeat().views.includes("AUDIT");
  return <BoardFrame title={say("audit.name")} report="AUDIT">{may ? <AuditSearch /> : <p className="hint audit-said" role="status">{say("audit.mayNot")}</p>}</BoardFrame>;
}

function AuditSearch() {
  const say = useSay();
  const { utcOffset } = useCity().city.head;
  const [rows, setRows] = useState<readonly AuditRow[] | null>(null);
  const [asked, setAsked] = useState<Sought | null>(null);
  const [more, setMore] = useState(false);
  const { busy, failed, run } = useAsk();
  const today = dayOf(serverNow(), utcOffset);
  const ask = (sought: Sought, before?: AuditRow): void => {
    const period = periodOf(sought.from, sought.to, utcOffset);
    void run(async () => {
      const given = Object.fromEntries((["account", "object", "action", "purpose"] as const).flatMap((name) => (sought[name] === "" ? [] : [[name, sought[name]]])));
      const page = await client.audit({ ...(period ?? { from: 1, to: 0 }), ...given, limit: PAGE, ...(before === undefined ? {} : { before: before.cursor }) });
      setRows((known) => (before === undefined ? page.rows : [...(known ?? []), ...page.rows]));
      setMore(page.rows.length === PAGE);
      setAsked(sought);
    });
  };
  return (
    <>
      <AuditForm today={today} busy={busy} onAsk={ask} />
      <ChainState />
      <p className="account-said account-said-wrong audit-said" role="alert">{failed}</p>
      {rows !== null && <AuditRows rows={rows} utcOffset={utcOffset} />}
      {rows !== null && asked !== null && more && <p className="audit-said"><button type="button" className="plain" disabled={busy} onClick={() => ask(asked, rows.at(-1))}>{say("audit.older")}</button></p>}
      <p className="hint dim audit-said audit-note">{say("audit.note")}</p>
    </>
  );
}

function AuditForm({ today, busy, onAsk }: { readonly today: string; readonly busy: boolean; readonly onAsk: (sought: Sought) => void }) {
  const say = useSay();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string): string => String(form.get(name) ?? "").trim();
    onAsk({ account: text("account"), object: text("object"), action: text("action"), purpose: text("purpose"), from: text("from"), to: text("to") });
  };
  return (
    <form className="board-filter audit-form" onSubmit={submit}>
      <label><span className="dim">{say("audit.who")}</span><input className="field" name="account" maxLength={80} autoComplete="off" spellCheck={false} autoFocus placeholder={say("audit.whoAs")} /></label>
      <label><span className="dim">{say("audit.object")}</span><input className="field" name="object" maxLength={80} autoComplete="off" spellCheck={false} placeholder={say("audit.objectAs")} /></label>
      <label>
        <span className="dim">{say("audit.action")}</span>
        <select className="field" name="action">
          <option value="">{say("audit.any")}</option>
          {knownActions(say).map(({ name, text }) => <option key={name} value={name}>{text}</option>)}
        </select>
      </label>
      <label>
        <span className="dim">{say("audit.purpose")}</span>
        <select className="field" name="purpose">
          <option value="">{say("audit.any")}</option>
          {PURPOSES.map((purpose) => <option key={purpose} value={purpose}>{purposeText(say, purpose)}</option>)}
        </select>
      </label>
      <label><span className="dim">{say("audit.from")}</span><input className="field audit-day" type="date" name="from" required defaultValue={today} max={today} /></label>
      <label><span className="dim">{say("audit.to")}</span><input className="field audit-day" type="date" name="to" required defaultValue={today} max={today} /></label>
      <button type="submit" className="main" disabled={busy}>{say("audit.search")} <kbd>↵</kbd></button>
    </form>
  );
}

/** Whether the chain holds, and the whole of it to take away; both are for who reads the audit of the city itself. */
function ChainState() {
  const say = useSay();
  const { grants } = useSeat();
  const { orgs } = useCity().city;
  const { busy, failed, run } = useAsk();
  const [state, setState] = useState<AuditState | null>(null);
  const whole = orgs.find(({ level }) => level === "CITY")?.path;
  if (!grants.some(({ orgPath }) => orgPath === whole)) return null;
  return (
    <p className="audit-said audit-chain">
      <button type="button" className="plain" disabled={busy} onClick={() => void run(async () => setState(await client.auditState()))}>{say("audit.verify")}</button>
      <a className="plain audit-export" href={ROUTES.auditExport} download="audit.jsonl">{say("audit.export")}</a>
      {state !== null && (state.sound
        ? <span role="status">✓ {say("audit.sound", { rows: state.rows, seals: state.seals })}</span>
        : <strong className="tag-red" role="alert">■ {say(`audit.fault.${state.fault?.kind ?? "altered"}`)} <span className="num">{state.fault?.position}</span></strong>)}
      <span className="tag-red" role="alert">{failed}</span>
    </p>
  );
}

function AuditRows({ rows, utcOffset }: { readonly rows: readonly AuditRow[]; readonly utcOffset: number }) {
  const say = useSay();
  if (rows.length === 0) return <p className="hint audit-said" role="status">{say("audit.none")}</p>;
  return (
    <table className="board-table audit-table">
      <thead><tr><th scope="col">{say("audit.when")}</th><th scope="col">{say("audit.action")}</th><th scope="col">{say("audit.who")}</th><th scope="col">{say("audit.purpose")}</th><th scope="col">{say("audit.object")}</th></tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.cursor}>
            <td className="num">{dayOf(row.at, utcOffset)} {timeOfDay(row.at, utcOffset)}</td>
            <td>
              {actionText(say, row.action)} <AuditOutcome row={row} />
              {row.reason !== null && <span className="audit-reason">{row.reason}</span>}
            </td>
            <td>{row.name} <span className="dim">{[row.account === row.name ? "" : row.account, row.role ?? ""].filter((part) => part !== "").join(" · ")}</span></td>
            <td>{row.purpose === null ? "" : purposeText(say, row.purpose)}{row.concerned === false && <strong className="tag-red"> {say("audit.unconcerned")}</strong>}</td>
            <td className="audit-objects num">{row.deleted === null ? row.objects.join(say("list.comma")) : say("audit.deleted", { count: row.deleted.count, what: row.deleted.class })}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Refusals and deletions stand out; what went as asked needs no word. */
function AuditOutcome({ row }: { readonly row: AuditRow }) {
  const say = useSay();
  const text = outcomeText(say, row.outcome);
  return text === "" ? null : <span className={row.outcome === "READ" ? "dim" : "tag-red"}>{text}</span>;
}
