import { useState } from "react";
import { AGENCY_STATUSES, isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import { agencyName } from "../city/city-index.ts";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { ArrivalForm, Arrivals } from "./partner-arrival.tsx";
import { mayDo, useCity, useSeat } from "../live/session.ts";

/** The agency that answers when nobody else was named. */
const POLICE = "POLICE";

interface Props {
  readonly incident: Incident;
}

/** Which agencies are at the incident, who leads, and what the own desk says of itself (INC-04). */
export function Agencies({ incident }: Props) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const seat = useSeat();
  const present = incident.room.filter(({ leftAt }) => leftAt === null);
  const open = isOpen(incident);
  return (
    <section className="block" aria-label={say("room.name")}>
      <h2>{say("room.name")}</h2>
      <Lead incident={incident} may={open && mayDo(seat, "intake.setLeadAgency")} />
      {present.map((each) => <p key={each.agency} className="hint">{agencyName(city, each.agency, lang)} <span className="tag">{say(`agencyStatus.${each.status}`)}</span></p>)}
      <Arrivals incident={incident} />
      {open && seat.agency !== POLICE && <OwnAgency incident={incident} />}
      {open && mayDo(seat, "intake.addFact") && <ArrivalForm incident={incident} own={seat.agency === POLICE ? null : seat.agency} />}
      {open && mayDo(seat, "intake.inviteAgency") && <Invite incident={incident} />}
    </section>
  );
}

/** Exactly one leads; another takes its place with a reason. */
function Lead({ incident, may }: Props & { readonly may: boolean }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const [changing, setChanging] = useState(false);
  return (
    <>
      <p className="hint">
        {say("room.lead")} <strong>{agencyName(city, incident.leadAgency, lang)}</strong> {may && !changing && <button type="button" className="plain" onClick={() => setChanging(true)}>{say("room.changeLead")}</button>}
      </p>
      {may && changing && <LeadForm incident={incident} onLeave={() => setChanging(false)} />}
    </>
  );
}

function LeadForm({ incident, onLeave }: Props & { readonly onLeave: () => void }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const [agency, setAgency] = useState("");
  const [reason, setReason] = useState("");
  const others = [POLICE, ...city.city.departments.map(({ code }) => code)].filter((code, at, all) => code !== incident.leadAgency && all.indexOf(code) === at);
  const missing = agency === "" || reason.trim() === "";
  return (
    <form
      className="prompt"
      onSubmit={(event) => {
        event.preventDefault();
        if (!missing) void act("intake.setLeadAgency", { incidentId: incident.id, agency, reason: reason.trim() }).then(({ ok }) => ok && onLeave());
      }}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        event.stopPropagation();
        onLeave();
      }}
    >
      <select className="field" aria-label={say("room.newLead")} value={agency} autoFocus onChange={(event) => setAgency(event.target.value)}>
        <option value="">{say("room.newLead")}</option>
        {others.map((code) => <option key={code} value={code}>{agencyName(city, code, lang)}</option>)}
      </select>
      <input className="field" aria-label={say("room.leadWhy")} placeholder={say("room.leadWhy")} value={reason} maxLength={400} onChange={(event) => setReason(event.target.value)} />
      <button type="submit" className="main" disabled={missing}>{say("prompt.do")} <kbd>↵</kbd></button>
      <button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button>
    </form>
  );
}

/** The own agency joins, says how far it is, and leaves: leaving ends its access. */
function OwnAgency({ incident }: Props) {
  const say = useSay();
  const seat = useSeat();
  const own = incident.room.find(({ agency, leftAt }) => agency === seat.agency && leftAt === null);
  const incidentId = incident.id;
  if (own === undefined) return mayDo(seat, "intake.joinRoom") ? <p className="acts"><button type="button" className="main" onClick={() => void act("intake.joinRoom", { incidentId })}>{say("room.join")}</button></p> : null;
  return (
    <p className="acts" role="group" aria-label={say("room.ownStatus")}>
      {mayDo(seat, "intake.setAgencyStatus") && AGENCY_STATUSES.filter((status) => status !== "JOINED").map((status) => (
        <button key={status} type="button" className="plain" aria-pressed={own.status === status} disabled={own.status === status} onClick={() => void act("intake.setAgencyStatus", { incidentId, status })}>{say(`agencyStatus.${status}`)}</button>
      ))}
      {mayDo(seat, "intake.leaveRoom") && <button type="button" className="plain" onClick={() => void act("intake.leaveRoom", { incidentId }, { done: say("room.left") })}>{say("room.leave")}</button>}
    </p>
  );
}

function Invite({ incident }: Props) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const [agency, setAgency] = useState("");
  const partners = incident.typeCode ? (city.typeByCode.get(incident.typeCode)?.partners ?? []) : [];
  const seen = new Set(incident.room.filter(({ leftAt }) => leftAt === null).map((each) => each.agency));
  const others = city.city.departments.filter(({ code }) => !seen.has(code)).sort((a, b) => Number(partners.includes(b.code)) - Number(partners.includes(a.code)));
  const invite = (code: string): void => {
    setAgency("");
    void act("intake.inviteAgency", { incidentId: incident.id, agency: code }, { done: say("room.invited", { agency: agencyName(city, code, lang) }) });
  };
  return (
    <form
      className="prompt"
      onSubmit={(event) => {
        event.preventDefault();
        if (agency !== "") invite(agency);
      }}
    >
      <select className="field" aria-label={say("room.invite")} value={agency} onChange={(event) => setAgency(event.target.value)}>
        <option value="">{say("room.choose")}</option>
        {others.map(({ code, nameZh, nameEn }) => <option key={code} value={code}>{partners.includes(code) ? "★ " : ""}{lang === "zh" ? nameZh : nameEn}</option>)}
      </select>
      <button type="submit" className="main" disabled={agency === ""}>{say("room.invite")}</button>
    </form>
  );
}
