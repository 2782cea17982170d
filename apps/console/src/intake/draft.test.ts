import assert from "node:assert/strict";
import { test } from "node:test";
import type { PlaceCandidate } from "@tocsin/contract/views.ts";
import { EXAMPLE_TYPES } from "../examples/example-incidents.ts";
import { newDraft, reduceDraft, type Draft, type DraftEvent } from "./draft.ts";
import { savePlan } from "./save-plan.ts";
import { searchTypes } from "./type-search.ts";

const ID = "01KJ0000000000000000000001";
const place = (name: string): PlaceCandidate => ({ id: `p-${name}`, name, kind: "ADDRESS", district: "江岸区", point: { lon: 114.3, lat: 30.6 }, score: 1, accuracyM: 10 });

/** Hands at a keyboard: what is typed goes into the field where the reducer has the focus; geocoder and type search answer as on the screen. */
function operate(script: readonly string[], geocode: (typed: string) => readonly PlaceCandidate[] = (typed) => [place(`${typed}号`)]): { draft: Draft; strokes: number } {
  let draft = newDraft(ID);
  const send = (event: DraftEvent): void => {
    draft = reduceDraft(draft, event);
  };
  let strokes = 1; // N
  for (const piece of script) {
    if (piece === "Enter" || piece === "Down" || piece === "Up" || piece === "Save" || piece === "PreDispatch") {
      strokes += piece === "Save" || piece === "PreDispatch" ? 2 : 1;
      send({ type: "key", key: piece });
      continue;
    }
    for (const char of piece) {
      strokes += 1;
      const field = draft.field;
      const before = { where: draft.address, what: draft.typed, said: draft.said, callback: draft.callback }[field];
      send({ type: "typed", field, value: before + char });
      if (field === "where") send({ type: "candidates", for: draft.address, candidates: geocode(draft.address) });
      if (field === "what") send({ type: "types", types: searchTypes(EXAMPLE_TYPES, draft.typed) });
    }
  }
  return { draft, strokes };
}

test("INC-01: a common type needs at most 20 keystrokes from N to saved, by number, by initials and by Chinese", () => {
  for (const typed of ["32", "dtkr", "电梯"]) {
    const { draft, strokes } = operate(["cjl88", "Enter", typed, "Enter", "Enter", "w", "Enter"]);
    assert.equal(draft.wants, "save");
    assert.equal(draft.typeCode, "FR-06");
    assert.deepEqual(draft.place?.point, { lon: 114.3, lat: 30.6 });
    assert.ok(strokes <= 20, `${typed}: ${strokes} keystrokes`);
  }
});

test("INC-01: with the number that the caller dictates, ↵ and digits included, the form itself adds no more than nine", () => {
  const { draft, strokes } = operate(["cjl8", "Enter", "32", "Enter", "Enter", "13800000000", "Enter"]);
  assert.equal(draft.wants, "save");
  assert.ok(strokes - "cjl8".length - "13800000000".length <= 9, `${strokes}`);
});

test("INC-03: from the second field on a unit can be sent", () => {
  assert.equal(operate(["cjl8", "Enter", "32", "PreDispatch"]).draft.wants, "pre-dispatch");
  assert.equal(operate(["cjl8", "Enter", "PreDispatch"]).draft.wants, "nothing");
});

test("INC-01: what was typed is never rewritten by the chosen candidate", () => {
  const { draft } = operate(["cjl 8 hao menkou", "Enter"], () => [place("长江路8号")]);
  assert.equal(draft.address, "cjl 8 hao menkou");
  assert.equal(draft.place?.name, "长江路8号");
  const [plan] = savePlan({ ...draft, typeCode: "FR-06", noCallback: "SILENT_CALL" }, null);
  assert.ok(plan?.name === "intake.receive");
  assert.equal(plan.payload.place?.addressText, "cjl 8 hao menkou");
  assert.equal(plan.payload.place?.placeId, "p-长江路8号");
});

test("INC-01: fast hands are not given the candidate of an older prefix", () => {
  let draft = newDraft(ID);
  draft = reduceDraft(draft, { type: "typed", field: "where", value: "长" });
  draft = reduceDraft(draft, { type: "candidates", for: "长", candidates: [place("长丰路")] });
  draft = reduceDraft(draft, { type: "typed", field: "where", value: "长江路8" });
  draft = reduceDraft(draft, { type: "key", key: "Enter" });
  assert.equal(draft.place, null);
  assert.equal(draft.field, "what");
  draft = reduceDraft(draft, { type: "candidates", for: "长江路8", candidates: [place("长江路8号")] });
  assert.equal(draft.place?.name, "长江路8号");
});

test("INC-01: an unknown place is a reason and never blocks; nothing at all does", () => {
  let draft = reduceDraft(newDraft(ID), { type: "key", key: "Enter" });
  assert.equal(draft.field, "where");
  draft = reduceDraft(draft, { type: "unknown", reason: "CALL_DROPPED" });
  assert.equal(draft.field, "what");
  draft = reduceDraft(draft, { type: "key", key: "Save" });
  assert.equal(draft.wants, "save");
  const [plan] = savePlan(draft, null);
  assert.ok(plan?.name === "intake.receive" && plan.payload.placeUnknown === "CALL_DROPPED" && plan.payload.place === undefined);
});

test("INC-03: after the first save only what changed is sent, each with the value that was seen", () => {
  const { draft: saved } = operate(["cjl8", "Enter", "32", "Enter", "冒烟", "PreDispatch"]);
  assert.deepEqual(savePlan(saved, saved), []);
  const now = { ...saved, said: "冒烟,三楼", callback: "13800000000", facts: { trapped: "2", ongoing: "true" } };
  assert.deepEqual(savePlan(now, saved), [
    { name: "intake.amend", payload: { incidentId: ID, field: "text", from: "冒烟", to: "冒烟,三楼" } },
    { name: "intake.amend", payload: { incidentId: ID, field: "callback", from: null, to: "13800000000" } },
    { name: "intake.addFact", payload: { incidentId: ID, key: "trapped", value: 2, from: null } },
    { name: "intake.addFact", payload: { incidentId: ID, key: "ongoing", value: true, from: null } },
  ]);
});

test("INC-01: two keys say why the place is unknown, in either width of the question mark", () => {
  for (const typed of ["?2", "？2"]) {
    const { draft, strokes } = operate([typed, "32", "Enter", "Enter", "s", "Enter"]);
    assert.equal(draft.placeUnknown, "CALLER_LOST");
    assert.equal(draft.wants, "save");
    assert.ok(strokes <= 20);
  }
});

test("X-04, INC-01: a save that cannot go says at which field, until that field is written anew", () => {
  const empty = operate(["Save"]).draft;
  assert.deepEqual([empty.wants, empty.fault], ["nothing", "where"]);
  assert.equal(reduceDraft(empty, { type: "unknown", reason: "CALLER_LOST" }).fault, undefined);
  const short = operate(["cjl88", "Enter", "32", "Enter", "Enter", "12", "Save"]).draft;
  assert.deepEqual([short.wants, short.field, short.fault], ["nothing", "callback", "callback"]);
  const other = reduceDraft(short, { type: "typed", field: "said", value: "门卡住" });
  assert.equal(other.fault, "callback", "another field answers nothing");
  const mended = reduceDraft(other, { type: "typed", field: "callback", value: "12345" });
  assert.deepEqual([mended.fault, reduceDraft(mended, { type: "key", key: "Save" }).wants], [undefined, "save"]);
});
