import assert from "node:assert/strict";
import { test } from "node:test";
import type { Alarm } from "./alarm-list.ts";
import { alarmLines } from "./alarm-lines.ts";

const seat = (id: string, room: string, empty = false): Alarm => ({ kind: "seat", id, at: 1, incident: { id } as never, room, empty });
const surge: Alarm = { kind: "surge", id: "surge/D1", at: 1, orgPath: "CITY.D1", count: 3 };

test("ORG-14, X-15: what waits for one duty room is one line with its count; other rooms, empty rooms and other alarms keep their own, in their order", () => {
  const lines = alarmLines([seat("a", "TR"), seat("b", "TR"), surge, seat("c", "EM"), seat("d", "TR"), seat("e", "TR", true), surge]);
  assert.deepEqual(lines.map(({ alarm, count }) => [alarm.id, count]), [["a", 3], ["surge/D1", 1], ["c", 1], ["e", 1], ["surge/D1", 1]]);
  assert.deepEqual(alarmLines([]), []);
});
