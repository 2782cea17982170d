import { useState, type SyntheticEvent } from "react";
import { useWording } from "../language/wording.ts";
import { useField } from "../state/field.ts";
import { useAsk } from "./use-ask.ts";

export interface Secret {
  readonly secret: string;
  readonly uri: string;
}

/** From a fresh secret to the recovery codes. The authenticator is most often on this very phone, which cannot scan its own screen: a link hands the secret over. */
export function AuthenticatorSteps({ secret, onDone }: { readonly secret: Secret; readonly onDone: () => void }) {
  const { session } = useField();
  const { words } = useWording();
  const { busy, fault, run } = useAsk();
  const [codes, setCodes] = useState<readonly string[] | null>(null);
  const submit = (event: SyntheticEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code") ?? "").trim();
    void run(async () => setCodes((await session.client.confirmFactor(code)).codes));
  };
  if (codes !== null) {
    return (
      <section aria-label={words.factor.codesName}>
        <p>{words.factor.codes}</p>
        <ol className="codes">{codes.map((code) => <li key={code}><code>{code}</code></li>)}</ol>
        <button type="button" className="primary" onClick={onDone}>{words.factor.kept}</button>
      </section>
    );
  }
  return (
    <form onSubmit={submit}>
      <p>{words.factor.scan}</p>
      <p><a className="button" href={secret.uri}>{words.factor.openApp}</a></p>
      <p>{words.factor.key} <code>{secret.secret.match(/.{1,4}/g)?.join(" ")}</code></p>
      <label>
        {words.factor.six}
        <input name="code" inputMode="numeric" autoComplete="one-time-code" required minLength={6} maxLength={7} />
      </label>
      {fault !== null && <p role="alert">{fault}</p>}
      <button type="submit" className="primary" disabled={busy}>{words.factor.confirm}</button>
    </form>
  );
}
