import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Position, StreamMessage } from "@tocsin/contract/views.ts";
import { EMPTY_BOARD, applyAccepted, applyBoard, applyMessage } from "./board-state.ts";
import { compareCursors } from "./cursor-order.ts";

const incident = (id: string, text: string): Incident => ({ id, text }) as Incident;
const upsert = (cursor: string, ...incidents: Incident[]): StreamMessage => ({ t: "upsert", cursor, at: 1, incidents, units: [], gone: [] });
const textOf = (state: typeof EMPTY_BOARD, id: string): string | undefined => state.incidents.get(id)?.text;
const position = (unitId: string, at: number): Position => ({ unitId, at, lon: 114, lat: 30 });

test("CMD-02: cursors order by transaction, then sequence, beyond 2^53", () => {
  assert.ok(compareCursors("9-1", "10-0") < 0);
  assert.ok(compareCursors("10-2", "10-11") < 0);
  assert.equal(compareCursors("18446744073709551615-3", "18446744073709551615-3"), 0);
  assert.ok(compareCursors("9007199254740993-0", "9007199254740992-9") > 0);
});

test("CMD-02: a record that arrives late does not overwrite the later one", () => {
  const state = applyMessage(applyMessage(EMPTY_BOARD, upsert("7-2", incident("A", "new"))), upsert("7-1", incident("A", "old")));
  assert.equal(textOf(state, "A"), "new");
  assert.equal(state.cursor, "7-2");
});

test("CMD-02: a command's answer shows at once and the stream's cursor stays", () => {
  const state = applyAccepted(EMPTY_BOARD, { cursor: "9-1", incidents: [incident("A", "mine")], units: [] });
  assert.equal(textOf(applyMessage(state, upsert("8-1", incident("A", "before"))), "A"), "mine");
  assert.equal(state.cursor, "0-0");
});

test("CMD-02: a new board removes what it does not name, but keeps a later answer", () => {
  let state = applyMessage(EMPTY_BOARD, upsert("3-1", incident("GONE", "x"), incident("A", "a")));
  state = applyAccepted(state, { cursor: "12-1", incidents: [incident("MINE", "m")], units: [] });
  state = applyBoard(state, { cursor: "10-4", at: 5, incidents: [incident("A", "b")], units: [], positions: [], closures: [], layouts: [], advisories: [], matters: [], activations: [], beyond: [] });
  assert.deepEqual([...state.incidents.keys()].sort(), ["A", "MINE"]);
  assert.equal(textOf(state, "A"), "b");
  assert.equal(state.cursor, "10-4");
});

test("INC-04: an incident that the viewer may no longer see goes, and an older copy does not bring it back", () => {
  let state = applyMessage(EMPTY_BOARD, upsert("3-1", incident("A", "a"), incident("B", "b")));
  state = applyMessage(state, { t: "upsert", cursor: "4-1", at: 2, incidents: [], units: [], gone: ["A"] });
  state = applyMessage(state, upsert("3-2", incident("A", "late")));
  assert.deepEqual([...state.incidents.keys()], ["B"]);
  assert.deepEqual([...applyMessage(state, upsert("5-1", incident("A", "back"))).incidents.keys()], ["B", "A"]);
});

test("CMD-02: positions keep the latest fix, also within one batch", () => {
  const state = applyMessage(EMPTY_BOARD, { t: "positions", at: 1, positions: [position("U1", 20), position("U1", 10), position("U2", 5)] });
  assert.equal(state.positions.get("U1")?.at, 20);
  const same = applyMessage(state, { t: "positions", at: 2, positions: [position("U1", 20)] });
  assert.equal(same.positions, state.positions);
});

test("CMD-02: any order and any repetition of messages ends in the same records", () => {
  const messages = fc.uniqueArray(fc.record({ seq: fc.integer({ min: 1, max: 40 }), id: fc.constantFrom("A", "B", "C") }), { selector: ({ seq }) => seq, minLength: 1 });
  fc.assert(
    fc.property(messages.chain((list) => fc.record({ list: fc.constant(list), shuffled: fc.shuffledSubarray([...list, ...list], { minLength: list.length * 2 }) })), ({ list, shuffled }) => {
      const fold = (order: typeof list) => order.reduce((state, { seq, id }) => applyMessage(state, upsert(`1-${seq}`, incident(id, String(seq)))), EMPTY_BOARD);
      const straight = fold([...list].sort((a, b) => a.seq - b.seq));
      const mixed = fold(shuffled);
      for (const id of ["A", "B", "C"]) assert.equal(textOf(mixed, id), textOf(straight, id));
      assert.equal(mixed.cursor, straight.cursor);
    }),
  );
});
