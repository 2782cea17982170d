import { Device, FakeServer, act } from "../../../apps/field/src/outbox/test-acts.ts";
import { replay } from "../../../apps/field/src/outbox/replay.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import { SCHOOL, accepted } from "../../scene.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row, Try } from "../row.ts";

const ACTS_PER_DEVICE = 60;

/** Devices of the field app with long outboxes, whose lines and processes end at random: each act has its effect once, in its order. */
async function killedDevices({ dice }: Try): Promise<void> {
  const server = new FakeServer();
  for (let device = 0; device < 3; device++) {
    const phone = new Device();
    const ids = Array.from({ length: ACTS_PER_DEVICE }, (_, n) => `${device}-${n}`);
    await phone.do(...ids.map((id, n) => act(id, n, dice.pick(["dispatch.acknowledge", "dispatch.enRoute", "dispatch.feedback"] as const))));
    for (let n = 0; n < 20; n++) server.cutAnswers.add(server.requests + dice.integer(1, 80));
    for (let rounds = 0; phone.memory.acts.length > 0; rounds++) {
      if (rounds > 500) throw new Error("the outbox does not empty");
      if (dice.next() < 0.3) phone.crashAt = dice.integer(1, 20);
      server.online = dice.next() < 0.9;
      await replay("officer", server, phone, phone.hooks).catch((error: unknown) => {
        if ((error as Error).message !== "crash") throw error;
      });
      phone.restart();
    }
    const effects = server.effects.filter((id) => id.startsWith(`${device}-`));
    if (effects.join() !== ids.join()) throw new Error(`device ${device}: ${effects.length} effects of ${ids.length} acts, or in another order`);
  }
}

export const R36: Row = {
  id: "R36",
  fault: ["手机应用在每一次写盘前被终止,回答被切断", "the field app is killed before any write, answers are cut off"],
  promise: ["每个动作都还在,恰好生效一次,按次序", "every act survives and has its effect once, in order"],
  quick: 20,
  long: 2_000,
  open: () => ({ once: killedDevices }),
};

type Step = "dispatch.acknowledge" | "dispatch.enRoute" | "dispatch.arrive" | "dispatch.handle" | "dispatch.feedback" | "dispatch.complete";
const STEPS: readonly (readonly [Step, object])[] = [
  ["dispatch.acknowledge", {}], ["dispatch.enRoute", {}], ["dispatch.arrive", { mode: "CONFIRMED" }], ["dispatch.handle", {}], ["dispatch.feedback", { kind: "FIRST", text: "到场" }], ["dispatch.complete", {}],
];
const EVENTS = ["OrderAcknowledged", "UnitEnRoute", "UnitArrived", "UnitHandling", "FeedbackGiven", "AssignmentCompleted"];

/** Two phones of one unit send the same work late, twice and mixed, to the running server. */
async function openR35(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const [world, phone] = [await stage.seat("world"), await stage.seat("u3")];
  const other = await city.signIn("u3");
  return {
    async once({ dice }) {
      if ((await world.unit("U3")).status !== "AVAILABLE") accepted(await world.command("dispatch.setUnitStatus", { unitId: "U3", status: "AVAILABLE" }));
      const [incidentId, orderId] = [newUlid(), newUlid()];
      accepted(await world.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13800000000", text: "离线", typeCode: "PO-02", place: SCHOOL }));
      accepted(await world.command("dispatch.issueOrder", { incidentId, orderId, unitIds: ["U3"], overrideReason: "COMMANDER" }));
      const deviceAt = city.clock.now() - dice.integer(-3_600_000, 72 * 3_600_000);
      const queue = (): { name: CommandName; payload: CommandPayload[Step]; key: string }[] => STEPS.map(([name, more]) => ({ name, payload: { incidentId, orderId, unitId: "U3", deviceAt, ...more } as CommandPayload[Step], key: newUlid() }));
      const [mine, theirs] = [queue(), queue()];
      for (const [n, one] of mine.entries()) {
        for (let times = dice.integer(1, 3); times > 0; times--) {
          const again = await phone.command(one.name, one.payload, { key: one.key });
          if (!again.ok && again.code !== "STATE_CONFLICT") throw new Error(`${one.name}: ${again.code}`);
        }
        const late = theirs[dice.integer(0, n)]!;
        const answer = await other.command(late.name, late.payload, { key: late.key });
        if (!answer.ok && answer.code !== "STATE_CONFLICT") throw new Error(`a late ${late.name} was answered ${answer.code}`);
      }
      const types = (await world.timeline(incidentId)).entries.map(({ type }) => type);
      const [assignment] = (await world.incident(incidentId)).orders[0]!.assignments;
      if (assignment?.status !== "COMPLETED") throw new Error(`the work ended as ${assignment?.status}`);
      for (const type of EVENTS) if (type !== "FeedbackGiven" && types.filter((one) => one === type).length > 1) throw new Error(`${type} stands more than once`);
      await world.command("intake.cancel", { incidentId, reason: "演练" });
    },
  };
}

export const R35: Row = {
  id: "R35",
  fault: ["外勤离线 72 小时后补发,重复、交错,一单元两台手机,时钟有误", "a field device offline for 72 h sends late, twice, mixed; two phones of one unit; a wrong clock"],
  promise: ["每步一次,冲突说明,较新的不被旧的覆盖", "each step once, conflicts are told, nothing newer is overwritten"],
  quick: 20,
  long: 500,
  open: openR35,
};
