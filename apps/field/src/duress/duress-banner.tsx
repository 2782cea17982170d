import { useWording } from "../language/wording.ts";
import { URGENT } from "../outbox/outbox.ts";
import { useField } from "../state/field.ts";

/** Where the call for help stands, on every screen until the control room ends it. */
export function DuressBanner() {
  const { state, unit, session } = useField();
  const { words, time } = useWording();
  const calls = state.outbox.acts.filter(({ name, userId }) => URGENT.includes(name) && userId === state.seat?.userId);
  const refused = calls.find(({ status }) => status === "REFUSED");
  const waits = calls.some(({ status }) => status === "WAITING");
  if (refused) {
    return (
      <div className="duress" role="alert">
        <strong>{words.duress.refused}</strong>
        <span>{refused.refused?.message}</span>
        <button type="button" onClick={() => session.retry(refused.id)}>
          {words.outbox.retry}
        </button>
      </div>
    );
  }
  if (waits) {
    return (
      <div className="duress" role="alert">
        <strong>{words.duress.waiting}</strong>
        <span>{words.duress.waitingHint}</span>
      </div>
    );
  }
  if (!unit?.duress) return null;
  return (
    <div className="duress" role="alert">
      <strong>{words.duress.sent(time(unit.duress.at, true))}</strong>
      <span>{words.duress.sentHint}</span>
    </div>
  );
}
