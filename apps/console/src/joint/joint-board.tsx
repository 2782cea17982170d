import { useMemo, useState, type KeyboardEvent } from "react";
import type { BoardState } from "@tocsin/client/board-state.ts";
import type { Cooperation } from "@tocsin/contract/joint/cooperation.ts";
import { recordId, useChosenRow } from "../keyboard/chosen-row.ts";
import { useRowFocus } from "../keyboard/row-focus.ts";
import { useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { usePartyName } from "../matters/party-name.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { useNow } from "../live/server-clock.ts";
import { JointFigures } from "./joint-figures.tsx";
import { DutyCatalogue } from "./duty-catalogue.tsx";
import { InitiateForm } from "./initiate-form.tsx";
import { jointActs, jointInOrder, type JointAct } from "./joint-acts.ts";
import { JointCard, useSubjectText } from "./joint-card.tsx";
import { DueChip } from "./joint-due.tsx";
import { doJoint } from "./joint-form.tsx";
import "../matters/matters.css";
import "./joint.css";

const jointOf = (state: BoardState): BoardState["cooperations"] => state.cooperations;

const DAY_MS = 86_400_000;

/** What organisations do together: operations, guests, channels and the pool; what waits for this seat first. ↑↓ choose, digits act, R asks for a new one, L is the joint duty catalogue (JNT, LNK-09). */
export function JointBoard({ opens }: { readonly opens: "card" | "duty" }) {
  const say = useSay();
  const seat = useSeat();
  const { city, orgById } = useCity();
  const cooperations = useBoard(jointOf);
  const { mine, groups } = useMemo(() => jointInOrder(cooperations.values(), seat, orgById), [cooperations, seat, orgById]);
  const [chosenId, setChosenId] = useState<string | null>(null);
  const [act, setAct] = useState<JointAct | null>(null);
  const [pane, setPane] = useState<"card" | "ask" | "duty">(opens);
  const asking = pane === "ask";
  const all = [...mine, ...groups.flatMap(({ list }) => list)];
  const chosen = useChosenRow(all, chosenId, recordId);
  const focus = useRowFocus(chosen === undefined || asking ? null : `joint-${chosen.id}`, `${act?.id} ${[mine, ...groups.map(({ list }) => list)].map((group) => group.map(({ id }) => id).join()).join(" | ")}`);
  const acts = chosen === undefined ? [] : jointActs(chosen, seat, orgById);
  const day = Math.ceil(useNow() / DAY_MS) * DAY_MS;
  const mayAsk = mayDo(seat, "joint.initiate");
  const choose = (id: string): void => {
    setChosenId(id);
    setAct(null);
    setPane("card");
  };
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || asking) return;
    const step = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : 0;
    const wanted = acts[Number(event.key) - 1];
    if (event.key.toLowerCase() === "r" && mayAsk) setPane("ask");
    else if (event.key.toLowerCase() === "l") setPane(pane === "duty" ? "card" : "duty");
    else if (step !== 0 && chosen !== undefined) {
      const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(chosen) + step))]!;
      choose(next.id);
      document.getElementById(`joint-${next.id}`)?.focus();
    } else if (wanted !== undefined && chosen !== undefined && pane === "card") {
      if (wanted.fields.length > 0) setAct(wanted);
      else void doJoint(wanted, chosen, null, city.head.utcOffset, say("joint.done", { act: say(`joint.act.${wanted.id}`) }));
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <BoardFrame title={say("joint.title")}>
      <div className={pane === "duty" ? "matters joint-reads-duty" : "matters"} onKeyDown={onKey} {...focus}>
        <div className="matter-list">
          {mayAsk && <button type="button" className="plain joint-new" autoFocus={all.length === 0} aria-pressed={asking} onClick={() => setPane("ask")}>{say("joint.new")} <kbd>R</kbd></button>}
          <button type="button" className="plain joint-new" autoFocus={all.length === 0 && !mayAsk} aria-pressed={pane === "duty"} onClick={() => setPane("duty")}>{say("joint.duty")} <kbd>L</kbd></button>
          <Group title={say("joint.mine")} list={mine} chosenId={chosen?.id} onChoose={choose} />
          {groups.map(({ kind, list }) => <Group key={kind} title={say(`joint.kind.${kind}`)} list={list} chosenId={chosen?.id} onChoose={choose} />)}
          {all.length === 0 && <p className="joint-none dim">{say("joint.none")}</p>}
          {seat.views.includes("MATTERS") && <JointFigures day={day} />}
        </div>
        {asking ? <InitiateForm onLeave={() => setPane("card")} onMade={choose} /> : pane === "duty" ? <DutyCatalogue onChoose={choose} /> : chosen === undefined ? <article className="matter-card" /> : <JointCard key={chosen.id} found={chosen} acts={acts} chosen={act} onChoose={setAct} />}
      </div>
    </BoardFrame>
  );
}

function Group({ title, list, chosenId, onChoose }: { readonly title: string; readonly list: readonly Cooperation[]; readonly chosenId: string | undefined; readonly onChoose: (id: string) => void }) {
  const say = useSay();
  const name = usePartyName();
  const what = useSubjectText();
  if (list.length === 0) return null;
  return (
    <section>
      <h2>{title} <span className="num dim">{list.length}</span></h2>
      {list.map((found) => (
        <button key={found.id} id={`joint-${found.id}`} type="button" className={found.id === chosenId ? "matter-row matter-chosen" : "matter-row"} aria-pressed={found.id === chosenId} onClick={() => onChoose(found.id)}>
          <span className="matter-line">{found.ended?.how === "UNAPPRAISED" ? <span className="tag tag-red">{say("joint.ending.UNAPPRAISED")}</span> : <span className="tag">{say(`joint.status.${found.status}`)}</span>} {found.drill && <span className="tag tag-drill">{say("incident.drill")}</span>} <span className="matter-says">{what(found)}</span> <DueChip found={found} /></span>
          <span className="matter-line"><span className="matter-says">{found.goal}</span> <span className="dim">{name(found.initiator.orgId)}{found.parties.length === 0 ? "" : ` → ${found.parties.map(({ orgId }) => name(orgId)).join(say("list.comma"))}`}</span></span>
        </button>
      ))}
    </section>
  );
}
