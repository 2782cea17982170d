import { useEffect, useState } from "react";
import { MINUTE, civil } from "@tocsin/kernel/instant.ts";
import { useSay } from "../language/words.ts";
import { serverNow } from "../live/server-clock.ts";
import { useCity, useSeat } from "../live/session.ts";
import { BoardFrame } from "../units/board-frame.tsx";
import { CostPanel } from "./cost-panel.tsx";
import { DemandPanel } from "./demand-panel.tsx";
import { FigureTable } from "./figure-table.tsx";
import { GapList } from "./gap-list.tsx";
import { HourField } from "./hour-field.tsx";
import { PlanPanel } from "./plan-panel.tsx";
import { PlannerMap } from "./planner-map.tsx";
import { askCoverage, plannerStore, usePlanner } from "./planner-store.ts";
import { PointList } from "./point-list.tsx";
import { SandboxPanel } from "./sandbox-panel.tsx";
import "./planner.css";

const TABS = ["gaps", "sandbox", "plan", "costs", "demand", "points"] as const;
type Tab = (typeof TABS)[number];

/** Where posts and rapid-response points stand, what they reach at an hour, and what if they stood elsewhere (DSP-06). */
export function PlannerBoard() {
  const say = useSay();
  const { views } = useSeat();
  if (!views.includes("PLANNER")) {
    return (
      <BoardFrame title={say("planner.name")}>
        <p className="hint dim block">{say("planner.noRight")}</p>
        <PointList />
      </BoardFrame>
    );
  }
  return <BoardFrame title={say("planner.name")} report="SITING"><Planner /></BoardFrame>;
}

function Planner() {
  const say = useSay();
  const [tab, setTab] = useState<Tab>("gaps");
  const { utcOffset } = useCity().city.head;
  useEffect(() => {
    if (plannerStore.get().coverage !== null) return;
    const { weekday, hour } = civil(serverNow(), utcOffset * MINUTE);
    void askCoverage({ weekday: weekday === 0 ? 7 : weekday, hour });
  }, [utcOffset]);
  return (
    <div className="planner">
      <div className="planner-stage">
        <SandboxBand />
        <PlannerMap />
      </div>
      <div className="planner-side">
        <HourField />
        <PlannerState />
        {tab !== "demand" && <FigureTable />}
        <div className="planner-tabs" role="tablist" aria-label={say("planner.name")}>
          {TABS.map((each) => <button key={each} type="button" role="tab" className="tab" aria-selected={tab === each} onClick={() => setTab(each)}>{say(`planner.tab.${each}`)}</button>)}
        </div>
        <div className="planner-page" role="tabpanel" aria-label={say(`planner.tab.${tab}`)}>
          {tab === "gaps" && <GapList />}
          {tab === "sandbox" && <SandboxPanel />}
          {tab === "plan" && <PlanPanel />}
          {tab === "costs" && <CostPanel />}
          {tab === "demand" && <DemandPanel />}
          {tab === "points" && <PointList />}
        </div>
      </div>
    </div>
  );
}

/** Always there: whatever is moved here moves nobody. */
function SandboxBand() {
  const say = useSay();
  return <p className="planner-band" role="note"><b>{say("planner.sandbox")}</b> {say("planner.notLive")}</p>;
}

function PlannerState() {
  const say = useSay();
  const { busy, failed } = usePlanner();
  if (failed !== null) return <p className="hint planner-state tag-red" role="alert">{failed === "" ? say("planner.failed") : failed}</p>;
  if (busy !== null) return <p className="hint planner-state dim" role="status">{say(`planner.busy.${busy}`)}</p>;
  return null;
}
