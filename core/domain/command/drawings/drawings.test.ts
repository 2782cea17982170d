import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { Drawing, DrawnPoints } from "@tocsin/contract/command/drawing.ts";
import type { DrawingEvent } from "@tocsin/contract/events.ts";
import { tinyCity } from "@tocsin/testing/fixtures/tiny-city.ts";
import { actor, type CityModel, cityModel, openIncident } from "@tocsin/testing/model/city-model.ts";
import { evolveDrawing } from "./evolve-drawing.ts";

const square = (west: number, south: number, side = 0.01): DrawnPoints => [[west, south], [west + side, south], [west + side, south + side], [west, south + side], [west, south]];
const codeOf = (result: ReturnType<CityModel["send"]>): string => (result.ok ? "accepted" : result.error.code);
const west = actor({ userId: "west", orgPath: "CITY.D1" });
const east = actor({ userId: "east", orgPath: "CITY.D2" });

test("CMD-02: whatever is drawn is a shape of its kind inside the city: open, crossing, folded or still ones are refused, and nothing is stored of them", () => {
  const model = cityModel(tinyCity);
  const attempt = (kind: "CORDON" | "ROUTE" | "STAGING", points: DrawnPoints): string => codeOf(model.send("command.draw", { drawingId: model.newId(), kind, points }));
  const bow: DrawnPoints = [[112, 30], [112.01, 30.01], [112.01, 30], [112, 30.01], [112, 30]];
  for (const [kind, points, code] of [
    ["CORDON", square(112, 30), "accepted"], ["CORDON", square(112, 30).slice(0, -1), "DRAWING_SHAPE"], ["CORDON", bow, "DRAWING_SHAPE"], ["CORDON", [[112, 30]], "DRAWING_SHAPE"],
    ["CORDON", [[112, 30], [112.01, 30], [112, 30]], "DRAWING_SHAPE"], ["CORDON", [[112, 30], [112.02, 30], [112.01, 30], [112, 30]], "DRAWING_SHAPE"], ["CORDON", [[112, 30], [112, 30], [112, 30], [112, 30]], "DRAWING_SHAPE"], ["CORDON", square(113.5, 30), "OUTSIDE_SERVICE_AREA"],
    ["ROUTE", [[112, 30], [112.01, 30]], "accepted"], ["ROUTE", bow, "accepted"], ["ROUTE", [[112, 30]], "DRAWING_SHAPE"], ["ROUTE", [[112, 30], [112, 30]], "DRAWING_SHAPE"], ["ROUTE", [[112, 30], [120, 30]], "OUTSIDE_SERVICE_AREA"],
    ["STAGING", [[112, 30]], "accepted"], ["STAGING", square(112, 30), "accepted"], ["STAGING", [[112, 30], [112.01, 30]], "DRAWING_SHAPE"],
  ] as const) assert.equal(attempt(kind, structuredClone(points) as unknown as DrawnPoints), code, `${kind} ${JSON.stringify(points)}`);
  assert.equal(model.drawings.size, 5);
});

test("CMD-02, X-05: a layer is its organisation's and of those above it; without an incident nobody draws where the role does not hold; others see it when it is shared", () => {
  const model = cityModel(tinyCity);
  const [mine, over] = [model.newId(), model.newId()];
  assert.equal(codeOf(model.send("command.draw", { drawingId: mine, kind: "CORDON", points: square(112.6, 30) }, west)), "NOT_FOUND");
  assert.equal(codeOf(model.send("command.draw", { drawingId: mine, kind: "CORDON", points: square(112, 30) }, west)), "accepted");
  assert.deepEqual(model.drawings.get(mine)?.scope, ["CITY.D1", "CITY.D1.S11"]);
  for (const name of ["command.undoDrawing", "command.removeDrawing", "command.redraw"] as const) assert.equal(codeOf(model.send(name, { drawingId: mine, reason: "x", points: square(112, 30) } as never, east)), "DRAWING_NOT_YOURS");
  assert.equal(codeOf(model.send("command.shareDrawing", { drawingId: mine, withOrgIds: ["NOWHERE"] }, west)), "VALIDATION_FAILED");
  assert.equal(codeOf(model.send("command.shareDrawing", { drawingId: mine, withOrgIds: ["D2"] }, west)), "accepted");
  assert.ok(model.drawings.get(mine)?.scope.includes("CITY.D2"));
  assert.equal(codeOf(model.send("command.redraw", { drawingId: mine, points: square(112.1, 30) })), "accepted", "the city may change a district's");
  const incidentId = openIncident(model, "FR-02");
  assert.equal(codeOf(model.send("command.draw", { drawingId: over, incidentId, kind: "ROUTE", points: [[112.4, 30], [112.6, 30]] }, west)), "accepted", "an incident's way may cross the border");
  assert.ok(model.incident(incidentId).scope.every((path) => model.drawings.get(over)?.scope.includes(path)));
});

test("CMD-02: undo goes back step by step, brings back what was removed, and in the end takes the drawing away; the events fold to what stands", () => {
  const step = fc.record({ what: fc.constantFrom("redraw", "undo", "remove"), side: fc.integer({ min: 1, max: 9 }) });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
      const model = cityModel(tinyCity, { onDuty: false });
      const drawingId = model.newId();
      model.send("command.draw", { drawingId, kind: "CORDON", points: square(112, 30) });
      const now = (): Drawing => model.drawings.get(drawingId)!;
      const past: string[] = [];
      for (const { what, side } of steps) {
        const { status, points } = now();
        const before = JSON.stringify(points);
        if (what === "redraw") {
          const result = codeOf(model.send("command.redraw", { drawingId, points: square(112, 30, side / 1_000) }));
          assert.equal(result, status === "STANDING" ? "accepted" : "STATE_CONFLICT");
          if (status === "STANDING") past.push(before);
        } else if (what === "remove") assert.equal(codeOf(model.send("command.removeDrawing", { drawingId, reason: "撤除" })), status === "STANDING" ? "accepted" : "STATE_CONFLICT");
        else {
          assert.equal(codeOf(model.send("command.undoDrawing", { drawingId })), "accepted");
          const kept = now().before.length;
          if (status === "REMOVED") assert.equal(now().status, "STANDING");
          else if (past.length > 0 && now().status === "STANDING") assert.equal(JSON.stringify(now().points), past.pop());
          else assert.deepEqual([now().status, kept], ["REMOVED", 0]);
        }
        assert.ok(now().before.length <= 10);
        if (past.length > 10) past.shift();
      }
      const told = model.log.flatMap((event) => (event.kind === "drawing" ? [event as DrawingEvent] : []));
      assert.deepEqual(told.reduce<Drawing | null>(evolveDrawing, null), now());
    }),
    { numRuns: 50 },
  );
});
