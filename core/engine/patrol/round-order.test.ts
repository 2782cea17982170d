import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import type { LonLat } from "@tocsin/kernel/geo.ts";
import { roundOrder, wayM } from "./round-order.ts";

const place = fc.tuple(fc.double({ min: 112, max: 112.1, noNaN: true }), fc.double({ min: 30, max: 30.1, noNaN: true }));
const lengthOf = (start: LonLat, points: readonly LonLat[], order: readonly number[]): number => wayM([start, ...order.map((index) => points[index]!)]);

test("DSP-03: along a street the posts are visited one after the other, whatever the order they are listed in", () => {
  const street: LonLat[] = [3, 0, 4, 1, 2].map((step) => [112 + step / 100, 30]);
  assert.deepEqual(roundOrder([111.99, 30], street), [1, 3, 4, 0, 2]);
  assert.deepEqual(roundOrder([112, 30], []), []);
});

test("DSP-03: nearest-first alone would go back and forth; reversing a stretch mends it", () => {
  const points: LonLat[] = [[112.01, 30], [111.985, 30], [112.04, 30]];
  assert.deepEqual(roundOrder([112, 30], points), [1, 0, 2], "nearest first is 0, 1, 2 and two kilometres longer");
});

test("DSP-03: every point once, and no reversal left that shortens the way", () => {
  fc.assert(
    fc.property(place, fc.array(place, { maxLength: 8 }), (start, points) => {
      const order = roundOrder(start, points);
      assert.deepEqual(order.toSorted((a, b) => a - b), [...points.keys()]);
      const length = lengthOf(start, points, order);
      for (let a = 0; a < order.length; a++) {
        for (let b = a + 1; b < order.length; b++) {
          const turned = [...order.slice(0, a), ...order.slice(a, b + 1).reverse(), ...order.slice(b + 1)];
          assert.ok(lengthOf(start, points, turned) >= length - 1e-3);
        }
      }
    }),
    { numRuns: 60 },
  );
});
