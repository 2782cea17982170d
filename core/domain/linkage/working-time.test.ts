import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { civil, DAY, HOUR, MINUTE, startOfDay } from "@tocsin/kernel/instant.ts";
import { addTerm, isWorkingDay, workingCalendar } from "./working-time.ts";

const HOURS = [{ from: "09:00", to: "12:00" }, { from: "13:30", to: "17:30" }];
const calendar = workingCalendar([{ day: "2026-10-01", kind: "HOLIDAY", nameZh: "国庆节" }, { day: "2026-10-02", kind: "HOLIDAY", nameZh: "国庆节" }, { day: "2026-10-10", kind: "WORKDAY", nameZh: "调休上班" }], HOURS, 480);
/** Shanghai time. */
const at = (day: string, hour: number, minute = 0): number => startOfDay(day) + hour * HOUR + minute * MINUTE;
const due = (from: number, term: string): string => {
  const { year, month, day, hour, minute } = civil(addTerm(calendar, from, term));
  return `${year}-${month}-${day} ${hour}:${String(minute).padStart(2, "0")}`;
};

test("LNK-05: a working day is the next one that is worked, until the offices close", () => {
  assert.equal(due(at("2026-09-30", 10), "1wd"), "2026-10-5 17:30");
  assert.equal(due(at("2026-09-30", 23), "1wd"), "2026-10-5 17:30");
  assert.equal(due(at("2026-10-09", 10), "1wd"), "2026-10-10 17:30", "a Saturday that is worked");
  assert.equal(due(at("2026-10-10", 10), "2wd"), "2026-10-13 17:30");
});

test("LNK-05: office hours pass only while the offices are open", () => {
  assert.equal(due(at("2026-09-30", 11), "2wh"), "2026-9-30 14:30");
  assert.equal(due(at("2026-09-30", 17), "1wh"), "2026-10-5 9:30");
  assert.equal(due(at("2026-10-03", 3), "7wh"), "2026-10-5 17:30");
});

test("LNK-05: minutes and hours pass always; calendar days that end on a free day end on the next that is worked", () => {
  assert.equal(due(at("2026-09-30", 23, 50), "30min"), "2026-10-1 0:20");
  assert.equal(due(at("2026-09-30", 11), "24h"), "2026-10-1 11:00");
  assert.equal(due(at("2026-09-26", 11), "7d"), "2026-10-5 17:30");
  assert.equal(due(at("2026-09-28", 11), "1d"), "2026-9-29 17:30");
});

const instants = fc.integer({ min: at("2026-09-20", 0), max: at("2026-10-20", 0) });
const terms = fc.tuple(fc.integer({ min: 1, max: 40 }), fc.constantFrom("min", "h", "d", "wh", "wd")).map(([count, unit]) => `${count}${unit}`);

/** Office minutes between two instants, counted one by one. */
function officeMinutes(from: number, to: number): number {
  let count = 0;
  for (let minute = from; minute < to; minute += MINUTE) {
    const day = Math.floor((minute + 8 * HOUR) / DAY) * DAY - 8 * HOUR;
    const inDay = minute - day;
    const open = (inDay >= 9 * HOUR && inDay < 12 * HOUR) || (inDay >= 13.5 * HOUR && inDay < 17.5 * HOUR);
    if (open && isWorkingDay(calendar, day)) count += 1;
  }
  return count;
}

test("LNK-05: office hours are as many as can be counted minute by minute", () => {
  fc.assert(fc.property(instants, fc.integer({ min: 1, max: 30 }), (raw, hours) => {
    const from = Math.floor(raw / MINUTE) * MINUTE;
    return officeMinutes(from, addTerm(calendar, from, `${hours}wh`)) === hours * 60;
  }), { numRuns: 60 });
});

test("LNK-05: whoever begins later is never due sooner, a longer term never ends sooner, and what ends in working time ends on a working day", () => {
  fc.assert(fc.property(instants, instants, terms, (a, b, term) => addTerm(calendar, Math.min(a, b), term) <= addTerm(calendar, Math.max(a, b), term)));
  fc.assert(fc.property(instants, fc.integer({ min: 1, max: 40 }), fc.constantFrom("min", "h", "d", "wh", "wd"), (from, count, unit) => {
    const [one, two] = [addTerm(calendar, from, `${count}${unit}`), addTerm(calendar, from, `${count + 1}${unit}`)];
    return from < one && one < two || (unit === "d" && one <= two && from < one);
  }));
  fc.assert(fc.property(instants, fc.integer({ min: 1, max: 40 }), fc.constantFrom("d", "wh", "wd"), (from, count, unit) => {
    const end = addTerm(calendar, from, `${count}${unit}`) - 1;
    return isWorkingDay(calendar, Math.floor((end + 8 * HOUR) / DAY) * DAY - 8 * HOUR);
  }));
});

test("LNK-05: office hours add up", () => {
  fc.assert(fc.property(instants, fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 20 }), (from, a, b) => addTerm(calendar, addTerm(calendar, from, `${a}wh`), `${b}wh`) === addTerm(calendar, from, `${a + b}wh`)));
});
