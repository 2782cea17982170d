import { useMemo, useState, type FormEvent } from "react";
import { renderSVG } from "uqr";
import { proofOf } from "@tocsin/client/passkey.ts";
import { useSay } from "../language/words.ts";
import { client, renewSeat, useSeat } from "../live/session.ts";
import { ProofFields } from "./proof-fields.tsx";
import { useAsk } from "./use-ask.ts";

interface Secret {
  readonly secret: string;
  readonly uri: string;
}

/** The own second factor: off or on, and the three steps to a new one: password, first code, recovery codes. */
export function FactorForm({ onDone }: { readonly onDone?: () => void }) {
  const say = useSay();
  const { secondFactor } = useSeat();
  const [secret, setSecret] = useState<Secret | null>(null);
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const done = (): void => {
    setSecret(null);
    onDone?.();
  };
  const on = secondFactor === "ON" || codes !== null;
  return (
    <div className="block">
      <h2>{say("factor.name")} <span className={on ? "good" : "dim"}>{say(on ? "factor.on" : "factor.off")}</span></h2>
      {secret === null && <BeginForm again={on} onSecret={(begun) => { setCodes(null); setSecret(begun); }} />}
      {secret !== null && codes === null && <ConfirmForm secret={secret} onCodes={setCodes} />}
      {secret !== null && codes !== null && <RecoveryCodes codes={codes} onKept={done} />}
    </div>
  );
}

function BeginForm({ again, onSecret }: { readonly again: boolean; readonly onSecret: (secret: Secret) => void }) {
  const say = useSay();
  const { busy, failed, run } = useAsk();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    void run(async () => onSecret(await client.beginFactor(await proofOf(client, fields))));
  };
  return (
    <form className="stack account-form" onSubmit={submit}>
      <p className="hint">{say("factor.why")}</p>
      <ProofFields need="ALL" />
      <button type="submit" className="main" disabled={busy}>{say(again ? "factor.again" : "factor.begin")}</button>
      {failed !== "" && <p className="account-said account-said-wrong" role="alert">{failed}</p>}
    </form>
  );
}

function ConfirmForm({ secret, onCodes }: { readonly secret: Secret; readonly onCodes: (codes: readonly string[]) => void }) {
  const say = useSay();
  const { busy, failed, run } = useAsk();
  const picture = useMemo(() => `data:image/svg+xml;utf8,${encodeURIComponent(renderSVG(secret.uri, { border: 2 }))}`, [secret.uri]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code") ?? "").trim();
    void run(async () => {
      onCodes((await client.confirmFactor(code)).codes);
      await renewSeat();
    });
  };
  return (
    <form className="stack account-form" onSubmit={submit}>
      <p className="hint">{say("factor.scan")}</p>
      <img className="factor-picture" src={picture} width={220} height={220} alt={say("factor.qr")} />
      <p className="factor-key"><span className="dim">{say("factor.key")}</span> <code>{secret.secret.match(/.{1,4}/g)?.join(" ")}</code></p>
      <label>
        <span>{say("factor.code")}</span>
        <input className="field" name="code" inputMode="numeric" autoComplete="one-time-code" required minLength={6} maxLength={7} autoFocus />
      </label>
      <button type="submit" className="main" disabled={busy}>{say("factor.confirm")} <kbd>↵</kbd></button>
      {failed !== "" && <p className="account-said account-said-wrong" role="alert">{failed}</p>}
    </form>
  );
}

function RecoveryCodes({ codes, onKept }: { readonly codes: readonly string[]; readonly onKept: () => void }) {
  const say = useSay();
  return (
    <div className="stack account-form" role="region" aria-label={say("factor.codesName")}>
      <p className="hint">{say("factor.codes")}</p>
      <ol className="factor-codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ol>
      <button type="button" className="main" autoFocus onClick={onKept}>{say("factor.kept")} <kbd>↵</kbd></button>
    </div>
  );
}
