import { useEffect, useMemo } from "react";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { typeName } from "../city/city-index.ts";
import { useLang, useSay } from "../language/words.ts";
import { useBeyond, useIncidents } from "../live/live-board.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { useSelectedIncidentId } from "../selection/selection.ts";
import { useStore } from "../store/external-store.ts";
import { showIntake } from "../selection/panels.ts";
import { filterQueue, isFiltering, NO_FILTER, type QueueFilter } from "./queue-filter.ts";
import { filterStore, foldedStore, visibleIdsStore } from "./queue-focus.ts";
import { queueOf, QUEUE_GROUPS, type QueueGroup } from "./queue-order.ts";
import { QueueRow, ROW_HEIGHT } from "./queue-row.tsx";
import { WindowedList } from "./windowed-list.tsx";
import "./queue.css";

type Line =
  | { readonly kind: "group"; readonly key: string; readonly group: QueueGroup; readonly count: number; readonly hidden: number; readonly folded: boolean }
  | { readonly kind: "incident"; readonly key: string; readonly incident: Incident };

const whole = <Value,>(value: Value): Value => value;
const lineHeight = (line: Line): number => (line.kind === "group" ? 28 : ROW_HEIGHT);
const lineKey = (line: Line): string => line.key;

export function Queue() {
  const say = useSay();
  const lines = useLines();
  const selectedId = useSelectedIncidentId();
  useEffect(() => {
    visibleIdsStore.set(lines.flatMap((line) => (line.kind === "incident" ? [line.incident.id] : [])));
  }, [lines]);
  return (
    <section className="queue" aria-label={say("queue.name")}>
      <FilterLine />
      <BeyondLine />
      <WindowedList
        items={lines}
        heightOf={lineHeight}
        keyOf={lineKey}
        currentKey={selectedId}
        label={say("queue.name")}
        draw={(line) => (line.kind === "group" ? <GroupHeading line={line} /> : <QueueRow incident={line.incident} chosen={line.incident.id === selectedId} />)}
      />
    </section>
  );
}

function useLines(): readonly Line[] {
  const incidents = useIncidents();
  const filter = useStore(filterStore, whole<QueueFilter>);
  const folded = useStore(foldedStore, whole<Readonly<Record<QueueGroup, boolean>>>);
  const city = useCity();
  const lang = useLang();
  const queue = useMemo(() => queueOf(incidents.values(), city.city.queue.waitS), [incidents, city]);
  const filtered = useMemo(() => filterQueue(queue, filter, (code) => `${code ?? ""} ${typeName(city, code, lang) ?? ""}`), [queue, filter, city, lang]);
  return useMemo(
    () =>
      QUEUE_GROUPS.flatMap((group): Line[] => {
        const rows = filtered.visible[group];
        const heading: Line = { kind: "group", key: `group/${group}`, group, count: rows.length, hidden: filtered.hidden[group], folded: folded[group] };
        return folded[group] ? [heading] : [heading, ...rows.map((incident): Line => ({ kind: "incident", key: incident.id, incident }))];
      }),
    [filtered, folded],
  );
}

/** A group's name and counts. What a filter or a fold keeps back is always counted here, unassigned ones loudly. */
function GroupHeading({ line }: { readonly line: Extract<Line, { kind: "group" }> }) {
  const say = useSay();
  const hidden = line.hidden + (line.folded ? line.count : 0);
  const loud = line.group === "unassigned" && hidden > 0;
  return (
    <div className={`group ${loud ? "group-loud" : ""}`}>
      <button type="button" className="group-fold" aria-expanded={!line.folded} onClick={() => foldedStore.set((before) => ({ ...before, [line.group]: !line.folded }))}>
        <span aria-hidden="true">{line.folded ? "▸" : "▾"}</span> {say(`queue.${line.group}`)} <span className="num">{line.count}</span>
      </button>
      {line.hidden > 0 && (
        <button type="button" className="group-hidden" onClick={() => filterStore.set(NO_FILTER)}>
          {say("queue.hidden", { count: line.hidden })}
        </button>
      )}
    </div>
  );
}

/** In a surge more waits than a screen can hold: how much, and of what priority (INC-07). */
function BeyondLine() {
  const say = useSay();
  const beyond = useBeyond();
  if (beyond.length === 0) return null;
  const parts = beyond.map(({ priority, count }) => `${priority ?? say("queue.noPriority")} ${count}`).join(" · ");
  return <p className="queue-beyond" role="status">{say("queue.beyond", { count: beyond.reduce((sum, { count }) => sum + count, 0), parts })}</p>;
}

function FilterLine() {
  const say = useSay();
  const reports = mayDo(useSeat(), "intake.receive");
  const filter = useStore(filterStore, whole<QueueFilter>);
  return (
    <div className="filter">
      <input
        id="queue-filter"
        className="field"
        type="search"
        value={filter.text}
        placeholder={say("queue.filter")}
        aria-label={say("queue.filter")}
        onChange={(event) => filterStore.set((before) => ({ ...before, text: event.target.value }))}
        onKeyDown={(event) => {
          if (event.key !== "Escape") return;
          filterStore.set(NO_FILTER);
          event.currentTarget.blur();
        }}
      />
      <button type="button" className={filter.locateOnly ? "chip chip-on" : "chip"} aria-pressed={filter.locateOnly} onClick={() => filterStore.set((before) => ({ ...before, locateOnly: !before.locateOnly }))}>{say("incident.toLocate")}</button>
      {isFiltering(filter) && <button type="button" className="chip" onClick={() => filterStore.set(NO_FILTER)}>{say("queue.showAll")}</button>}
      {reports && <button type="button" className="main" onClick={() => showIntake(true)}>{say("intake.new")} <kbd>N</kbd></button>}
    </div>
  );
}
