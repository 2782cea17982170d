import type { EmergencyAccess } from "@tocsin/contract/identity/emergency-access.ts";
import { useAsk } from "../account/use-ask.ts";
import { orgName } from "../city/city-index.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { useNow } from "../live/server-clock.ts";
import { client, useCity, useSeat } from "../live/session.ts";
import { showPanel } from "../selection/panels.ts";
import { afterAct, may, useEmergencies, useEmergencyWatch } from "./emergency-store.ts";
import "./emergency.css";

export const roleName = (lang: "zh" | "en", { roleZh, roleEn }: { readonly roleZh: string; readonly roleEn: string }): string => nameIn(lang, { nameZh: roleZh, nameEn: roleEn });

/** Stays while the seat holds emergency access: what, where, how long still, and the way out. */
export function EmergencyBanner() {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const { emergency } = useSeat();
  const now = useNow();
  const { busy, run } = useAsk();
  if (emergency === null || emergency.endsAt <= now) return null;
  const minutes = Math.floor((emergency.endsAt - now) / 60_000);
  const end = (): void => void run(async () => {
    await client.endEmergency(emergency.id);
    await afterAct();
  });
  return (
    <div className="emergency" role="status">
      <strong>◉ {say("emergency.running")}</strong>
      <span className="alarm-text">{roleName(lang, emergency)} · {orgName(city, emergency.orgPath, lang)} · {emergency.reason} <span className="dim">{say("emergency.recorded")}</span></span>
      <strong className="num">{minutes === 0 ? say("emergency.lastMinute") : say("emergency.left", { minutes })}</strong>
      <button type="button" className="plain" disabled={busy} onClick={end}>{say("emergency.end")}</button>
    </div>
  );
}

/** For who answers and reviews: what is asked for now, with one press to either answer, and how many wait for a review. */
export function EmergencyLines() {
  const say = useSay();
  useEmergencyWatch();
  const { accesses } = useEmergencies();
  const asked = accesses.filter((access) => may(access, "APPROVE"));
  const reviews = accesses.filter((access) => may(access, "REVIEW")).length;
  if (asked.length === 0 && reviews === 0) return null;
  return (
    <div className="moves">
      {asked.map((access) => <AskedLine key={access.id} access={access} />)}
      {reviews > 0 && (
        <div className="move">
          <span className="alarm-text">◉ {say("emergency.toReview", { count: reviews })}</span>
          <button type="button" className="plain" onClick={() => showPanel("emergency")}>{say("emergency.open")}</button>
        </div>
      )}
    </div>
  );
}

function AskedLine({ access }: { readonly access: EmergencyAccess }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const { busy, failed, run } = useAsk();
  const answer = (act: typeof client.approveEmergency): void => void run(async () => {
    await act(access.id);
    await afterAct();
  });
  return (
    <div className="move" role="alert">
      <span className="alarm-text">◉ {say("emergency.wants", { name: access.by.name, role: roleName(lang, access), org: orgName(city, access.org, lang), minutes: access.minutes })} <span className="dim">{access.reason}</span> <span className="account-said-wrong">{failed}</span></span>
      <button type="button" className="main" disabled={busy} onClick={() => answer(client.approveEmergency)}>{say("emergency.approve")}</button>
      <button type="button" className="plain" disabled={busy} onClick={() => answer(client.declineEmergency)}>{say("emergency.decline")}</button>
    </div>
  );
}
