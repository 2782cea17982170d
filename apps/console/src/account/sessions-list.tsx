import { useEffect, useState } from "react";
import type { Sessions } from "@tocsin/contract/views.ts";
import { useLang, useSay } from "../language/words.ts";
import { client, useCity, useSeat } from "../live/session.ts";
import { moment } from "./moment.ts";
import { useAsk } from "./use-ask.ts";

type Row = Sessions["sessions"][number];

/** Where the account is signed in; an administrator sees the accounts of the grant. Each can be ended. */
export function SessionsList() {
  const say = useSay();
  const { userId } = useSeat();
  const { busy, failed, run } = useAsk();
  const [rows, setRows] = useState<readonly Row[]>([]);
  const load = async (): Promise<void> => setRows((await client.sessions()).sessions);
  useEffect(() => {
    client.sessions().then(({ sessions }) => setRows(sessions), () => setRows([]));
  }, []);
  const end = (row: Row): void => void run(async () => {
    await client.endSession(row.id);
    await load();
  });
  const endOthers = (): void => void run(async () => {
    for (const row of rows) if (row.account === userId && !row.here) await client.endSession(row.id);
    await load();
  });
  const others = rows.filter((row) => row.account === userId && !row.here).length;
  return (
    <div className="block">
      <h2>{say("sessions.name")} <span className="num dim">{rows.length}</span></h2>
      <table className="board-table">
        <thead><tr><th>{say("sessions.who")}</th><th>{say("sessions.where")}</th><th>{say("sessions.since")}</th><th>{say("sessions.used")}</th><th /></tr></thead>
        <tbody>{rows.map((row) => <SessionRow key={row.id} row={row} busy={busy} onEnd={end} />)}</tbody>
      </table>
      {others > 0 && <p><button type="button" className="plain" disabled={busy} onClick={endOthers}>{say("sessions.endOthers", { count: others })}</button></p>}
      <p className="account-said account-said-wrong" role="alert">{failed}</p>
    </div>
  );
}

function SessionRow({ row, busy, onEnd }: { readonly row: Row; readonly busy: boolean; readonly onEnd: (row: Row) => void }) {
  const say = useSay();
  const lang = useLang();
  const { utcOffset } = useCity().city.head;
  return (
    <tr>
      <td>{row.name} <span className="num dim">{row.account}</span></td>
      <td className="num">{row.address}</td>
      <td className="num">{moment(row.createdAt, utcOffset, lang)}</td>
      <td className="num">{moment(row.usedAt, utcOffset, lang)} {row.locked && <span className="tag">{say("sessions.locked")}</span>}</td>
      <td>{row.here ? <span className="tag">{say("sessions.here")}</span> : <button type="button" className="plain" disabled={busy} onClick={() => onEnd(row)}>{say("sessions.end")}</button>}</td>
    </tr>
  );
}
