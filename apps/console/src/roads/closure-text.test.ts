import assert from "node:assert/strict";
import { test } from "node:test";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { wordIn, type Say } from "../language/words.ts";
import { directionWord, lengthM, listedClosures, nextTimeOfDay, reasonText, streetsOf, untilText } from "./closure-text.ts";

const say: Say = (key, params) => wordIn("zh", key, params);
/** 2026-03-02 22:30 in Shanghai. */
const NOW = Date.UTC(2026, 2, 2, 14, 30);
const road = (name: string, line: [number, number][] = [[112, 30], [112.01, 30]]) => ({ id: name, name, line });

test("SCN-05: the end of a closure is told on the city's clock, with the day when it is another", () => {
  const until = (ms: number | null): string => untilText({ until: ms }, NOW, 480, say);
  assert.deepEqual([until(null), until(NOW + 3_600_000), until(NOW + 2 * 3_600_000), until(NOW + 3 * 86_400_000)], ["未定时，人工恢复", "至 23:30", "至次日 00:30", "至 03-05 22:30"]);
});

test("SCN-05: a time of day is the next one; what is no time is none", () => {
  assert.equal(nextTimeOfDay("23:00", NOW, 480), NOW + 30 * 60_000);
  assert.equal(nextTimeOfDay("22:30", NOW, 480), NOW + 86_400_000);
  assert.equal(nextTimeOfDay("06:00", NOW, 480), NOW + 7.5 * 3_600_000);
  for (const text of ["", "24:00", "7:00", "12:60"]) assert.equal(nextTimeOfDay(text, NOW, 480), null, text);
});

test("SCN-05: streets are named once, many by the first two; the reason is the code's word and what was said", () => {
  assert.equal(streetsOf([road("人民路"), road("人民路"), road("")], say), "人民路、无名道路");
  assert.equal(streetsOf([road("人民路"), road("解放路"), road("学府路")], say), "人民路、解放路 等 3 条路");
  assert.equal(reasonText({ reasonCode: "FLOOD", reason: "水深半米" }, say), "积水 · 水深半米");
  assert.equal(reasonText({ reasonCode: "OTHER", reason: "拍戏" }, say), "拍戏");
  assert.equal(reasonText({ reasonCode: null, reason: "施工" }, say), "施工");
});

test("SCN-05: at a crossing the stretches of one street are told apart by where they lead", () => {
  const at = { lon: 112, lat: 30 };
  const ends: [number, number][] = [[112, 30.01], [112.01, 30.008], [112.01, 30], [112, 29.99], [111.99, 30]];
  assert.deepEqual(ends.map((end) => directionWord(road("人民路", [[112, 30], end]), at)), ["roads.dir0", "roads.dir1", "roads.dir2", "roads.dir4", "roads.dir6"]);
  assert.ok(Math.abs(lengthM(road("人民路")) - 963) < 2);
});

test("SCN-05: what holds comes first, the newest before older ones, and what ended is gone", () => {
  const closure = (id: string, status: RoadClosure["status"], from: number) => ({ id, status, from }) as RoadClosure;
  const list = listedClosures([closure("A", "IN_FORCE", 1), closure("B", "PLANNED", 9), closure("C", "ENDED", 5), closure("D", "IN_FORCE", 3), closure("E", "PLANNED", 7)]);
  assert.deepEqual(list.map(({ id }) => id), ["D", "A", "E", "B"]);
});
