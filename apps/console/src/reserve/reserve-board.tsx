import { useEffect, useMemo, useRef } from "react";
import { markedNo } from "../incident/marked-no.ts";
import { useChosenRow } from "../keyboard/chosen-row.ts";
import { nameIn, useLang, useSay } from "../language/words.ts";
import { Age } from "../incident/age.tsx";
import { useBoard, useUnits } from "../live/live-board.ts";
import { useNow } from "../live/server-clock.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { postName } from "../relocation/advised-moves.ts";
import { selectUnit, useSelectedIncidentId, useSelectedUnitId } from "../selection/selection.ts";
import { isFree } from "../strip/counts.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { KeyedGroup } from "../units/keyed-group.tsx";
import { callOut, confirmReadiness } from "./reserve-acts.ts";
import { reserveUnits, type ReserveUnit } from "./reserve-rows.ts";
import "./reserve.css";

const unitOf = ({ unit }: ReserveUnit): string => unit.id;

/** The mobile reserve by readiness: ↑ ↓ choose, Y confirms, ↵ calls out to the chosen incident (CMD-10). */
export function ReserveBoard() {
  const say = useSay();
  const units = useUnits();
  const { reserves } = useCity().city;
  const seat = useSeat();
  const minute = Math.floor(useNow() / 10_000) * 10_000;
  const rows = useMemo(() => reserveUnits(units.values(), reserves, minute), [units, reserves, minute]);
  const incidentId = useSelectedIncidentId();
  const chosenId = useSelectedUnitId();
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => box.current?.focus(), []);
  const chosen = useChosenRow(rows, chosenId, unitOf);
  const at = chosen === undefined ? 0 : rows.indexOf(chosen);
  const keys: Readonly<Record<string, () => void>> = {
    ArrowDown: () => selectUnit(rows[Math.min(rows.length - 1, at + 1)]?.unit.id ?? null),
    ArrowUp: () => selectUnit(rows[Math.max(0, at - 1)]?.unit.id ?? null),
    y: () => chosen && mayDo(seat, "command.confirmReadiness") && confirmReadiness(chosen.unit),
    Enter: () => chosen && incidentId !== null && isFree(chosen.unit) && mayDo(seat, "dispatch.issueOrder") && callOut(incidentId, chosen.unit),
  };
  return (
    <BoardFrame title={say("reserve.name", { count: rows.filter(({ unit, readiness }) => isFree(unit) && readiness !== "UNCONFIRMED").length, all: rows.length })}>
      <KeyedGroup box={box} label={say("reserve.keys")} className="reserve" keys={keys}>
        <p className="hint dim key-hint">{say("reserve.keys")}</p>
        {rows.length === 0 ? <p className="hint dim">{say("reserve.none")}</p> : (
          <table className="board-table">
            <thead><tr><th>{say("units.unit")}</th><th>{say("reserve.which")}</th><th>{say("reserve.readiness")}</th><th>{say("units.status")}</th><th /></tr></thead>
            <tbody>{rows.map((row) => <ReserveLine key={row.unit.id} row={row} chosen={row.unit.id === chosen?.unit.id} incidentId={incidentId} />)}</tbody>
          </table>
        )}
      </KeyedGroup>
    </BoardFrame>
  );
}

function ReserveLine({ row: { unit, row, readiness }, chosen, incidentId }: { readonly row: ReserveUnit; readonly chosen: boolean; readonly incidentId: string | null }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const seat = useSeat();
  const incident = useBoard((state) => (incidentId === null ? undefined : state.incidents.get(incidentId)));
  return (
    <tr className={chosen ? "reserve-chosen" : ""} aria-selected={chosen} onClick={() => selectUnit(unit.id)}>
      <td><strong>{unit.callSign}</strong> <span className="dim num">{unit.id}</span></td>
      <td>{nameIn(lang, row)} <span className="dim">{say("reserve.staging", { post: postName(city, row.staging, lang) })} · {say("reserve.level", { level: say(`priority.${row.callOut}`) })}</span></td>
      <td><span className={readiness === "UNCONFIRMED" ? "tag tag-amber" : ""}>{say(`readiness.${readiness}`)}</span> {unit.readiness && <span className="dim"><Age at={unit.readiness.confirmedAt} /></span>}</td>
      <td>{say(`unitStatus.${unit.status}`)}</td>
      <td><div className="reserve-acts">
        {mayDo(seat, "command.confirmReadiness") && unit.status !== "OFF_DUTY" && <button type="button" className="plain" onClick={() => confirmReadiness(unit)}>{say("reserve.confirm")} {chosen && <kbd>Y</kbd>}</button>}
        {incident && isFree(unit) && mayDo(seat, "dispatch.issueOrder") && <button type="button" className="main" onClick={() => callOut(incident.id, unit)}>{say("reserve.callOut", { no: markedNo(say, incident) })} {chosen && <kbd>↵</kbd>}</button>}
      </div></td>
    </tr>
  );
}
