import { useState, type FormEvent } from "react";
import type { EmergencyRegister, RegisteredAccess } from "@tocsin/contract/identity/emergency-access.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { useAsk } from "../account/use-ask.ts";
import { orgName } from "../city/city-index.ts";
import { timeOfDay } from "../incident/clock-state.ts";
import { useLang, useSay } from "../language/words.ts";
import { serverNow } from "../live/server-clock.ts";
import { client, useCity } from "../live/session.ts";
import { dayOf } from "../audit/period.ts";
import { roleName } from "./emergency-lines.tsx";

/** The report of a day or a month for who reviews (SUP-08). It is asked for and not kept current: each look is a row of the audit. */
export function RegisterBlock() {
  const say = useSay();
  const { utcOffset } = useCity().city.head;
  const { busy, failed, run } = useAsk();
  const [register, setRegister] = useState<EmergencyRegister | null>(null);
  const today = dayOf(serverNow(), utcOffset);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const day = String(new FormData(event.currentTarget).get("day"));
    const month = (event.nativeEvent as SubmitEvent).submitter?.getAttribute("value") === "month";
    void run(async () => setRegister(await client.emergencyRegister(month ? day.slice(0, 7) : day)));
  };
  return (
    <div className="block emergency-scroll" role="region" aria-label={say("register.name")}>
      <h2>{say("register.name")}</h2>
      <form className="board-filter emergency-period" onSubmit={submit}>
        <input className="field" type="date" name="day" aria-label={say("register.day")} required defaultValue={today} max={today} />
        <button type="submit" className="plain" value="day" disabled={busy}>{say("register.ofDay")}</button>
        <button type="submit" className="plain" value="month" disabled={busy}>{say("register.ofMonth")}</button>
        {register !== null && register.rows.length > 0 && <a className="plain emergency-export" href={`${ROUTES.emergencyRegister}?period=${register.period}&format=csv`} download={`emergency-access-${register.period}.csv`}>{say("register.export")}</a>}
      </form>
      <p className="account-said account-said-wrong" role="alert">{failed}</p>
      {register !== null && <RegisterTable register={register} />}
    </div>
  );
}

function RegisterTable({ register: { period, rows, more } }: { readonly register: EmergencyRegister }) {
  const say = useSay();
  if (rows.length === 0) return <p role="status">{say("register.none", { period })}</p>;
  const open = rows.filter(({ access }) => access.state === "ENDED" && access.review === null).length;
  return (
    <>
      <p role="status">{say("register.sum", { period, count: rows.length })}{open > 0 && <> <span className="tag tag-amber">{say("register.open", { count: open })}</span></>}</p>
      <table className="board-table">
        <thead><tr><th>{say("emergency.when")}</th><th>{say("emergency.by")}</th><th>{say("register.done")}</th><th>{say("register.after")}</th></tr></thead>
        <tbody>{rows.map((row) => <RegisterRow key={row.access.id} row={row} />)}</tbody>
      </table>
      {more && <p className="dim">{say("register.more", { count: rows.length })}</p>}
    </>
  );
}

function RegisterRow({ row: { access, looks, acts, incidents } }: { readonly row: RegisteredAccess }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const { utcOffset } = city.city.head;
  const time = (at: number): string => timeOfDay(at, utcOffset, false);
  const { review, answeredBy } = access;
  return (
    <tr>
      <td className="num">{dayOf(access.startsAt ?? access.askedAt, utcOffset)}<br />{time(access.startsAt ?? access.askedAt)}{access.endsAt === null ? "" : `–${time(access.endsAt)}`}</td>
      <td>{access.by.name} <span className="num dim">{access.by.account}</span> · {roleName(lang, access)} · {orgName(city, access.org, lang)}<br /><span className="dim">{access.reason}</span></td>
      <td className="num">{access.startsAt === null ? "—" : say("register.counts", { looks, acts, incidents })}</td>
      <td>{say(`emergency.${access.state}`)} · {answeredBy === null ? access.atOnce && say("emergency.withoutAnswer") : say("emergency.answeredBy", { name: answeredBy.name })}{access.state === "ENDED" && <><br />{review === null ? <span className="tag tag-amber">{say("emergency.unreviewed")}</span> : <span className="dim">{say(`emergency.${review.verdict}`)} · {review.by.name} · {review.note}</span>}</>}</td>
    </tr>
  );
}
