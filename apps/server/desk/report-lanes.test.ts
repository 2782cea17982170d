import assert from "node:assert/strict";
import { test } from "node:test";
import type { CommandName } from "@tocsin/contract/commands.ts";
import { openReportLanes } from "./report-lanes.ts";

test("R24: reports of one incident go one at a time and in order, also after one that failed; others and other commands do not wait", async () => {
  const lanes = openReportLanes();
  const log: string[] = [];
  const gates: (() => void)[] = [];
  const send = (name: CommandName, incidentId: string, says: string) =>
    lanes.run({ name, payload: { incidentId } }, async () => {
      log.push(`${says} begins`);
      await new Promise<void>((open) => gates.push(open));
      if (says === "a1") throw new Error("a1 failed");
      return says;
    });
  const first = send("intake.addReport", "A", "a1");
  const second = send("intake.addReport", "A", "a2");
  void send("intake.addReport", "B", "b1");
  void send("dispatch.issueOrder", "A", "order");
  await Promise.resolve();
  assert.deepEqual(log.toSorted(), ["a1 begins", "b1 begins", "order begins"]);
  for (const open of gates.splice(0)) open();
  await assert.rejects(first, /a1 failed/);
  while (gates.length === 0) await Promise.resolve();
  gates.splice(0).forEach((open) => open());
  assert.equal(await second, "a2");
  const third = send("intake.addReport", "A", "a3");
  while (gates.length === 0) await Promise.resolve();
  gates.splice(0).forEach((open) => open());
  assert.equal(await third, "a3");
});
