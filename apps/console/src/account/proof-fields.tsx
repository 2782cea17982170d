import { useState } from "react";
import { hasPasskeys } from "@tocsin/client/passkey.ts";
import { useSay } from "../language/words.ts";
import { useSeat } from "../live/session.ts";

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
      {hasFactor && hasPasskeys() && <label className="check"><input type="checkbox" name="byPasskey" checked={byPasskey} onChange={(event) => setByPasskey(event.target.checked)} /> {say("passkey.instead")}</label>}
    </>
  );
}
