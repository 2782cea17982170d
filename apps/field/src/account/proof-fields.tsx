import { useState } from "react";
import { hasPasskeys } from "@tocsin/client/passkey.ts";
import { useWording } from "../language/wording.ts";
import { useField } from "../state/field.ts";

/** Asks once more who holds the phone: everything that the account has. What was entered is read by `proofOf` of the client. */
export function ProofFields() {
  const { state } = useField();
  const { words } = useWording();
  const [byPasskey, setByPasskey] = useState(false);
  const hasFactor = state.seat?.secondFactor === "ON";
  return (
    <>
      <input type="text" name="account" autoComplete="username" value={state.seat?.userId ?? ""} readOnly hidden />
      {!byPasskey && (
        <label>
          {words.factor.password}
          <input name="password" type="password" autoComplete="current-password" required maxLength={200} />
        </label>
      )}
      {!byPasskey && hasFactor && (
        <label>
          {words.factor.code}
          <input name="code" autoComplete="one-time-code" required minLength={6} maxLength={40} spellCheck={false} autoCapitalize="characters" />
        </label>
      )}
      {hasFactor && hasPasskeys() && (
        <label className="tick">
          <input type="checkbox" name="byPasskey" checked={byPasskey} onChange={(event) => setByPasskey(event.target.checked)} />
          {words.factor.byPasskey}
        </label>
      )}
    </>
  );
}
