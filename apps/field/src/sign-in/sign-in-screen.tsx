import { useEffect, useState, type SyntheticEvent } from "react";
import { NetworkError, RefusedError } from "@tocsin/client/transport.ts";
import type { Client } from "@tocsin/client/client.ts";
import { useWording } from "../language/wording.ts";
import { useHeld } from "../state/field.ts";

type DemoSignIn = Awaited<ReturnType<Client["demo"]>>["signIns"][number];

/** Sign-ins that a demo city offers for units; an ordinary city offers none. */
function useDemo(): readonly DemoSignIn[] {
  const { session } = useHeld();
  const [signIns, setSignIns] = useState<readonly DemoSignIn[]>([]);
  useEffect(() => {
    if (!navigator.onLine) return;
    session.client.demo().then((demo) => setSignIns(demo.signIns.filter(({ unitId }) => unitId !== null)), () => setSignIns([]));
  }, [session]);
  return signIns;
}

/** The second step, when the password was right and the account has a second factor. */
function CodeField({ code, onCode }: { readonly code: string; readonly onCode: (code: string) => void }) {
  const { words } = useWording();
  return (
    <label>
      {words.signIn.code}
      <input name="code" autoComplete="one-time-code" required minLength={6} maxLength={40} autoFocus value={code} onChange={(event) => onCode(event.target.value)} />
    </label>
  );
}

/** The account's first password was given by others: its owner chooses the next one here. */
function OwnPasswordField({ own, onOwn }: { readonly own: string; readonly onOwn: (own: string) => void }) {
  const { words } = useWording();
  return (
    <>
      <p role="status">{words.signIn.first}</p>
      <label>
        {words.signIn.own}
        <input name="next" type="password" autoComplete="new-password" required minLength={12} maxLength={200} autoFocus value={own} onChange={(event) => onOwn(event.target.value)} />
      </label>
    </>
  );
}

/** Sign-ins that a demo offers, each one tap. */
function DemoChoices({ chosen, onChoose }: { readonly chosen: string; readonly onChoose: (one: DemoSignIn) => void }) {
  const { words } = useWording();
  const demo = useDemo();
  if (demo.length === 0) return null;
  return (
    <section>
      <h2>{words.signIn.demo}</h2>
      <div className="choices">
        {demo.map((one) => (
          <button key={one.account} type="button" className="choice" aria-pressed={one.account === chosen} onClick={() => onChoose(one)}>
            {one.name}
            {one.taken && `（${words.signIn.taken}）`}
          </button>
        ))}
      </div>
    </section>
  );
}

export function SignInScreen({ ended }: { ended: boolean }) {
  const { session } = useHeld();
  const { words, lang } = useWording();
  const [account, setAccount] = useState("");
  const [password, setPassword] = useState("");
  /** Null until the server asks for the second factor. */
  const [code, setCode] = useState<string | null>(null);
  /** Null until a first password is to be changed. */
  const [own, setOwn] = useState<string | null>(null);
  const [fault, setFault] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  async function submit(event: SyntheticEvent): Promise<void> {
    event.preventDefault();
    setBusy(true);
    setFault(null);
    try {
      if (own !== null) await session.choosePassword(password, own);
      else if ((await session.signIn(account.trim(), password, code === null ? undefined : code.trim())) === "PASSWORD_DUE") setOwn("");
    } catch (error) {
      if (error instanceof RefusedError && error.refused.code === "CODE_NEEDED") setCode("");
      else if (error instanceof RefusedError) setFault(error.refused.fields?.[0]?.message ?? error.refused.message);
      else if (error instanceof NetworkError) setFault(words.signIn.noNetwork);
      else throw error;
    } finally {
      setBusy(false);
    }
  }
  const fill = (one: DemoSignIn): void => {
    setCode(null);
    setOwn(null);
    setAccount(one.account);
    setPassword(one.password);
  };
  const other = lang === "zh" ? "en" : "zh";
  return (
    <main className="sign-in">
      <h1>{words.app}</h1>
      <button type="button" className="plain" onClick={() => session.setLang(other)}>{other === "zh" ? "中文" : "English"}</button>
      {ended && <p role="alert">{words.signIn.ended}</p>}
      <form onSubmit={(event) => void submit(event)} id="sign-in">
        <label>
          {words.signIn.account}
          <input name="account" autoComplete="username" autoCapitalize="none" spellCheck={false} required value={account} onChange={(event) => setAccount(event.target.value)} />
        </label>
        <label>
          {words.signIn.password}
          <input name="password" type="password" autoComplete="current-password" required value={password} onChange={(event) => setPassword(event.target.value)} />
        </label>
        {code !== null && <CodeField code={code} onCode={setCode} />}
        {own !== null && <OwnPasswordField own={own} onOwn={setOwn} />}
        {fault !== null && <p role="alert">{fault}</p>}
      </form>
      <DemoChoices chosen={account} onChoose={fill} />
      <div className="bottom">
        <button type="submit" form="sign-in" className="primary" disabled={busy}>
          {busy ? words.signIn.going : words.signIn.go}
        </button>
      </div>
    </main>
  );
}
