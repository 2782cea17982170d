import { useEffect, useState, type FormEvent } from "react";
import { NetworkError, RefusedError } from "@tocsin/client/transport.ts";
import { langStore, useLang, useSay } from "../language/words.ts";
import { client, signIn } from "../live/session.ts";
import { themeStore, useTheme } from "../theme/theme.ts";
import "./sign-in.css";

type Seats = Awaited<ReturnType<typeof client.demo>>["signIns"];
/** Seats that work at this console come first; phones have their own app. */
const ORDER = ["DISPATCHER", "CALL_TAKER", "DUTY_COMMANDER", "SHIFT_LEAD", "STATION_ROOM"];
const weight = (role: string): number => (ORDER.includes(role) ? ORDER.indexOf(role) : ORDER.length);

/** Account and password; in a demo each seat is one press away. */
export function SignIn() {
  const say = useSay();
  const { seats, failed, busy, enter } = useSignIn();
  return (
    <main className="sign-in">
      <div className="sign-in-box">
        <h1>{say("app.name")}</h1>
        <p className="dim">{say("app.what")}</p>
        <SignInForm busy={busy} onEnter={enter} />
        <p className="sign-in-failed" role="alert">{failed}</p>
        <Seats seats={seats} busy={busy} onEnter={enter} />
        <Switches />
      </div>
    </main>
  );
}

function useSignIn() {
  const say = useSay();
  const [seats, setSeats] = useState<Seats>([]);
  const [failed, setFailed] = useState("");
  const [busy, setBusy] = useState(false);
  useEffect(() => {
    // Outside a demo there is no such list.
    client.demo().then(({ signIns }) => setSeats([...signIns].sort((a, b) => weight(a.role) - weight(b.role))), () => setSeats([]));
  }, []);
  const enter = async (account: string, password: string): Promise<void> => {
    setBusy(true);
    setFailed("");
    try {
      await signIn(account, password);
    } catch (error) {
      if (error instanceof RefusedError) setFailed(error.refused.message);
      else if (error instanceof NetworkError) setFailed(say("signIn.noServer"));
      else throw error;
    } finally {
      setBusy(false);
    }
  };
  return { seats, failed, busy, enter: (account: string, password: string) => void enter(account, password) };
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
              <strong>{lang === "zh" ? seat.roleZh : seat.role}</strong> <span>{seat.name}</span> <span className="dim num">{seat.account}</span>
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
