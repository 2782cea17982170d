import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { CommandAnswer } from "@tocsin/client/client.ts";
import { isActive } from "@tocsin/contract/dispatch/order.ts";
import { signInAt } from "../../harness.ts";
import { accepted } from "../../scene.ts";
import { openContention } from "../parts/contended-claims.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row } from "../row.ts";

const UNITS = ["U1", "U2", "U3", "U6", "U7"];
const CONTENDERS = 6;
/** Beside what is tried at the doors: so many contended tries at the commit itself, in the long form at each try, in the quick one once. */
const AT_THE_COMMIT = { quick: 1_000, long: 20_000 };

const ORDER = (incidentId: string, unitId: string) => ({ incidentId, orderId: newUlid(), unitIds: [unitId], overrideReason: "COMMANDER" as const });

async function openR34(stage: Stage): Promise<OpenRow> {
  const other = await stage.other();
  const seats = [await stage.seat("world"), await signInAt(other.url, "world")];
  const [here] = seats;
  const incident = async (): Promise<string> => {
    const incidentId = newUlid();
    accepted(await here!.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13800000000", text: "争用", typeCode: "PO-02", placeUnknown: "UNKNOWN" }));
    return incidentId;
  };
  const freed = async (unitId: string): Promise<void> => {
    const { status } = await here!.unit(unitId);
    if (status === "OFF_DUTY" || status === "UNAVAILABLE") accepted(await here!.command("dispatch.setUnitStatus", { unitId, status: "AVAILABLE" }));
  };
  const holders = async (ids: readonly string[], unitId: string): Promise<string[]> => {
    const found = await Promise.all(ids.map((id) => here!.incident(id)));
    return found.flatMap(({ id, orders }) => (orders.some(({ assignments }) => assignments.some((a) => a.unitId === unitId && isActive(a))) ? [id] : []));
  };
  const contention = await openContention();
  return {
    async finish() {
      if (stage.form === "quick") await contention.contend(AT_THE_COMMIT.quick, stage.seed);
    },
    close: () => contention.close(),
    async once(one) {
      if (stage.form === "long") await contention.contend(AT_THE_COMMIT.long, one.seed);
      const unitId = one.turn(UNITS);
      await freed(unitId);
      const ids = await Promise.all(Array.from({ length: CONTENDERS }, incident));
      // Some close or merge at the same moment, from the other server.
      const racing: Promise<CommandAnswer>[] = ids.map((id, n) => seats[n % 2]!.command("dispatch.issueOrder", ORDER(id, unitId)));
      const rival = one.turn([
        () => seats[1]!.command("intake.cancel", { incidentId: ids[0]!, reason: "误报" }),
        () => seats[0]!.command("intake.merge", { incidentId: ids[1]!, duplicateId: ids[2]! }),
      ]);
      const [answers] = await Promise.all([Promise.all(racing), rival()]);
      const winners = ids.filter((_, n) => answers[n]!.ok);
      const holding = await holders(ids, unitId);
      if (holding.length > 1) throw new Error(`I3: ${unitId} is assigned to ${holding.join(" and ")}`);
      const unit = await here!.unit(unitId);
      if (holding.length === 1 && unit.assignment?.incidentId !== holding[0]) throw new Error(`${unitId} believes ${unit.assignment?.incidentId}, the incident ${holding[0]}`);
      if (winners.length === 0) throw new Error(`nobody got ${unitId}, which was free: ${JSON.stringify(answers.map((a) => (a.ok ? "ok" : a.code)))}`);
      for (const [n, answer] of answers.entries()) {
        if (!answer.ok && !["UNIT_TAKEN", "STATE_CONFLICT", "VERSION_CONFLICT", "UNIT_NOT_AVAILABLE"].includes(answer.code)) throw new Error(`the loser was told ${answer.code}`);
        if (!answer.ok && answer.code === "UNIT_TAKEN" && n > 2 && answer.params["unitId"] !== unitId) throw new Error("the loser was not told which unit is taken");
      }
      for (const id of ids) await here!.command("intake.cancel", { incidentId: id, reason: "误报" });
      // Whoever was let go is assignable at once.
      if ((await here!.unit(unitId)).assignment !== null) throw new Error(`${unitId} is free of every incident and still assigned`);
    },
  };
}

export const R34: Row = {
  id: "R34",
  fault: ["两台服务、多个席位同时派同一单元,同时撤销或合并", "two servers and several desks order one unit, while others cancel or merge"],
  promise: ["恰好一席成功,其余得知原因;空闲单元总能再派", "exactly one wins, the others are told why; every free unit stays assignable"],
  quick: 20,
  long: 50,
  open: openR34,
};
