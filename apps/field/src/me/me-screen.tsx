import { useState } from "react";
import type { Unit, UNAVAILABLE_REASONS } from "@tocsin/contract/dispatch/unit.ts";
import { isUnverified } from "@tocsin/domain/organisation/contact.ts";
import { useWording } from "../language/wording.ts";
import { Choices } from "../look/choices.tsx";
import { waiting } from "../outbox/outbox.ts";
import { FactorCard } from "./factor-card.tsx";
import { PushRow } from "./push-row.tsx";
import { useField } from "../state/field.ts";

export function MeScreen() {
  const { state, unit, session, may } = useField();
  const { words } = useWording();
  return (
    <main className="screen">
      <section className="card">
        <h1>{state.seat?.name}</h1>
        {unit && (
          <p>
            {words.me.unit} {unit.callSign} · {words.me.crew(unit.crew)}
          </p>
        )}
      </section>
      {unit && may("dispatch.setUnitStatus") && <Duty />}
      {unit && <PushRow />}
      {unit?.kind === "MRU_TEAM" && may("dispatch.verifyContact") && <ContactCheck unit={unit} />}
      <section className="card">
        <h2>{words.me.language}</h2>
        <Choices label={words.me.language} options={{ zh: "中文", en: "English" }} chosen={state.lang} onChoose={session.setLang} />
        <h2>{words.me.look}</h2>
        <Choices label={words.me.look} options={words.me.looks} chosen={state.look} onChoose={session.setLook} />
      </section>
      <FactorCard />
      <SignOut />
    </main>
  );
}

/** A site group says once a month that it can be reached; until then everybody sees it as unverified (DSP-10). */
function ContactCheck({ unit }: { readonly unit: Unit }) {
  const { state, session } = useField();
  const { words, dayOf } = useWording();
  const limitS = state.city?.deadlines.contactCheck;
  const lapsed = limitS !== undefined && isUnverified(unit, Date.now() + state.offset, limitS);
  const at = unit.contactVerifiedAt ?? null;
  return (
    <section className="card">
      <h2>{words.me.contact}</h2>
      {lapsed && <p className="notice" role="status">⚠ {words.me.contactLapsed}</p>}
      <p>{at === null ? words.me.contactNever : words.me.contactAt(dayOf(at))}</p>
      <div className="secondary">
        <button type="button" onClick={() => session.act({ name: "dispatch.verifyContact", payload: { unitId: unit.id, deviceAt: Date.now() } })}>{words.me.contactGo}</button>
      </div>
    </section>
  );
}

type Reason = (typeof UNAVAILABLE_REASONS)[number];

/** On duty, off duty, or away for a reason. While an order runs, its steps decide the status. */
function Duty() {
  const { unit, current, session } = useField();
  const { words } = useWording();
  const [asking, setAsking] = useState(false);
  if (!unit) return null;
  const set = (status: "OFF_DUTY" | "AVAILABLE" | "UNAVAILABLE", reason?: Reason): void => {
    session.act({ name: "dispatch.setUnitStatus", payload: { unitId: unit.id, status, deviceAt: Date.now(), ...(reason ? { reason } : {}) } });
    setAsking(false);
  };
  const on = unit.status === "AVAILABLE" || unit.status === "PATROL";
  return (
    <section className="card">
      <h2>{words.me.status}</h2>
      <p className="status-line">
        {words.unit[unit.status]}
        {unit.unavailableReason && ` · ${words.unavailable[unit.unavailableReason]}`}
      </p>
      {current && <p>{words.me.busy}</p>}
      {!current && (
        <div className="secondary">
          {on && <button type="button" aria-expanded={asking} onClick={() => setAsking(!asking)}>{words.me.away}</button>}
          {(on || unit.status === "UNAVAILABLE") && <button type="button" onClick={() => set("OFF_DUTY")}>{words.me.offDuty}</button>}
        </div>
      )}
      {!current && on && asking && (
        <>
          <p>{words.me.why}</p>
          <Choices label={words.me.why} options={words.unavailable} without={["NO_ACK"]} chosen={null} onChoose={(reason) => set("UNAVAILABLE", reason)} />
        </>
      )}
    </section>
  );
}

/** Leaves; what waits stays on the device for the next sign-in of the same account. */
function SignOut() {
  const { state, session } = useField();
  const { words } = useWording();
  const [asked, setAsked] = useState(false);
  const waits = waiting(state.outbox, state.seat?.userId ?? "").length;
  const leave = (): void => {
    if (waits > 0 && !asked) setAsked(true);
    else void session.signOut();
  };
  return (
    <section className="card">
      {asked && <p role="alert">{words.me.signOutWaiting(waits)}</p>}
      <div className="secondary">
        <button type="button" onClick={leave}>{words.me.signOut}</button>
        {asked && <button type="button" onClick={() => setAsked(false)}>{words.me.stay}</button>}
      </div>
    </section>
  );
}
