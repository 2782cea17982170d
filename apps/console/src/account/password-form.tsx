import { useState, type FormEvent } from "react";
import { useSay } from "../language/words.ts";
import { client, useSeat } from "../live/session.ts";
import { useAsk } from "./use-ask.ts";

/** The new password once: it can be shown, which a second blind field cannot. */
export function PasswordForm({ onDone }: { readonly onDone?: () => void }) {
  const say = useSay();
  const { userId } = useSeat();
  const { busy, failed, run } = useAsk();
  const [shown, setShown] = useState(false);
  const [done, setDone] = useState(false);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    setDone(false);
    const changed = await run(async () => void (await client.changePassword(String(fields.get("current") ?? ""), String(fields.get("next") ?? ""))));
    if (!changed) return;
    form.reset();
    setDone(true);
    onDone?.();
  };
  return (
    <div className="block">
      <h2>{say("account.password")}</h2>
      <form className="stack account-form" onSubmit={(event) => void submit(event)}>
        <input type="text" name="account" autoComplete="username" value={userId} readOnly hidden />
        <label>
          <span>{say("account.passwordNow")}</span>
          <input className="field" name="current" type="password" autoComplete="current-password" required maxLength={200} />
        </label>
        <label>
          <span>{say("account.passwordNext")}</span>
          <input className="field" name="next" type={shown ? "text" : "password"} autoComplete="new-password" required minLength={12} maxLength={200} aria-describedby="password-rule" />
        </label>
        <label className="check"><input type="checkbox" checked={shown} onChange={(event) => setShown(event.target.checked)} /> {say("account.passwordShow")}</label>
        <p id="password-rule" className="hint">{say("account.passwordRule")}</p>
        <button type="submit" className="main" disabled={busy}>{say("account.passwordSet")}</button>
        <p className={failed === "" ? "account-said good" : "account-said account-said-wrong"} role={failed === "" ? "status" : "alert"}>{failed === "" && done ? say("account.passwordDone") : failed}</p>
      </form>
    </div>
  );
}
