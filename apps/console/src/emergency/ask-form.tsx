import { useState, type FormEvent } from "react";
import type { EmergencyAccesses } from "@tocsin/contract/identity/emergency-access.ts";
import { useAsk } from "../account/use-ask.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { client, useCity } from "../live/session.ts";
import { afterAct } from "./emergency-store.ts";

const LEVELS: readonly string[] = ["CITY", "DISTRICT", "STATION"];

/** What, where, how long and why; nothing is asked for without the four. */
export function AskForm({ options }: { readonly options: EmergencyAccesses["options"] }) {
  const say = useSay();
  const lang = useLang();
  const { city } = useCity();
  const { busy, failed, run } = useAsk();
  const [role, setRole] = useState(options[0]!.role);
  const [atOnce, setAtOnce] = useState(false);
  const option = options.find((each) => each.role === role) ?? options[0]!;
  const now = atOnce && option.atOnceMinutes !== null;
  const most = now ? option.atOnceMinutes! : option.minutes;
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const fields = new FormData(event.currentTarget);
    const wish = { role: option.role, org: String(fields.get("org")), reason: String(fields.get("reason") ?? "").trim(), minutes: Number(fields.get("minutes")), atOnce: now };
    void run(async () => {
      await client.askEmergency(wish);
      await afterAct();
    });
  };
  return (
    <form className="stack emergency-form" onSubmit={submit}>
      <label>
        <span>{say("emergency.role")}</span>
        <select className="field" value={option.role} onChange={(event) => setRole(event.target.value)} autoFocus>{options.map((each) => <option key={each.role} value={each.role}>{nameIn(lang, each)}</option>)}</select>
      </label>
      <label>
        <span>{say("emergency.where")}</span>
        <select className="field" name="org" required>{city.orgs.filter(({ level }) => LEVELS.includes(level)).map((org) => <option key={org.id} value={org.id}>{"　".repeat(LEVELS.indexOf(org.level))}{nameIn(lang, org)}</option>)}</select>
      </label>
      <label>
        <span>{say("emergency.reason")}</span>
        <input className="field" name="reason" required minLength={4} maxLength={300} />
      </label>
      <label>
        <span>{say("emergency.minutes", { most })}</span>
        <input key={most} className="field field-short" name="minutes" type="number" required min={1} max={most} defaultValue={Math.min(15, most)} />
      </label>
      {option.atOnceMinutes !== null && <label className="check"><input type="checkbox" checked={atOnce} onChange={(event) => setAtOnce(event.target.checked)} /> {say("emergency.atOnce", { most: option.atOnceMinutes })}</label>}
      <button type="submit" className="main" disabled={busy}>{say(now ? "emergency.take" : "emergency.ask")} <kbd>↵</kbd></button>
      <p className="account-said account-said-wrong" role="alert">{failed}</p>
    </form>
  );
}
