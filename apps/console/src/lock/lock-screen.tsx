import { useEffect, useState, type FormEvent } from "react";
import { askPasskey, hasPasskeys } from "@tocsin/client/passkey.ts";
import { RefusedError } from "@tocsin/client/transport.ts";
import type { Proof, Seat } from "@tocsin/contract/views.ts";
import { useAsk } from "../account/use-ask.ts";
import { useSay } from "../language/words.ts";
import { client, leave, signOut, useSeat } from "../live/session.ts";
import { untoldLock } from "./untold-lock.ts";
import "../sign-in/sign-in.css";
import "./lock-screen.css";

/** Covers everything; what lies under it stays as it was left. In a demo the seat opens by one press. */
export function LockScreen({ onUnlocked }: { readonly onUnlocked: (seat: Seat) => Promise<void> | void }) {
  const say = useSay();
  const { name, userId, secondFactor } = useSeat();
  const { busy, failed, run } = useAsk();
  const known = useDemoPassword(userId);
  const unlock = (prove: () => Promise<Proof>): void => void run(async () => onUnlocked(await unlockOrLeave(await prove())));
  const byPassword = (password: string): void => unlock(async () => ({ password }));
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    byPassword(String(new FormData(event.currentTarget).get("password") ?? ""));
  };
  return (
    <div className="lock" role="dialog" aria-modal="true" aria-labelledby="lock-title">
      <div className="sign-in-box">
        <h1 id="lock-title">{say("lock.title")}</h1>
        <p className="dim">{say("lock.kept")}</p>
        <p><strong>{name}</strong> <span className="num dim">{userId}</span></p>
        <form className="stack" onSubmit={submit}>
          <input type="text" name="account" autoComplete="username" value={userId} readOnly hidden />
          <label>
            <span>{say("signIn.password")}</span>
            <input className="field" name="password" type="password" autoComplete="current-password" required maxLength={200} autoFocus />
          </label>
          <div className="lock-acts">
            <button type="submit" className="main" disabled={busy}>{say("lock.open")} <kbd>↵</kbd></button>
            {known !== null && <button type="button" className="plain" disabled={busy} onClick={() => byPassword(known)}>{say("lock.demo")}</button>}
            {secondFactor === "ON" && hasPasskeys() && <button type="button" className="plain" disabled={busy} onClick={() => unlock(async () => ({ passkey: await askPasskey(client) }))}>{say("passkey.unlock")}</button>}
            <button type="button" className="plain lock-leave" onClick={() => void signOut()}>{say("strip.signOut")}</button>
          </div>
        </form>
        <p className="sign-in-failed" role="alert">{failed}</p>
      </div>
    </div>
  );
}

/** A wrong proof is the form's to say; a sign-in that has ended meanwhile is over. */
async function unlockOrLeave(proof: Proof): Promise<Seat> {
  try {
    const seat = await client.unlock(proof);
    untoldLock.set(false);
    return seat;
  } catch (error) {
    if (error instanceof RefusedError && error.refused.code === "NOT_SIGNED_IN") leave();
    throw error;
  }
}

function useDemoPassword(account: string): string | null {
  const [password, setPassword] = useState<string | null>(null);
  useEffect(() => {
    // Outside a demo there is no such list.
    client.demo().then(({ signIns }) => setPassword(signIns.find((each) => each.account === account)?.password ?? null), () => setPassword(null));
  }, [account]);
  return password;
}
