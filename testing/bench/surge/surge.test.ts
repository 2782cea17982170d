import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { startCity } from "../../harness.ts";
import { readOutsideLedger } from "../../outside-ledger.ts";
import { checkIntakes, compareIntakes, type LedgerLine } from "./check-intakes.ts";
import { runOneEvent } from "./one-event.ts";
import { runSurge } from "./surge-load.ts";

test("INC-07: two seconds of the design load: every acknowledged intake is in the log exactly once, P1 get their orders, and what is less urgent waits on the board", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-surge-"));
  const city = await startCity({ clock: { now: () => Date.now(), set: () => undefined, advance: () => undefined } });
  try {
    const ledger = join(folder, "outside.jsonl");
    const result = await runSurge({ url: city.url, rate: 50, seconds: 2, unitIds: ["U1", "U2", "U3", "U4", "U5", "U6", "U7"], ledger, seed: "short", duplicates: true, crewStepMs: 20 });
    const check = await checkIntakes(city.adminUrl, readOutsideLedger<LedgerLine>(ledger));
    assert.deepEqual({ ...check, refused: result.refused }, { sent: result.sent, acknowledged: result.sent, lost: [], doubled: [], unknown: [], refused: {} });
    assert.ok(result.sent > 50 && result.ordered > 0, `${result.sent} sent, ${result.ordered} ordered: too little to show anything`);
    const { incidents } = await (await city.signIn("dispatcher")).board();
    const waiting = new Set(incidents.flatMap(({ priority, orders }) => (orders.length === 0 ? [priority] : [])));
    assert.ok((["P2", "P3", "P4"] as const).every((priority) => waiting.has(priority)), `on the board wait ${[...waiting].join(", ")}`);
    assert.ok(incidents.length >= result.acknowledged - result.ordered);
  } finally {
    await city.close();
    rmSync(folder, { recursive: true, force: true });
  }
});

test("R24, INC-05: everybody calls of one event: every report is kept, few cards are left, the other emergencies beside it keep theirs, and a merge can be taken back", async () => {
  const city = await startCity({ clock: { now: () => Date.now(), set: () => undefined, advance: () => undefined } });
  try {
    const { token } = await city.signIn("world");
    const result = await runOneEvent({ url: city.url, token, reports: 250, others: 5, withinMs: 500, lines: 60, centre: { lon: 112.0041, lat: 30.0081 }, eventType: "FR-01", otherTypes: ["CR-03", "PO-02"], seed: "short" });
    assert.deepEqual(
      { acknowledged: result.acknowledged, refused: result.refused, counted: result.counted, others: result.othersVisible, unmerged: result.unmerged },
      { acknowledged: 255, refused: {}, counted: 250, others: 5, unmerged: true },
    );
    assert.ok(result.cards.left <= 5, `${result.cards.left} cards are left`);
  } finally {
    await city.close();
  }
});

test("INC-07: the oracle names an intake that is lost, one that is there twice, one that shares a number, and one that nobody sent", () => {
  const lines: LedgerLine[] = ["a", "b", "c", "d", "e"].flatMap((id) => [
    { what: "sent" as const, incidentId: id, no: "" },
    ...(id === "e" ? [] : [{ what: "acknowledged" as const, incidentId: id, no: id.toUpperCase() }]),
  ]);
  const whole = [{ id: "a", no: "A" }, { id: "b", no: "B" }, { id: "c", no: "C" }, { id: "d", no: "D" }];
  const clean = { sent: 5, acknowledged: 4, lost: [], doubled: [], unknown: [] };
  assert.deepEqual(compareIntakes(lines, whole), clean);
  assert.deepEqual(compareIntakes(lines, [...whole, { id: "e", no: "E" }]), clean, "one that was cut off before its answer may be there or not");
  assert.deepEqual(compareIntakes(lines, whole.slice(1)), { ...clean, lost: ["a"] });
  assert.deepEqual(compareIntakes(lines, [...whole.slice(0, 3), { id: "d", no: "X" }]), { ...clean, lost: ["d"] });
  assert.deepEqual(compareIntakes(lines, [...whole, { id: "b", no: "B" }]), { ...clean, doubled: ["b"] });
  assert.deepEqual(compareIntakes(lines, [...whole, { id: "e", no: "A" }]), { ...clean, doubled: ["e"], lost: [] });
  assert.deepEqual(compareIntakes(lines, [...whole, { id: "z", no: "Z" }]), { ...clean, unknown: ["z"] });
});
