import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { NearestLayout } from "./nearest-layout.ts";

const UNSERVED = 50;
const anyRows = fc.integer({ min: 1, max: 12 }).chain((cells) => fc.array(fc.array(fc.integer({ min: 0, max: UNSERVED }), { minLength: cells, maxLength: cells }), { minLength: 2, maxLength: 8 }));

test("DSP-06: what a moved post changes is what a whole recount says, and the layout in force stays untouched", () => {
  fc.assert(
    fc.property(anyRows, fc.nat(), fc.nat(), (lists, openMask, closeMask) => {
      const rows = lists.slice(0, -1).map((row) => Int32Array.from(row));
      const added = Int32Array.from(lists.at(-1)!);
      const layout = new NearestLayout({ rows, cells: added.length, unserved: UNSERVED }, new Float64Array(added.length).fill(1));
      const open = Array.from(rows.keys()).filter((site) => (openMask >> site) & 1);
      for (const post of open) layout.add(post);
      const before = [layout.best.slice(), layout.second.slice()];
      const closed = new Set(open.filter((post) => (closeMask >> post) & 1));
      const expected = Array.from(added, (time, cell) => Math.min(time, UNSERVED, ...open.filter((post) => !closed.has(post)).map((post) => rows[post]![cell]!)));
      assert.deepEqual([...layout.bestAfter(closed, [added])], expected);
      assert.deepEqual([layout.best, layout.second], before);
      for (const post of closed) layout.remove(post);
      assert.deepEqual([...layout.best], [...layout.bestAfter(new Set(), [])]);
      assert.deepEqual([...layout.bestAfter(new Set(), [added])], expected);
    }),
  );
});
