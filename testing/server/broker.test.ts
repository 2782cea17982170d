import assert from "node:assert/strict";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { after, before, test } from "node:test";
import { Aedes } from "aedes";
import type { Position } from "@tocsin/contract/views.ts";
import { ownerOf } from "@tocsin/mqtt/subscriber.ts";
import { startCity, TEN_O_CLOCK, type Seated, type TestCity } from "../harness.ts";
import { until } from "../until.ts";

let broker: Aedes;
let door: Server;
let city: TestCity;
let dispatcher: Seated;
const sockets = new Set<Socket>();
const fix = (unitId: string, more: Partial<Position> = {}): Position => ({ unitId, lon: 112.004, lat: 30.004, at: city.clock.now(), ...more });
const publish = (topic: string, payload: unknown, retain = false): Promise<void> =>
  new Promise((resolve, reject) => broker.publish({ cmd: "publish", dup: false, qos: 1, retain, topic, payload: typeof payload === "string" ? payload : JSON.stringify(payload) }, (error) => (error ? reject(error) : resolve())));
const counted = async () => (await dispatcher.positionSources()).sources.find(({ source }) => source === "MQTT")!;
const total = async (): Promise<number> => {
  const { accepted, refused, discarded } = await counted();
  return accepted + [...Object.values(refused), ...Object.values(discarded)].reduce((sum, count) => sum + count, 0);
};
const connected = async (): Promise<boolean> => !(await dispatcher.health()).missing.includes("mqtt");

before(async () => {
  broker = await Aedes.createBroker();
  broker.authenticate = (_client, user, password, done) => done(null, user === "tocsin" && password?.toString() === "listens");
  door = createServer((socket) => {
    sockets.add(socket);
    broker.handle(socket);
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  const retained = { unitId: "U3", lon: 112.004, lat: 30.004 };
  await publish("tocsin/positions/U3", { ...retained, at: TEN_O_CLOCK - 3_600_000 }, true);
  city = await startCity({ server: { broker: { url: `mqtt://127.0.0.1:${(door.address() as AddressInfo).port}`, topics: ["tocsin/positions/+", "tocsin/fleet"], user: "tocsin", password: "listens" } } });
  dispatcher = await city.signIn("dispatcher");
  for (const unitId of ["U1", "U2", "U3"]) assert.ok((await dispatcher.command("dispatch.setUnitStatus", { unitId, status: "AVAILABLE" })).ok);
  await until(connected);
});
after(async () => {
  await city.close();
  await new Promise<void>((resolve) => broker.close(() => resolve()));
  door.close();
});

test("DSP-02: units publish on their own topics, a fleet in batches; what is retained counts only while it is fresh", async () => {
  await until(async () => (await counted()).discarded["RETAINED"] === 1);
  await publish("tocsin/positions/U1", fix("U1"));
  await publish("tocsin/fleet", { positions: [fix("U2"), fix("U3")] });
  await until(async () => (await counted()).accepted === 3);
  assert.deepEqual((await dispatcher.board()).positions.map(({ unitId }) => unitId).sort(), ["U1", "U2", "U3"]);
});

test("X-05: a unit's topic moves that unit only; last wills, wrong shapes and hostile payloads are counted and let go", async () => {
  const before = await total();
  city.clock.advance(1_000);
  await publish("tocsin/positions/U1", fix("U2"));
  await publish("tocsin/positions/U1", "offline");
  await publish("tocsin/positions/U1", { ...fix("U1"), plateNo: "x" });
  await publish("tocsin/positions/U1", `{"__proto__": ${JSON.stringify(fix("U1"))}}`);
  await publish("tocsin/positions/U1", `${"[".repeat(5_000)}${"]".repeat(5_000)}`);
  await publish("tocsin/positions/U1", { ...fix("U1"), lat: 91 });
  await publish("tocsin/positions/U1", "");
  await publish("tocsin/fleet", { positions: [fix("X9")] });
  await publish("tocsin/elsewhere/U1", fix("U1"));
  await publish("tocsin/positions/U1", fix("U1"));
  await until(async () => (await total()) === before + 8);
  const { accepted, refused, discarded } = await counted();
  assert.deepEqual({ accepted, refused, discarded }, { accepted: 4, refused: { UNKNOWN_UNIT: 1 }, discarded: { RETAINED: 1, OTHER_UNIT: 1, NO_POSITIONS: 5 } });
});

test("X-08: a broker that goes away is named as missing, and listened to again when it is back", async () => {
  for (const socket of sockets) socket.destroy();
  await until(async () => !(await connected()));
  await until(connected);
  city.clock.advance(1_000);
  await publish("tocsin/positions/U1", fix("U1"));
  await until(async () => (await counted()).accepted === 5);
});

test("the level for which a + stands names the unit", () => {
  const cases = [["a/+", "a/U1", "U1"], ["a/+/b", "a/U1/b", "U1"], ["a/+", "a/U1/b", undefined], ["a/#", "a/U1/b", null], ["a/b", "a/b", null], ["a/b", "a", undefined], ["+/+", "a/b", "a"]] as const;
  for (const [filter, topic, owner] of cases) assert.equal(ownerOf(filter, topic), owner, `${filter} ${topic}`);
});
