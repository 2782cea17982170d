import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { FAULTS_MOST, refusedActs, waiting } from "./outbox.ts";
import { payloadOf, replay } from "./replay.ts";
import { Device, FakeServer, STEP, act } from "./test-acts.ts";

const refused = (code: string, params: Record<string, unknown> = {}) => ({ t: "refused", refused: { code, message: code, params } }) as const;
const course = () => [act("A", 1, "dispatch.acknowledge"), act("B", 2, "dispatch.enRoute"), act("C", 3, "dispatch.arrive"), act("D", 4, "dispatch.handle")];

test("X-07: acts go out in the order in which they were done, each once", async () => {
  const device = new Device();
  const server = new FakeServer();
  await device.do(...course());
  assert.equal(await replay("officer", server, device, device.hooks), "empty");
  assert.deepEqual(server.effects, ["A", "B", "C", "D"]);
  assert.equal(device.disk.size, 0);
});

test("X-07: without a network all of it waits, in memory and on disk", async () => {
  const device = new Device();
  const server = new FakeServer();
  server.online = false;
  await device.do(...course());
  assert.equal(await replay("officer", server, device, device.hooks), "unreachable");
  assert.equal(waiting(device.memory, "officer").length, 4);
  device.restart();
  assert.deepEqual(waiting(device.memory, "officer").map(({ id }) => id), ["A", "B", "C", "D"]);
});

test("X-01: an answer that is lost leads to a repetition under the same id, with one effect", async () => {
  const device = new Device();
  const server = new FakeServer();
  server.cutAnswers.add(2);
  await device.do(...course());
  assert.equal(await replay("officer", server, device, device.hooks), "unreachable");
  assert.equal(await replay("officer", server, device, device.hooks), "empty");
  assert.deepEqual(server.received, ["A", "B", "B", "C", "D"]);
  assert.deepEqual(server.effects, ["A", "B", "C", "D"]);
});

test("X-07: a crash before any write to disk, with answers lost at any request, loses nothing and doubles nothing", async () => {
  await fc.assert(
    fc.asyncProperty(fc.integer({ min: 1, max: 9 }), fc.uniqueArray(fc.integer({ min: 1, max: 12 }), { maxLength: 4 }), async (crashAt, cuts) => {
      const device = new Device();
      const server = new FakeServer();
      for (const cut of cuts) server.cutAnswers.add(cut);
      await device.do(...course());
      device.crashAt = crashAt + 4;
      for (let round = 0; round < 12; round++) {
        const end = await replay("officer", server, device, device.hooks).catch(() => "crash" as const);
        if (end === "crash") device.restart();
        if (end === "empty") break;
      }
      assert.deepEqual(server.effects, ["A", "B", "C", "D"]);
      assert.equal(device.disk.size, 0);
    }),
  );
});

test("X-07: a refused act is kept for the officer to see, and the rest goes on", async () => {
  const device = new Device();
  const server = new FakeServer({ B: refused("STATE_CONFLICT", { status: "RECALLED", allowed: [] }) });
  await device.do(...course());
  assert.equal(await replay("officer", server, device, device.hooks), "empty");
  assert.deepEqual(server.effects, ["A", "C", "D"]);
  device.restart();
  assert.deepEqual(refusedActs(device.memory, "officer").map(({ id, refused: why }) => [id, why?.code]), [["B", "STATE_CONFLICT"]]);
});

test("SCN-03: a step that a colleague or the geofence took before is no refusal", async () => {
  const device = new Device();
  const server = new FakeServer({ C: refused("STATE_CONFLICT", { status: "HANDLING", allowed: [] }) });
  await device.do(...course());
  await replay("officer", server, device, device.hooks);
  assert.equal(refusedActs(device.memory, "officer").length, 0);
  assert.equal(device.disk.size, 0);
});

test("SCN-03: what the device told by itself, or a status that holds already, is never shown as refused", async () => {
  const device = new Device();
  const no = refused("STATE_CONFLICT", { status: "AVAILABLE", allowed: [] });
  const server = new FakeServer({ A: no, B: no, C: no, D: no });
  await device.do(
    act("A", 1, "dispatch.arrive", { payload: { ...STEP, mode: "PROPOSED" } }),
    act("B", 2, "guidance.markRead"),
    act("C", 3, "dispatch.setUnitStatus", { payload: { unitId: "U1", status: "AVAILABLE" } }),
    act("D", 4, "dispatch.setUnitStatus", { payload: { unitId: "U1", status: "OFF_DUTY" } }),
  );
  await replay("officer", server, device, device.hooks);
  assert.deepEqual(refusedActs(device.memory, "officer").map(({ id }) => id), ["D"]);
});

test("DSP-10: a call for help overtakes everything that waits", async () => {
  const device = new Device();
  const server = new FakeServer();
  await device.do(...course(), act("HELP", 5, "dispatch.duress"));
  await replay("officer", server, device, device.hooks);
  assert.equal(server.effects[0], "HELP");
});

test("X-07: what one officer did is not sent in another's name", async () => {
  const device = new Device();
  const server = new FakeServer();
  await device.do(act("A", 1, "dispatch.acknowledge", { userId: "other" }), act("B", 2, "dispatch.enRoute"));
  await replay("officer", server, device, device.hooks);
  assert.deepEqual(server.effects, ["B"]);
  assert.equal(waiting(device.memory, "other").length, 1);
});

test("X-08: an act on which the server chokes steps aside after some tries", async () => {
  const device = new Device();
  const server = new FakeServer({ A: { t: "fault" } });
  await device.do(...course());
  for (let round = 0; round < FAULTS_MOST; round++) assert.equal(await replay("officer", server, device, device.hooks), "unreachable");
  assert.equal(await replay("officer", server, device, device.hooks), "empty");
  assert.deepEqual(server.effects, ["B", "C", "D"]);
  assert.equal(refusedActs(device.memory, "officer")[0]?.refused?.code, "SERVER_FAULT");
});

test("X-05: a session that is over stops the replay and keeps everything", async () => {
  const device = new Device();
  const server = new FakeServer({ A: { t: "signedOut" } });
  await device.do(...course());
  assert.equal(await replay("officer", server, device, device.hooks), "signedOut");
  assert.equal(device.disk.size, 4);
});

test("SCN-03: a photo goes before its report, once, and the report names it", async () => {
  const device = new Device();
  const server = new FakeServer();
  const sent: unknown[] = [];
  await device.do(act("F", 1, "dispatch.feedback", { photos: [{ blobKey: "p1", incidentId: "I1", ref: null }] }));
  server.cutAnswers.add(1);
  const post = { sendPhoto: server.sendPhoto.bind(server), send: (one: Parameters<FakeServer["send"]>[0]) => (sent.push(payloadOf(one)), server.send(one)) };
  await replay("officer", post, device, device.hooks);
  device.restart();
  await replay("officer", post, device, device.hooks);
  assert.deepEqual(server.photos, ["p1"]);
  assert.deepEqual(sent.at(-1), { ...STEP, media: [{ mediaId: "M-p1", sha256: "0".repeat(64), mime: "image/jpeg" }] });
});

test("SCN-03: a photo that is not taken does not hold back the words", async () => {
  const device = new Device();
  const server = new FakeServer({ p1: refused("PAYLOAD_TOO_LARGE") });
  const lost: string[] = [];
  await device.do(act("F", 1, "dispatch.feedback", { photos: [{ blobKey: "p1", incidentId: "I1", ref: null }] }));
  await replay("officer", server, device, { ...device.hooks, photoLost: (_act, why) => lost.push(why.code) });
  assert.deepEqual(server.effects, ["F"]);
  assert.deepEqual(lost, ["PAYLOAD_TOO_LARGE"]);
});
