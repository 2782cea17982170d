import { useState } from "react";
import { within } from "@tocsin/domain/decision.ts";
import { newestToldWeek, weeksBefore } from "@tocsin/engine/speed/told-week.ts";
import type { SpeedReport } from "@tocsin/contract/views.ts";
import { spreadsheetText } from "@tocsin/kernel/csv.ts";
import { DAY, dayText, MINUTE, startOfDay } from "@tocsin/kernel/instant.ts";
import type { OrgWithPath } from "../city/city-index.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { serverNow } from "../live/server-clock.ts";
import { useCity, useSeat } from "../live/session.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { csvRows } from "./speed-rows.ts";
import { SpeedTable } from "./speed-table.tsx";
import { speedWords } from "./speed-words.ts";
import { useSpeed, type AskedSpeed, type Speed } from "./use-speed.ts";
import "./speed-report.css";

/** Two years of weeks. */
const MOST_WEEKS = 104;
const sundayOf = (monday: string): string => dayText(startOfDay(monday, 0) + 6 * DAY, 0);

/** How fast posts sign for, arrive at and report on their orders, for a scope and a week (DSP-09). */
export function SpeedBoard() {
  const say = useSay();
  const { utcOffset } = useCity().city.head;
  const newest = newestToldWeek(serverNow(), utcOffset * MINUTE);
  const [asked, setAsked] = useState<AskedSpeed>({ week: newest, org: "", count: 0 });
  const speed = useSpeed(asked);
  return (
    <BoardFrame title={say("speed.name")} report="SPEED">
      <div className="board-filter speed-filter">
        <ScopeField org={asked.org} onChoose={(org) => setAsked({ ...asked, org })} />
        <WeekField week={asked.week} newest={newest} onChoose={(week) => setAsked({ ...asked, week })} />
        <button type="button" className="plain" onClick={() => setAsked({ ...asked, count: asked.count + 1 })}>{say("rec.again")}</button>
        {speed.report !== null && speed.report.rows.length > 0 && <ExportButton report={speed.report} />}
      </div>
      <SpeedState speed={speed} />
      {speed.report !== null && speed.report.rows.length > 0 && <SpeedTable rows={speed.report.rows} />}
      <p className="hint dim speed-note">{say("speed.note")}</p>
    </BoardFrame>
  );
}

function SpeedState({ speed: { report, failed, busy } }: { readonly speed: Speed }) {
  const say = useSay();
  if (failed !== null) return <p className="hint speed-state tag-red" role="alert">{failed === "" ? say("speed.failed") : failed}</p>;
  if (report === null || busy) return <p className="hint speed-state dim" role="status">{say("app.loading")}</p>;
  const period = say("speed.period", { from: report.week, to: sundayOf(report.week) });
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

/** Weeks that are told, the newest first: none overlaps another, and none is told while it runs. */
function WeekField({ week, newest, onChoose }: { readonly week: string; readonly newest: string; readonly onChoose: (week: string) => void }) {
  const say = useSay();
  return (
    <label className="speed-field">
      <span className="dim">{say("speed.week")}</span>
      <select className="field num" autoFocus value={week} onChange={(event) => onChoose(event.target.value)}>
        {Array.from({ length: MOST_WEEKS }, (_, back) => weeksBefore(newest, back)).map((monday) => <option key={monday} value={monday}>{say("speed.period", { from: monday, to: sundayOf(monday) })}</option>)}
      </select>
    </label>
  );
}

function ExportButton({ report }: { readonly report: SpeedReport }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const save = (): void => {
    const url = URL.createObjectURL(new Blob([spreadsheetText(csvRows(report.rows, speedWords(say, lang, city)))], { type: "text/csv;charset=utf-8" }));
    const link = document.createElement("a");
    link.href = url;
    link.download = `speed-${report.week}-${sundayOf(report.week)}.csv`;
    link.click();
    URL.revokeObjectURL(url);
  };
  return <button type="button" className="plain" onClick={save}>{say("speed.export")}</button>;
}
