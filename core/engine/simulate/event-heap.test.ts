import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { EventHeap, type SimEvent } from "./event-heap.ts";

test("Simulator: events come out by time, then kind, then the order in which they were put in, whatever is put in between", () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.tuple(fc.nat(6), fc.nat(2)), { freq: 3 }), { maxLength: 300 }), (steps) => {
      const heap = new EventHeap();
      const waiting: SimEvent[] = [];
      steps.forEach((step, subject) => {
        if (step !== null) {
          heap.push(step[0], step[1], subject);
          waiting.push({ at: step[0], kind: step[1], subject });
          return;
        }
        waiting.sort((a, b) => a.at - b.at || a.kind - b.kind || a.subject - b.subject);
        assert.deepEqual(heap.pop(), waiting.shift());
      });
      assert.equal(heap.size, waiting.length);
    }),
  );
});
