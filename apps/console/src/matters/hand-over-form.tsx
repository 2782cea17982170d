import { useEffect, useRef, useState, type FormEvent } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { MATTER_URGENCIES } from "@tocsin/contract/linkage/calendar.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { CALLER_NOTICES } from "@tocsin/contract/linkage/matter.ts";
import { endAction } from "../detail/detail-action.ts";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { showTab } from "../selection/panels.ts";
import { ItemSelect, PartySelect } from "./matter-form.tsx";
import { openMatter } from "./own-matters.ts";
import "./matters.css";

const GONE: readonly string[] = ["DECLINED", "RECALLED", "SUPERSEDED"];
const isOrdered = ({ orders }: Incident): boolean => orders.some(({ assignments }) => assignments.some(({ status }) => !GONE.includes(status)));

/** Hands an incident to another organisation (LNK-01): danger is asked first, and where there is some, somebody is sent first. */
export function HandOverForm({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const [danger, setDanger] = useState<boolean | null>(null);
  const first = useRef<HTMLButtonElement>(null);
  useEffect(() => first.current?.focus(), []);
  if (danger === null) {
    return (
      <div className="codes" role="group" aria-label={say("matter.danger")} onKeyDown={(event) => {
        if (event.key !== "1" && event.key !== "2") return;
        event.preventDefault();
        event.stopPropagation();
        setDanger(event.key === "2");
      }}>
        <span className="codes-label">{say("matter.danger")}</span>
        <button ref={first} type="button" className="plain" onClick={() => setDanger(false)}><kbd>1</kbd> {say("matter.noDanger")}</button>
        <button type="button" className="plain" onClick={() => setDanger(true)}><kbd>2</kbd> {say("matter.isDanger")}</button>
      </div>
    );
  }
  if (danger && !isOrdered(incident)) {
    return (
      <div className="codes" role="alert">
        <span className="codes-label">{say("matter.dispatchFirst")}</span>
        <button type="button" className="main" autoFocus onClick={() => {
          endAction();
          showTab("dispatch");
        }}>{say("matter.toDispatch")} <kbd>↵</kbd></button>
      </div>
    );
  }
  return <Words incident={incident} danger={danger} />;
}

/** The least that the other side needs: what, where, how soon, whose it may be, and what the caller was told. */
function Words({ incident, danger }: { readonly incident: Incident; readonly danger: boolean }) {
  const say = useSay();
  const [item, setItem] = useState("");
  // One form is one ticket, however often it is sent.
  const [ids] = useState(() => ({ matterId: newUlid(), key: newUlid(), conferenceId: newUlid(), callKey: newUlid() }));
  const call = useRef(false);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const value = (field: string): string => String(typed.get(field) ?? "").trim();
    const notice = CALLER_NOTICES.find((each) => each === value("notice")) ?? "INFORMED";
    const asks = call.current;
    call.current = false;
    void act("linkage.open", {
      matterId: ids.matterId, incidentId: incident.id, danger, text: value("text"), ...(asks ? {} : { to: value("to") }),
      urgency: MATTER_URGENCIES.find((each) => each === value("urgency")) ?? "GENERAL",
      caller: { notice, withheld: typed.get("withheld") !== null },
      ...(item === "" ? {} : { item }), ...(incident.place === null ? {} : { place: incident.place }), ...(value("reason") === "" ? {} : { reason: value("reason") }),
    }, { key: ids.key }).then((outcome) => {
      if (!outcome.ok) return;
      // Should it not come about, the matter is there all the same, with the call among its acts.
      if (asks) void act("linkage.openCall", { matterId: ids.matterId, conferenceId: ids.conferenceId, parties: [value("to")], caller: notice !== "NO_CALLER" }, { key: ids.callKey });
      endAction();
      openMatter(ids.matterId);
    });
  };
  return (
    <form className="stack hand-over" onSubmit={submit} onKeyDown={(event) => {
      if (event.key !== "Enter" || !event.ctrlKey) return;
      event.preventDefault();
      call.current = true;
      event.currentTarget.requestSubmit();
    }}>
      <label><span>{say("matter.field.text")}</span><textarea className="field" name="text" rows={2} required maxLength={2_000} defaultValue={incident.text} autoFocus /></label>
      <label><span>{say("matter.item")}</span><ItemSelect name="item" optional initial="" onChange={setItem} /></label>
      <label><span>{say("matter.field.to")}</span><PartySelect name="to" item={item === "" ? null : item} incident={incident.id} not="POLICE" /></label>
      <div className="hand-over-pair">
        <label><span>{say("matter.urgency")}</span><select className="field" name="urgency" defaultValue="GENERAL">{MATTER_URGENCIES.map((each) => <option key={each} value={each}>{say(`matter.urgency.${each}`)}</option>)}</select></label>
        <label><span>{say("matter.notice")}</span><select className="field" name="notice" defaultValue="INFORMED">{CALLER_NOTICES.map((each) => <option key={each} value={each}>{say(`matter.notice.${each}`)}</option>)}</select></label>
      </div>
      <label className="check"><input type="checkbox" name="withheld" /> {say("matter.withheld")}</label>
      <p className="hint hand-over-do"><button type="submit" className="main" onClick={() => { call.current = false; }}>{say("act.transfer")} <kbd>↵</kbd></button> <button type="submit" className="plain" onClick={() => { call.current = true; }}>{say("call.ask")} <kbd>Ctrl ↵</kbd></button></p>
      <p className="hint dim">{say("matter.stays")}</p>
    </form>
  );
}
