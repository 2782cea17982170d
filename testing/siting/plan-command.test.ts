import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { TEST_CITY } from "../harness.ts";

const MAIN = fileURLToPath(new URL("../../apps/cli/main.ts", import.meta.url));
const run = promisify(execFile);
const folder = mkdtempSync(join(tmpdir(), "tocsin-plan-"));
const calls = join(folder, "calls.csv");
after(() => rmSync(folder, { recursive: true, force: true }));

before(() => {
  // Demand at two far corners of the fixture's street grid, and four calls that are too few to be told of.
  const corners = [...Array.from({ length: 30 }, () => "112.0001,30.0001"), ...Array.from({ length: 20 }, () => "112.0281,30.0281")];
  writeFileSync(calls, `lon,lat\n${[...corners, ...Array.from({ length: 4 }, () => "112.012,30.004")].join("\n")}\n`);
});

test("DSP-06: a plan from past calls: better than today's layout, proven, with cost of minutes, page, map data and tables; nothing from elsewhere, no cell below five (X-12)", async () => {
  const out = join(folder, "out");
  const { stdout } = await run(process.execPath, [MAIN, "plan", "--city", TEST_CITY, "--calls", calls, "--limit", "60", "--posts", "2", "--spacing", "300", "--cost", "--out", out]);
  assert.match(stdout, /2 个点位 posts .*100\.0 %, 已证明最优 proven best/);
  assert.match(stdout, /60 s +[0-9]/);
  const page = readFileSync(join(out, "report.html"), "utf8");
  assert.equal(page.match(/<svg/g)?.length, 2);
  assert.doesNotMatch(page, /(src|href)=|url\(|@import/);
  const geo = JSON.parse(readFileSync(join(out, "plan.geojson"), "utf8")) as { features: { properties: { layer: string; change?: string } }[] };
  assert.equal(geo.features.filter(({ properties }) => properties.layer === "post" && properties.change !== "CLOSED").length, 2);
  const demand = readFileSync(join(out, "demand.csv"), "utf8").trim().split("\n").slice(1).map((line) => Number(line.split(",")[2]));
  assert.equal(demand.reduce((sum, count) => sum + count, 0), 54);
});

test("DSP-06: limits that cannot be met are refused in words; each district that people live in gets its post", async () => {
  const refused = run(process.execPath, [MAIN, "plan", "--city", TEST_CITY, "--calls", calls, "--posts", "1", "--keep", "all"]);
  await assert.rejects(refused, /点位数不足/);
  const least = await run(process.execPath, [MAIN, "plan", "--city", TEST_CITY, "--calls", calls, "--posts", "9", "--district-least", "1", "--model", "tiered", "--spacing", "300"]);
  assert.match(least.stdout, /1-3-5 分级多重覆盖/);
});

test("DSP-06: what if a post moved: before and after without touching anything; a point without a road within 100 m is refused", async () => {
  const moved = await run(process.execPath, [MAIN, "plan", "--city", TEST_CITY, "--calls", calls, "--add", "112.0281,30.0281"]);
  assert.match(moved.stdout, /1 新设 new, 0 撤销 closed\).*按给定点位 as given/);
  const refused = run(process.execPath, [MAIN, "plan", "--city", TEST_CITY, "--calls", calls, "--add", "112.2,30.2"]);
  await assert.rejects(refused, /100 米内没有道路/);
});
