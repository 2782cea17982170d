import { newUlid } from "@tocsin/client/new-ulid.ts";
import { openTestLedger } from "@tocsin/ledger/testing.ts";
import { settableClock } from "../../harness.ts";
import { accepted } from "../../scene.ts";
import { startPlant } from "../parts/plant.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row } from "../row.ts";

/**
 * A server that stands still between its decision and its commit, while another one goes on. Here it is held at the named
 * step; the process form stops it by SIGSTOP at whatever moment.
 */
async function openR2(stage: Stage): Promise<OpenRow> {
  const database = await openTestLedger();
  const clock = settableClock(Date.now());
  const options = { cityDir: stage.plainCity(), server: { logLevel: "silent", answers: "trust" } as const };
  const [paused, running] = [await startPlant(database.url, clock, options), await startPlant(database.url, clock, options)];
  const [slow, quick] = [await paused.signIn("world"), await running.signIn("world")];
  const received: string[] = [];
  const receive = async (): Promise<string> => {
    const incidentId = newUlid();
    accepted(await quick.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13800000000", text: "停顿", typeCode: "PO-02", placeUnknown: "UNKNOWN" }));
    received.push(incidentId);
    return incidentId;
  };
  const order = (incidentId: string) => ({ incidentId, orderId: newUlid(), unitIds: ["U1"], overrideReason: "COMMANDER" as const });
  return {
    async once(one) {
      const [mine, theirs] = [await receive(), await receive()];
      await quick.command("dispatch.setUnitStatus", { unitId: "U1", status: "AVAILABLE" });
      const meanwhile = one.turn([
        { what: "the unit was ordered elsewhere", act: () => quick.command("dispatch.issueOrder", order(theirs)), code: "UNIT_TAKEN" },
        { what: "the incident was cancelled", act: () => quick.command("intake.cancel", { incidentId: mine, reason: "误报" }), code: "STATE_CONFLICT" },
        { what: "the unit went off duty", act: () => quick.command("dispatch.setUnitStatus", { unitId: "U1", status: "OFF_DUTY" }), code: "" },
      ]);
      paused.holdAt("decided", async () => {
        accepted(await meanwhile.act());
        clock.advance(one.dice.integer(5_000, 60_000));
      });
      const answer = await slow.command("dispatch.issueOrder", order(mine));
      if (answer.ok) throw new Error(`${meanwhile.what} during the pause, and the stale decision was written`);
      if (meanwhile.code !== "" && answer.code !== meanwhile.code) throw new Error(`${meanwhile.what} during the pause; the answer was ${answer.code}`);
      for (const incidentId of [mine, theirs]) await quick.command("intake.cancel", { incidentId, reason: "误报" });
    },
    watched: () => ({ whole: quick, ledger: running.server.ledger, acknowledged: () => received }),
    async close() {
      await paused.close();
      await running.close();
      await database.close();
    },
  };
}

export const R2: Row = {
  id: "R2",
  fault: ["服务在决定与提交之间停住 5–60 秒,另一台继续", "a server stands still for 5–60 s between decision and commit, another goes on"],
  promise: ["过时的决定不写入", "no stale decision is written"],
  quick: 21,
  long: 200,
  open: openR2,
};
