import { useEffect, useState, type FormEvent } from "react";
import { makePasskey, proofOf } from "@tocsin/client/passkey.ts";
import type { Passkeys } from "@tocsin/contract/identity/passkeys.ts";
import { momentText } from "../joint/moment.ts";
import { useSay } from "../language/words.ts";
import { client, renewSeat } from "../live/session.ts";
import { ProofFields } from "./proof-fields.tsx";
import { useAsk } from "./use-ask.ts";

/** Passkeys of the own account; whatever changes them asks for everything that the account has. `onDone` after one was added. */
export function PasskeyList({ utcOffset, onDone }: { readonly utcOffset: number; readonly onDone?: () => void }) {
  const say = useSay();
  const { busy, failed, run } = useAsk();
  const [rows, setRows] = useState<Passkeys["passkeys"]>([]);
  useEffect(() => {
    client.passkeys().then(({ passkeys }) => setRows(passkeys), () => setRows([]));
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const drop = (event.nativeEvent as SubmitEvent).submitter?.getAttribute("data-drop") ?? null;
    void run(async () => {
      const proof = await proofOf(client, fields);
      if (drop !== null) setRows((await client.dropPasskey(drop, proof)).passkeys);
      else {
        setRows(await makePasskey(client, proof, String(fields.get("name") ?? "").trim()));
        onDone?.();
      }
      await renewSeat();
      form.reset();
    });
  };
  return (
    <div className="block">
      <h2>{say("passkey.name")} <span className="num dim">{rows.length}</span></h2>
      <form className="stack account-form" onSubmit={submit}>
        <p className="hint">{say("passkey.why")}</p>
        <label>
          <span>{say("passkey.label")}</span>
          <input className="field" name="name" maxLength={60} defaultValue={say("passkey.usual")} />
        </label>
        <ProofFields need="ALL" />
        <button type="submit" className="main" disabled={busy}>{say("passkey.add")}</button>
        {rows.map((row) => (
          <p key={row.id} className="machine-key-line">
            {row.name} <span className="num dim">{row.usedAt === null ? say("machines.unused") : say("machines.used", { day: momentText(row.usedAt, utcOffset) })}</span>{" "}
            <button type="submit" className="plain" data-drop={row.id} disabled={busy}>{say("passkey.drop")}</button>
          </p>
        ))}
        <p className="account-said account-said-wrong" role="alert">{failed}</p>
      </form>
    </div>
  );
}
