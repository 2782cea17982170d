import { useMemo, useState } from "react";
import { agencyName, orgName } from "../city/city-index.ts";
import { Age } from "../incident/age.tsx";
import { momentText } from "../joint/moment.ts";
import { markedNo } from "../incident/marked-no.ts";
import { ReasonPrompt } from "../incident/reason-prompt.tsx";
import { useLang, useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { useUnits } from "../live/live-board.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { openMatter } from "../matters/own-matters.ts";
import { openIncident, openUnit } from "../selection/open-detail.ts";
import { openPanel, showTab } from "../selection/panels.ts";
import { selectIncident } from "../selection/selection.ts";
import { reserveFor } from "../reserve/reserve-rows.ts";
import { useNow } from "../live/server-clock.ts";
import { useNarrow } from "../theme/narrow.ts";
import { acknowledgeAlarms, useAlarms } from "./alarm-state.ts";
import type { Alarm } from "./alarm-list.ts";
import { alarmLines } from "./alarm-lines.ts";
import "./alarm-bar.css";

/** Lines that stand there unasked: on a phone three would push the work off the screen. */
const SHOWN = { desk: 3, phone: 1 };

/** Between strip and columns: what wants an act now. A duress line stays until the unit is cleared. */
export function AlarmBar() {
  const say = useSay();
  const { fresh, known } = useAlarms();
  const shown = useNarrow() ? SHOWN.phone : SHOWN.desk;
  const [all, setAll] = useState(false);
  const loud = alarmLines(fresh);
  const lines = [...loud, ...alarmLines(known.filter(({ kind }) => kind === "duress"))];
  if (lines.length === 0) return null;
  // The line that says that there is one more would be as high as that one.
  const most = all || lines.length === shown + 1 ? lines.length : shown;
  return (
    <div className="alarms" role="alert">
      {lines.slice(0, most).map(({ alarm, count }, index) => (
        <div key={alarm.id} className={`alarm alarm-${alarm.kind} ${index < loud.length ? "alarm-fresh" : ""}`}>
          <AlarmText alarm={alarm} count={count} />
          {index === 0 && fresh.length > 0 && (
            <button type="button" className="plain" onClick={acknowledgeAlarms}>
              {say("alarm.known")} <kbd>A</kbd>
            </button>
          )}
          {alarm.kind === "duress" && <ClearDuress unitId={alarm.unit.id} />}
        </div>
      ))}
      {lines.length > shown + 1 && <div className="alarm"><button type="button" className="alarm-text" aria-expanded={all} onClick={() => setAll(!all)}>{all ? `▾ ${say("alarm.less")}` : `▸ ${say("alarm.more", { count: lines.length - most })}`}</button></div>}
    </div>
  );
}

function AlarmText({ alarm, count }: { readonly alarm: Alarm; readonly count: number }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  if (alarm.kind === "surge") return <SurgeText orgPath={alarm.orgPath} count={alarm.count} />;
  if (alarm.kind === "advisory") {
    const { headline, level, escalatedAt } = alarm.advisory;
    return (
      <button type="button" className="alarm-text" onClick={() => openPanel("advisories")}>
        ▲ {escalatedAt === null ? say("alarm.advisory", { level: say(`advisoryLevel.${level}`), headline }) : say("alarm.advisoryLate", { headline })} <Age at={alarm.at} />
      </button>
    );
  }
  if (alarm.kind === "roster") {
    const { utcOffset } = city.city.head;
    return (
      <button type="button" className="alarm-text" onClick={() => openPanel("joint")}>
        ◆ {say(alarm.more === 0 ? "alarm.roster" : "alarm.rosterMore", { from: momentText(alarm.from, utcOffset), until: momentText(alarm.until, utcOffset), more: alarm.more })}
      </button>
    );
  }
  if (alarm.kind === "help") {
    const { custody, content, no } = alarm.matter;
    return (
      <button type="button" className="alarm-text" onClick={() => openMatter(alarm.matter.id)}>
        ◆ {say(alarm.matter.drill ? "alarm.helpDrill" : "alarm.help", { party: agencyName(city, custody.owner, lang), no, place: content.place?.addressText ?? "" })} <Age at={alarm.at} />
      </button>
    );
  }
  if (alarm.kind === "support") {
    const { request, incident, callSign } = alarm;
    return (
      <button type="button" className="alarm-text" onClick={() => openPanel("support")}>
        ✚ {say("alarm.support", { unit: callSign, kind: say(`supportKind.${request.kind}`), no: markedNo(say, incident) })} <Age at={alarm.at} />
      </button>
    );
  }
  if (alarm.kind === "duress") {
    const show = (): void => {
      if (alarm.unit.assignment) selectIncident(alarm.unit.assignment.incidentId);
      openUnit(alarm.unit.id);
    };
    return (
      <button type="button" className="alarm-text" onClick={show}>
        ⚠ {say("alarm.duress", { unit: alarm.unit.callSign, org: orgName(city, alarm.unit.orgPath, lang) })} <Age at={alarm.at} />
      </button>
    );
  }
  if (alarm.kind === "unread") {
    return (
      <button type="button" className="alarm-text" onClick={() => openIncident(alarm.incident.id)}>
        ◐ {say("alarm.unread", { unit: alarm.callSign, no: markedNo(say, alarm.incident) })} <Age at={alarm.at} />
      </button>
    );
  }
  if (alarm.kind !== "unacknowledged") return <AskedText alarm={alarm} count={count} />;
  return (
    <button type="button" className="alarm-text" onClick={() => openIncident(alarm.incident.id)}>
      ◐ {say(alarm.undelivered ? "alarm.undelivered" : "alarm.unacknowledged", { unit: alarm.callSign, no: markedNo(say, alarm.incident) })} <Age at={alarm.at} />
    </button>
  );
}

/** What asks this seat: pressing it opens the incident, where one key answers. */
function AskedText({ alarm, count }: { readonly alarm: Extract<Alarm, { kind: "handover" | "takenOver" | "seat" | "veto" }>; readonly count: number }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const no = markedNo(say, alarm.incident);
  const words = (): string => {
    switch (alarm.kind) {
      case "handover": return say("alarm.handover", { from: alarm.incident.commander?.name ?? "", no });
      case "takenOver": return say("alarm.takenOver", { by: alarm.how.byName, no, reason: alarm.how.reason });
      case "seat": {
        const room = orgName(city, alarm.room, lang);
        return count > 1 ? say(alarm.empty ? "alarm.seatsEmpty" : "alarm.seats", { room, no, count }) : say(alarm.empty ? "alarm.seatEmpty" : "alarm.seat", { room, no });
      }
      case "veto": return say("alarm.veto", { org: orgName(city, city.orgById.get(alarm.orgId)?.path ?? alarm.orgId, lang), no, reason: alarm.reason });
    }
  };
  const show = (): void => {
    selectIncident(alarm.incident.id);
    showTab("dispatch");
  };
  return <button type="button" className="alarm-text" onClick={show}>{alarm.kind === "veto" ? "■" : "◆"} {words()} <Age at={alarm.at} /></button>;
}

const OFFERED = 3;

/** The area in surge, with the reserve that is free: each is one press away from its card, all of them in the unit board. */
function SurgeText({ orgPath, count }: { readonly orgPath: string; readonly count: number }) {
  const say = useSay();
  const lang = useLang();
  const city = useCity();
  const units = useUnits();
  const { reserves } = city.city;
  const minute = Math.floor(useNow() / 10_000) * 10_000;
  const reserve = useMemo(() => reserveFor(units.values(), orgPath, reserves, minute), [units, orgPath, reserves, minute]);
  return (
    <span className="alarm-text">
      ▲ {say("alarm.surge", { area: orgName(city, orgPath, lang), count })}{" "}
      {reserve.length === 0 ? say("alarm.noReserve") : say("alarm.reserve", { count: reserve.length })}{" "}
      {reserve.slice(0, OFFERED).map((unit) => <button key={unit.id} type="button" className="plain" onClick={() => openUnit(unit.id)}>{unit.callSign}</button>)}
    </span>
  );
}

function ClearDuress({ unitId }: { readonly unitId: string }) {
  const say = useSay();
  const seat = useSeat();
  const [asks, setAsks] = useState(false);
  if (!mayDo(seat, "dispatch.clearDuress")) return null;
  if (!asks) return <button type="button" className="plain" onClick={() => setAsks(true)}>{say("alarm.clear")}</button>;
  const clear = async (reason: string): Promise<void> => {
    setAsks(false);
    await act("dispatch.clearDuress", { unitId, reason }, { done: say("alarm.cleared") });
  };
  return <ReasonPrompt label={say("alarm.clearReason")} onReason={(reason) => void clear(reason)} onLeave={() => setAsks(false)} />;
}
