import { useEffect, useState, type SyntheticEvent } from "react";
import { hasPasskeys } from "@tocsin/client/passkey.ts";
import type { Client } from "@tocsin/client/client.ts";
import { useAsk } from "../account/use-ask.ts";
import { useWording } from "../language/wording.ts";
import { useHeld } from "../state/field.ts";
import { readCameBack } from "./came-back.ts";

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

interface AccountFieldsProps {
  readonly account: string;
  readonly password: string;
  readonly onAccount: (account: string) => void;
  readonly onPassword: (password: string) => void;
}

function AccountFields({ account, password, onAccount, onPassword }: AccountFieldsProps) {
  const { words } = useWording();
  return (
    <>
        <label>
          {words.signIn.account}
          <input name="account" autoComplete="username" autoCapitalize="none" spellCheck={false} required value={account} onChange={(event) => onAccount(event.target.value)} />
        </label>
        <label>
          {words.signIn.password}
          <input name="password" type="password" autoComplete="current-password" required value={password} onChange={(event) => onPassword(event.target.value)} />
        </label>
    </>
  );
}

/** The city's identity provider, where it has one. */
function ProviderButton({ busy, onPress }: { readonly busy: boolean; readonly onPress: () => void }) {
  const { session } = useHeld();
  const { words } = useWording();
  const [has, setHas] = useState(false);
  useEffect(() => {
    if (navigator.onLine) session.client.signInWays().then(({ provider }) => setHas(provider), () => setHas(false));
  }, [session]);
  return has && <button type="button" className="plain" disabled={busy} onClick={onPress}>{words.signIn.provider}</button>;
}

export function SignInScreen({ ended }: { ended: boolean }) {
  const { session } = useHeld();
  const { words, lang } = useWording();
  const [account, setAccount] = useState("");
  const [password, setPassword] = useState("");
  const [returned] = useState(() => readCameBack(lang));
  /** Null until the server asks for the second factor. */
  const [code, setCode] = useState<string | null>(returned?.codeNeeded === true ? "" : null);
  /** The identity provider has said who it is. */
  const [named, setNamed] = useState(returned?.codeNeeded === true);
  /** Null until a first password is to be changed. */
  const [own, setOwn] = useState<string | null>(null);
  const { busy, fault, run } = useAsk(returned === null || returned.said === "" ? null : returned.said);
  const attempt = (work: () => Promise<void>): void => void run(work, ({ code: said }) => {
    if (said === "CODE_NEEDED") setCode("");
    return said === "CODE_NEEDED";
  });
  const byPasskey = (): void => attempt(() => session.signInByPasskey());
  const byProvider = (): void => attempt(async () => location.assign((await session.client.beginProvider("field")).url));
  const submit = (event: SyntheticEvent): void => {
    event.preventDefault();
    attempt(async () => {
      if (named) await session.finishProvider((code ?? "").trim());
      else if (own !== null) await session.choosePassword(password, own);
      else if ((await session.signIn(account.trim(), password, code === null ? undefined : code.trim())) === "PASSWORD_DUE") setOwn("");
    });
  };
  const byAccount = (): void => {
    setNamed(false);
    setCode(null);
  };
  const fill = (one: DemoSignIn): void => {
    byAccount();
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
      <form onSubmit={submit} id="sign-in">
        {!named && <AccountFields account={account} password={password} onAccount={setAccount} onPassword={setPassword} />}
        {code !== null && <CodeField code={code} onCode={setCode} />}
        {own !== null && <OwnPasswordField own={own} onOwn={setOwn} />}
        {fault !== null && <p role="alert">{fault}</p>}
      </form>
      {named ? <button type="button" className="plain" onClick={byAccount}>{words.signIn.byAccount}</button> : <ProviderButton busy={busy} onPress={byProvider} />}
      {hasPasskeys() && own === null && <button type="button" className="plain" disabled={busy} onClick={byPasskey}>{words.factor.signIn}</button>}
      <DemoChoices chosen={account} onChoose={fill} />
      <div className="bottom">
        <button type="submit" form="sign-in" className="primary" disabled={busy}>
          {busy ? words.signIn.going : words.signIn.go}
        </button>
      </div>
    </main>
  );
}
