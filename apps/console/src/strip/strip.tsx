import { useMemo } from "react";
import { muteStore, useMute } from "../alarms/sounds.ts";
import { useAlarms } from "../alarms/alarm-state.ts";
import { timeOfDay } from "../incident/clock-state.ts";
import { langStore, useLang, useSay } from "../language/words.ts";
import { boardStore, useIncidents, usePositions, useUnits } from "../live/live-board.ts";
import { useNow } from "../live/server-clock.ts";
import { useCity, useSeat } from "../live/session.ts";
import { useAssetsDue } from "../assets/use-assets.ts";
import { useFiguresDue } from "../figures/use-figures.ts";
import { useJointDue } from "../joint/own-joint.ts";
import { seesMatters, useMattersDue } from "../matters/own-matters.ts";
import { GuidanceCount } from "../guidance/guidance-count.tsx";
import { useReviewsDue } from "../reviews/use-reviews.ts";
import { openPanel, showPanel } from "../selection/panels.ts";
import { openUnit } from "../selection/open-detail.ts";
import { themeStore, useTheme } from "../theme/theme.ts";
import { orgName } from "../city/city-index.ts";
import { showGroup } from "../queue/queue-focus.ts";
import { Connection } from "./connection.tsx";
import { countIncidents, countUnits } from "./counts.ts";
import { StripCount } from "./strip-count.tsx";
import "./strip.css";

/** The fixed strip: no filter, zoom or panel ever covers it. The gravest stands first. */
export function Strip() {
  const say = useSay();
  return (
    <header className="strip" aria-label={say("strip.name")}>
      <Figures />
      <div className="strip-rest">
        <Connection />
        <ServerClock />
        <SeatName />
        <Switches />
      </div>
    </header>
  );
}

function Figures() {
  const say = useSay();
  const { deadlines } = useCity().city;
  const now = useNow();
  const incidents = useIncidents();
  const units = useUnits();
  const positions = usePositions();
  const calls = useMemo(() => countIncidents(incidents.values(), now, deadlines), [incidents, now, deadlines]);
  const force = useMemo(() => countUnits(units.values(), positions, now, deadlines.positionStale), [units, positions, now, deadlines]);
  const { known } = useAlarms();
  return (
    <div className="strip-figures">
      <StripCount label={say("strip.unassigned")} value={calls.unassigned} tone={calls.unassigned > 0 ? "amber" : "calm"} mark="●" onClick={() => showGroup("unassigned")} />
      <StripCount label={say("strip.breached")} value={calls.breached} tone={calls.breached > 0 ? "red" : "calm"} mark="■" onClick={() => showPanel("breaches")} hint="B" />
      <Distress duress={force.duress} unacknowledged={calls.unacknowledged} />
      <StripCount label={say("strip.openP1")} value={calls.openP1} tone={calls.openP1 > 0 ? "p1" : "calm"} mark="◆" />
      <StripCount label={say("strip.openP2")} value={calls.openP2} tone="calm" mark="▲" />
      <span className="strip-line" />
      <StripCount label={say("strip.free")} value={force.free} tone="calm" onClick={() => showPanel("units")} hint="U" />
      <StripCount label={say("strip.busy")} value={force.busy} tone="calm" onClick={() => showPanel("units")} />
      <StripCount label={say("strip.stale")} value={force.stale} tone={force.stale > 0 ? "dim" : "calm"} mark="◌" onClick={() => showPanel("units")} />
      <StripCount label={say("strip.noPlace")} value={calls.noPlace} tone={calls.noPlace > 0 ? "amber" : "calm"} mark="?" onClick={() => showGroup("locate")} />
      <MatterCount />
      <GuidanceCount />
      <JointCount />
      <AssetCount />
      <FiguresCount />
      <ReviewCount />
      {known.length > 0 && <span className="strip-known">{say("strip.known", { count: known.length })}</span>}
    </div>
  );
}

/** Matters between organisations that wait for this seat; nothing while none does. */
function MatterCount() {
  const say = useSay();
  const { count, overdue } = useMattersDue();
  if (!seesMatters(useSeat()) || count === 0) return null;
  return <StripCount label={say("strip.matters")} value={count} tone={overdue ? "red" : "amber"} mark={overdue ? "■" : "⇄"} onClick={() => openPanel("matters")} />;
}

/** Hand-overs of who answers for something that wait for this seat's signature; nothing while none does. */
function AssetCount() {
  const say = useSay();
  const count = useAssetsDue();
  return count === 0 ? null : <StripCount label={say("strip.assets")} value={count} tone="amber" mark="⇄" onClick={() => openPanel("assets")} />;
}

/** Figures that another seat drafted and this one may make public; nothing while none wait. */
function FiguresCount() {
  const say = useSay();
  const count = useFiguresDue();
  return count === 0 ? null : <StripCount label={say("strip.figures")} value={count} tone="amber" mark="⇄" onClick={() => openPanel("figures")} />;
}

/** Reviews to be signed by this seat, and tasks of its organisation; nothing while there is none. */
function ReviewCount() {
  const say = useSay();
  const { count, late } = useReviewsDue();
  return count === 0 ? null : <StripCount label={say("strip.reviews")} value={count} tone={late ? "red" : "amber"} mark={late ? "■" : "↺"} onClick={() => openPanel("reviews")} />;
}

/** Joint work that waits for this seat; nothing while none does. */
function JointCount() {
  const say = useSay();
  const { count, overdue } = useJointDue();
  return count === 0 ? null : <StripCount label={say("strip.joint")} value={count} tone={overdue ? "red" : "amber"} mark={overdue ? "■" : "⇄"} onClick={() => openPanel("joint")} />;
}

/** One place for two counts, the graver first: a unit in danger, else orders that nobody acknowledged. */
function Distress({ duress, unacknowledged }: { readonly duress: number; readonly unacknowledged: number }) {
  const say = useSay();
  if (duress > 0) return <StripCount label={say("strip.duress")} value={duress} tone="red" mark="⚠" onClick={showFirstDuress} />;
  return <StripCount label={say("strip.unacknowledged")} value={unacknowledged} tone={unacknowledged > 0 ? "amber" : "calm"} mark="◐" onClick={() => showPanel("breaches")} />;
}

function showFirstDuress(): void {
  const unit = [...boardStore.get().units.values()].find((each) => each.duress !== null);
  if (unit) openUnit(unit.id);
}

function ServerClock() {
  const say = useSay();
  const { head } = useCity().city;
  const now = useNow();
  return <span className="num strip-clock" title={say("strip.clock")}>{timeOfDay(now, head.utcOffset)}</span>;
}

function SeatName() {
  const say = useSay();
  const lang = useLang();
  const seat = useSeat();
  const city = useCity();
  const where = seat.grants[0] ? orgName(city, seat.grants[0].orgPath, lang) : "";
  return (
    <button type="button" className="strip-seat" title={`${seat.name} · ${where} · ${say("account.open")}`} onClick={() => showPanel("account")}>
      <span>{seat.name}</span>
      <span className="dim">{where}</span>
    </button>
  );
}

function Switches() {
  const say = useSay();
  const lang = useLang();
  const theme = useTheme();
  const mute = useMute();
  return (
    <div className="strip-switches">
      <button type="button" className={mute ? "switch switch-muted" : "switch"} aria-pressed={mute} title={say("strip.muteTitle")} onClick={() => muteStore.set(!mute)}>{mute ? say("strip.muted") : say("strip.sound")}</button>
      <button type="button" className="switch" title={say("strip.themeTitle")} onClick={() => themeStore.set(theme === "dark" ? "light" : "dark")}>{theme === "dark" ? say("strip.light") : say("strip.dark")}</button>
      <button type="button" className="switch" lang={lang === "zh" ? "en" : "zh-CN"} title={say("strip.langTitle")} onClick={() => langStore.set(lang === "zh" ? "en" : "zh")}>{say("strip.otherLang")}</button>
      <button type="button" className="switch" title={say("strip.keysTitle")} onClick={() => showPanel("keys")}>?</button>
    </div>
  );
}
