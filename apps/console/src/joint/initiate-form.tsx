import { useEffect, useRef, useState, type FormEvent } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { CHANNEL_LEVELS, EMBEDDING_FORMS, OPERATION_MODES, type Subject } from "@tocsin/contract/joint/cooperation.ts";
import { JOINT_URGENCIES, type JointUrgency } from "@tocsin/contract/joint/joint-rules.ts";
import { EQUIPMENT } from "@tocsin/contract/joint/pool.ts";
import { sendFromSelect } from "../keyboard/send-from-select.ts";
import { showFault } from "../keyboard/show-fault.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useBoard } from "../live/live-board.ts";
import { serverNow } from "../live/server-clock.ts";
import { useCity, useSeat } from "../live/session.ts";
import { useSelectedIncidentId } from "../selection/selection.ts";
import { momentOf, typedMoment } from "./moment.ts";
import { ownOrgs } from "./joint-acts.ts";

const KINDS = ["OPERATION", "EMBEDDING", "CHANNEL", "POOL"] as const;
type Kind = (typeof KINDS)[number];
const HOUR_MS = 3_600_000;
const lines = (text: string): string[] => text.split(/[\n;；]/).map((each) => each.trim()).filter((each) => each !== "");

/** What is asked, from the words of the form. */
function subjectOf(kind: Kind, typed: FormData): Subject {
  const value = (name: string): string => String(typed.get(name) ?? "").trim();
  const all = (name: string): string[] => typed.getAll(name).map(String);
  switch (kind) {
    case "OPERATION": {
      const mode = value("mode") as (typeof OPERATION_MODES)[number];
      const aimed = mode === "CAMPAIGN" || mode === "WHOLE";
      return {
        kind, mode, class: value("class") as Extract<Subject, { kind: "OPERATION" }>["class"], capabilities: all("capabilities"),
        ...(aimed ? { campaign: { problem: value("problem"), places: all("places"), measures: lines(value("measures")), owner: value("owner"), indicators: lines(value("indicators")) } } : {}),
        ...(mode === "ROUTINE" ? { cadenceDays: Number(value("cadenceDays")) } : {}),
      };
    }
    case "EMBEDDING": return { kind, form: value("form") as (typeof EMBEDDING_FORMS)[number], seats: Number(value("seats")) };
    case "CHANNEL": return { kind, level: value("level") as (typeof CHANNEL_LEVELS)[number], fields: all("fields") };
    case "POOL": return { kind, name: value("name"), equipment: value("equipment") as (typeof EQUIPMENT)[number] };
  }
}

/** Asks others for an operation, a guest's seat or a channel, or puts something into the pool; ↵ asks, Esc leaves. */
export function InitiateForm({ onLeave, onMade }: { readonly onLeave: () => void; readonly onMade: (id: string) => void }) {
  const say = useSay();
  const { city } = useCity();
  const [kind, setKind] = useState<Kind>("OPERATION");
  const [mode, setMode] = useState<(typeof OPERATION_MODES)[number]>("REQUEST");
  const [form, setForm] = useState<(typeof EMBEDDING_FORMS)[number]>("ON_DEMAND");
  const [cooperationId] = useState(newUlid);
  const selected = useSelectedIncidentId();
  const incident = useBoard((state) => (selected === null ? undefined : state.incidents.get(selected)));
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => box.current?.querySelector<HTMLElement>("select")?.focus(), []);
  const bound = kind === "EMBEDDING" ? form !== "STANDING" : kind === "OPERATION" && mode === "REQUEST";
  const mustEnd = (kind === "OPERATION" && mode !== "ROUTINE" && mode !== "REQUEST") || (kind === "EMBEDDING" && form === "ON_DEMAND");
  const timed = mustEnd || (kind === "OPERATION" && mode === "REQUEST");
  const submit = async (event: FormEvent<HTMLFormElement>): Promise<void> => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget);
    const value = (name: string): string => String(typed.get(name) ?? "").trim();
    const moment = (name: "from" | "until"): { [of in "from" | "until"]?: number } => (timed && value(name) !== "" ? { [name]: momentOf(value(name), city.head.utcOffset) } : {});
    const boundTo = bound && value("bind") === "yes" ? incident : undefined;
    const payload = {
      cooperationId, subject: subjectOf(kind, typed), goal: value("goal"), legalBasis: value("legalBasis"), urgency: value("urgency") as JointUrgency, partnerIds: kind === "POOL" ? [] : typed.getAll("partnerIds").map(String),
      // What belongs to an incident is a drill when that is one.
      ...(boundTo === undefined ? (value("drill") === "yes" ? { drill: true } : {}) : { incidentId: boundTo.id }), ...moment("from"), ...moment("until"),
    };
    const outcome = await act("joint.initiate", payload, { key: cooperationId, done: say("joint.asked") });
    if (outcome.ok) onMade(cooperationId);
    else showFault(box.current, outcome.refused);
  };
  return (
    <form ref={box} className="joint-form" aria-label={say("joint.new")} onSubmit={(event) => void submit(event)} onKeyDown={(event) => {
      event.stopPropagation();
      if (event.key === "Escape") onLeave();
      sendFromSelect(event);
    }}>
      <label><span>{say("joint.what")}</span><select className="field" value={kind} onChange={(event) => setKind(event.target.value as Kind)}>{KINDS.map((each) => <option key={each} value={each}>{say(`joint.kind.${each}`)}</option>)}</select></label>
      <label><span>{say("joint.field.urgency")}</span><select className="field" name="urgency" defaultValue={kind === "OPERATION" ? "P2" : "P3"} key={kind}>{JOINT_URGENCIES.map((each) => <option key={each} value={each}>{say(`joint.urgency.${each}`)}</option>)}</select></label>
      {kind === "OPERATION" && <OperationFields mode={mode} onMode={setMode} />}
      {kind === "EMBEDDING" && (
        <>
          <label><span>{say("joint.formName")}</span><select className="field" name="form" value={form} onChange={(event) => setForm(event.target.value as typeof form)}>{EMBEDDING_FORMS.map((each) => <option key={each} value={each}>{say(`joint.form.${each}`)}</option>)}</select></label>
          <label><span>{say("joint.seatCount")}</span><input className="field" name="seats" type="number" min={1} max={50} defaultValue={1} required /></label>
        </>
      )}
      {kind === "CHANNEL" && <ChannelFields />}
      {kind === "POOL" && (
        <>
          <label><span>{say("joint.itemName")}</span><input className="field" name="name" required maxLength={60} /></label>
          <label><span>{say("joint.equipmentName")}</span><select className="field" name="equipment">{EQUIPMENT.map((each) => <option key={each} value={each}>{say(`joint.equipment.${each}`)}</option>)}</select></label>
        </>
      )}
      <label className="joint-wide"><span>{say(kind === "POOL" ? "joint.goalPool" : "joint.goal")}</span><input className="field" name="goal" required maxLength={600} /></label>
      <label className="joint-wide"><span>{say("joint.basis")}</span><input className="field" name="legalBasis" required maxLength={240} /></label>
      {kind !== "POOL" && <PartnerSelect many={kind !== "EMBEDDING"} />}
      {bound && <label><span>{say("joint.bind")}</span><select className="field" name="bind" defaultValue={incident === undefined ? "no" : "yes"}>{incident !== undefined && <option value="yes">#{incident.no}</option>}<option value="no">{say("joint.unbound")}</option></select></label>}
      {timed && <label><span>{say("joint.fromOrNow")}</span><input className="field" name="from" type="datetime-local" /></label>}
      {timed && <label><span>{say(mustEnd ? "joint.field.until" : "joint.untilOrOpen")}</span><input key={String(mustEnd)} className="field" name="until" type="datetime-local" required={mustEnd} defaultValue={mustEnd ? typedMoment(serverNow() + (kind === "OPERATION" ? 30 * 24 : 4) * HOUR_MS, city.head.utcOffset) : ""} /></label>}
      {kind !== "POOL" && <label><span>{say("joint.drillName")}</span><select className="field" name="drill" defaultValue="no"><option value="no">{say("joint.drill.no")}</option><option value="yes">{say("joint.drill.yes")}</option></select></label>}
      <div className="acts"><button type="submit" className="main">{say(kind === "POOL" ? "joint.putIn" : "joint.ask")} <kbd>↵</kbd></button><button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button></div>
    </form>
  );
}

/** Organisations that have a desk, without the own one. */
function PartnerSelect({ many }: { readonly many: boolean }) {
  const say = useSay();
  const lang = useLang();
  const { city, orgById } = useCity();
  const own = ownOrgs(useSeat(), orgById);
  const orgs = city.orgs.filter(({ level, id }) => (level === "CITY" || level === "DISTRICT" || level === "STATION") && !own.has(id));
  return <label className="joint-wide"><span>{say(many ? "joint.partnersMany" : "joint.partnerOne")}</span><select className="field" name="partnerIds" multiple={many} required size={many ? 6 : 1}>{orgs.map((org) => <option key={org.id} value={org.id}>{nameIn(lang, org)}</option>)}</select></label>;
}

function OperationFields({ mode, onMode }: { readonly mode: (typeof OPERATION_MODES)[number]; readonly onMode: (mode: (typeof OPERATION_MODES)[number]) => void }) {
  const say = useSay();
  const lang = useLang();
  const { city } = useCity();
  const aimed = mode === "CAMPAIGN" || mode === "WHOLE";
  const orgs = city.orgs.filter(({ level }) => level === "CITY" || level === "DISTRICT" || level === "STATION");
  return (
    <>
      <label><span>{say("joint.className")}</span><select className="field" name="class">{city.joint.classes.map((row) => <option key={row.class} value={row.class}>{nameIn(lang, row)} · {say(`joint.approval.${row.approval}`)}</option>)}</select></label>
      <label><span>{say("joint.modeName")}</span><select className="field" name="mode" value={mode} onChange={(event) => onMode(event.target.value as typeof mode)}>{OPERATION_MODES.map((each) => <option key={each} value={each}>{say(`joint.mode.${each}`)}</option>)}</select></label>
      {mode === "ROUTINE" && <label><span>{say("joint.cadence")}</span><input className="field" name="cadenceDays" type="number" min={1} max={366} defaultValue={7} required /></label>}
      {aimed && (
        <>
          <label><span>{say("joint.problem")}</span><select className="field" name="problem">{city.types.map(({ type }) => <option key={type.code} value={type.code}>{nameIn(lang, type)}</option>)}</select></label>
          <label><span>{say("joint.owner")}</span><select className="field" name="owner">{orgs.map((org) => <option key={org.id} value={org.id}>{nameIn(lang, org)}</option>)}</select></label>
          <label className="joint-wide"><span>{say("joint.places")}</span><select className="field" name="places" multiple required size={5}>{orgs.map((org) => <option key={org.id} value={org.id}>{nameIn(lang, org)}</option>)}{city.premises.map((row) => <option key={row.id} value={row.id}>{nameIn(lang, row)}</option>)}</select></label>
          <label><span>{say("joint.measures")}</span><textarea className="field" name="measures" rows={3} required /></label>
          <label><span>{say("joint.indicators")}</span><textarea className="field" name="indicators" rows={3} required /></label>
        </>
      )}
      {mode === "REQUEST" && <label className="joint-wide"><span>{say("joint.capabilities")}</span><select className="field" name="capabilities" multiple size={4}>{city.capabilities.map((row) => <option key={row.code} value={row.code}>{nameIn(lang, row)}</option>)}</select></label>}
    </>
  );
}

function ChannelFields() {
  const say = useSay();
  const lang = useLang();
  const { city } = useCity();
  return (
    <>
      <label><span>{say("joint.levelName")}</span><select className="field" name="level" defaultValue="STATION">{CHANNEL_LEVELS.map((each) => <option key={each} value={each}>{say(`joint.level.${each}`)}</option>)}</select></label>
      <label><span>{say("joint.councilFields")}</span><select className="field" name="fields" multiple size={4}>{city.joint.fields.map((row) => <option key={row.code} value={row.code}>{nameIn(lang, row)}</option>)}</select></label>
    </>
  );
}
