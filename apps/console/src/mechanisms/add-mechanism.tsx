import { useState } from "react";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";

const NONE = { code: "", nameZh: "", nameEn: "", purposeZh: "", purposeEn: "" };

/** One more SUPPORT mechanism, under a code that was never used. */
export function AddMechanism() {
  const say = useSay();
  const [said, setSaid] = useState(NONE);
  const send = async (): Promise<void> => {
    const { code, ...words } = said;
    const { ok } = await act("mechanisms.add", { mechanismId: code.trim().toUpperCase(), tier: "SUPPORT", ...words }, { done: say("mechanism.added", { name: said.nameZh }) });
    if (ok) setSaid(NONE);
  };
  return (
    <form className="mechanism-add" aria-label={say("mechanism.add")} onSubmit={(event) => { event.preventDefault(); void send(); }}>
      <h2>{say("mechanism.add")}</h2>
      {(["code", "nameZh", "nameEn", "purposeZh", "purposeEn"] as const).map((field) => (
        <label key={field}>{say(`mechanism.field.${field}`)} <input className="field" required maxLength={field.startsWith("purpose") ? 200 : 40} value={said[field]} onChange={({ target }) => setSaid({ ...said, [field]: target.value })} /></label>
      ))}
      <button type="submit" className="main">{say("mechanism.add")}</button>
    </form>
  );
}
