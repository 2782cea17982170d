import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { flowOf, layersOf, NODE } from "./flow-layout.ts";

const task = (id: string, ...after: string[]) => ({ id, after });

test("CMD-08: in the flow every task stands behind all that it waits for, and no two stand on each other", () => {
  const graphs = fc.array(fc.array(fc.nat(29), { maxLength: 4 }), { minLength: 1, maxLength: 30 }).map((rows) => rows.map((before, index) => task(`T${index}`, ...new Set(before.filter((each) => each < index).map((each) => `T${each}`)))));
  fc.assert(fc.property(graphs, fc.constantFrom(0.4, 0.8, 2), (tasks, ratio) => {
    const { places, runs, edges } = flowOf(tasks, ratio);
    assert.equal(places.size, tasks.length);
    for (const { from, to } of edges) assert.ok(runs === "DOWN" ? places.get(from)!.y + NODE.height < places.get(to)!.y : places.get(from)!.x + NODE.width < places.get(to)!.x);
    const all = [...places.values()];
    for (const [index, a] of all.entries()) for (const b of all.slice(index + 1)) assert.ok(Math.abs(a.x - b.x) >= NODE.width || Math.abs(a.y - b.y) >= NODE.height);
  }));
});

test("CMD-08: a layer follows the order of the one before it; a task that waits for one that is not there stands first", () => {
  assert.deepEqual(layersOf([task("A"), task("B"), task("D", "B"), task("C", "A"), task("E", "GONE")]), [["A", "B", "E"], ["C", "D"]]);
});

test("CMD-08: many tasks of one layer stand in several lines, so that they are drawn as large as they can be; what something waits for stands in the last of them", () => {
  const many = [...Array.from({ length: 17 }, (_, index) => task(`T${index}`)), ...Array.from({ length: 11 }, (_, index) => task(`U${index}`, `T${index}`)), ...Array.from({ length: 4 }, (_, index) => task(`V${index}`, `U${index}`))];
  const { places, runs } = flowOf(many, 0.8);
  const span = (side: "x" | "y", size: number): number => Math.max(...[...places.values()].map((place) => place[side])) - Math.min(...[...places.values()].map((place) => place[side])) + size;
  assert.ok(Math.max(span("x", NODE.width) / 0.8, span("y", NODE.height)) < 1_000, "in one line each it is 1,282 high");
  const deep = (id: string): number => places.get(id)![runs === "DOWN" ? "y" : "x"];
  for (const idle of ["T11", "T12", "T13", "T14", "T15", "T16"]) assert.ok(deep(idle) <= deep("T0"), idle);
});

test("CMD-08: many beside each other run to the right, a long chain in a high space runs down", () => {
  assert.equal(flowOf(Array.from({ length: 6 }, (_, index) => task(`T${index}`)), 0.8).runs, "RIGHT");
  assert.equal(flowOf(Array.from({ length: 8 }, (_, index) => task(`T${index}`, ...(index === 0 ? [] : [`T${index - 1}`]))), 0.8).runs, "DOWN");
});
