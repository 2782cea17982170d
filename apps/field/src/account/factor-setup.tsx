import { useEffect, useState, type SyntheticEvent } from "react";
import { hasPasskeys, makePasskey, proofOf } from "@tocsin/client/passkey.ts";
import type { Passkeys } from "@tocsin/contract/identity/passkeys.ts";
import { useWording } from "../language/wording.ts";
import { useField } from "../state/field.ts";
import { AuthenticatorSteps, type Secret } from "./authenticator-steps.tsx";
import { ProofFields } from "./proof-fields.tsx";
import { useAsk } from "./use-ask.ts";

type Rows = Passkeys["passkeys"];

/** The own second factor: passkeys of this and other devices, and an authenticator app. `onDone` after one was set up. */
export function FactorSetup({ onDone }: { readonly onDone: () => void }) {
  const { session } = useField();
  const { words } = useWording();
  const { busy, fault, run } = useAsk();
  const [rows, setRows] = useState<Rows>([]);
  const [secret, setSecret] = useState<Secret | null>(null);
  const { client } = session;
  useEffect(() => {
    client.passkeys().then(({ passkeys }) => setRows(passkeys), () => setRows([]));
  }, [client]);
  const submit = (event: SyntheticEvent<HTMLFormElement, SubmitEvent>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const { act, id } = (event.nativeEvent.submitter as HTMLButtonElement | null)?.dataset ?? {};
    void run(async () => {
      const proof = await proofOf(client, new FormData(form));
      if (act === "drop") setRows((await client.dropPasskey(id ?? "", proof)).passkeys);
      else if (act === "app") return setSecret(await client.beginFactor(proof));
      else setRows(await makePasskey(client, proof, words.factor.name));
      form.reset();
      if (act !== "drop") onDone();
      else await session.meet();
    });
  };
  if (secret !== null) return <AuthenticatorSteps secret={secret} onDone={onDone} />;
  return (
    <form onSubmit={submit}>
      <ProofFields />
      {fault !== null && <p role="alert">{fault}</p>}
      <div className="stacked">
        {hasPasskeys() && <button type="submit" className="primary" data-act="passkey" disabled={busy}>{words.factor.add}</button>}
        <button type="submit" data-act="app" disabled={busy}>{words.factor.begin}</button>
      </div>
      <PasskeyRows rows={rows} busy={busy} />
    </form>
  );
}

function PasskeyRows({ rows, busy }: { readonly rows: Rows; readonly busy: boolean }) {
  const { words, dayOf } = useWording();
  if (rows.length === 0) return null;
  return (
    <fieldset>
      <legend>{words.factor.keys}</legend>
      {rows.map(({ id, name, usedAt }) => (
        <p key={id} className="key-line">
          <span>{name} <span className="quiet">{usedAt === null ? words.factor.unused : words.factor.used(dayOf(usedAt))}</span></span>
          <button type="submit" className="plain" data-act="drop" data-id={id} disabled={busy}>{words.factor.drop}</button>
        </p>
      ))}
    </fieldset>
  );
}
