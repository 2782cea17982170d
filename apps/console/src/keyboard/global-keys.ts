import { useEffect } from "react";
import { isOpen } from "@tocsin/contract/intake/incident.ts";
import { acknowledgeAlarms } from "../alarms/alarm-state.ts";
import { muteStore } from "../alarms/sounds.ts";
import { COMMAND_OF, commandStep, stepCommand } from "../detail/commander.tsx";
import { answerSeat, maySeatAnswer } from "../detail/duty-seat.tsx";
import { ACTION_KEYS, mayStart, startAction, type DetailAction } from "../detail/detail-action.ts";
import { incidentNow } from "../live/live-board.ts";
import { lockedStore } from "../lock/seat-lock.ts";
import { dismissNotice, noticeStore } from "../live/notice.ts";
import { mayDo, seatNow } from "../live/session.ts";
import { stepSelection } from "../queue/queue-focus.ts";
import { FIRST_MOVE } from "../relocation/advice-lines.tsx";
import { toggleRoads } from "../roads/road-draft.ts";
import { coversColumns, DETAIL_TABS, panelStore, replacesDetail, showBar, showDetail, showIntake, showPanel, showTab } from "../selection/panels.ts";
import { selectionStore } from "../selection/selection.ts";

const actionOf = (key: string): DetailAction | undefined => (Object.keys(ACTION_KEYS) as DetailAction[]).find((action) => ACTION_KEYS[action] === key);

const FOCUS_WAIT_MS = 4_000;
let wish = 0;

/** Puts the focus on an element as soon as it is drawn and can take it (a disabled button cannot); the next key, or four seconds, end the wish. */
export function focusSoon(id: string): void {
  const mine = (wish += 1);
  const until = performance.now() + FOCUS_WAIT_MS;
  const look = (): void => {
    if (mine !== wish) return;
    const element = document.getElementById(id);
    element?.focus();
    if ((element === null || document.activeElement !== element) && performance.now() < until) requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

function toCandidates(): void {
  if (selectionStore.get().incidentId === null) stepSelection(1);
  showTab("dispatch");
  focusSoon("candidates");
}

function mend(): void {
  const now = noticeStore.get();
  dismissNotice();
  now?.mend?.run();
}

const PLAIN: Readonly<Record<string, () => unknown>> = {
  n: () => mayDo(seatNow(), "intake.receive") && showIntake(true),
  "/": () => showBar(true),
  j: () => stepSelection(1),
  k: () => stepSelection(-1),
  d: toCandidates,
  a: acknowledgeAlarms,
  z: mend,
  f: () => document.getElementById("queue-filter")?.focus(),
  g: () => showPanel("go-to"),
  u: () => showPanel("units"),
  b: () => showPanel("breaches"),
  i: () => showPanel("reserve"),
  v: () => showPanel("speed"),
  h: () => showPanel("planner"),
  q: () => document.getElementById(FIRST_MOVE)?.focus(),
  "0": () => toggleRoads(),
  s: () => muteStore.set((mute) => !mute),
  "?": () => showPanel("keys"),
};

function onSelected(key: string): boolean {
  const id = selectionStore.get().incidentId;
  const incident = id === null ? undefined : incidentNow(id);
  if (!incident) return false;
  const action = actionOf(key);
  const seat = seatNow();
  if (key === "t") {
    showTab("room");
    focusSoon("note-text");
  } else if (key === "c" && isOpen(incident) && mayDo(seat, COMMAND_OF[commandStep(incident, seat.userId)])) {
    showDetail();
    stepCommand(incident, seat.userId);
  } else if (key === "e" && maySeatAnswer(incident, seat)) {
    showDetail();
    answerSeat(incident);
  } else if (action && mayStart(seat, action) && (action === "reopen" ? incident.status === "CLOSED" : isOpen(incident))) startAction(action);
  else return false;
  return true;
}

const isTyping = (target: EventTarget | null): boolean => target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));
const isPressable = (target: EventTarget | null): boolean => target instanceof HTMLElement && /^(BUTTON|A|SUMMARY)$/.test(target.tagName);

function onKey(event: KeyboardEvent): void {
  wish += 1;
  if (lockedStore.get() || event.defaultPrevented || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.key === "Escape") {
    if (isTyping(event.target)) (event.target as HTMLElement).blur();
    panelStore.set((before) => ({ ...before, panel: "none", bar: false }));
    return;
  }
  const checkbox = event.target instanceof HTMLInputElement && event.target.type === "checkbox";
  if (isTyping(event.target) && !checkbox) return;
  const key = event.key.toLowerCase();
  const queueRow = event.target instanceof HTMLElement && event.target.dataset["incident"] !== undefined;
  const tab = DETAIL_TABS[Number(key) - 1];
  if ((key === "enter" || tab) && replacesDetail(panelStore.get())) return;
  if (key === "enter" && (!isPressable(event.target) || (queueRow && selectionStore.get().incidentId === (event.target as HTMLElement).dataset["incident"]))) toCandidates();
  else if (key.length === 1 && tab) {
    // Over a page its digits are its own: one too many must not turn the detail below it.
    if (coversColumns(panelStore.get())) return;
    showTab(tab);
  } else if (PLAIN[key]) PLAIN[key]();
  else if (!onSelected(key)) return;
  event.preventDefault();
}

/** Keys that work wherever the hands are, unless they write into a field. Parts with keys of their own stop theirs first. */
export function useGlobalKeys(): void {
  useEffect(() => {
    addEventListener("keydown", onKey);
    return () => removeEventListener("keydown", onKey);
  }, []);
}
