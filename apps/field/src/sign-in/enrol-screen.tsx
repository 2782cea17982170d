import { FactorSetup } from "../account/factor-setup.tsx";
import { useWording } from "../language/wording.ts";
import { useField } from "../state/field.ts";

/** Before the app of a role that needs a second factor and has none yet: who it is, the ways to one, and the way out. */
export function EnrolScreen() {
  const { state, session } = useField();
  const { words } = useWording();
  return (
    <main className="sign-in">
      <h1>{words.factor.needed}</h1>
      <p>{state.seat?.name} <span className="quiet">{state.seat?.userId}</span></p>
      <p>{words.factor.neededWhy}</p>
      <FactorSetup onDone={() => void session.meet()} />
      <button type="button" className="plain" onClick={() => void session.signOut()}>{words.me.signOut}</button>
    </main>
  );
}
