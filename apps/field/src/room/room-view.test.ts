import assert from "node:assert/strict";
import { test } from "node:test";
import type { Room, RoomParty } from "@tocsin/contract/command/room.ts";
import { act } from "../outbox/test-acts.ts";
import { newestUnread, shownMessages, undelivered } from "./room-view.ts";

const incidentId = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
const id = (n: number): string => `01ARZ3NDEKTSV4RRFFQ69G5FA${n}`;
const unit: RoomParty = { key: "unit/U1", unitId: "U1", nameZh: "学府 01", nameEn: "学府 01", agency: "POLICE" };
const desk: RoomParty = { key: "seat/DISPATCHER@CITY", unitId: null, nameZh: "市局 调度员", nameEn: "City, Dispatcher", agency: "POLICE" };
const said = (no: number, from: RoomParty) => ({ id: id(no), no, from, text: `第${no}句`, at: no, deviceAt: null });
const room: Room = { id: incidentId, version: 3, incidentId, messages: [said(1, desk), said(2, unit), said(3, desk)], count: 3, marks: [], circle: { units: ["U1"], agencies: [] }, floor: null, scope: ["CITY"], own: unit.key };
const post = (seq: number, messageId: string, of = incidentId) => act(`A${seq}`, seq, "rooms.post", { payload: { incidentId: of, messageId, text: "离线写的", deviceAt: seq } });

test("X-07, CMD-03: what waits on the phone stands after what the server has ordered, and what has come back stands there once", () => {
  const outbox = { acts: [post(1, id(2)), post(2, id(7)), post(3, id(8), id(9)), act("A4", 4, "dispatch.acknowledge")] };
  assert.deepEqual(shownMessages(room, outbox, incidentId).map((shown) => (shown.t === "said" ? shown.message.no : shown.act.id)), [1, 2, 3, "A2"]);
  assert.deepEqual(shownMessages(undefined, { acts: [] }, incidentId), []);
});

test("CMD-03: a phone acknowledges what others said, once", () => {
  const marked = (delivered: number, read: number | null): Room => ({ ...room, marks: [{ party: unit, delivered: { no: delivered, at: 1 }, read: read === null ? null : { no: read, at: 1 } }] });
  assert.deepEqual([undelivered(room), undelivered(marked(1, null)), undelivered(marked(3, null))], [3, 3, null]);
  assert.deepEqual([newestUnread(room), newestUnread(marked(3, 1)), newestUnread(marked(3, 3))], [3, 3, null]);
});
