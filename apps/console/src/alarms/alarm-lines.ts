import type { Alarm } from "./alarm-list.ts";

/** A line of the alarm bar: one alarm, or the longest waiting of several of its kind. */
export interface AlarmLine {
  readonly alarm: Alarm;
  readonly count: number;
}

const roomOf = (alarm: Alarm): string | null => (alarm.kind === "seat" ? `${alarm.room} ${alarm.empty}` : null);

/** What waits for one duty room takes one line with its count, however much it is: a queue pushed down by three like sentences says no more. Order is kept. */
export function alarmLines(alarms: readonly Alarm[]): readonly AlarmLine[] {
  const lines: AlarmLine[] = [];
  for (const alarm of alarms) {
    const room = roomOf(alarm);
    const at = room === null ? -1 : lines.findIndex((line) => roomOf(line.alarm) === room);
    if (at < 0) lines.push({ alarm, count: 1 });
    else lines[at] = { ...lines[at]!, count: lines[at]!.count + 1 };
  }
  return lines;
}
