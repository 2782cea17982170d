import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { readSpeeds } from "@tocsin/city/speeds-file.ts";
import type { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import { DAY, HOUR } from "@tocsin/kernel/instant.ts";
import { randomStream } from "@tocsin/kernel/random.ts";
import { buildGraph } from "@tocsin/roads/graph.ts";
import { hourlyRoads } from "@tocsin/roads/hourly-roads.ts";
import { snap } from "@tocsin/roads/snap.ts";
import { gridTable } from "@tocsin/roads/test-graphs.ts";
import { travelTimesFrom } from "@tocsin/roads/travel.ts";
import { driveCostsOf } from "@tocsin/roads/turn-costs.ts";
import { Complaint } from "../complaint.ts";
import { calibrateSpeeds } from "./calibrate-speeds.ts";
import { speedsText } from "./calibration-text.ts";
import { readDrives, soundDrives, type DriveRecord } from "./recorded-drives.ts";

const each = (permille: number): Speeds["always"] => ({ motorway: permille, trunk: permille, primary: permille, secondary: permille, tertiary: permille, residential: permille, service: permille });
const plain: Speeds = { startS: 0, turnS: { left: 4, right: 2, uTurn: 20, junction: 1 }, always: each(1_000), hours: [] };
const truth: Speeds = { ...plain, startS: 35, always: { ...each(1_000), primary: 600, residential: 1_200 }, hours: [{ days: [1, 2, 3, 4, 5], from: 16, to: 20, permille: each(500) }] };
const MONDAY = Date.UTC(2026, 2, 1, 16);
const table = gridTable(11, 14);

/** Drives through the grid as they take by the true speeds, with a tenth of noise either way. */
function recorded(count: number, days: number): DriveRecord[] {
  const graph = buildGraph(table, driveCostsOf(truth));
  const roadsAt = hourlyRoads(graph, truth, 480);
  const dice = randomStream("calibrate", "drives");
  return Array.from({ length: count }, () => {
    const [from, to] = [dice.pick(table.roads).line[0]!, dice.pick(table.roads).line[0]!];
    const at = MONDAY + dice.integer(0, days - 1) * DAY + dice.integer(0, 23) * HOUR;
    const ms = travelTimesFrom(roadsAt(at)!, snap(graph, from)!, [snap(graph, to)])[0]!;
    return { at, from, to, takenS: ms < 0 ? 0 : Math.round((ms / 1_000 + truth.startS) * (0.9 + 0.2 * dice.next())) };
  });
}

test("DSP-01: speeds learnt on the first days foretell the later ones better than the roads' own and than one factor; the file is the city's next", () => {
  const records = recorded(600, 8);
  const options = { table, records, speeds: plain, utcOffset: 480, trainDays: 6 };
  const done = calibrateSpeeds(options);
  const { before, oneFactor, after } = done.judged;
  assert.ok(after.median < 0.075 && after.medianS < 0.5 * before.medianS && after.medianS < 0.7 * oneFactor.medianS, JSON.stringify(done.judged));
  assert.equal(done.fit.level, "HOURS");
  assert.ok(Math.abs(done.speeds.startS - 35) < 8);
  const rush = done.speeds.hours.find(({ days, from }) => days.includes(1) && from === 16)!;
  assert.ok(rush.permille.primary! < 0.75 * done.speeds.always.primary);
  assert.deepEqual(calibrateSpeeds(options), done);
  const dir = mkdtempSync(join(tmpdir(), "tocsin-calibrate-"));
  try {
    writeFileSync(join(dir, "speeds.yaml"), speedsText(done));
    assert.deepEqual(readSpeeds(dir), { speeds: done.speeds, faults: [] });
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});

test("DSP-01: too few drives, and drives that cannot be what they are said to be, are told", () => {
  assert.throws(() => calibrateSpeeds({ table, records: recorded(40, 10), speeds: plain, utcOffset: 480, trainDays: 7 }), Complaint);
  const drive = (takenS: number, metres: number): DriveRecord => ({ at: MONDAY, from: [106, 0], to: [106, metres / 111_195], takenS });
  const kept = soundDrives([drive(10, 100), drive(60, 500), drive(60, 2_500), drive(170, 150), drive(300, 150), drive(300, 3_000), drive(2_000, 9_000)]);
  assert.deepEqual(kept.map(({ takenS }) => takenS), [60, 170, 300]);
});

test("X-04: a faulty file of drives is named by line and column", () => {
  const dir = mkdtempSync(join(tmpdir(), "tocsin-drives-"));
  const read = (row: string) => () => {
    writeFileSync(join(dir, "d.csv"), `at,from_lon,from_lat,to_lon,to_lat,travel_s\n2026-03-02T08:00:00Z,112,30,112.1,30,120\n${row}\n`);
    return readDrives(join(dir, "d.csv"));
  };
  try {
    for (const [row, what] of [["x,112,30,112.1,30,9", "d.csv:3 at"], ["2026-03-02T08:00:00Z,112,,112.1,30,9", "d.csv:3 from_lon"], ["2026-03-02T08:00:00Z,112,30,112.1,30,-1", "d.csv:3 travel_s"]] as const) {
      assert.throws(read(row), (error: unknown) => error instanceof Complaint && error.message.includes(what), what);
    }
    assert.equal(read("2026-03-02T08:05:00Z,112,30,112.1,30,90")()[1]!.takenS, 90);
  } finally {
    rmSync(dir, { recursive: true, force: true });
  }
});
