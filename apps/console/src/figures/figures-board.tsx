import { useState, type KeyboardEvent } from "react";
import { useChosenRow } from "../keyboard/chosen-row.ts";
import { useRowFocus } from "../keyboard/row-focus.ts";
import { useSay } from "../language/words.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { figuresActs, type FiguresAct } from "./figures-acts.ts";
import { FiguresCard, RowState } from "./figures-card.tsx";
import { FiguresForm } from "./figures-form.tsx";
import { firstDayAfter, monthsOver, ROW_GROUPS, type MonthRow, type MonthRows } from "./month-rows.ts";
import { useFigures, useFiguresSeat, useMonthNow } from "./use-figures.ts";
import "../matters/matters.css";
import "./figures.css";

/** What everybody may read of each month: drafted by one seat, published by another, corrected in the open. ↑↓ choose, digits act, R drafts a month (GOV-03). */
export function FiguresBoard() {
  const say = useSay();
  const { rows, failed } = useFigures();
  return (
    <BoardFrame title={say("figures.title")}>
      {rows === null ? <p className="figures-none dim" role="status">{say(failed ? "figures.failed" : "figures.loading")}</p> : <Months rows={rows} />}
    </BoardFrame>
  );
}

const monthOf = ({ month }: MonthRow): string => month;

function Months({ rows }: { readonly rows: MonthRows }) {
  const say = useSay();
  const seat = useFiguresSeat();
  const current = useMonthNow();
  const [month, setMonth] = useState<string | null>(null);
  const [act, setAct] = useState<FiguresAct | null>(null);
  const [making, setMaking] = useState(false);
  const all = ROW_GROUPS.flatMap((group) => rows[group]);
  const chosen = useChosenRow(all, month, monthOf)!;
  const acts = figuresActs(chosen, seat);
  const choose = (to: string | null): void => {
    setMonth(to);
    setAct(null);
    setMaking(false);
  };
  const focus = useRowFocus(making ? null : `figures-${chosen.month}`, `${act} ${making} ${ROW_GROUPS.map((group) => rows[group].map((row) => row.month).join()).join(" | ")}`);
  const onKey = (event: KeyboardEvent<HTMLElement>): void => {
    if (event.ctrlKey || event.metaKey || event.altKey || making) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key] ?? 0;
    const wanted = acts[Number(event.key) - 1];
    if (event.key.toLowerCase() === "r" && seat.may.draft) setMaking(true);
    else if (step !== 0) {
      const next = all[Math.min(all.length - 1, Math.max(0, all.indexOf(chosen) + step))]!;
      choose(next.month);
      document.getElementById(`figures-${next.month}`)?.focus();
    } else if (wanted !== undefined) setAct(wanted);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div className="matters figures" onKeyDown={onKey} {...focus}>
      <div className="matter-list" role="group" aria-label={say("figures.keys")}>
        {seat.may.draft && <button type="button" className="plain figures-new" aria-pressed={making} onClick={() => setMaking(true)}>{say("figures.new")} <kbd>R</kbd></button>}
        {ROW_GROUPS.map((group) => <Group key={group} title={say(`figures.group.${group}`)} list={rows[group]} chosen={chosen} onChoose={choose} />)}
        {all.every(({ versions }) => versions === 0) && <p className="figures-none dim">{say("figures.none")}</p>}
        <p className="figures-none dim">{say("figures.notOver", { month: current, from: firstDayAfter(current) })}</p>
      </div>
      {making ? <DraftForm all={all} current={current} onLeave={() => choose(month)} onDone={choose} /> : <FiguresCard key={chosen.month} row={chosen} acts={acts} chosen={act !== null && acts.includes(act) ? act : null} onChoose={setAct} onDone={choose} />}
    </div>
  );
}

/** Drafts any month that is over and of which nothing is public. */
function DraftForm({ all, current, onLeave, onDone }: { readonly all: readonly MonthRow[]; readonly current: string; readonly onLeave: () => void; readonly onDone: (month: string) => void }) {
  const months = monthsOver(current).filter((month) => !all.some((row) => row.month === month && row.versions > 0));
  const offered = months.map((month) => ({ month, drafted: all.some((row) => row.month === month && row.draft !== null) }));
  const row: MonthRow = { month: months[0] ?? current, versions: 0, draft: null, recordVersion: 0 };
  return <article className="matter-card"><FiguresForm chosen="draft" row={row} months={offered} onLeave={onLeave} onDone={onDone} /></article>;
}

function Group({ title, list, chosen, onChoose }: { readonly title: string; readonly list: readonly MonthRow[]; readonly chosen: MonthRow; readonly onChoose: (month: string) => void }) {
  if (list.length === 0) return null;
  return (
    <section>
      <h2>{title} <span className="num dim">{list.length}</span></h2>
      {list.map((row) => (
        <button key={row.month} id={`figures-${row.month}`} type="button" className={row.month === chosen.month ? "matter-row matter-chosen" : "matter-row"} aria-pressed={row.month === chosen.month} onClick={() => onChoose(row.month)}>
          <span className="matter-line"><strong className="num">{row.month}</strong> <RowState row={row} /></span>
          {row.draft !== null && <span className="matter-line"><span className="matter-says dim">{row.draft.reason ?? row.draft.name}</span></span>}
        </button>
      ))}
    </section>
  );
}
