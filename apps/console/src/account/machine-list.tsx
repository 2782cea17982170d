import { useEffect, useState } from "react";
import type { Clients, MadeKey } from "@tocsin/contract/identity/machine-keys.ts";
import { MOST_KEYS } from "@tocsin/contract/identity/machine-keys.ts";
import { orgName } from "../city/city-index.ts";
import { lastingMomentText } from "../joint/moment.ts";
import { useLang, useSay } from "../language/words.ts";
import { client, useCity } from "../live/session.ts";
import { useAsk } from "./use-ask.ts";

type Row = Clients["clients"][number];
const DAYS = 90;

/** Machines that act over the interface, for who looks after them: what each may, and its keys. */
export function MachineList() {
  const say = useSay();
  const { busy, failed, run } = useAsk();
  const [rows, setRows] = useState<readonly Row[]>([]);
  const [made, setMade] = useState<MadeKey | null>(null);
  const load = async (): Promise<void> => setRows((await client.clients()).clients);
  useEffect(() => {
    client.clients().then(({ clients }) => setRows(clients), () => setRows([]));
  }, []);
  const make = (row: Row): void => void run(async () => {
    setMade(await client.makeKey(row.id, DAYS));
    await load();
  });
  const revoke = (row: Row, prefix: string): void => void run(async () => {
    await client.revokeKey(row.id, prefix);
    await load();
  });
  return (
    <div className="block">
      <h2>{say("machines.name")} <span className="num dim">{rows.length}</span></h2>
      {made !== null && (
        <div className="stack" role="alert">
          <p>{say("machines.once")} <code className="machine-key">{made.key}</code></p>
          <button type="button" className="main" autoFocus onClick={() => setMade(null)}>{say("machines.kept")}</button>
        </div>
      )}
      {rows.length === 0 ? <p className="dim">{say("machines.none")}</p> : (
        <table className="board-table">
          <thead><tr><th>{say("machines.who")}</th><th>{say("machines.may")}</th><th>{say("machines.keys")}</th></tr></thead>
          <tbody>{rows.map((row) => <MachineRow key={row.id} row={row} busy={busy} onMake={() => make(row)} onRevoke={(prefix) => revoke(row, prefix)} />)}</tbody>
        </table>
      )}
      <p className="account-said account-said-wrong" role="alert">{failed}</p>
    </div>
  );
}

function MachineRow({ row, busy, onMake, onRevoke }: { readonly row: Row; readonly busy: boolean; readonly onMake: () => void; readonly onRevoke: (prefix: string) => void }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const day = (at: number): string => lastingMomentText(at, city.city.head.utcOffset);
  return (
    <tr>
      <td>{row.name}<br /><span className="num dim">{row.id}</span> {row.signed && <span className="tag">{say("machines.signed")}</span>}</td>
      <td>{row.purpose} · {orgName(city, row.org, lang)}<br /><span className="num dim">{row.routes.join(" ")}</span></td>
      <td>
        {row.keys.map((key) => (
          <p key={key.prefix} className="machine-key-line"><code>{key.prefix}</code> <span className="num dim">{say("machines.until", { day: day(key.expiresAt) })} · {key.usedAt === null ? say("machines.unused") : say("machines.used", { day: day(key.usedAt) })}</span> <button type="button" className="plain" disabled={busy} onClick={() => onRevoke(key.prefix)}>{say("machines.revoke")}</button></p>
        ))}
        {!row.mayMake ? <span className="dim">{say("machines.others")}</span> : row.keys.length < MOST_KEYS && <button type="button" className="plain" disabled={busy} onClick={onMake}>{say("machines.make")}</button>}
      </td>
    </tr>
  );
}
