import { useEffect, useState, type FormEvent } from "react";
import { proofOf } from "@tocsin/client/passkey.ts";
import type { Sessions } from "@tocsin/contract/views.ts";
import { momentText } from "../joint/moment.ts";
import { useSay } from "../language/words.ts";
import { client, useCity, useSeat } from "../live/session.ts";
import { ProofFields } from "./proof-fields.tsx";
import { useAsk } from "./use-ask.ts";

type Row = Sessions["sessions"][number];

/** Where the account is signed in; an administrator sees the accounts of the grant. Each can be ended, with one proof of who does it. */
export function SessionsList() {
  const say = useSay();
  const { userId } = useSeat();
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [ending, setEnding] = useState<readonly Row[]>([]);
  const load = async (): Promise<void> => setRows((await client.sessions()).sessions);
  useEffect(() => {
    client.sessions().then(({ sessions }) => setRows(sessions), () => setRows([]));
  }, []);
  const others = rows.filter((row) => row.account === userId && !row.here);
  const done = async (): Promise<void> => {
    setEnding([]);
    await load();
  };
  return (
    <div className="block">
      <h2>{say("sessions.name")} <span className="num dim">{rows.length}</span></h2>
      <table className="board-table">
        <thead><tr><th>{say("sessions.who")}</th><th>{say("sessions.where")}</th><th>{say("sessions.since")}</th><th>{say("sessions.used")}</th><th /></tr></thead>
        <tbody>{rows.map((row) => <SessionRow key={row.id} row={row} onEnd={() => setEnding([row])} />)}</tbody>
      </table>
      {others.length > 0 && ending.length === 0 && <p><button type="button" className="plain" onClick={() => setEnding(others)}>{say("sessions.endOthers", { count: others.length })}</button></p>}
      {ending.length > 0 && <EndForm key={ending.map(({ id }) => id).join()} rows={ending} onDone={done} onLeave={() => setEnding([])} />}
    </div>
  );
}

function EndForm({ rows, onDone, onLeave }: { readonly rows: readonly Row[]; readonly onDone: () => Promise<void>; readonly onLeave: () => void }) {
  const say = useSay();
  const { busy, failed, run } = useAsk();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    void run(async () => {
      for (const row of rows) await client.endSession(row.id, await proofOf(client, new FormData(form)));
      await onDone();
    });
  };
  return (
    <form className="stack account-form" onSubmit={submit} onKeyDown={(event) => event.key === "Escape" && onLeave()}>
      <p>{rows.length === 1 ? say("sessions.ending", { who: rows[0]!.name, where: rows[0]!.address }) : say("sessions.endOthers", { count: rows.length })}</p>
      <ProofFields need="ONE" />
      <div className="help-acts">
        <button type="submit" className="main" disabled={busy}>{say("sessions.end")} <kbd>↵</kbd></button>
        <button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button>
      </div>
      <p className="account-said account-said-wrong" role="alert">{failed}</p>
    </form>
  );
}

function SessionRow({ row, onEnd }: { readonly row: Row; readonly onEnd: () => void }) {
  const say = useSay();
  const { utcOffset } = useCity().city.head;
  return (
    <tr>
      <td>{row.name} <span className="num dim">{row.account}</span></td>
      <td className="num">{row.address}</td>
      <td className="num">{momentText(row.createdAt, utcOffset)}</td>
      <td className="num">{momentText(row.usedAt, utcOffset)} {row.locked && <span className="tag">{say("sessions.locked")}</span>}</td>
      <td>{row.here ? <span className="tag">{say("sessions.here")}</span> : <button type="button" className="plain" onClick={onEnd}>{say("sessions.end")}</button>}</td>
    </tr>
  );
}
