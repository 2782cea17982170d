import { useState, type FormEvent } from "react";
import { proofOf } from "@tocsin/client/passkey.ts";
import { useSay } from "../language/words.ts";
import { client } from "../live/session.ts";
import { ProofFields } from "./proof-fields.tsx";
import { useAsk } from "./use-ask.ts";

/** What was done for a colleague: the password to hand over, or the word that the factor is gone. */
type Done = { readonly account: string; readonly password: string | null };

/** For the administrator of the place: a colleague who has forgotten the password, or lost the device of the second factor. */
export function AccountHelp() {
  const say = useSay();
  const { busy, failed, run } = useAsk();
  const [done, setDone] = useState<Done | null>(null);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = event.currentTarget;
    const fields = new FormData(form);
    const [account, madeSure] = ["account-of", "made-sure"].map((name) => String(fields.get(name) ?? "").trim()) as [string, string];
    const drop = (event.nativeEvent as SubmitEvent).submitter?.getAttribute("data-act") === "drop";
    setDone(null);
    void run(async () => {
      const help = { ...(await proofOf(client, fields)), madeSure };
      if (drop) await client.dropFactor(account, help);
      setDone({ account, password: drop ? null : (await client.resetPassword(account, help)).password });
      form.reset();
    });
  };
  return (
    <div className="block">
      <h2>{say("help.name")}</h2>
      {done !== null && (
        <div className="stack" role="alert">
          <p>{done.password === null ? say("help.dropped", { account: done.account }) : say("help.once", { account: done.account })} {done.password !== null && <code className="machine-key">{done.password}</code>}</p>
          <button type="button" className="main" autoFocus onClick={() => setDone(null)}>{say(done.password === null ? "help.seen" : "help.told")}</button>
        </div>
      )}
      <form className="stack account-form" onSubmit={submit}>
        <p className="hint">{say("help.why")}</p>
        <label>
          <span>{say("help.account")}</span>
          <input className="field" name="account-of" autoComplete="off" required maxLength={64} spellCheck={false} />
        </label>
        <label>
          <span>{say("help.madeSure")}</span>
          <input className="field" name="made-sure" autoComplete="off" required minLength={4} maxLength={300} placeholder={say("help.madeSureAs")} />
        </label>
        <ProofFields need="ALL" />
        <div className="help-acts">
          <button type="submit" className="main" data-act="reset" disabled={busy}>{say("help.reset")}</button>
          <button type="submit" className="plain" data-act="drop" disabled={busy}>{say("help.drop")}</button>
        </div>
        <p className="account-said account-said-wrong" role="alert">{failed}</p>
      </form>
    </div>
  );
}
