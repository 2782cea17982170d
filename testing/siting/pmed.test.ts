import assert from "node:assert/strict";
import { test } from "node:test";
import { ordinaryEffort, pMedian } from "@tocsin/engine/siting/models.ts";
import { noSharedData, sharedData } from "../shared-data.ts";
import { readPmed } from "./pmed-instance.ts";

for (const number of [1, 2, 3, 4, 5]) {
  test(`DSP-06: p-median finds the proven optimum of pmed${number}, with a bound within half a percent`, { skip: noSharedData }, () => {
    const { table, posts, optimum } = readPmed(sharedData()!, number);
    const answer = pMedian(table, new Float64Array(table.cells).fill(1), { posts }, { ...ordinaryEffort, rounds: 800 });
    assert.ok(answer.ok);
    assert.equal(answer.value.posts.length, posts);
    assert.equal(answer.value.value, optimum);
    assert.ok(answer.value.bound <= optimum && answer.value.gap < 0.005, `bound ${answer.value.bound}`);
  });
}
