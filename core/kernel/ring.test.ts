import assert from "node:assert/strict";
import { test } from "node:test";
import type { LonLat } from "./geo.ts";
import fc from "fast-check";
import { ringFault } from "./ring.ts";

const close = (ring: readonly LonLat[]): LonLat[] => [...ring, ring[0]!];
const angles = fc
  .uniqueArray(fc.integer({ min: 0, max: 359 }), { minLength: 5, maxLength: 40 })
  .map((list) => [...list].sort((a, b) => a - b))
  .filter((list) => list.every((angle, i) => (list[(i + 1) % list.length]! - angle + 360) % 360 < 180));
const corner = (angle: number, radius: number): LonLat => [radius * Math.cos((angle * Math.PI) / 180), radius * Math.sin((angle * Math.PI) / 180)];
/** Corners in the order of their angle about the origin: such a ring never crosses itself. */
const star = angles.chain((list) => fc.array(fc.double({ min: 1, max: 9, noNaN: true }), { minLength: list.length, maxLength: list.length }).map((radii) => list.map((angle, i) => corner(angle, radii[i]!))));
/** Corners on a circle. */
const convex = angles.map((list) => list.map((angle) => corner(angle, 5)));

test("ORG-01: a ring whose corners go once around a point has no fault, from whichever corner and side it is written", () => {
  fc.assert(
    fc.property(star, fc.nat(), (ring, shift) => {
      const turned = [...ring.slice(shift % ring.length), ...ring.slice(0, shift % ring.length)];
      assert.equal(ringFault(close(turned)), null);
      assert.equal(ringFault(close(turned.reverse())), null);
    }),
  );
});

test("ORG-01: exchanging two corners of a convex ring, one apart, makes it cross itself", () => {
  fc.assert(
    fc.property(convex, fc.nat(), (ring, at) => {
      const [i, j] = [at % ring.length, (at + 2) % ring.length];
      const crossed = [...ring];
      [crossed[i], crossed[j]] = [ring[j]!, ring[i]!];
      assert.equal(ringFault(close(crossed)), "RING_SELF_INTERSECTING");
    }),
  );
});

test("ORG-01: open, short, folded and touching rings", () => {
  assert.equal(ringFault([[0, 0], [1, 0], [1, 1]]), "RING_OPEN");
  assert.equal(ringFault([[0, 0], [1, 0], [0, 0]]), "RING_TOO_SHORT");
  assert.equal(ringFault([]), "RING_TOO_SHORT");
  assert.equal(ringFault([[1, 1], [1, 1], [1, 1], [1, 1]]), "RING_TOO_SHORT", "four times the same corner");
  assert.equal(ringFault([[0, 0], [2, 0], [1, 0], [1, 1], [0, 0]]), "RING_SELF_INTERSECTING");
  // Two triangles that share one corner touch there and do not cross.
  assert.equal(ringFault([[0, 0], [1, 1], [2, 0], [2, 2], [1, 1], [0, 2], [0, 0]]), null);
});
