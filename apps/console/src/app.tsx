import { lazy, Suspense, useEffect } from "react";
import type { Seat } from "@tocsin/contract/views.ts";
import { AccountBoard } from "./account/account-board.tsx";
import { EnrolScreen, FirstPasswordScreen } from "./account/enrol-screen.tsx";
import { AdvisoryBoard } from "./advisories/advisory-board.tsx";
import { DrawOrRaise } from "./advisories/raise-panel.tsx";
import { AlarmBar } from "./alarms/alarm-bar.tsx";
import { useAlarmWatch } from "./alarms/alarm-state.ts";
import { useRosterWatch } from "./joint/roster-watch.ts";
import { openSound } from "./alarms/sounds.ts";
import { BreachBoard } from "./breaches/breach-board.tsx";
import { CommandBar } from "./command-bar/command-bar.tsx";
import { Detail } from "./detail/detail.tsx";
import { EmergencyBoard } from "./emergency/emergency-board.tsx";
import { EmergencyBanner, EmergencyLines } from "./emergency/emergency-lines.tsx";
import { Intake } from "./intake/intake.tsx";
import { useGlobalKeys } from "./keyboard/global-keys.ts";
import { KeySheet } from "./keyboard/key-sheet.tsx";
import { useLang, useSay } from "./language/words.ts";
import { linkStore, useLinkState } from "./live/live-board.ts";
import { useOwnMatters } from "./matters/own-matters.ts";
import { keepPaper } from "./paper/keep-paper.ts";
import { runClock } from "./live/server-clock.ts";
import { enter, resume, useSession } from "./live/session.ts";
import { sendWaiting, useWaitingCount } from "./live/waiting-commands.ts";
import { GoTo } from "./map/go-to.tsx";
import { AdviceLines } from "./relocation/advice-lines.tsx";
import { LockScreen } from "./lock/lock-screen.tsx";
import { tellOpened, uncover, useLocked, useSeatLock } from "./lock/seat-lock.ts";
import { ForceWatch } from "./posts/force-watch.tsx";
import { Queue } from "./queue/queue.tsx";
import { OverridePrompt } from "./reserve/override-prompt.tsx";
import { ReserveBoard } from "./reserve/reserve-board.tsx";
import { RoadsPanel } from "./roads/roads-panel.tsx";
import { coversColumns, turnTo, usePanels, type Column } from "./selection/panels.ts";
import { SignIn } from "./sign-in/sign-in.tsx";
import { LinkBanner } from "./strip/connection.tsx";
import { SupportBoard } from "./support/support-board.tsx";
import { Strip } from "./strip/strip.tsx";
import { FaultGuard } from "./theme/fault-guard.tsx";
import { markTheme } from "./theme/theme.ts";

/** Queue and dispatch stand before the large parts are there; both are fetched at once, so that a later cut line takes none away. */
const loadMap = import("./map/map-view.tsx");
const loadUnits = import("./units/unit-board.tsx");
const loadPlanner = import("./planner/planner-board.tsx");
const loadLayouts = import("./layouts/layout-board.tsx");
const loadMatters = import("./matters/matter-board.tsx");
const loadJoint = import("./joint/joint-board.tsx");
const loadAssets = import("./assets/asset-board.tsx");
const loadPosts = import("./posts/post-board.tsx");
const loadReviews = import("./reviews/review-board.tsx");
const loadGuidance = import("./guidance/guidance-board.tsx");
const loadPlans = import("./plans/plan-board.tsx");
const loadAudit = import("./audit/audit-board.tsx");
const loadMechanisms = import("./mechanisms/mechanism-board.tsx");
const loadFigures = import("./figures/figures-board.tsx");
const loadSpeed = import("./speed-report/speed-board.tsx");
const MapView = lazy(async () => ({ default: (await loadMap).MapView }));
const UnitBoard = lazy(async () => ({ default: (await loadUnits).UnitBoard }));
const PlannerBoard = lazy(async () => ({ default: (await loadPlanner).PlannerBoard }));
const LayoutBoard = lazy(async () => ({ default: (await loadLayouts).LayoutBoard }));
const MatterBoard = lazy(async () => ({ default: (await loadMatters).MatterBoard }));
const JointBoard = lazy(async () => ({ default: (await loadJoint).JointBoard }));
const AssetBoard = lazy(async () => ({ default: (await loadAssets).AssetBoard }));
const PostBoard = lazy(async () => ({ default: (await loadPosts).PostBoard }));
const ReviewBoard = lazy(async () => ({ default: (await loadReviews).ReviewBoard }));
const GuidanceBoard = lazy(async () => ({ default: (await loadGuidance).GuidanceBoard }));
const PlanBoard = lazy(async () => ({ default: (await loadPlans).PlanBoard }));
/** The graph of a response is fetched when somebody first opens it: it is large, and the list beside it says the same. */
const FlowBoard = lazy(async () => ({ default: (await import("./response/flow-board.tsx")).FlowBoard }));
const AuditBoard = lazy(async () => ({ default: (await loadAudit).AuditBoard }));
const MechanismBoard = lazy(async () => ({ default: (await loadMechanisms).MechanismBoard }));
const FiguresBoard = lazy(async () => ({ default: (await loadFigures).FiguresBoard }));
const SpeedBoard = lazy(async () => ({ default: (await loadSpeed).SpeedBoard }));

export function App() {
  const lang = useLang();
  useEffect(() => {
    document.documentElement.lang = lang === "zh" ? "zh-CN" : "en";
  }, [lang]);
  useEffect(() => {
    const ends = [markTheme(), runClock(), openSound()];
    void resume();
    return () => {
      for (const end of ends) end();
    };
  }, []);
  return <Phase />;
}

function Phase() {
  const say = useSay();
  const session = useSession();
  switch (session.phase) {
    case "checking": return <main className="waiting" role="status">{say("app.loading")}</main>;
    case "unreachable":
      return (
        <main className="waiting" role="alert">
          <p>{say("signIn.noServer")}</p>
          <button type="button" className="main" autoFocus onClick={() => void resume()}>{say("app.again")} <kbd>↵</kbd></button>
        </main>
      );
    case "signed-out": return <SignIn />;
    case "changing": return <FirstPasswordScreen />;
    case "enrolling": return <EnrolScreen />;
    case "locked": return <LockScreen onUnlocked={openedHere} />;
    case "ready": return <Console />;
  }
}

const SEND_AGAIN_MS = 4_000;

/** The one screen: strip on top, then queue, map and detail, and the command bar at the foot. */
function Console() {
  const say = useSay();
  useGlobalKeys();
  useSeatLock();
  const locked = useLocked();
  const { panel, intake, column } = usePanels();
  const state = useLinkState();
  useEffect(() => keepPaper(() => linkStore.get().state === "live"), []);
  const waiting = useWaitingCount();
  useEffect(() => {
    if (state !== "live") return undefined;
    void sendWaiting();
    if (waiting === 0) return undefined;
    // The line may be whole while nothing can be stored.
    const again = setInterval(() => void sendWaiting(), SEND_AGAIN_MS);
    return () => clearInterval(again);
  }, [state, waiting]);
  return (
    <>
    <Watches />
    <div className="console" inert={locked}>
      <Strip />
      <LinkBanner />
      <AlarmBar />
      <EmergencyBanner />
      <EmergencyLines />
      <AdviceLines />
      <ForceWatch />
      <OverridePrompt />
      <Columns />
      <main className="columns" data-column={column}>
        <Queue />
        <div className="workspace">
          <FaultGuard instead={<p className="map-none" role="status">{say("map.none")}</p>}>
            <Suspense fallback={<section className="map" />}>
              <MapView />
            </Suspense>
          </FaultGuard>
          {panel === "go-to" && <GoTo />}
          {panel === "flow" && <FaultGuard instead={<p className="map-none" role="status">{say("response.noFlow")}</p>}><Suspense fallback={null}><FlowBoard /></Suspense></FaultGuard>}
        </div>
        {intake ? <Intake /> : panel === "roads" ? <RoadsPanel /> : panel === "draw" ? <DrawOrRaise /> : <Detail />}
        {panel === "units" && <Suspense fallback={<PageOnTheWay />}><UnitBoard /></Suspense>}
        {panel === "speed" && <Suspense fallback={<PageOnTheWay />}><SpeedBoard /></Suspense>}
        {panel === "planner" && <Suspense fallback={<PageOnTheWay />}><PlannerBoard /></Suspense>}
        {panel === "layouts" && <Suspense fallback={<PageOnTheWay />}><LayoutBoard /></Suspense>}
        {panel === "matters" && <Suspense fallback={<PageOnTheWay />}><MatterBoard /></Suspense>}
        {(panel === "joint" || panel === "duty") && <Suspense fallback={<PageOnTheWay />}><JointBoard key={panel} opens={panel === "duty" ? "duty" : "card"} /></Suspense>}
        {panel === "assets" && <Suspense fallback={<PageOnTheWay />}><AssetBoard /></Suspense>}
        {panel === "plans" && <Suspense fallback={<PageOnTheWay />}><PlanBoard /></Suspense>}
        {panel === "posts" && <Suspense fallback={<PageOnTheWay />}><PostBoard /></Suspense>}
        {panel === "reviews" && <Suspense fallback={<PageOnTheWay />}><ReviewBoard /></Suspense>}
        {panel === "guidance" && <Suspense fallback={<PageOnTheWay />}><GuidanceBoard /></Suspense>}
        {panel === "support" && <SupportBoard />}
        {panel === "mechanisms" && <Suspense fallback={<PageOnTheWay />}><MechanismBoard /></Suspense>}
        {panel === "figures" && <Suspense fallback={<PageOnTheWay />}><FiguresBoard /></Suspense>}
        {panel === "audit" && <Suspense fallback={<PageOnTheWay />}><AuditBoard /></Suspense>}
        {panel === "breaches" && <BreachBoard />}
        {panel === "reserve" && <ReserveBoard />}
        {panel === "advisories" && <AdvisoryBoard />}
        {panel === "account" && <AccountBoard />}
        {panel === "emergency" && <EmergencyBoard />}
        {panel === "keys" && <KeySheet />}
      </main>
      <CommandBar />
    </div>
    {locked && <LockScreen onUnlocked={unlocked} />}
    </>
  );
}

/** In place of a page whose part has not come yet: on a slow line an empty surface would look broken. */
function PageOnTheWay() {
  const say = useSay();
  return <section className="board"><p className="block dim" role="status">{say("app.loading")}</p></section>;
}

/** What looks at every record and every second draws nothing itself: in the screen's own component it would draw the whole screen anew each time. */
function Watches() {
  useAlarmWatch();
  useRosterWatch();
  useOwnMatters();
  return null;
}

async function openedHere(seat: Seat): Promise<void> {
  await enter(seat);
  tellOpened(seat.userId);
}

/** What was kept while the seat was locked goes out first. */
function unlocked(): void {
  uncover();
  void sendWaiting();
}

/** On a narrow window one column at a time. */
function Columns() {
  const say = useSay();
  const panels = usePanels();
  const shown = coversColumns(panels) ? null : panels.column;
  const columns: readonly Column[] = ["queue", "map", "detail"];
  return (
    <nav className="column-switch" aria-label={say("app.columns")}>
      {columns.map((each) => <button key={each} type="button" className="tab" aria-pressed={shown === each} onClick={() => turnTo(each)}>{say(`column.${each}`)}</button>)}
    </nav>
  );
}
