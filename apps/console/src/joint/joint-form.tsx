import { useEffect, useRef, useState, type FormEvent } from "react";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { type Cooperation, partners } from "@tocsin/contract/joint/cooperation.ts";
import { JOINT_URGENCIES } from "@tocsin/contract/joint/joint-rules.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { sendFromSelect } from "../keyboard/send-from-select.ts";
import { showFault } from "../keyboard/show-fault.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { act, type Outcome } from "../live/act.ts";
import { useBoard } from "../live/live-board.ts";
import { serverNow } from "../live/server-clock.ts";
import { useCity, useSeat } from "../live/session.ts";
import { usePartyName } from "../matters/party-name.ts";
import { nextId } from "../posts/next-id.ts";
import { type JointAct, type JointField, ownOrgs } from "./joint-acts.ts";
import { momentOf, typedMoment } from "./moment.ts";

const DAY_MS = 86_400_000;
const MOMENTS: readonly JointField[] = ["until", "from", "dueAt"];

/** Sends an act with the words it needs. */
export async function doJoint({ name, fields, fixed }: JointAct, found: Cooperation, typed: FormData | null, utcOffset: number, done: string, key?: string): Promise<Outcome> {
  const value = (field: string): string => String(typed?.get(field) ?? "").trim();
  const payload: Record<string, unknown> = { cooperationId: found.id, ...fixed };
  for (const field of fields) {
    if (MOMENTS.includes(field)) payload[field] = momentOf(value(field), utcOffset);
    else if (field === "score" || field === "no") payload[field] = Number(value(field));
    else if (field === "preempt" || field === "granted") payload[field] = value(field) === "yes";
    else if (field === "resources") payload[field] = value(field).split(/[,，、;；]/).map((each) => each.trim()).filter((each) => each !== "");
    else if (field === "decision") payload["decisions"] = decisionsOf(found, typed, utcOffset);
    else if (field === "sideEffects" || value(field) !== "") payload[field] = value(field);
  }
  if (name === "joint.setTask") payload["taskId"] = nextId("T", found.tasks);
  if (name === "joint.raiseTask") payload["partnerId"] = value("toPartner");
  return act(name, payload as never as CommandPayload[typeof name], { done, ...(key === undefined ? {} : { key }) });
}

/** Decisions of a meeting as they were typed: what, by whom, until when. Rows without words are left out. */
function decisionsOf(found: Cooperation, typed: FormData | null, utcOffset: number): { taskId: string; text: string; partnerId: string; dueAt: number }[] {
  const of = (name: string): string[] => (typed?.getAll(name) ?? []).map(String);
  const [texts, owners, dues] = [of("decisionText"), of("decisionPartner"), of("decisionDue")];
  const taken: { readonly id: string }[] = [...found.tasks];
  return texts.flatMap((text, at) => {
    if (text.trim() === "") return [];
    const taskId = nextId("D", taken);
    taken.push({ id: taskId });
    return [{ taskId, text: text.trim(), partnerId: owners[at] ?? "", dueAt: momentOf(dues[at] ?? "", utcOffset) }];
  });
}

/** The words that an act needs; ↵ does it, Esc leaves. */
export function JointForm({ found, chosen, onLeave }: { readonly found: Cooperation; readonly chosen: JointAct; readonly onLeave: () => void }) {
  const say = useSay();
  const { city } = useCity();
  const [key] = useState(newUlid);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => form.current?.querySelector<HTMLElement>("select, input, textarea")?.focus(), [chosen]);
  const submit = (event: FormEvent<HTMLFormElement>): void => {
    event.preventDefault();
    void doJoint(chosen, found, new FormData(event.currentTarget), city.head.utcOffset, say("joint.done", { act: say(`joint.act.${chosen.id}`) }), key).then((outcome) => (outcome.ok ? onLeave() : showFault(form.current, outcome.refused)));
  };
  return (
    <form ref={form} className="stack matter-form" aria-label={say(`joint.act.${chosen.id}`)} onSubmit={submit} onKeyDown={(event) => {
      event.stopPropagation();
      if (event.key === "Escape") onLeave();
      sendFromSelect(event);
    }}>
      {chosen.fields.map((field) => (field === "decision" ? <Decisions key={field} found={found} /> : <label key={field}><span>{say(`joint.field.${field}`)}</span><Field field={field} act={chosen} found={found} /></label>))}
      <div className="acts">
        <button type="submit" className="main">{say(`joint.act.${chosen.id}`)} <kbd>↵</kbd></button>
        <button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button>
      </div>
    </form>
  );
}

/** What a meeting decided: every line with an owner and a date. */
function Decisions({ found }: { readonly found: Cooperation }) {
  const say = useSay();
  const name = usePartyName();
  const { head } = useCity().city;
  const [rows, setRows] = useState(1);
  return (
    <fieldset className="joint-decisions">
      <legend>{say("joint.field.decision")}</legend>
      {Array.from({ length: rows }, (_, at) => (
        <div key={at} className="joint-decision">
          <input className="field" name="decisionText" maxLength={240} aria-label={say("joint.decisionNo", { no: at + 1 })} />
          <select className="field" name="decisionPartner" aria-label={say("joint.field.partnerId")}>{partners(found).map((id) => <option key={id} value={id}>{name(id)}</option>)}</select>
          <input className="field" name="decisionDue" type="datetime-local" aria-label={say("joint.field.dueAt")} defaultValue={typedMoment(serverNow() + 7 * DAY_MS, head.utcOffset)} required />
        </div>
      ))}
      {rows < 10 && <button type="button" className="plain" onClick={() => setRows(rows + 1)}>{say("joint.moreDecision")}</button>}
    </fieldset>
  );
}

/** The contact that is written anew begins as it stands, so that nobody loses a deputy by leaving it out; of several organisations none is guessed (LNK-09). */
function asItStands({ contacts }: Cooperation, { id }: JointAct, own: ReadonlySet<string>): Partial<Record<JointField, string>> {
  const [contact, another] = contacts.filter(({ orgId }) => own.has(orgId) === (id === "setContact"));
  return contact === undefined || another !== undefined ? {} : { post: contact.post, phone: contact.phone, deputyPost: contact.deputy?.post ?? "", deputyPhone: contact.deputy?.phone ?? "" };
}

function Field({ field, act: chosen, found }: { readonly field: JointField; readonly act: JointAct; readonly found: Cooperation }) {
  const say = useSay();
  const lang = useLang();
  const name = usePartyName();
  const { city, orgById } = useCity();
  const own = ownOrgs(useSeat(), orgById);
  const tasks = found.tasks.filter(({ state, orgId, receivedAt }) => state === "OPEN" && (chosen.id !== "receiveTask" || receivedAt === null) && ((chosen.id !== "receiveTask" && chosen.id !== "doneTask") || own.has(orgId)));
  const moves = { out: "BOOKED", back: "OUT", check: "BACK", cancelBooking: "BOOKED" } as const;
  const bookings = found.bookings.filter(({ state, orgId }) => state === moves[chosen.id as keyof typeof moves] && (chosen.id === "check" || own.has(orgId) || (chosen.id === "cancelBooking" && own.has(found.initiator.orgId))));
  switch (field) {
    case "partnerId": return <select className="field" name={field}>{partners(found).filter((id) => chosen.id !== "proposeContact" || (!own.has(id) && found.contacts.some(({ orgId }) => orgId === id))).map((id) => <option key={id} value={id}>{name(id)}</option>)}</select>;
    case "code": return <select className="field" name={field}>{city.joint.declines.map((row) => <option key={row.code} value={row.code}>{nameIn(lang, row)}</option>)}</select>;
    case "taskId": return <select className="field" name={field}>{tasks.map(({ id, text }) => <option key={id} value={id}>{id} {text}</option>)}</select>;
    case "no": return <select className="field" name={field}>{bookings.map(({ no, orgId, purpose }) => <option key={no} value={no}>{no} {name(orgId)} {purpose}</option>)}</select>;
    case "field": return <select className="field" name={field}>{city.joint.fields.filter(({ code }) => found.subject.kind === "CHANNEL" && found.subject.fields.includes(code)).map((row) => <option key={row.code} value={row.code}>{nameIn(lang, row)}</option>)}</select>;
    case "urgency": return <select className="field" name={field} defaultValue="P3">{JOINT_URGENCIES.map((each) => <option key={each} value={each}>{say(`joint.urgency.${each}`)}</option>)}</select>;
    case "score": return <select className="field" name={field} defaultValue="5">{[5, 4, 3, 2, 1].map((score) => <option key={score} value={score}>{"★".repeat(score)}</option>)}</select>;
    case "preempt": case "granted": return <select className="field" name={field} defaultValue={field === "granted" ? "yes" : "no"}><option value="yes">{say(`joint.${field}.yes`)}</option><option value="no">{say(`joint.${field}.no`)}</option></select>;
    case "toCooperationId": return <Above />;
    case "until": case "from": case "dueAt": return <Moment field={field} />;
    case "result": return <textarea className="field" name={field} required rows={3} maxLength={1_000} />;
    case "text": return chosen.id === "holdMeeting" ? <textarea className="field" name={field} required rows={3} maxLength={1_000} /> : <input className="field" name={field} required={chosen.id !== "appraise"} maxLength={chosen.id === "setTask" ? 240 : 400} />;
    case "post": case "phone": case "deputyPost": case "deputyPhone": return <input className="field" name={field} required={field === "post" || field === "phone"} maxLength={field === "post" || field === "deputyPost" ? 60 : 20} defaultValue={asItStands(found, chosen, own)[field]} />;
    default: return <input className="field" name={field} required={field !== "sideEffects" && !(field === "reason" && chosen.id === "answerContact") && !(field === "note" && chosen.name === "joint.answer")} maxLength={field === "purpose" ? 240 : 400} {...(field === "resources" ? { placeholder: say("joint.resourcesHint") } : {})} />;
  }
}

function Moment({ field }: { readonly field: "until" | "from" | "dueAt" }) {
  const { head } = useCity().city;
  const later = { from: 0, until: 4 * 3_600_000, dueAt: DAY_MS }[field];
  return <input className="field" name={field} type="datetime-local" required defaultValue={typedMoment(serverNow() + later, head.utcOffset)} />;
}

/** Channels of a higher level, and who there shall have it. */
function Above() {
  const name = usePartyName();
  const all = useBoard((state) => state.cooperations);
  const channels = [...all.values()].filter(({ subject, status }) => subject.kind === "CHANNEL" && subject.level !== "STATION" && status === "EXECUTING");
  const [id, setId] = useState(channels[0]?.id ?? "");
  const chosen = channels.find((each) => each.id === id);
  return (
    <span className="joint-decision">
      <select className="field" name="toCooperationId" value={id} onChange={(event) => setId(event.target.value)}>{channels.map((each) => <option key={each.id} value={each.id}>{each.goal}</option>)}</select>
      <select className="field" name="toPartner">{(chosen === undefined ? [] : partners(chosen)).map((each) => <option key={each} value={each}>{name(each)}</option>)}</select>
    </span>
  );
}
