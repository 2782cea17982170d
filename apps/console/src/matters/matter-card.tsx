import type { BoardState } from "@tocsin/client/board-state.ts";
import type { ChainPart } from "@tocsin/contract/linkage/views.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { Whistle } from "@tocsin/contract/linkage/whistle.ts";
import { matterWaitsFor } from "@tocsin/domain/linkage/waits-for.ts";
import { dayText } from "@tocsin/kernel/instant.ts";
import { useTimeText } from "../incident/use-time-text.ts";
import { momentText } from "../joint/moment.ts";
import { isWord, nameIn, useLang, useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { useNow } from "../live/server-clock.ts";
import { useCity, useSeat } from "../live/session.ts";
import { Exercise, Help } from "./across-card.tsx";
import { isNeighbours, wantsIncident } from "./across-rows.ts";
import { openForHelp } from "./open-for-help.ts";
import { openIncident } from "../selection/open-detail.ts";
import { useMatterView } from "./use-matter-view.ts";
import { CallPanel } from "./call-panel.tsx";
import { keyOfAct, type MatterAct } from "./matter-acts.ts";
import { useActWord } from "./act-word.ts";
import { MatterClockChip, timeLeft } from "./matter-clock.tsx";
import { doAct, MatterForm } from "./matter-form.tsx";
import { usePartyName } from "./party-name.ts";
import { LetterLines } from "./letter-lines.tsx";
import { WireLine } from "./wire-line.tsx";

/** One matter: what may be done with it by number, what was said, where it has been, and what it came from. */
export function MatterCard({ matter, acts, chosen, onChoose }: { readonly matter: Matter; readonly acts: readonly MatterAct[]; readonly chosen: MatterAct | null; readonly onChoose: (act: MatterAct | null) => void }) {
  const say = useSay();
  const lang = useLang();
  const name = usePartyName();
  const wordOf = useActWord();
  const index = useCity();
  const seat = useSeat();
  const { content, custody } = matter;
  const item = index.city.responsibilities.find((row) => row.item === content.item);
  const { chain, exercise = [] } = useMatterView(matter, useBoard((state: BoardState) => inExercise(state, matter.id)));
  const asksIncident = wantsIncident(matter, seat, index.orgById, index.city.borders ?? []);
  return (
    <article className="matter-card">
      <header className="matter-head"><strong className="num">{matter.no}</strong> <span className="tag">{say(`matter.status.${custody.status}`)}</span> {matter.drill && <span className="tag tag-drill">{say("incident.drill")}</span>} <MatterClockChip matter={matter} /></header>
      <p className="matter-text">{content.text}</p>
      <p className="dim">{content.place?.addressText || say("matter.noPlace")} · {say(`matter.urgency.${content.urgency}`)}{item === undefined ? "" : ` · ${item.item} ${lang === "zh" ? item.matterZh : item.matterEn}`}</p>
      <p>{say("matter.owner")} <strong>{name(custody.owner)}</strong>{custody.offer !== null && <> → {name(custody.offer.to)} <span className="dim">{say(custody.offer.final ? "matter.final" : "matter.unsigned")}</span></>}</p>
      <p className="dim">{say(`matter.notice.${content.caller.notice}`)}{content.caller.withheld ? ` · ${say("matter.withheld")}` : ""}</p>
      {matter.erasedAt !== undefined && <p className="tag">{say("matter.erased", { day: dayText(matter.erasedAt, index.city.head.utcOffset * 60_000) })}</p>}
      {matter.erasedThereAt !== undefined && <p className="dim">{say("matter.erasedThere", { day: dayText(matter.erasedThereAt, index.city.head.utcOffset * 60_000) })}</p>}
      {matter.statusOnly && <p className="tag" role="status">{say("matter.statusOnly", { party: name(custody.owner) })}</p>}
      {matter.wire !== undefined && <WireLine wire={matter.wire} />}
      <LetterLines recordId={matter.id} version={custody.step} waitsFor={(party) => matterWaitsFor(matter, party)} />
      <CallPanel matter={matter} />
      {matter.extension !== null && <p className="tag tag-amber">{say("matter.extension", { party: name(matter.extension.by), reason: matter.extension.reason })}</p>}
      <div className="acts">
        {asksIncident && <button type="button" className="main" onClick={() => openForHelp(matter, name(matter.opener))}>{say("help.open")} <kbd>0</kbd></button>}
        {acts.map((act, at) => (
          <button key={keyOfAct(act)} type="button" className={at === 0 && !asksIncident ? "main" : "plain"} aria-pressed={chosen !== null && keyOfAct(chosen) === keyOfAct(act)} onClick={() => (act.fields.length > 0 ? onChoose(act) : void doAct(act, matter, null, 0, say("matter.done", { act: wordOf(act) })))}>
            {wordOf(act)} {at < 9 && <kbd>{at + 1}</kbd>}
          </button>
        ))}
      </div>
      {chosen !== null && <MatterForm key={keyOfAct(chosen)} matter={matter} chosen={chosen} onLeave={() => onChoose(null)} />}
      {matter.whistle !== undefined && <Calls whistle={matter.whistle} />}
      <Exercise matter={matter} steps={exercise} />
      <Help matter={matter} ours={isNeighbours(matter, index.city.borders ?? [])} />
      <Said matter={matter} />
      <Chain chain={chain} />
    </article>
  );
}

/** Changes whenever something that belongs to an exercise has. */
const inExercise = ({ matters }: BoardState, id: string): string => [...matters.values()].flatMap(({ content, custody, help }) => (content.exerciseId === id ? [`${custody.step}/${help?.length ?? 0}`] : [])).join();

/** Departments under a whistle: who has answered, who is there, who is late (LNK-04). */
function Calls({ whistle }: { readonly whistle: Whistle }) {
  const say = useSay();
  const name = usePartyName();
  const now = useNow();
  const timeText = useTimeText();
  const calls = whistle.calls.length > 0 ? whistle.calls : null;
  return (
    <section>
      <h2>{say(`whistle.kind.${whistle.kind}`)} · {say(`whistle.status.${whistle.status}`)}</h2>
      {calls === null && <p className="dim">{whistle.departments.map(name).join(say("list.comma"))}</p>}
      {calls?.map((call) => {
        const waits = call.ackedAt === null ? call.ackBy : call.reportedAt === null ? call.reportBy : null;
        const left = waits === null || whistle.status !== "BLOWN" || call.releasedAt !== null ? null : Math.floor((waits - now) / 1_000);
        return (
          <p key={call.department} className="said">
            <strong>{name(call.department)}</strong>{" "}
            {call.releasedAt !== null ? say("whistle.released") : call.reportedAt !== null ? say("whistle.reported", { at: timeText(call.reportedAt, false), place: call.place?.addressText ?? "" }) : say(call.ackedAt !== null ? "whistle.acked" : "whistle.called")}{" "}
            {left !== null && <span className={`clock clock-${left < 0 ? "over" : "calm"}`}>{left < 0 ? "■" : ""} <span className="num">{timeLeft(left, say)}</span></span>}{" "}
            {call.escalatedTo !== null && <span className="tag tag-red">{say("whistle.late", { to: name(call.escalatedTo) })}</span>}{" "}
            {call.cosignedAt !== null && <span className="tag">{say("whistle.cosigned")}</span>} {call.score !== null && <span>{"★".repeat(call.score)}</span>} {call.necessary === false && <span className="tag tag-amber">{say("whistle.unnecessary")}</span>}
          </p>
        );
      })}
    </section>
  );
}

function Said({ matter }: { readonly matter: Matter }) {
  const say = useSay();
  const name = usePartyName();
  const timeText = useTimeText();
  const { custody, progress, reply, verdict, rating, assistants, conferences } = matter;
  const lines: { readonly at: number; readonly key: string; readonly text: string }[] = [
    ...custody.passes.map((pass, i) => ({ at: pass.at, key: `pass${i}`, text: say(`matter.how.${pass.how}`, { from: name(pass.from), to: name(pass.to) }) })),
    ...custody.returns.map((each, i) => ({ at: each.at, key: `return${i}`, text: say("matter.returned", { party: name(each.by), clause: each.clause, reason: each.reason }) })),
    ...(custody.ruling === null ? [] : [{ at: custody.ruling.at, key: "ruling", text: say(custody.ruling.by === custody.ruling.to ? "matter.tookUp" : "matter.ruled", { by: name(custody.ruling.by), to: name(custody.ruling.to), reason: custody.ruling.reason }) }]),
    ...conferences.filter(({ call }) => call?.endedAt !== null).map((call) => ({ at: call.call?.endedAt ?? call.at, key: call.id, text: say(call.agreed === null ? "matter.callOpen" : "matter.callAgreed", { parties: call.parties.map(name).join(say("list.comma")), to: call.agreed === null ? "" : name(call.agreed) }) })),
    ...progress.map((each, i) => ({ at: each.at, key: `progress${i}`, text: say("matter.saidBy", { party: name(each.party), text: each.text }) })),
    ...(reply === null ? [] : [{ at: reply.at, key: "reply", text: say("matter.replied", { party: name(reply.party), text: reply.text }) }]),
    ...(verdict === null ? [] : [{ at: verdict.at, key: "verdict", text: say("matter.called", { verdict: say(`matter.verdict.${verdict.verdict}`), text: verdict.text }) }]),
    ...(rating === null ? [] : [{ at: rating.at, key: "rating", text: `${"★".repeat(rating.score)} ${rating.text}` }]),
    ...assistants.map((seat) => ({ at: seat.doneAt ?? seat.releasedAt ?? seat.askedAt, key: `assistant-${seat.party}`, text: say(seat.doneAt !== null ? "matter.assistantDone" : seat.releasedAt !== null ? "matter.assistantReleased" : "matter.assistantAsked", { party: name(seat.party), task: seat.task }) })),
  ];
  if (lines.length === 0) return null;
  return (
    <section>
      <h2>{say("matter.way")}</h2>
      {lines.sort((a, b) => a.at - b.at).map((line) => <p key={line.key} className="said"><span className="num dim">{timeText(line.at, false)}</span> {line.text}</p>)}
    </section>
  );
}

/** The incident and the other matters of it, with owners, times and outcome, as far as the seat has a right to each (LNK-12). */
function Chain({ chain }: { readonly chain: readonly ChainPart[] }) {
  const say = useSay();
  const lang = useLang();
  const name = usePartyName();
  const { city, outcomeByCode } = useCity();
  if (chain.length < 2) return null;
  const status = (part: ChainPart): string => {
    const word = part.kind === "matter" ? `matter.status.${part.status}` : `incidentStatus.${part.status}`;
    return isWord(word) ? say(word) : (part.status ?? "");
  };
  const span = ({ from, until }: ChainPart): string => [from, until].map((at) => (at === null ? "" : momentText(at, city.head.utcOffset))).join(" → ").trim();
  const outcome = (part: ChainPart): string => {
    const row = part.kind === "incident" ? outcomeByCode.get(part.outcome ?? "") : undefined;
    const word = `matter.verdict.${part.outcome ?? ""}`;
    return row !== undefined ? nameIn(lang, row) : isWord(word) ? say(word) : (part.outcome ?? "");
  };
  return (
    <section>
      <h2>{say("matter.chain")}</h2>
      {chain.map((part, at) => (
        <p key={part.id ?? at} className="said">
          {part.locked
            ? <span className="dim">⊘ {say(`matter.part.${part.kind}`)} {say("matter.locked")}</span>
            : <>{say(`matter.part.${part.kind}`)} {part.kind === "incident" ? <button type="button" className="plain num" onClick={() => part.id !== null && openIncident(part.id)}>{part.no}</button> : <span className="num">{part.no}</span>} <span className="tag">{status(part)}</span> {part.owner === null ? "" : name(part.owner)} <span className="dim num">{span(part)}</span> {outcome(part) !== "" && <strong>{outcome(part)}</strong>}</>}
        </p>
      ))}
    </section>
  );
}
