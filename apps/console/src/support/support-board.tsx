import { useEffect, useMemo, useRef, useState } from "react";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { agencyName, typeName } from "../city/city-index.ts";
import { markedNo } from "../incident/marked-no.ts";
import { useChosenRow } from "../keyboard/chosen-row.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { useBoard, useIncidents } from "../live/live-board.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { choosePlan } from "../plans/use-plans.ts";
import { openIncident } from "../selection/open-detail.ts";
import { openPanel } from "../selection/panels.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { KeyedGroup } from "../units/keyed-group.tsx";
import { acceptRequest, SupportLine } from "./support-line.tsx";
import { openRequests } from "./support-rows.ts";
import "./support.css";

const requestId = ({ request }: ReturnType<typeof openRequests>[number]): string => request.id;

/** The desk behind the officers: what they ask, with its clock, and beside it what can be looked up (SCN-01). */
export function SupportBoard() {
  const say = useSay();
  const seat = useSeat();
  const incidents = useIncidents();
  const rows = useMemo(() => openRequests(incidents.values()), [incidents]);
  const [chosenId, setChosen] = useState<string | null>(null);
  const [asking, setAsking] = useState<string | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asking === null) box.current?.focus();
  }, [asking]);
  const chosen = useChosenRow(rows, chosenId, requestId);
  const at = chosen === undefined ? 0 : rows.indexOf(chosen);
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setChosen(rows[Math.min(rows.length - 1, at + 1)]?.request.id ?? null),
    ArrowUp: () => setChosen(rows[Math.max(0, at - 1)]?.request.id ?? null),
    y: () => chosen && chosen.request.owner === undefined && mayDo(seat, "dispatch.acceptSupport") && acceptRequest(chosen.incident, chosen.request, say("support.accepted")),
    Enter: () => chosen && mayDo(seat, "dispatch.answerSupport") && setAsking(chosen.request.id),
  };
  return (
    <BoardFrame title={say("support.title", { count: rows.length })}>
      <KeyedGroup box={box} label={say("support.keys")} className="support-board" keys={keys}>
        <section>
          <p className="hint dim key-hint">{say("support.keys")}</p>
          {rows.length === 0 && <p className="hint dim" role="status">{say("support.none")}</p>}
          <ul className="support-list">
            {rows.map(({ incident, request }) => (
              <li key={request.id} className={request.id === chosen?.request.id ? "support-chosen" : ""} aria-current={request.id === chosen?.request.id} onClick={() => setChosen(request.id)}>
                <button type="button" className="plain" onClick={() => openIncident(incident.id)}>#{markedNo(say, incident)}</button>
                <SupportLine incident={incident} request={request} asks={asking === request.id} onAsk={(asks) => setAsking(asks ? request.id : null)} />
              </li>
            ))}
          </ul>
        </section>
        {chosen && <LookUps incident={chosen.incident} />}
      </KeyedGroup>
    </BoardFrame>
  );
}

/** What is known of the place, the plans for it and the agencies beside it. Nobody is looked up here but organisations. */
function LookUps({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const plans = useBoard((state) => state.plans);
  const guidance = incident.orders.at(-1)?.guidance;
  const fitting = [...plans.values()].filter(({ what, status, types }) => what === "PLAN" && status === "PUBLISHED" && incident.typeCode !== null && types.includes(incident.typeCode));
  const partners = incident.typeCode === null ? [] : (city.typeByCode.get(incident.typeCode)?.partners ?? []);
  return (
    <aside className="support-known" aria-label={say("support.known")}>
      <h2>{typeName(city, incident.typeCode, lang) ?? say("incident.noType")} · {incident.place?.addressText ?? say("incident.placeUnknown")}</h2>
      <h3>{say("guidance.hazards")}</h3>
      {guidance === undefined || guidance.premiseHazards.length === 0 ? <p className="hint dim">{say("support.noHazards")}</p> : (
        <ul className="points">{guidance.premiseHazards.map(({ hazard, source, verifiedAt, reviewBy, unverified }) => <li key={hazard.zh}>{hazard[lang]} <span className="dim">{source} {verifiedAt}</span> {unverified && <span className="tag tag-amber">{say("guidance.unverified", { reviewBy })}</span>}</li>)}</ul>
      )}
      <h3>{say("plans.list")}</h3>
      {fitting.length === 0 ? <p className="hint dim">{say("support.noPlans")}</p> : <ul>{fitting.map((plan) => <li key={plan.id}><button type="button" className="plain" onClick={() => { choosePlan(plan.id); openPanel("plans"); }}>{nameIn(lang, plan)}</button></li>)}</ul>}
      <h3>{say("support.agencies")}</h3>
      <ul>{partners.map((code) => <li key={code}>{agencyName(city, code, lang)} <span className="dim">{code}</span></li>)}</ul>
      {guidance !== undefined && guidance.legal.length > 0 && <><h3>{say("guidance.legal")}</h3><ul className="points">{guidance.legal.map((line) => <li key={line.zh}>{line[lang]}</li>)}</ul></>}
    </aside>
  );
}
