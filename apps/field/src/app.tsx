import { lazy, Suspense } from "react";
import { offersTo } from "./handover/parties.ts";
import { useWording, wording, WordingProvider } from "./language/wording.ts";
import { CatchFault } from "./look/catch-fault.tsx";
import { MeScreen } from "./me/me-screen.tsx";
import { useRoute } from "./map/use-route.ts";
import { ringsFor, useOrderAlarm } from "./order/alarm.ts";
import { useGeofence } from "./order/arrival-proposal.tsx";
import { newsOf, useShake } from "./order/news.tsx";
import { OrderScreen } from "./order/order-screen.tsx";
import { PrimaryAction } from "./order/primary-action.tsx";
import { ForceRadioContext, RadioContext, useOwnRadio } from "./room/use-radio.ts";
import { useRoom } from "./room/use-room.ts";
import { newestUnread } from "./room/room-view.ts";
import { forcesOf } from "./task-force/own-force.ts";
import { ShellHeader } from "./shell-header.tsx";
import { EnrolScreen } from "./sign-in/enrol-screen.tsx";
import { SignInScreen } from "./sign-in/sign-in-screen.tsx";
import { useAwake } from "./offline/stay-awake.ts";
import { useField } from "./state/field.ts";
import type { Screen } from "./state/store.ts";
import { TabBar } from "./tab-bar.tsx";

const MapScreen = lazy(() => import("./map/map-screen.tsx"));

export function App() {
  const { state } = useField();
  return (
    <WordingProvider value={wording(state.lang, state.city?.head.utcOffset)}>
      <Phase />
    </WordingProvider>
  );
}

function Phase() {
  const { state } = useField();
  const { words } = useWording();
  if (state.phase === "starting") return <main className="starting">{words.starting}</main>;
  if (state.phase === "signedOut") return <SignInScreen ended={state.sessionEnded} />;
  if (state.phase === "enrolling") return <EnrolScreen />;
  return <Shell />;
}

function Shell() {
  const { state, current, tasks, unit } = useField();
  const { words } = useWording();
  const { screen } = state;
  useGeofence();
  useRoute();
  useOrderAlarm(current === undefined ? undefined : ringsFor(current));
  const room = useRoom(current?.incident.id);
  const radio = useOwnRadio(current?.incident.id, room);
  const unread = room ? newestUnread(room) : null;
  const forceRoomId = forcesOf(state.board.commandPosts.values(), unit?.id)[0]?.roomId;
  const forceRoom = useRoom(forceRoomId);
  const forceRadio = useOwnRadio(forceRoomId, forceRoom);
  const forceUnread = forceRoom ? newestUnread(forceRoom) : null;
  useAwake(current !== undefined);
  useShake([...tasks.flatMap(({ response, task }) => (task.state === "ISSUED" ? [`${response.id} ${task.id}`] : [])), ...(current ? [...newsOf(current).flatMap(({ id, critical }) => (critical ? [id] : [])), ...offersTo(current).map(({ giver, offer }) => `${giver.unitId} ${offer.at}`), ...(unread === null ? [] : [`room ${unread}`])] : []), ...(forceUnread === null ? [] : [`force ${forceUnread}`])]);
  return (
    <RadioContext.Provider value={radio}><ForceRadioContext.Provider value={forceRadio}>
      <div className="shell">
        <ShellHeader />
        <CatchFault key={screen} text={words.fault} again={words.again}>
          <ScreenOf screen={screen} hasUnit={state.seat?.unitId != null} />
        </CatchFault>
        <div className="bottom">
          <PrimaryAction />
          <TabBar screen={screen} />
        </div>
      </div>
    </ForceRadioContext.Provider></RadioContext.Provider>
  );
}

function ScreenOf({ screen, hasUnit }: { screen: Screen; hasUnit: boolean }) {
  const { words } = useWording();
  if (screen === "me") return <MeScreen />;
  if (!hasUnit) return <main className="screen">{words.noUnit}</main>;
  if (screen === "order") return <OrderScreen />;
  return (
    <Suspense fallback={<main className="screen">{words.starting}</main>}>
      <MapScreen />
    </Suspense>
  );
}
