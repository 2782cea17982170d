import { useMemo, useState } from "react";
import { ConfigProvider, Table, type TableColumnsType } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { UNAVAILABLE_REASONS, UNIT_STATUSES, type Unit, type UnitStatus } from "@tocsin/contract/dispatch/unit.ts";
import { orgName } from "../city/city-index.ts";
import { Age } from "../incident/age.tsx";
import { markedNo } from "../incident/marked-no.ts";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useIncidents, usePositions, useUnits } from "../live/live-board.ts";
import { useNow } from "../live/server-clock.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { openIncident } from "../selection/open-detail.ts";
import { selectUnit, useSelectedUnitId } from "../selection/selection.ts";
import { isStale } from "../strip/counts.ts";
import { antdThemeOf } from "../theme/antd-theme.ts";
import { useNarrow } from "../theme/narrow.ts";
import { useTheme } from "../theme/theme.ts";
import { BoardFrame } from "./board-frame.tsx";
import { ContactMark } from "./contact-mark.tsx";
import { kindWord } from "./kind-word.ts";

type Filter = UnitStatus | "ALL" | "ON_DUTY" | "STALE" | "RESERVE" | "SITE";
const FILTERS: readonly Filter[] = ["ON_DUTY", "AVAILABLE", "EN_ROUTE", "ON_SCENE", "UNAVAILABLE", "STALE", "RESERVE", "SITE", "OFF_DUTY", "ALL"];

interface Row {
  readonly unit: Unit;
  readonly positionAt: number | null;
  readonly stale: boolean;
}

function useRows(filter: Filter, words: string): readonly Row[] {
  const units = useUnits();
  const positions = usePositions();
  const lang = useLang();
  const city = useCity();
  // Ages matter by the minute here; sorting a thousand rows each second does not.
  const minute = Math.floor(useNow() / 10_000) * 10_000;
  return useMemo(() => {
    const staleS = city.city.deadlines.positionStale;
    const query = words.trim().toLowerCase();
    return [...units.values()]
      .map((unit): Row => ({ unit, positionAt: positions.get(unit.id)?.at ?? null, stale: isStale(unit, positions.get(unit.id), minute, staleS) }))
      .filter(({ unit, stale }) => passes(unit, stale, filter) && (query === "" || `${unit.id} ${unit.callSign} ${orgName(city, unit.orgPath, lang)} ${unit.capabilities.join(" ")}`.toLowerCase().includes(query)))
      .sort((a, b) => (a.unit.orgPath < b.unit.orgPath ? -1 : a.unit.orgPath > b.unit.orgPath ? 1 : a.unit.id < b.unit.id ? -1 : 1));
  }, [units, positions, minute, filter, words, lang, city]);
}

/** Sites' own groups are many and stay where they are: they have a filter of their own. */
function passes(unit: Unit, stale: boolean, filter: Filter): boolean {
  const site = unit.kind === "MRU_TEAM";
  if (filter === "ALL") return true;
  if (site || filter === "SITE") return site && (filter === "SITE" || unit.assignment !== null || unit.duress !== null);
  switch (filter) {
    case "ON_DUTY": return unit.status !== "OFF_DUTY";
    case "STALE": return stale;
    case "RESERVE": return unit.echelon > 1 && (unit.status === "AVAILABLE" || unit.status === "PATROL");
    default: return unit.status === filter;
  }
}

/** Units by organisation with status, age, order; the strip stays in sight. */
export function UnitBoard() {
  const say = useSay();
  const [filter, setFilter] = useState<Filter>("ON_DUTY");
  const [words, setWords] = useState("");
  const rows = useRows(filter, words);
  const narrow = useNarrow();
  const columns = useColumns(narrow);
  const chosen = useSelectedUnitId();
  const lang = useLang();
  const theme = useTheme();
  return (
    <BoardFrame title={say("units.name", { count: rows.length })}>
      <div className="board-filter">
        <input className="field" type="search" autoFocus aria-label={say("units.filter")} placeholder={say("units.filter")} value={words} onChange={(event) => setWords(event.target.value)} />
        {FILTERS.map((each) => <button key={each} type="button" className={filter === each ? "chip chip-on" : "chip"} aria-pressed={filter === each} onClick={() => setFilter(each)}>{say(`unitFilter.${each}`)}</button>)}
      </div>
      <ConfigProvider locale={lang === "zh" ? zhCN : enUS} theme={antdThemeOf(theme)}>
        <Table<Row>
          virtual
          size="small"
          pagination={false}
          scroll={{ y: Math.max(240, innerHeight - 220), x: narrow ? innerWidth : 900 }}
          rowKey={({ unit }) => unit.id}
          dataSource={[...rows]}
          columns={columns}
          rowClassName={({ unit }) => (unit.id === chosen ? "row-chosen" : "")}
          onRow={({ unit }) => ({ onClick: () => selectUnit(unit.id) })}
          locale={{ emptyText: <span className="dim">{say("units.none")}</span> }}
        />
      </ConfigProvider>
    </BoardFrame>
  );
}

/** On a phone what a unit does and since when stands first, and whose it is under its name: nobody looks for a status sideways. */
function useColumns(narrow: boolean): TableColumnsType<Row> {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  return useMemo(() => {
    const status: TableColumnsType<Row> = [{ title: say("units.status"), width: narrow ? 104 : 170, render: (_, { unit }) => <UnitStatusCell unit={unit} /> }, { title: say("units.age"), width: narrow ? 64 : 90, align: "right", render: (_, { unit }) => <Age at={unit.statusSince} /> }];
    const order: TableColumnsType<Row> = [{ title: say("units.order"), width: narrow ? 88 : 110, render: (_, { unit }) => <OrderCell unit={unit} /> }];
    const name = (unit: Unit) => <><strong>{unit.callSign}</strong> <span className="dim num">{unit.id}</span> <ContactMark unit={unit} /></>;
    if (narrow) return [{ title: say("units.unit"), width: 134, render: (_, { unit }) => <>{name(unit)}<br /><span className="dim">{kindWord(say, unit.kind)} · {orgName(city, unit.orgPath, lang)}</span></> }, ...status, ...order];
    return [
      { title: say("units.unit"), width: 190, render: (_, { unit }) => name(unit) },
      { title: say("units.kind"), width: 100, render: (_, { unit }) => kindWord(say, unit.kind) },
      { title: say("units.org"), width: 180, render: (_, { unit }) => orgName(city, unit.orgPath, lang) },
      ...status,
      { title: say("units.position"), width: 110, align: "right", render: (_, { positionAt, stale }) => <span className={stale ? "tag-amber" : ""}>{stale ? "◌ " : ""}{positionAt === null ? say("unit.noPosition") : <Age at={positionAt} />}</span> },
      ...order,
      { title: say("units.crew"), width: 60, align: "right", render: (_, { unit }) => <span className="num">{unit.crew}</span> },
    ];
  }, [say, lang, city, narrow]);
}

function OrderCell({ unit }: { readonly unit: Unit }) {
  const incidents = useIncidents();
  const incident = unit.assignment ? incidents.get(unit.assignment.incidentId) : undefined;
  const say = useSay();
  if (!incident) return <span className="dim">{unit.patrol ? say("unit.patrol", { next: unit.patrol.next + 1, count: unit.patrol.checkpoints.length }) : "—"}</span>;
  return <button type="button" className="plain num" onClick={() => openIncident(incident.id)}>#{markedNo(say, incident)}</button>;
}

/** A free unit can be set aside and back; one under orders changes by its order only. */
function UnitStatusCell({ unit }: { readonly unit: Unit }) {
  const say = useSay();
  const seat = useSeat();
  const reason = unit.unavailableReason ? ` · ${say(`unavailable.${unit.unavailableReason}`)}` : "";
  const text = `${say(`unitStatus.${unit.status}`)}${reason}`;
  if (unit.duress) return <span className="tag tag-red">⚠ {say("strip.duress")}</span>;
  if (unit.assignment !== null || !mayDo(seat, "dispatch.setUnitStatus")) return <>{text}</>;
  const set = (value: string): void => {
    const [status, why] = value.split("/");
    const known = UNAVAILABLE_REASONS.find((each) => each === why);
    if (status === "AVAILABLE" || status === "OFF_DUTY" || status === "UNAVAILABLE") void act("dispatch.setUnitStatus", { unitId: unit.id, status, ...(known ? { reason: known } : {}) }, { done: say("notice.statusSet") });
  };
  const options: readonly (readonly [string, string])[] = [
    ["AVAILABLE", say("unitStatus.AVAILABLE")],
    ...UNAVAILABLE_REASONS.filter((each) => each !== "NO_ACK").map((each) => [`UNAVAILABLE/${each}`, `${say("unitStatus.UNAVAILABLE")} · ${say(`unavailable.${each}`)}`] as const),
    ["OFF_DUTY", say("unitStatus.OFF_DUTY")],
  ];
  const value = UNIT_STATUSES.find((each) => each === unit.status) ?? "AVAILABLE";
  return (
    <select className="field field-cell" aria-label={say("units.setStatus")} value={value} onClick={(event) => event.stopPropagation()} onChange={(event) => set(event.target.value)}>
      <option value={value}>{text}</option>
      {options.map(([key, name]) => key !== value && <option key={key} value={key}>{name}</option>)}
    </select>
  );
}
