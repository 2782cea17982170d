import { useEffect, useMemo, useRef } from "react";
import { useBoard, useIncidents, useLinkState, useUnits } from "../live/live-board.ts";
import { useNow } from "../live/server-clock.ts";
import { mayDo, useCity, useSeat } from "../live/session.ts";
import { rosterAlarm } from "../joint/roster-alarm.ts";
import { rosterHolesStore } from "../joint/roster-watch.ts";
import { createStore, useStore } from "../store/external-store.ts";
import { alarmsIn, type Alarm } from "./alarm-list.ts";
import { playSound, type Sound } from "./sounds.ts";

/** Alarms that this seat has taken note of: silent and small, but counted until they end. */
const knownStore = createStore<ReadonlySet<string>>(new Set());
const whole = (known: ReadonlySet<string>): ReadonlySet<string> => known;

/** Of the moment; the gravest first. Computed once a second in one place and read by strip and bar. */
export const alarmStore = createStore<readonly Alarm[]>([]);
const list = (alarms: readonly Alarm[]): readonly Alarm[] => alarms;
const same = <Value>(value: Value): Value => value;

/** A surge stays one alarm while its number changes. */
const isSame = (a: Alarm, b: Alarm | undefined): boolean => a.id === b?.id && (a.kind !== "surge" || (b.kind === "surge" && a.count === b.count));

export function acknowledgeAlarms(): void {
  knownStore.set((before) => new Set([...before, ...alarmStore.get().map(({ id }) => id)]));
}

export function useAlarms(): { readonly fresh: readonly Alarm[]; readonly known: readonly Alarm[] } {
  const alarms = useStore(alarmStore, list);
  const known = useStore(knownStore, whole);
  return useMemo(() => ({ fresh: alarms.filter(({ id }) => !known.has(id)), known: alarms.filter(({ id }) => known.has(id)) }), [alarms, known]);
}

const soundOf = (alarm: Alarm): Sound => (alarm.kind === "duress" ? "duress" : alarm.kind === "unacknowledged" || alarm.kind === "unread" ? "unacknowledged" : "newP1");

/** Watches board, units and line, and sounds what is new. Rendered once, by the signed-in screen. */
export function useAlarmWatch(): void {
  const incidents = useIncidents();
  const units = useUnits();
  const advisories = useBoard((state) => state.advisories);
  const notices = useBoard((state) => state.notices);
  const matters = useBoard((state) => state.matters);
  const now = useNow();
  const { deadlines, head } = useCity().city;
  const holes = useStore(rosterHolesStore, same);
  const seat = useSeat();
  const heard = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const alarms = [...alarmsIn({ incidents: incidents.values(), units: units.values(), advisories: advisories.values(), notices, matters: matters.values() }, now, deadlines, { seat, answersSeats: mayDo(seat, "dispatch.answerSeat"), answersAdvisories: mayDo(seat, "command.confirmAdvisory"), answersNeighbours: mayDo(seat, "linkage.sign") && seat.agency === "POLICE" }), ...rosterAlarm(holes, now, head.utcOffset)];
    const before = heard.current;
    alarmStore.set((old) => (old.length === alarms.length && old.every((alarm, index) => isSame(alarm, alarms[index])) ? old : alarms));
    heard.current = new Set(alarms.map(({ id }) => id));
    // What stood there when the screen opened is seen, not heard.
    const fresh = before === null ? undefined : alarms.find(({ id }) => !before.has(id));
    if (fresh) playSound(soundOf(fresh));
  }, [incidents, units, advisories, notices, matters, now, deadlines, head, holes, seat]);
  const knownP1 = useRef<ReadonlySet<string> | null>(null);
  useEffect(() => {
    const before = knownP1.current;
    const p1 = new Set<string>();
    for (const { id, priority } of incidents.values()) if (priority === "P1") p1.add(id);
    knownP1.current = p1;
    if (before !== null && [...p1].some((id) => !before.has(id))) playSound("newP1");
  }, [incidents]);
  const state = useLinkState();
  useEffect(() => {
    if (state === "lost") playSound("lost");
  }, [state]);
}
