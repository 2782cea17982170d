import type { ReactNode } from "react";
import { useSay } from "../language/words.ts";
import { resume, signOut, useSeat } from "../live/session.ts";
import { FactorForm } from "./factor-form.tsx";
import { PasskeyList } from "./passkey-list.tsx";
import { PasswordForm } from "./password-form.tsx";
import "../sign-in/sign-in.css";
import "./account.css";

/** What stands before the console until it is done: who it is, one form, and the way out. */
function Before({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  const say = useSay();
  const { name, userId } = useSeat();
  return (
    <main className="sign-in">
      <div className="sign-in-box">
        <h1>{title}</h1>
        <p><strong>{name}</strong> <span className="num dim">{userId}</span></p>
        {children}
        <p><button type="button" className="plain" onClick={() => void signOut()}>{say("strip.signOut")}</button></p>
      </div>
    </main>
  );
}

/** Before the console of a role that needs a second factor and has none yet. */
export function EnrolScreen() {
  const say = useSay();
  return <Before title={say("factor.needed")}><FactorForm onDone={() => void resume()} /><PasskeyList utcOffset={0} onDone={() => void resume()} /></Before>;
}

/** Before the console of an account whose password came from somebody else. */
export function FirstPasswordScreen() {
  const say = useSay();
  return <Before title={say("account.first")}><p>{say("account.firstWhy")}</p><PasswordForm onDone={() => void resume()} /></Before>;
}
