import { useState } from "react";
import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import { PLAN_LEVELS, type PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Successors } from "@tocsin/contract/views.ts";
import { Age } from "../incident/age.tsx";
import { markedNo } from "../incident/marked-no.ts";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { client, mayDo, useSeat } from "../live/session.ts";
import { openIncident } from "../selection/open-detail.ts";
import { usePostRights } from "./post-right.ts";

type Asking = "shift" | "standDown" | "takeOver" | "hold" | "liftHold" | PlanLevel | null;

const isLevel = (asking: Asking): asking is PlanLevel => PLAN_LEVELS.some((level) => level === asking);

/** Who commands and at which level, and what ends or hands on the post. */
export function PostHead({ post, incident }: { readonly post: CommandPost; readonly incident: Incident | undefined }) {
  const say = useSay();
  const seat = useSeat();
  const { leads, commands } = usePostRights(post);
  const [asking, setAsking] = useState<Asking>(null);
  const commandPostId = post.id;
  const done = (run: Promise<unknown>): void => {
    setAsking(null);
    void run;
  };
  return (
    <header className="post-head">
      <h2>{post.name} <span className={`post-status post-${post.status}`}>{say(`post.status.${post.status}`)}</span></h2>
      <p>
        <span className="dim">{say("post.commander")}</span> <b>{post.commander.name}</b> <Age at={post.commander.since} />
        {post.hold && <> <span className="tag tag-amber" title={post.hold.reason}>{say("incident.held")}</span></>}
        {post.shift && <span className="tag tag-amber">{say("post.offered", { to: post.shift.toName ?? post.shift.to })}</span>}
        {incident && <> · <button type="button" className="plain" onClick={() => openIncident(incident.id)}>#{markedNo(say, incident)}</button></>}
        <span className="dim"> · {say("post.openedAgo")} <Age at={post.openedAt} /></span>
      </p>
      {post.shift?.to === seat.userId && post.status === "OPEN" && (
        <p className="post-offer">{say("post.offeredToYou", { from: post.commander.name, note: post.shift.note })} <button type="button" className="main" onClick={() => void act("command.acceptShift", { commandPostId }, { done: say("post.accepted") })}>{say("post.accept")}</button></p>
      )}
      {post.status === "OPEN" && asking === null && (
        <div className="post-acts">
          {PLAN_LEVELS.map((level) => <button key={level} type="button" className={level === post.level ? "chip chip-on" : "chip"} aria-pressed={level === post.level} disabled={!leads || level === post.level} onClick={() => setAsking(level)}>{say("post.level", { level })}</button>)}
          {commands && <button type="button" className="plain" onClick={() => setAsking("shift")}>{say("post.shift")}</button>}
          {commands && <button type="button" className="plain" onClick={() => setAsking("standDown")}>{say("post.standDown")}</button>}
          {!commands && post.shift?.to !== seat.userId && mayDo(seat, "command.takeOverShift") && <button type="button" className="plain" onClick={() => setAsking("takeOver")}>{say("post.takeOver")}</button>}
        </div>
      )}
      {post.incidentId === null && asking === null && mayDo(seat, "governance.hold") && <div className="post-acts"><button type="button" className="plain" onClick={() => setAsking(post.hold ? "liftHold" : "hold")}>{say(post.hold ? "act.liftHold" : "act.hold")}</button></div>}
      {(asking === "hold" || asking === "liftHold") && <ReasonPrompt label={say(asking === "hold" ? "act.holdWhy" : "act.liftHoldWhy")} onLeave={() => setAsking(null)} onReason={(reason) => done(act(`governance.${asking}`, { commandPostId, reason }, { done: say(asking === "hold" ? "notice.held" : "notice.holdLifted") }))} />}
      {asking === "shift" && <ShiftPanel post={post} onLeave={() => setAsking(null)} />}
      {asking === "standDown" && <ReasonPrompt label={say("post.standDownWhy")} onLeave={() => setAsking(null)} onReason={(reason) => done(act("command.standDown", { commandPostId, reason }, { done: say("post.stoodDown") }))} />}
      {asking === "takeOver" && <TakeOverShift post={post} onLeave={() => setAsking(null)} onDone={done} />}
      {isLevel(asking) && <ReasonPrompt label={say("post.levelWhy", { level: asking })} onLeave={() => setAsking(null)} onReason={(reason) => done(act("command.setPostLevel", { commandPostId, level: asking, reason }))} />}
    </header>
  );
}

/** From whom is held as it was when the prompt opened. */
function TakeOverShift({ post, onLeave, onDone }: { readonly post: CommandPost; readonly onLeave: () => void; readonly onDone: (run: Promise<unknown>) => void }) {
  const say = useSay();
  const [{ userId: fromUserId, name }] = useState(post.commander);
  return <ReasonPrompt label={say("command.takeOverWhy", { name })} onLeave={onLeave} onReason={(reason) => onDone(act("command.takeOverShift", { commandPostId: post.id, fromUserId, reason }, { done: say("post.accepted") }))} />;
}

/** The next shift: a seat that is there and entitled, with a word of what it takes over. Command changes when it accepts. */
function ShiftPanel({ post, onLeave }: { readonly post: CommandPost; readonly onLeave: () => void }) {
  const say = useSay();
  const lang = useLang();
  const [seats, setSeats] = useState<Successors["seats"] | null>(null);
  const [asked, setAsked] = useState(false);
  if (!asked) {
    setAsked(true);
    client.postSuccessors(post.id).then(({ seats: found }) => setSeats(found), () => setSeats([]));
  }
  const offer = (form: FormData): void => {
    const [toUserId, note] = [String(form.get("to") ?? ""), String(form.get("note") ?? "").trim()];
    if (toUserId === "") return;
    onLeave();
    void act("command.offerShift", { commandPostId: post.id, toUserId, note }, { done: say("command.offerSent") });
  };
  return (
    <form className="prompt" onSubmit={(event) => { event.preventDefault(); offer(new FormData(event.currentTarget)); }} onKeyDown={(event) => { if (event.key === "Escape") { event.stopPropagation(); onLeave(); } }}>
      <label><span>{say("post.shiftTo")}</span><select className="field" name="to" autoFocus>{(seats ?? []).map(({ userId, name, roleZh, roleEn }) => <option key={userId} value={userId}>{name} · {lang === "zh" ? roleZh : roleEn}</option>)}</select></label>
      <label><span>{say("post.shiftNote")}</span><input className="field" name="note" maxLength={400} /></label>
      {seats !== null && seats.length === 0 && <p className="hint" role="status">{say("command.nobodyThere")}</p>}
      <button type="submit" className="main" disabled={seats === null || seats.length === 0}>{say("post.shift")} <kbd>↵</kbd></button>
      <button type="button" className="plain" onClick={onLeave}>{say("prompt.leave")} <kbd>Esc</kbd></button>
    </form>
  );
}
