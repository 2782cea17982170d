import { useEffect, useState, type FormEvent } from "react";
import { hasPasskeys, NothingProved } from "@tocsin/client/passkey.ts";
import { NetworkError, RefusedError } from "@tocsin/client/transport.ts";
import { langStore, useLang, useSay } from "../language/words.ts";
import { client, finishProvider, signIn, signInByPasskey } from "../live/session.ts";
import { themeStore, useTheme } from "../theme/theme.ts";
import { readCameBack } from "./came-back.ts";
import "./sign-in.css";

type Seats = Awaited<ReturnType<typeof client.demo>>["signIns"];
/** Seats that work at this console come first; phones have their own app. */
const ORDER = ["DISPATCHER", "CALL_TAKER", "DUTY_COMMANDER", "SHIFT_LEAD", "STATION_ROOM"];
const weight = (role: string): number => (ORDER.includes(role) ? ORDER.indexOf(role) : ORDER.length);

/** Account and password; in a demo each seat is one press away. */
export function SignIn() {
  const say = useSay();
  const { seats, hasProvider, failed, busy, codeFor, enter, withCode, byPasskey, byProvider, back } = useSignIn();
  return (
    <main className="sign-in">
      <div className="sign-in-box">
        <h1>{say("app.name")}</h1>
        <p className="dim">{say("app.what")}</p>
        {codeFor === null ? <SignInForm busy={busy} onEnter={enter} /> : <CodeForm busy={busy} onCode={withCode} onBack={back} />}
        <div className="sign-in-ways">
          {hasProvider && codeFor === null && <button type="button" className="plain" disabled={busy} onClick={byProvider}>{say("provider.signIn")}</button>}
          {hasPasskeys() && <button type="button" className="plain" disabled={busy} onClick={byPasskey}>{say("passkey.signIn")}</button>}
        </div>
        <p className="sign-in-failed" role="alert">{failed}</p>
        <Seats seats={codeFor === null ? seats : []} busy={busy} onEnter={enter} />
        <Switches />
      </div>
    </main>
  );
}

/** Whose second factor is asked for: who gave account and password, or whom the identity provider named. */
type CodeFor = "PROVIDER" | { readonly account: string; readonly password: string };

function useSignIn() {
  const say = useSay();
  const [seats, setSeats] = useState<Seats>([]);
  const [hasProvider, setHasProvider] = useState(false);
  const lang = useLang();
  const [returned] = useState(() => readCameBack(lang));
  const [failed, setFailed] = useState(returned?.said ?? "");
  const [busy, setBusy] = useState(false);
  /** The first proof was right, and the second factor is asked for. */
  const [codeFor, setCodeFor] = useState<CodeFor | null>(returned?.codeNeeded === true ? "PROVIDER" : null);
  useEffect(() => {
    // Outside a demo there is no such list.
    client.demo().then(({ signIns }) => setSeats([...signIns].sort((a, b) => weight(a.role) - weight(b.role))), () => setSeats([]));
    client.signInWays().then(({ provider }) => setHasProvider(provider), () => setHasProvider(false));
  }, []);
  const attempt = async (proof: () => Promise<void>, onCode: () => void): Promise<void> => {
    setBusy(true);
    setFailed("");
    try {
      await proof();
    } catch (error) {
      if (error instanceof RefusedError && error.refused.code === "CODE_NEEDED") onCode();
      else if (error instanceof RefusedError) setFailed(error.refused.message);
      else if (error instanceof NetworkError) setFailed(say("signIn.noServer"));
      else if (error instanceof NothingProved) setFailed(say("passkey.cancelled"));
      else throw error;
    } finally {
      setBusy(false);
    }
  };
  const enter = (account: string, password: string, code?: string): void => void attempt(() => signIn(account, password, code), () => setCodeFor({ account, password }));
  const byPasskey = (): void => void attempt(() => signInByPasskey(), () => undefined);
  const byProvider = (): void => void attempt(async () => location.assign((await client.beginProvider("console")).url), () => undefined);
  const withCode = (code: string): void => {
    if (codeFor === "PROVIDER") void attempt(() => finishProvider(code), () => undefined);
    else if (codeFor !== null) enter(codeFor.account, codeFor.password, code);
  };
  const back = (): void => {
    setCodeFor(null);
    setFailed("");
  };
  return { seats, hasProvider, failed, busy, codeFor, back, enter, withCode, byPasskey, byProvider };
}

interface EnterProps {
  readonly busy: boolean;
  readonly onEnter: (account: string, password: string) => void;
}

function SignInForm({ busy, onEnter }: EnterProps) {
  const say = useSay();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    onEnter(String(fields.get("account") ?? ""), String(fields.get("password") ?? ""));
  };
  return (
    <form className="stack" onSubmit={submit}>
      <label>
        <span>{say("signIn.account")}</span>
        <input className="field" name="account" autoComplete="username" required maxLength={40} autoFocus />
      </label>
      <label>
        <span>{say("signIn.password")}</span>
        <input className="field" name="password" type="password" autoComplete="current-password" required maxLength={200} />
      </label>
      <button type="submit" className="main" disabled={busy}>{say("signIn.enter")} <kbd>↵</kbd></button>
    </form>
  );
}

/** The second step: six digits of the authenticator, or a recovery code. */
function CodeForm({ busy, onCode, onBack }: { readonly busy: boolean; readonly onCode: (code: string) => void; readonly onBack: () => void }) {
  const say = useSay();
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    onCode(String(new FormData(event.currentTarget).get("code") ?? "").trim());
  };
  return (
    <form className="stack" onSubmit={submit} onKeyDown={(event) => event.key === "Escape" && onBack()}>
      <label>
        <span>{say("factor.code")}</span>
        <input className="field" name="code" autoComplete="one-time-code" required minLength={6} maxLength={40} autoFocus spellCheck={false} autoCapitalize="characters" />
      </label>
      <p className="hint dim">{say("factor.codeHint")}</p>
      <div className="sign-in-switches">
        <button type="submit" className="main" disabled={busy}>{say("signIn.enter")} <kbd>↵</kbd></button>
        <button type="button" className="plain" onClick={onBack}>{say("prompt.leave")} <kbd>Esc</kbd></button>
      </div>
    </form>
  );
}

function Seats({ seats, busy, onEnter }: EnterProps & { readonly seats: Seats }) {
  const say = useSay();
  const lang = useLang();
  const desk = seats.filter(({ unitId }) => unitId === null);
  if (desk.length === 0) return null;
  return (
    <section>
      <h2>{say("signIn.demo")}</h2>
      <ul className="seats">
        {desk.map((seat) => (
          <li key={seat.account}>
            <button type="button" className="seat" disabled={busy} onClick={() => onEnter(seat.account, seat.password)}>
              <strong>{lang === "zh" ? seat.roleZh : seat.roleEn}</strong> <span>{seat.name}</span> <span className="dim num">{seat.account}</span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Switches() {
  const say = useSay();
  const lang = useLang();
  const theme = useTheme();
  return (
    <div className="sign-in-switches">
      <button type="button" className="plain" lang={lang === "zh" ? "en" : "zh-CN"} onClick={() => langStore.set(lang === "zh" ? "en" : "zh")}>{say("strip.otherLang")}</button>
      <button type="button" className="plain" onClick={() => themeStore.set(theme === "dark" ? "light" : "dark")}>{theme === "dark" ? say("strip.light") : say("strip.dark")}</button>
    </div>
  );
}
