import assert from "node:assert/strict";
import { test } from "node:test";
import type { CommandName } from "@tocsin/contract/commands.ts";
import type { DoorAnswer, DoorRequest } from "./door.ts";
import { openReportLanes } from "./report-lanes.ts";

const requestOf = (name: CommandName, incidentId: string, commandId: string, orgPath = "CITY"): DoorRequest => ({
  name, payload: { incidentId }, commandId, bodyHash: commandId, traceId: commandId,
  session: { userId: `taker of ${orgPath}`, name: "", grants: [{ role: "CALL_TAKER", orgPath }], unitId: null, agency: "POLICE" },
});
const answerTo = ({ commandId }: DoorRequest): DoorAnswer => ({ ok: true, accepted: { ok: true, cursor: commandId, incidents: [], units: [], repeated: false } });
const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

function openGated(failing: string, pause: () => Promise<void> = () => Promise.resolve()) {
  const begun: string[] = [];
  const gates: (() => void)[] = [];
  const lanes = openReportLanes({
    pause,
    admit: (_request, work) => work(),
    decide: async (requests) => {
      begun.push(requests.map(({ commandId }) => commandId).join("+"));
      await new Promise<void>((open) => gates.push(open));
      if (requests.some(({ commandId }) => commandId === failing)) throw new Error(`${failing} failed`);
      return requests.map(answerTo);
    },
  });
  const send = async (...asked: Parameters<typeof requestOf>): Promise<string> => {
    const answer = await lanes.run(requestOf(...asked));
    return answer.ok ? answer.accepted.cursor : "refused";
  };
  /** What has begun by now; lets it end. */
  const next = async (): Promise<string[]> => {
    await turn();
    gates.splice(0).forEach((open) => open());
    return begun.splice(0);
  };
  return { send, next };
}

test("R24: a report goes at once; those that gather behind it go together, in order, each with its own answer; others and other commands do not wait", async () => {
  const { send, next } = openGated("");
  const answers = [send("intake.addReport", "A", "a1"), send("intake.addReport", "A", "a2"), send("intake.addReport", "B", "b1"), send("intake.addReport", "A", "a3"), send("dispatch.issueOrder", "A", "order")];
  assert.deepEqual(await next(), ["a1", "b1", "order"]);
  answers.push(send("intake.addReport", "A", "a4"));
  assert.deepEqual(await next(), ["a2+a3+a4"]);
  assert.deepEqual(await next(), []);
  assert.deepEqual(await Promise.all(answers), ["a1", "a2", "b1", "a3", "order", "a4"]);
  void send("intake.addReport", "A", "a5");
  assert.deepEqual(await next(), ["a5"], "the lane is open again");
  await next();
});

test("R24, X-01: a key that comes twice waits for its first, seats of another scope go in a row of their own, and those that fail take nobody with them", async () => {
  const { send, next } = openGated("a2");
  const first = send("intake.addReport", "A", "a1");
  const failing = [send("intake.addReport", "A", "a2"), send("intake.addReport", "A", "a3")].map((sent) => assert.rejects(sent, /a2 failed/));
  const again = send("intake.addReport", "A", "a3");
  const elsewhere = [send("intake.addReport", "A", "d1", "CITY.D1"), send("intake.addReport", "A", "d2", "CITY.D1")];
  assert.deepEqual([await next(), await next(), await next(), await next()], [["a1"], ["a2+a3"], ["a3"], ["d1+d2"]]);
  await next();
  await Promise.all(failing);
  assert.deepEqual(await Promise.all([first, again, ...elsewhere]), ["a1", "a3", "d1", "d2"]);
});

test("R24: no more than a hundred go together", async () => {
  const { send, next } = openGated("");
  for (let n = 0; n < 252; n++) void send("intake.addReport", "A", `${n}`);
  const sizes: number[] = [];
  for (let some = await next(); some.length > 0; some = await next()) sizes.push(some[0]!.split("+").length);
  assert.deepEqual(sizes, [1, 100, 100, 51]);
});

test("R24: the first goes at once; those that come within a moment after it go together when that is over, unless a hundred already wait", async () => {
  const over: (() => void)[] = [];
  const { send, next } = openGated("", () => new Promise((resolve) => over.push(resolve)));
  void send("intake.addReport", "A", "a1");
  assert.deepEqual(await next(), ["a1"]);
  await turn();
  assert.equal(over.length, 1, "the lane rests");
  void send("intake.addReport", "A", "a2");
  void send("dispatch.issueOrder", "A", "order");
  assert.deepEqual(await next(), ["order"], "nothing but further reports waits for it");
  void send("intake.addReport", "A", "a3");
  over.shift()!();
  assert.deepEqual(await next(), ["a2+a3"]);
  await turn();
  over.shift()!();
  await turn();
  void send("intake.addReport", "A", "a4");
  assert.deepEqual(await next(), ["a4"], "the lane is open again");
  for (let n = 0; n < 300; n++) void send("intake.addReport", "B", `${n}`);
  const sizes: number[] = [];
  for (let some = await next(); some.length > 0; some = await next()) sizes.push(some[0]!.split("+").length);
  assert.deepEqual([sizes, over.length], [[1, 100, 100], 2], "the last ninety-nine wait");
});
