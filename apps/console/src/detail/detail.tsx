import { useEffect } from "react";
import { unreadOf } from "@tocsin/client/room-receipts.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { useSay } from "../language/words.ts";
import { useBoard } from "../live/live-board.ts";
import { mayDo, useSeat } from "../live/session.ts";
import { useWaitsFor } from "../live/waiting-commands.ts";
import { DETAIL_TABS, showTab, usePanels } from "../selection/panels.ts";
import { useSelectedIncidentId } from "../selection/selection.ts";
import { seesIncidents } from "../matters/own-matters.ts";
import { RadioContext, RadioLine } from "../talk/radio-line.tsx";
import { roomOfIncident } from "../talk/room-place.ts";
import { useTalk } from "../talk/use-talk.ts";
import { UnitCard } from "../units/unit-card.tsx";
import { ActionPanel } from "./action-panel.tsx";
import { endAction } from "./detail-action.ts";
import { DetailHeader } from "./detail-header.tsx";
import { DispatchTab } from "./dispatch-tab.tsx";
import { FactsTab } from "./facts-tab.tsx";
import { GuidanceTab } from "./guidance-tab.tsx";
import { PageList } from "./page-list.tsx";
import { PlanTab } from "../response/plan-tab.tsx";
import { RoomTab } from "./room-tab.tsx";
import { TimelineTab } from "./timeline-tab.tsx";
import "./detail.css";

/** Everything about the chosen incident; tabs by number key. */
export function Detail() {
  const say = useSay();
  const id = useSelectedIncidentId();
  const incident = useBoard((state) => (id === null ? undefined : state.incidents.get(id)));
  const unread = useBoard((state) => unreadOf(id === null ? undefined : state.rooms.get(id)));
  const waits = useWaitsFor(id);
  const radio = useTalk(incident && roomOfIncident(incident));
  const seat = useSeat();
  const reports = mayDo(seat, "intake.receive");
  useEffect(endAction, [id]);
  if (!incident) {
    return (
      <section className="detail detail-empty" aria-label={say("detail.name")}>
        <p>{!seesIncidents(seat) ? say("detail.noIncidents") : id === null ? say("detail.empty") : waits ? say("detail.waits") : say("detail.gone")}</p>
        <p className="dim key-hint">{say(reports ? "detail.emptyKeys" : "detail.emptyKeysLook")}</p>
        <PageList />
        <UnitCard />
      </section>
    );
  }
  return (
    <RadioContext.Provider value={radio}>
      <section className="detail" aria-label={say("detail.name")}>
        <DetailHeader incident={incident} />
        <ActionPanel incident={incident} />
        <RadioLine />
        <Tabs unread={unread} />
        <TabBody incident={incident} />
        <UnitCard />
      </section>
    </RadioContext.Provider>
  );
}

function Tabs({ unread }: { readonly unread: number }) {
  const say = useSay();
  const { tab } = usePanels();
  return (
    <div className="tabs" role="tablist" aria-label={say("detail.tabs")}>
      {DETAIL_TABS.map((name, index) => (
        <button key={name} type="button" role="tab" id={`tab-${name}`} aria-selected={tab === name} aria-controls="detail-body" className="tab" onClick={() => showTab(name)}>
          <kbd>{index + 1}</kbd> {say(`tab.${name}`)}
          {name === "room" && unread > 0 && <span className="tab-count" title={say("talk.unread", { count: unread })}>{unread}</span>}
        </button>
      ))}
    </div>
  );
}

function TabBody({ incident }: { readonly incident: Incident }) {
  const { tab } = usePanels();
  const bodies = { dispatch: DispatchTab, timeline: TimelineTab, guidance: GuidanceTab, plan: PlanTab, facts: FactsTab, room: RoomTab } as const;
  const Body = bodies[tab];
  return (
    <div className="detail-body" id="detail-body" role="tabpanel" aria-labelledby={`tab-${tab}`} tabIndex={-1}>
      <Body key={incident.id} incident={incident} />
    </div>
  );
}
