import assert from "node:assert/strict";
import { test } from "node:test";
import type { Room, RoomParty } from "@tocsin/contract/command/room.ts";
import { receiptsOf, unreadOf } from "./room-receipts.ts";

const unit = (id: string): RoomParty => ({ key: `unit/${id}`, unitId: id, nameZh: `${id} 号`, nameEn: id, agency: "POLICE" });
const desk: RoomParty = { key: "seat/DISPATCHER@CITY", unitId: null, nameZh: "市局 调度员", nameEn: "City, Dispatcher", agency: "POLICE" };
const message = (no: number, from: RoomParty) => ({ id: `01ARZ3NDEKTSV4RRFFQ69G5FA${no}`, no, from, text: "在", at: no, deviceAt: null });
const room: Room = {
  id: "01ARZ3NDEKTSV4RRFFQ69G5FAV", version: 6, incidentId: "01ARZ3NDEKTSV4RRFFQ69G5FAV", messages: [message(1, desk), message(2, unit("U1")), message(3, desk)], count: 3,
  marks: [{ party: unit("U1"), delivered: { no: 3, at: 4 }, read: { no: 1, at: 4 } }, { party: unit("U2"), delivered: { no: 1, at: 4 }, read: null }, { party: desk, delivered: { no: 2, at: 4 }, read: { no: 2, at: 4 } }],
  circle: { units: ["U1", "U2", "U3"], agencies: ["POLICE"] }, floor: null, scope: ["CITY"], own: "unit/U1",
};

test("CMD-03: each message says who of those it is for has received and read it; the writer needs no receipt", () => {
  assert.deepEqual(receiptsOf(room, room.messages[0]!), { units: 3, delivered: ["U1 号", "U2 号"], read: ["U1 号"], seats: [] });
  assert.deepEqual(receiptsOf(room, room.messages[1]!), { units: 2, delivered: [], read: [], seats: [{ nameZh: "市局 调度员", nameEn: "City, Dispatcher" }] });
});

test("CMD-03: what is unread is what others said after the last one read; who only looks on owes nothing", () => {
  assert.deepEqual([unreadOf(room), unreadOf({ ...room, own: "unit/U2" }), unreadOf({ ...room, own: "unit/U3" }), unreadOf({ ...room, own: desk.key }), unreadOf({ ...room, own: null }), unreadOf(undefined)], [1, 3, 3, 0, 0, 0]);
});
