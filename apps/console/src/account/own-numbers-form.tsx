import { useEffect, useState, type FormEvent } from "react";
import { useSay } from "../language/words.ts";
import { client } from "../live/session.ts";
import { useAsk } from "./use-ask.ts";

/** Numbers from which one calls as a private person: whoever called does not work on the call (GOV-02). What was saved is never shown again, only how many. */
export function OwnNumbersForm() {
  const say = useSay();
  const { busy, failed, run } = useAsk();
  const [count, setCount] = useState<number | null>(null);
  useEffect(() => {
    const look = new AbortController();
    client.ownNumbers({ signal: look.signal }).then((told) => setCount(told.count), () => setCount(null));
    return () => look.abort();
  }, []);
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const form = event.currentTarget;
    const numbers = String(new FormData(form).get("numbers") ?? "").split(/[,，、;；\n]/).map((number) => number.trim()).filter((number) => number !== "");
    if (await run(async () => setCount((await client.declareNumbers(numbers)).count))) form.reset();
  };
  return (
    <div className="block">
      <h2>{say("ownNumbers.name")}</h2>
      <p className="hint">{say("ownNumbers.why")}</p>
      <form className="stack account-form" onSubmit={(event) => void submit(event)}>
        <label>
          <span>{say("ownNumbers.label")}</span>
          <input className="field num" name="numbers" type="text" inputMode="tel" autoComplete="off" maxLength={120} pattern="[0-9+ ,，、;；\-]*" />
        </label>
        <button type="submit" className="main" disabled={busy}>{say("ownNumbers.set")}</button>
        <p className={failed === "" ? "account-said" : "account-said account-said-wrong"} role={failed === "" ? "status" : "alert"}>{failed === "" ? (count === null ? "" : count === 0 ? say("ownNumbers.none") : say("ownNumbers.some", { n: count })) : failed}</p>
      </form>
    </div>
  );
}
