import { memo } from "react";
import { unreadOf } from "@tocsin/client/room-receipts.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { typeName } from "../city/city-index.ts";
import { Age } from "../incident/age.tsx";
import { ClockChip } from "../incident/clock-chip.tsx";
import { urgentClock } from "../incident/clock-state.ts";
import { PriorityMark } from "../incident/priority-mark.tsx";
import { shortNo, summaryOf } from "../incident/summary.ts";
import { useLang, useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { useCity } from "../live/session.ts";
import { showColumn } from "../selection/panels.ts";
import { selectIncident } from "../selection/selection.ts";

export const ROW_HEIGHT = 52;

/** Two lines: what and where; time left, who is on it, how old. */
export const QueueRow = memo(function QueueRow({ incident, chosen }: { readonly incident: Incident; readonly chosen: boolean }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const summary = summaryOf(incident);
  const unread = useBoard(({ rooms }) => unreadOf(rooms.get(incident.id)));
  const clock = urgentClock(incident.clocks);
  const type = typeName(city, incident.typeCode, lang) ?? say("incident.noType");
  const place = incident.place?.addressText || (incident.place?.point ? say("incident.onMap") : say("incident.placeUnknown"));
  const choose = (): void => {
    selectIncident(incident.id);
    showColumn("detail");
  };
  return (
    <button type="button" className={`row ${chosen ? "row-chosen" : ""} row-${incident.priority ?? "none"}`} aria-current={chosen} data-incident={incident.id} onClick={choose} title={`${type} ${place}`}>
      <PriorityMark priority={incident.priority} />
      <span className="row-text">
        <span className="row-line">
          <span className="row-priority">{incident.priority ? say(`priority.${incident.priority}`) : say("priority.none")}</span>
          <strong className="row-type">{type}</strong>
          <span className="row-place">{place}</span>
        </span>
        <span className="row-line row-second">
          {clock ? <ClockChip clock={clock} /> : <span className="clock clock-none">—</span>}
          <span className="row-units">
            {incident.drill && <span className="tag tag-drill">{say("incident.drill")}</span>}
            {unread > 0 && <span className="tag" title={say("talk.unread", { count: unread })}>✉ {unread}</span>}
            {summary.drawnOff && <span className="tag tag-amber">{say("draw.waits")}</span>}
            {summary.placeMissing && <span className="tag tag-amber">? {say("incident.toLocate")}</span>}
            {summary.active.length > 0 ? summary.callSigns : summary.unassigned ? say("incident.unassigned") : say(`incidentStatus.${incident.status}`)}
          </span>
          <span className="num dim row-no">{shortNo(incident.no)}</span>
          <span className="row-age"><Age at={incident.receivedAt} /></span>
        </span>
      </span>
    </button>
  );
});
