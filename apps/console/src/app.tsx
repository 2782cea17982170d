import { useEffect } from "react";
import { ConfigProvider } from "antd";
import enUS from "antd/locale/en_US";
import zhCN from "antd/locale/zh_CN";
import { AlarmBar } from "./alarms/alarm-bar.tsx";
import { useAlarmWatch } from "./alarms/alarm-state.ts";
import { openSound } from "./alarms/sounds.ts";
import { BreachBoard } from "./breaches/breach-board.tsx";
import { CommandBar } from "./command-bar/command-bar.tsx";
import { Detail } from "./detail/detail.tsx";
import { Intake } from "./intake/intake.tsx";
import { useGlobalKeys } from "./keyboard/global-keys.ts";
import { KeySheet } from "./keyboard/key-sheet.tsx";
import { useLang, useSay } from "./language/words.ts";
import { useLink } from "./live/live-board.ts";
import { runClock } from "./live/server-clock.ts";
import { resume, useSession } from "./live/session.ts";
import { sendWaiting } from "./live/waiting-commands.ts";
import { GoTo } from "./map/go-to.tsx";
import { MapView } from "./map/map-view.tsx";
import { Queue } from "./queue/queue.tsx";
import { showColumn, usePanels, type Column } from "./selection/panels.ts";
import { SignIn } from "./sign-in/sign-in.tsx";
import { LinkBanner } from "./strip/connection.tsx";
import { Strip } from "./strip/strip.tsx";
import { antdThemeOf, markTheme, useTheme } from "./theme/theme.ts";
import { UnitBoard } from "./units/unit-board.tsx";

export function App() {
  const lang = useLang();
  const theme = useTheme();
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
  return (
    <ConfigProvider locale={lang === "zh" ? zhCN : enUS} theme={antdThemeOf(theme)}>
      <Phase />
    </ConfigProvider>
  );
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
    case "ready": return <Console />;
  }
}

/** The one screen: strip on top, then queue, map and detail, and the command bar at the foot. */
function Console() {
  useGlobalKeys();
  useAlarmWatch();
  const { panel, intake, column } = usePanels();
  const { state } = useLink();
  useEffect(() => {
    if (state === "live") void sendWaiting();
  }, [state]);
  return (
    <div className="console">
      <Strip />
      <LinkBanner />
      <AlarmBar />
      <Columns />
      <main className="columns" data-column={column}>
        <Queue />
        <div className="workspace">
          <MapView />
          {panel === "go-to" && <GoTo />}
        </div>
        {intake ? <Intake /> : <Detail />}
        {panel === "units" && <UnitBoard />}
        {panel === "breaches" && <BreachBoard />}
        {panel === "keys" && <KeySheet />}
      </main>
      <CommandBar />
    </div>
  );
}

/** On a narrow window one column at a time. */
function Columns() {
  const say = useSay();
  const { column } = usePanels();
  const columns: readonly Column[] = ["queue", "map", "detail"];
  return (
    <nav className="column-switch" aria-label={say("app.columns")}>
      {columns.map((each) => <button key={each} type="button" className="tab" aria-pressed={column === each} onClick={() => showColumn(each)}>{say(`column.${each}`)}</button>)}
    </nav>
  );
}
