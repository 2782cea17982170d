import { useMemo } from "react";
import type { Clock } from "@tocsin/contract/dispatch/clock.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { typeName } from "../city/city-index.ts";
import { ExplainBreach } from "../detail/clocks.tsx";
import { ClockChip } from "../incident/clock-chip.tsx";
import { dueAt, isRunning } from "../incident/clock-state.ts";
import { markedNo } from "../incident/marked-no.ts";
import { PriorityMark } from "../incident/priority-mark.tsx";
import { summaryOf } from "../incident/summary.ts";
import { useLang, useSay } from "../language/words.ts";
import { useIncidents } from "../live/live-board.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { openIncident } from "../selection/open-detail.ts";
import { BoardFrame } from "../units/board-frame.tsx";

interface Entry {
  readonly incident: Incident;
  readonly clock: Clock;
}

const MOST = 200;

/** Every running and every breached clock of what is open, the one that ends first on top. */
function useEntries(): { readonly breached: readonly Entry[]; readonly running: readonly Entry[] } {
  const incidents = useIncidents();
  return useMemo(() => {
    const all = [...incidents.values()].filter((incident) => summaryOf(incident).open).flatMap((incident) => incident.clocks.map((clock): Entry => ({ incident, clock })));
    const byEnd = (a: Entry, b: Entry): number => dueAt(a.clock) - dueAt(b.clock);
    return {
      breached: all.filter(({ clock }) => clock.breachedAt !== null && clock.voidedAt === null).sort(byEnd),
      running: all.filter(({ clock }) => isRunning(clock) && clock.breachedAt === null).sort(byEnd),
    };
  }, [incidents]);
}

export function BreachBoard() {
  const say = useSay();
  const { breached, running } = useEntries();
  return (
    <BoardFrame title={say("breaches.name", { count: breached.length })} report="BREACHES">
      <Entries title={say("breaches.over")} entries={breached} />
      <Entries title={say("breaches.running")} entries={running} />
    </BoardFrame>
  );
}

function Entries({ title, entries }: { readonly title: string; readonly entries: readonly Entry[] }) {
  const say = useSay();
  return (
    <div className="block">
      <h2>{title} <span className="num dim">{entries.length}</span></h2>
      {entries.length === 0 && <p className="hint dim">{say("breaches.none")}</p>}
      {entries.length > 0 && (
        <table className="board-table">
          <thead>
            <tr><th>{say("breaches.clock")}</th><th>{say("breaches.incident")}</th><th>{say("breaches.units")}</th><th>{say("breaches.reason")}</th></tr>
          </thead>
          <tbody>{entries.slice(0, MOST).map((entry) => <EntryRow key={`${entry.incident.id}/${entry.clock.id}`} entry={entry} />)}</tbody>
        </table>
      )}
      {entries.length > MOST && <p className="dim hint">{say("list.more", { count: entries.length - MOST })}</p>}
    </div>
  );
}

function EntryRow({ entry: { incident, clock } }: { readonly entry: Entry }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const seat = useSeat();
  return (
    <tr>
      <td><ClockChip clock={clock} named /></td>
      <td>
        <button type="button" className="plain entry-incident" onClick={() => openIncident(incident.id)}>
          <PriorityMark priority={incident.priority} /> <span className="num">{markedNo(say, incident)}</span> {typeName(city, incident.typeCode, lang) ?? say("incident.noType")} {incident.place?.addressText}
        </button>
      </td>
      <td>{summaryOf(incident).callSigns || <span className="dim">—</span>}</td>
      <td>
        {clock.reason && <>{say(`breachReason.${clock.reason.code}`)} {clock.reason.text}</>}
        {clock.breachedAt !== null && clock.reason === null && mayDo(seat, "dispatch.explainBreach") && <ExplainBreach incidentId={incident.id} clock={clock} />}
      </td>
    </tr>
  );
}
