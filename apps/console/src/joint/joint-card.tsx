import { callOrder, type Contact, type Cooperation, type JointTask, type Party } from "@tocsin/contract/joint/cooperation.ts";
import { jointWaitsFor } from "@tocsin/domain/linkage/waits-for.ts";
import { markedNo } from "../incident/marked-no.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { useCity } from "../live/session.ts";
import { LetterLines } from "../matters/letter-lines.tsx";
import { usePartyName } from "../matters/party-name.ts";
import { showPanel } from "../selection/panels.ts";
import { selectIncident } from "../selection/selection.ts";
import { appraisalsBy, type JointAct } from "./joint-acts.ts";
import { doJoint, JointForm } from "./joint-form.tsx";
import { DueChip } from "./joint-due.tsx";
import { momentText } from "./moment.ts";

/** What a cooperation is: its class and mode, form, level, or equipment. */
export function useSubjectText(): (found: Cooperation) => string {
  const say = useSay();
  const lang = useLang();
  const { city } = useCity();
  return ({ subject }) => {
    switch (subject.kind) {
      case "OPERATION": {
        const row = city.joint.classes.find((each) => each.class === subject.class);
        return `${row === undefined ? subject.class : nameIn(lang, row)} · ${say(`joint.mode.${subject.mode}`)}`;
      }
      case "EMBEDDING": return `${say(`joint.form.${subject.form}`)} · ${say("joint.seats", { count: subject.seats })}`;
      case "CHANNEL": return say(`joint.level.${subject.level}`);
      case "POOL": return `${subject.name} · ${say(`joint.equipment.${subject.equipment}`)}`;
    }
  };
}

/** One cooperation: what may be done with it by number, who takes part, what is to be done, what was said. */
export function JointCard({ found, acts, chosen, onChoose }: { readonly found: Cooperation; readonly acts: readonly JointAct[]; readonly chosen: JointAct | null; readonly onChoose: (act: JointAct | null) => void }) {
  const say = useSay();
  const name = usePartyName();
  const what = useSubjectText();
  const { city: { head }, orgById } = useCity();
  const incident = useBoard((state) => (found.incidentId === null ? undefined : state.incidents.get(found.incidentId)));
  const at = (moment: number): string => momentText(moment, head.utcOffset);
  return (
    <article className="matter-card">
      <header className="matter-head"><strong className="num">{found.no}</strong> <span className="tag">{say(`joint.status.${found.status}`)}</span> {found.drill && <span className="tag tag-drill">{say("incident.drill")}</span>} <DueChip found={found} /></header>
      <p className="matter-text">{found.goal}</p>
      <p className="dim">{what(found)} · {say(`joint.urgency.${found.urgency}`)} · {say("joint.basis")} {found.legalBasis}</p>
      <p>{say("joint.from")} <strong>{name(found.initiator.orgId)}</strong> <span className="dim">{found.initiator.name} · {at(found.from)}{found.until === null ? "" : ` → ${at(found.until)}`}</span>{incident && <> · <button type="button" className="plain" onClick={() => { showPanel("none"); selectIncident(incident.id); }}>#{markedNo(say, incident)}</button></>}</p>
      {found.approval !== null && <p className={found.approval.by === null ? "tag tag-amber" : "dim"}>{found.approval.by === null ? say("joint.unapproved", { level: say(`joint.approval.${found.approval.level}`) }) : say("joint.approved", { org: name(found.approval.by.orgId), name: found.approval.by.name, at: at(found.approval.by.at) })}</p>}
      {found.extension !== null && <p className="tag tag-amber">{say("joint.extension", { org: name(found.extension.orgId), until: at(found.extension.until), reason: found.extension.reason })}</p>}
      {found.ended !== null && <p className={found.ended.how === "UNAPPRAISED" ? "tag tag-red" : "tag"}>{say(`joint.ending.${found.ended.how}`)}{found.ended.reason === "" ? "" : ` · ${found.ended.reason}`}</p>}
      <div className="acts">
        {acts.map((act, no) => (
          <button key={act.id} type="button" className={no === 0 ? "main" : "plain"} aria-pressed={chosen?.id === act.id} onClick={() => (act.fields.length > 0 ? onChoose(act) : void doJoint(act, found, null, 0, say("joint.done", { act: say(`joint.act.${act.id}`) })))}>
            {say(`joint.act.${act.id}`)} {no < 9 && <kbd>{no + 1}</kbd>}
          </button>
        ))}
      </div>
      {chosen !== null && <JointForm key={chosen.id} found={found} chosen={chosen} onLeave={() => onChoose(null)} />}
      {found.parties.length > 0 && <section><h2>{say("joint.parties")}</h2>{found.parties.map((party) => <PartyLine key={party.orgId} party={party} at={at} />)}<LetterLines recordId={found.id} version={found.version} waitsFor={(orgId) => jointWaitsFor(found, orgId, orgById.get(orgId)?.path)} /></section>}
      {found.subject.kind === "OPERATION" && found.subject.campaign !== undefined && <CampaignPart found={found} />}
      {found.tasks.length > 0 && <section><h2>{say("joint.tasks")}</h2>{found.tasks.map((task) => <TaskLine key={task.id} task={task} at={at} />)}</section>}
      {found.bookings.length > 0 && <Bookings found={found} at={at} />}
      <Council found={found} at={at} />
      <Outcome found={found} at={at} />
    </article>
  );
}

function PartyLine({ party: { orgId, dueAt, escalatedTo, answer }, at }: { readonly party: Party; readonly at: (moment: number) => string }) {
  const say = useSay();
  const lang = useLang();
  const name = usePartyName();
  const { city } = useCity();
  const code = city.joint.declines.find((row) => row.code === answer?.code);
  return (
    <p className="said">
      <strong>{name(orgId)}</strong>{" "}
      {answer === null ? <span className="tag tag-amber">{say("joint.waits", { at: at(dueAt) })}</span> : <span className={answer.answer === "DECLINED" || answer.answer === "SILENT" ? "tag tag-red" : "tag"}>{say(`joint.answer.${answer.answer}`)}</span>}{" "}
      {escalatedTo !== null && answer === null && <span className="tag tag-red">{say("joint.escalated", { to: name(escalatedTo.split(".").at(-1) ?? "") })}</span>}{" "}
      {code !== undefined && nameIn(lang, code)} {answer?.resources.join(say("list.comma"))} <span className="dim">{answer?.note}</span>
    </p>
  );
}

function TaskLine({ task, at }: { readonly task: JointTask; readonly at: (moment: number) => string }) {
  const say = useSay();
  const name = usePartyName();
  return (
    <div className="said">
      <p><span className="num dim">{task.id}</span> {task.text} · <strong>{name(task.orgId)}</strong> <span className="tag">{say(`joint.task.${task.state}`)}</span> {task.state === "OPEN" && <span className={task.overdueAt === null ? "dim" : "tag tag-red"}>{task.overdueAt === null ? say("joint.until", { at: at(task.dueAt) }) : say("joint.overdue", { at: at(task.dueAt) })}</span>} {task.receivedAt !== null && <span className="dim">✓ {say("joint.received", { at: at(task.receivedAt) })}</span>} <span className="dim">{task.note}</span></p>
      {task.thread.map((note) => <p key={note.at} className="dim">{at(note.at)} {name(note.orgId)}{say("list.colon")}{note.text}</p>)}
    </div>
  );
}

function CampaignPart({ found }: { readonly found: Cooperation }) {
  const say = useSay();
  const lang = useLang();
  const name = usePartyName();
  const { city } = useCity();
  if (found.subject.kind !== "OPERATION" || found.subject.campaign === undefined) return null;
  const { problem, places, measures, owner, indicators } = found.subject.campaign;
  const type = city.types.find((row) => row.type.code === problem)?.type;
  const premise = (id: string): string => { const row = city.premises.find((each) => each.id === id); return row === undefined ? name(id) : nameIn(lang, row); };
  return (
    <section>
      <h2>{say("joint.campaign")}</h2>
      <p>{type === undefined ? problem : nameIn(lang, type)} · {places.map(premise).join(say("list.comma"))} · {say("joint.owner")} {name(owner)}</p>
      <p>{say("joint.measures")}{say("list.colon")}{measures.join(say("list.semicolon"))}</p>
      <p>{say("joint.indicators")}{say("list.colon")}{indicators.join(say("list.semicolon"))}</p>
    </section>
  );
}

function Bookings({ found, at }: { readonly found: Cooperation; readonly at: (moment: number) => string }) {
  const say = useSay();
  const name = usePartyName();
  return (
    <section>
      <h2>{say("joint.bookings")}</h2>
      {[...found.bookings].sort((a, b) => b.no - a.no).map((booking) => (
        <p key={booking.no} className="said">
          <span className="num dim">{booking.no}</span> {at(booking.from)} → {at(booking.until)} <strong>{name(booking.orgId)}</strong> {booking.purpose} · {say(`joint.urgency.${booking.urgency}`)} <span className="tag">{say(`joint.booking.${booking.state}`)}</span>{" "}
          {booking.overdueAt !== null && <span className="tag tag-red">{say("joint.notBack")}</span>} {booking.gaveWayTo !== null && <span className="tag tag-amber">{say("joint.gaveWay", { no: booking.gaveWayTo })}</span>} <span className="dim">{booking.note}</span>
        </p>
      ))}
    </section>
  );
}

/** How well an entry of the catalogue is known: confirmed, to be confirmed, or UNVERIFIED. */
export function ContactState({ contact: { overdueAt, askedAt, dueAt, verifiedAt }, at }: { readonly contact: Contact; readonly at: (moment: number) => string }) {
  const say = useSay();
  if (overdueAt !== null) return <span className="tag tag-red">{say("joint.unverified", { at: at(verifiedAt) })}</span>;
  return askedAt !== undefined ? <span className="tag tag-amber">{say("joint.contactAsked", { at: at(dueAt) })}</span> : <span className="dim">{say("joint.verified", { at: at(verifiedAt) })}</span>;
}

/** Whom to call at an organisation, in the order in which to call; while nobody has confirmed it, its deputy stands first (LNK-09). */
function ContactLine({ contact, at }: { readonly contact: Contact; readonly at: (moment: number) => string }) {
  const say = useSay();
  const name = usePartyName();
  const { orgId, proposed } = contact;
  return (
    <div className="said">
      <p><strong>{name(orgId)}</strong> <ContactState contact={contact} at={at} /></p>
      {callOrder(contact).map((line, no) => <p key={line.as}><span className="num dim">{no + 1}</span> {say(`joint.contactAs.${line.as}`)} {line.post} <span className="num">{line.phone}</span></p>)}
      {proposed !== undefined && <p className="tag tag-amber joint-proposed">{say("joint.contactProposed", { org: name(proposed.by), post: proposed.post, phone: proposed.phone, deputy: proposed.deputy === undefined ? "—" : `${proposed.deputy.post} ${proposed.deputy.phone}`, reason: proposed.reason })}</p>}
    </div>
  );
}

/** Meetings, quarters that were missed, and whom to call. */
function Council({ found: { meetings, missed, contacts }, at }: { readonly found: Cooperation; readonly at: (moment: number) => string }) {
  const say = useSay();
  const lang = useLang();
  const { city } = useCity();
  const field = (code: string): string => { const row = city.joint.fields.find((each) => each.code === code); return row === undefined ? code : nameIn(lang, row); };
  return (
    <>
      {missed.map(({ quarter, fields }) => <p key={quarter} className="tag tag-red">{say("joint.missed", { quarter, fields: fields.map(field).join(say("list.comma")) })}</p>)}
      {contacts.length > 0 && <section><h2>{say("joint.contacts")}</h2>{contacts.map((contact) => <ContactLine key={contact.orgId} contact={contact} at={at} />)}</section>}
      {meetings.length > 0 && <section><h2>{say("joint.meetings")}</h2>{[...meetings].reverse().map((meeting) => <p key={meeting.no} className="said"><span className="num dim">{at(meeting.at)}</span> {meeting.field === null ? "" : `${field(meeting.field)}${say("list.colon")}`}{meeting.text}</p>)}</section>}
    </>
  );
}

/** Whose word is missing, and who may say it in its place until when. */
function MissingWords({ found, at }: { readonly found: Cooperation; readonly at: (moment: number) => string }) {
  const say = useSay();
  const name = usePartyName();
  if (found.status !== "REPORTED") return null;
  return appraisalsBy(found).map(({ orgId, escalatedTo, dueAt }) => (
    <p key={orgId} className="said">
      <strong>{name(orgId)}</strong> <span className={found.lateAppraisals === undefined ? "tag tag-amber" : "tag tag-red"}>{dueAt === null ? say("joint.unappraised") : escalatedTo === null ? say(found.lateAppraisals === undefined ? "joint.appraiseBy" : "joint.appraiseLate", { at: at(dueAt) }) : say("joint.appraiseAbove", { to: name(escalatedTo.split(".").at(-1) ?? ""), at: at(dueAt) })}</span>
    </p>
  ));
}

function Outcome({ found, at }: { readonly found: Cooperation; readonly at: (moment: number) => string }) {
  const say = useSay();
  const name = usePartyName();
  const { report, appraisals } = found;
  if (report === null) return null;
  return (
    <section>
      <h2>{say("joint.outcome")}</h2>
      <p>{report.result}</p>
      {report.sideEffects !== "" && <p>{say("joint.field.sideEffects")}{say("list.colon")}{report.sideEffects}</p>}
      {appraisals.map(({ orgId, score, text, inPlaceBy }) => <p key={orgId} className="said"><strong>{name(orgId)}</strong> {"★".repeat(score)} {text} {inPlaceBy !== undefined && <span className="dim">{say("joint.inPlaceBy", { org: name(inPlaceBy) })}</span>}</p>)}
      <MissingWords found={found} at={at} />
    </section>
  );
}
