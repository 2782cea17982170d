import { browserSupportsWebAuthn, startAuthentication, type PublicKeyCredentialRequestOptionsJSON } from "@simplewebauthn/browser";
import { useState } from "react";
import type { Proof } from "@tocsin/contract/views.ts";
import { useSay } from "../language/words.ts";
import { client, useSeat } from "../live/session.ts";

/** Whoever closes the browser's own window has decided so. */
export class NothingProved extends Error {}

/** What a passkey says to an open question of the server. @throws NothingProved */
export async function askPasskey(): Promise<NonNullable<Proof["passkey"]>> {
  const options = await client.beginPasskeySignIn();
  const proof = await startAuthentication({ optionsJSON: options as unknown as PublicKeyCredentialRequestOptionsJSON }).catch(() => null);
  if (proof === null) throw new NothingProved("the window was closed");
  return proof as unknown as NonNullable<Proof["passkey"]>;
}

/**
 * Asks once more who sits here. The password; with `ALL`, where the account has a second factor, a code beside it; or a passkey, which
 * is both. What was entered is read by `proofOf`.
 */
export function ProofFields({ need }: { readonly need: "ONE" | "ALL" }) {
  const say = useSay();
  const { userId, secondFactor } = useSeat();
  const [byPasskey, setByPasskey] = useState(false);
  const hasFactor = secondFactor === "ON";
  return (
    <>
      <input type="text" name="account" autoComplete="username" value={userId} readOnly hidden />
      {!byPasskey && (
        <label>
          <span>{say("proof.password")}</span>
          <input className="field" name="password" type="password" autoComplete="current-password" required maxLength={200} autoFocus={need === "ONE"} />
        </label>
      )}
      {!byPasskey && hasFactor && need === "ALL" && (
        <label>
          <span>{say("factor.code")}</span>
          <input className="field" name="code" autoComplete="one-time-code" required minLength={6} maxLength={40} spellCheck={false} title={say("factor.codeHint")} />
        </label>
      )}
      {hasFactor && browserSupportsWebAuthn() && <label className="check"><input type="checkbox" name="byPasskey" checked={byPasskey} onChange={(event) => setByPasskey(event.target.checked)} /> {say("passkey.instead")}</label>}
    </>
  );
}

/** What a form with `ProofFields` proves. @throws NothingProved */
export async function proofOf(form: HTMLFormElement): Promise<Proof> {
  const fields = new FormData(form);
  if (fields.get("byPasskey") === "on") return { passkey: await askPasskey() };
  const code = String(fields.get("code") ?? "").trim();
  return { password: String(fields.get("password") ?? ""), ...(code === "" ? {} : { code }) };
}
