import { useEffect, useMemo, useRef, useState } from "react";
import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { recordId, useChosenRow } from "../keyboard/chosen-row.ts";
import { useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { mayDo, useSeat } from "../live/session.ts";
import { OpenPostForm } from "../posts/open-form.tsx";
import { choosePost } from "../posts/use-posts.ts";
import { openPanel } from "../selection/panels.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { KeyedGroup } from "../units/keyed-group.tsx";
import { confirmAdvisory, deriveIncident, dismissAdvisory, endAdvisory, watchAdvisory } from "./advisory-acts.ts";
import { AdvisoryDetail } from "./advisory-detail.tsx";
import { LevelMark } from "./level-mark.tsx";
import { isWaiting, standingAdvisories } from "./advisory-rows.ts";
import { DueMark } from "./due-mark.tsx";
import { openRaising } from "./raising.ts";
import "./advisories.css";

type Asking = { readonly what: "watch" | "dismiss" | "end"; readonly id: string } | null;
/** What `W` gives without a number before the reason. */
const WATCH_MINUTES = 60;

/** `90 雨势减弱`: minutes, then why; a reason alone means the usual time. */
function watchWords(text: string): { readonly minutes: number; readonly reason: string } {
  const [first = "", ...rest] = text.split(/\s+/);
  const minutes = /^\d{1,4}$/.test(first) ? Number(first) : 0;
  return minutes > 0 && rest.length > 0 ? { minutes, reason: rest.join(" ") } : { minutes: WATCH_MINUTES, reason: text };
}

/** 情 to 指: what has come in, what waits for an answer, and the keys that give one (CMD-01). */
export function AdvisoryBoard() {
  const say = useSay();
  const advisories = useBoard((state) => state.advisories);
  const rows = useMemo(() => standingAdvisories(advisories.values()), [advisories]);
  const seat = useSeat();
  const [chosenId, setChosen] = useState<string | null>(null);
  const [asking, setAsking] = useState<Asking>(null);
  const [posting, setPosting] = useState(false);
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (asking === null && !posting) box.current?.focus();
  }, [asking, posting]);
  const chosen = useChosenRow(rows, chosenId, recordId);
  const at = chosen === undefined ? 0 : rows.indexOf(chosen);
  const mayRaise = mayDo(seat, "command.raiseAdvisory");
  const commands = mayDo(seat, "command.confirmAdvisory");
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => setChosen(rows[Math.min(rows.length - 1, at + 1)]?.id ?? null),
    ArrowUp: () => setChosen(rows[Math.max(0, at - 1)]?.id ?? null),
    y: () => chosen?.status === "RECEIVED" && commands && confirmAdvisory(chosen),
    w: () => chosen && commands && mayWait(chosen) && setAsking({ what: "watch", id: chosen.id }),
    x: () => chosen && commands && mayWait(chosen) && setAsking({ what: "dismiss", id: chosen.id }),
    e: () => chosen && mayDo(seat, "command.endAdvisory") && setAsking({ what: "end", id: chosen.id }),
    r: () => mayRaise && openRaising(),
    Enter: () => chosen && mayDerive(chosen) && mayDo(seat, "intake.receive") && deriveIncident(chosen),
  };
  return (
    <BoardFrame title={say("advisory.title", { waiting: rows.filter(isWaiting).length, all: rows.length })}>
      <KeyedGroup box={box} label={say("advisory.keys")} className="advisories" keys={keys}>
        <p className="hint dim"><span className="key-hint">{say("advisory.keys")}</span> {mayRaise && <button type="button" className="plain" onClick={openRaising}>{say("advisory.raise")} <kbd>R</kbd></button>}</p>
        {rows.length === 0 && <p className="hint dim" role="status">{say("advisory.none")}</p>}
        <ul className="advisory-list">
          {rows.map((row) => (
            <li key={row.id}>
              <button type="button" tabIndex={-1} className={`advisory-row ${row.id === chosen?.id ? "advisory-chosen" : ""}`} aria-current={row.id === chosen?.id} onClick={() => setChosen(row.id)}>
                <LevelMark level={row.level} /> <strong>{row.drill && `${say("incident.drill")} `}{row.headline}</strong> <span className="dim">{say(`advisoryStatus.${row.status}`)}</span> <DueMark advisory={row} />
              </button>
            </li>
          ))}
        </ul>
        {chosen && <AdvisoryDetail advisory={chosen} />}
        {chosen && asking?.id === chosen.id && <AskFor asking={asking} advisory={chosen} onLeave={() => setAsking(null)} />}
        {chosen && posting && <OpenPostForm key={chosen.id} over={{ advisoryId: chosen.id }} name={say("post.suffix", { what: chosen.headline })} onLeave={() => setPosting(false)} />}
        {chosen && asking === null && !posting && (
          <div className="advisory-acts">
            {chosen.status === "RECEIVED" && commands && <button type="button" className="main" onClick={() => confirmAdvisory(chosen)}>{say("advisory.confirm")} <kbd>Y</kbd></button>}
            {mayDerive(chosen) && mayDo(seat, "intake.receive") && <button type="button" className="main" onClick={() => deriveIncident(chosen)}>{say("advisory.derive")} <kbd>↵</kbd></button>}
            {commands && mayWait(chosen) && <button type="button" className="plain" onClick={() => setAsking({ what: "watch", id: chosen.id })}>{say("advisory.watch")} <kbd>W</kbd></button>}
            {commands && mayWait(chosen) && <button type="button" className="plain" onClick={() => setAsking({ what: "dismiss", id: chosen.id })}>{say("advisory.dismiss")} <kbd>X</kbd></button>}
            {chosen.postId !== undefined && <button type="button" className="plain" onClick={() => { choosePost(chosen.postId ?? ""); openPanel("posts"); }}>{say("act.seePost")}</button>}
            {chosen.postId === undefined && mayDerive(chosen) && mayDo(seat, "command.openPost") && <button type="button" className="plain" onClick={() => setPosting(true)}>{say("act.post")}</button>}
            {mayDo(seat, "command.endAdvisory") && <button type="button" className="plain" onClick={() => setAsking({ what: "end", id: chosen.id })}>{say("advisory.end")} <kbd>E</kbd></button>}
          </div>
        )}
      </KeyedGroup>
    </BoardFrame>
  );
}

const mayWait = (advisory: Advisory): boolean => isWaiting(advisory) || advisory.status === "WATCH";
const mayDerive = ({ status }: Advisory): boolean => status === "CONFIRMED" || status === "ORDERED" || status === "WATCH";

function AskFor({ asking, advisory, onLeave }: { readonly asking: NonNullable<Asking>; readonly advisory: Advisory; readonly onLeave: () => void }) {
  const say = useSay();
  const done = (text: string): void => {
    if (asking.what === "watch") {
      const { minutes, reason } = watchWords(text);
      watchAdvisory(advisory, minutes, reason);
    } else if (asking.what === "dismiss") dismissAdvisory(advisory, text);
    else endAdvisory(advisory, text);
    onLeave();
  };
  return <ReasonPrompt label={say(`advisory.ask.${asking.what}`)} optional={asking.what === "end"} onReason={done} onLeave={onLeave} />;
}
