import { lazy, Suspense } from "react";
import { useWording, wording, WordingProvider } from "./language/wording.ts";
import { MeScreen } from "./me/me-screen.tsx";
import { useRoute } from "./map/use-route.ts";
import { useOrderAlarm } from "./order/alarm.ts";
import { useGeofence } from "./order/arrival-proposal.tsx";
import { newsOf, useCriticalShake } from "./order/news.tsx";
import { OrderScreen } from "./order/order-screen.tsx";
import { PrimaryAction } from "./order/primary-action.tsx";
import { ShellHeader } from "./shell-header.tsx";
import { SignInScreen } from "./sign-in/sign-in-screen.tsx";
import { useField } from "./state/field.ts";
import { TabBar } from "./tab-bar.tsx";

const MapScreen = lazy(() => import("./map/map-screen.tsx"));

export function App() {
  const { state } = useField();
  return (
    <WordingProvider value={wording(state.lang)}>
      <Phase />
    </WordingProvider>
  );
}

function Phase() {
  const { state } = useField();
  const { words } = useWording();
  if (state.phase === "starting") return <main className="starting">{words.starting}</main>;
  if (state.phase === "signedOut") return <SignInScreen ended={state.sessionEnded} />;
  return <Shell />;
}

function Shell() {
  const { state, current } = useField();
  const { words } = useWording();
  const { screen } = state;
  useGeofence();
  useRoute();
  useOrderAlarm(current?.assignment.status === "ISSUED" ? current.order.id : undefined);
  useCriticalShake(current ? newsOf(current) : []);
  return (
    <div className="shell">
      <ShellHeader />
      {state.seat?.unitId === null && screen !== "me" ? <main className="screen"><p>{words.noUnit}</p></main> : null}
      {state.seat?.unitId !== null && screen === "order" && <OrderScreen />}
      {state.seat?.unitId !== null && screen === "map" && (
        <Suspense fallback={<main className="screen">{words.starting}</main>}>
          <MapScreen />
        </Suspense>
      )}
      {screen === "me" && <MeScreen />}
      <div className="bottom">
        <PrimaryAction />
        <TabBar screen={screen} />
      </div>
    </div>
  );
}
