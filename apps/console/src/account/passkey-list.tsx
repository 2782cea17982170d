import { startRegistration, type PublicKeyCredentialCreationOptionsJSON } from "@simplewebauthn/browser";
import { useEffect, useState, type FormEvent } from "react";
import type { Passkeys } from "@tocsin/contract/identity/passkeys.ts";
import { useLang, useSay } from "../language/words.ts";
import { client, useSeat } from "../live/session.ts";
import { moment } from "./moment.ts";
import { useAsk } from "./use-ask.ts";

/** Passkeys of the own account; the password is asked for whatever changes them. `onDone` after one was added. */
export function PasskeyList({ utcOffset, onDone }: { readonly utcOffset: number; readonly onDone?: () => void }) {
  const say = useSay();
  const lang = useLang();
  const { userId } = useSeat();
  const { busy, failed, run } = useAsk();
  const [rows, setRows] = useState<Passkeys["passkeys"]>([]);
  const [cancelled, setCancelled] = useState(false);
  useEffect(() => {
    client.passkeys().then(({ passkeys }) => setRows(passkeys), () => setRows([]));
  }, []);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const password = String(fields.get("password") ?? "");
    const drop = (event.nativeEvent as SubmitEvent).submitter?.getAttribute("data-drop") ?? null;
    setCancelled(false);
    void run(async () => {
      if (drop !== null) setRows((await client.dropPasskey(drop, password)).passkeys);
      else {
        const options = await client.beginPasskey(password);
        // Whoever closes the browser's own window has decided so, and is told that nothing was added.
        const made = await startRegistration({ optionsJSON: options as unknown as PublicKeyCredentialCreationOptionsJSON }).catch(() => null);
        if (made === null) return setCancelled(true);
        setRows((await client.confirmPasskey(String(fields.get("name") ?? "").trim(), made)).passkeys);
        onDone?.();
      }
      form.reset();
    });
  };
  return (
    <div className="block">
      <h2>{say("passkey.name")} <span className="num dim">{rows.length}</span></h2>
      <form className="stack account-form" onSubmit={submit}>
        <p className="hint">{say("passkey.why")}</p>
        <input type="text" name="account" autoComplete="username" value={userId} readOnly hidden />
        <label>
          <span>{say("passkey.label")}</span>
          <input className="field" name="name" maxLength={60} defaultValue={say("passkey.usual")} />
        </label>
        <label>
          <span>{say("signIn.password")}</span>
          <input className="field" name="password" type="password" autoComplete="current-password" required maxLength={200} />
        </label>
        <button type="submit" className="main" disabled={busy}>{say("passkey.add")}</button>
        {rows.map((row) => (
          <p key={row.id} className="machine-key-line">
            {row.name} <span className="num dim">{row.usedAt === null ? say("machines.unused") : say("machines.used", { day: moment(row.usedAt, utcOffset, lang) })}</span>{" "}
            <button type="submit" className="plain" data-drop={row.id} disabled={busy}>{say("passkey.drop")}</button>
          </p>
        ))}
        <p className="account-said account-said-wrong" role="alert">{cancelled ? say("passkey.cancelled") : failed}</p>
      </form>
    </div>
  );
}
