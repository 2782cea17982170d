import { useState } from "react";
import { within } from "@tocsin/domain/decision.ts";
import type { SpeedReport } from "@tocsin/contract/views.ts";
import { spreadsheetText } from "@tocsin/kernel/csv.ts";
import type { OrgWithPath } from "../city/city-index.ts";
import { timeOfDay } from "../incident/clock-state.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { serverNow } from "../live/server-clock.ts";
import { useCity, useSeat } from "../live/session.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { dayOf, type PeriodChoice } from "./period.ts";
import { csvRows } from "./speed-rows.ts";
import { SpeedTable } from "./speed-table.tsx";
import { speedWords } from "./speed-words.ts";
import { useSpeed, type AskedSpeed, type Speed } from "./use-speed.ts";
import "./speed-report.css";

const KINDS: readonly PeriodChoice["kind"][] = ["TODAY", "WEEK", "DAYS"];

/** How fast posts sign for, arrive at and report on their orders, for a scope and a period (DSP-09). */
export function SpeedBoard() {
  const say = useSay();
  const [asked, setAsked] = useState<AskedSpeed>({ choice: { kind: "TODAY" }, org: "", count: 0 });
  const speed = useSpeed(asked);
  return (
    <BoardFrame title={say("speed.name")} report="SPEED">
      <div className="board-filter speed-filter">
        <ScopeField org={asked.org} onChoose={(org) => setAsked({ ...asked, org })} />
        <PeriodField choice={asked.choice} onChoose={(choice) => setAsked({ ...asked, choice })} />
        <button type="button" className="plain" onClick={() => setAsked({ ...asked, count: asked.count + 1 })}>{say("rec.again")}</button>
        {speed.report !== null && speed.report.rows.length > 0 && <ExportButton report={speed.report} />}
      </div>
      <SpeedState speed={speed} />
      {speed.report !== null && speed.report.rows.length > 0 && <SpeedTable rows={speed.report.rows} />}
      <p className="hint dim speed-note">{say("speed.note")}</p>
    </BoardFrame>
  );
}

function SpeedState({ speed: { report, noPeriod, failed, busy } }: { readonly speed: Speed }) {
  const say = useSay();
  const { utcOffset } = useCity().city.head;
  if (noPeriod) return <p className="hint speed-state" role="status">{say("speed.noPeriod")}</p>;
  if (failed !== null) return <p className="hint speed-state tag-red" role="alert">{failed === "" ? say("speed.failed") : failed}</p>;
  if (report === null || busy) return <p className="hint speed-state dim" role="status">{say("app.loading")}</p>;
  const moment = (at: number): string => `${dayOf(at, utcOffset)} ${timeOfDay(at, utcOffset, false)}`;
  const period = say("speed.period", { from: moment(report.from), to: moment(report.to) });
  return <p className="hint speed-state num" role="status">{period}{report.rows.length === 0 && ` · ${say("speed.empty")}`}</p>;
}

/** Where the seat may read: its own grants, and what lies below them down to stations. */
function ScopeField({ org, onChoose }: { readonly org: string; readonly onChoose: (org: string) => void }) {
  const say = useSay();
  const lang = useLang();
  const { city } = useCity();
  const { grants } = useSeat();
  const offered = city.orgs
    .filter((each) => each.level !== "MRU" && grants.some(({ orgPath }) => each.path === orgPath || (each.level !== "POST" && within(each.path, orgPath))))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
  const depth = ({ path }: OrgWithPath): number => path.split(".").length - 1;
  const least = Math.min(...offered.map(depth));
  return (
    <label className="speed-field">
      <span className="dim">{say("speed.scope")}</span>
      <select className="field" value={org} onChange={(event) => onChoose(event.target.value)}>
        <option value="">{say("speed.allMine")}</option>
        {offered.map((each) => <option key={each.path} value={each.path}>{"\u2003".repeat(depth(each) - least)}{nameIn(lang, each)}</option>)}
      </select>
    </label>
  );
}

function PeriodField({ choice, onChoose }: { readonly choice: PeriodChoice; readonly onChoose: (choice: PeriodChoice) => void }) {
  const say = useSay();
  const { utcOffset } = useCity().city.head;
  const today = dayOf(serverNow(), utcOffset);
  const choose = (kind: PeriodChoice["kind"]): void => onChoose(kind === "DAYS" ? { kind, from: today, to: today } : { kind });
  return (
    <div className="speed-field" role="group" aria-label={say("speed.when")}>
      {KINDS.map((kind) => <button key={kind} type="button" autoFocus={kind === "TODAY"} className={choice.kind === kind ? "chip chip-on" : "chip"} aria-pressed={choice.kind === kind} onClick={() => choose(kind)}>{say(`speed.kind.${kind}`)}</button>)}
      {choice.kind === "DAYS" && (
        <>
          <input className="field field-short" type="date" aria-label={say("speed.from")} value={choice.from} max={today} onChange={(event) => onChoose({ ...choice, from: event.target.value })} />
          <span className="dim">{say("speed.until")}</span>
          <input className="field field-short" type="date" aria-label={say("speed.to")} value={choice.to} max={today} onChange={(event) => onChoose({ ...choice, to: event.target.value })} />
        </>
      )}
    </div>
  );
}

function ExportButton({ report }: { readonly report: SpeedReport }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const save = (): void => {
    const { utcOffset } = city.city.head;
    const url = URL.createObjectURL(new Blob([spreadsheetText(csvRows(report.rows, speedWords(say, lang, city)))], { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `speed-${dayOf(report.from, utcOffset)}-${dayOf(report.to - 1, utcOffset)}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return <button type="button" className="plain" onClick={save}>{say("speed.export")}</button>;
}
