import { useSay } from "../language/words.ts";
import { resume, signOut, useSeat } from "../live/session.ts";
import { FactorForm } from "./factor-form.tsx";
import "../sign-in/sign-in.css";
import "./account.css";

/** Before the console of a role that needs a second factor and has none yet. */
export function EnrolScreen() {
  const say = useSay();
  const { name, userId } = useSeat();
  return (
    <main className="sign-in">
      <div className="sign-in-box">
        <h1>{say("factor.needed")}</h1>
        <p><strong>{name}</strong> <span className="num dim">{userId}</span></p>
        <FactorForm onDone={() => void resume()} />
        <p><button type="button" className="plain" onClick={() => void signOut()}>{say("strip.signOut")}</button></p>
      </div>
    </main>
  );
}
