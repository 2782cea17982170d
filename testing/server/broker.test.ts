import assert from "node:assert/strict";
import { createECDH } from "node:crypto";
import { once } from "node:events";
import { createServer as createHttp } from "node:http";
import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { after, before, test } from "node:test";
import { Aedes } from "aedes";
import ece from "http_ece";
import smpp, { type Pdu, type Session } from "smpp";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { RefusedError } from "@tocsin/client/transport.ts";
import type { Notice } from "@tocsin/contract/command/notice.ts";
import type { Position } from "@tocsin/contract/views.ts";
import { ownerOf } from "@tocsin/mqtt/subscriber.ts";
import { copyCity } from "../city-copy.ts";
import { startMailServer } from "../mail-server.ts";
import { softAuthority } from "../soft-authority.ts";
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
/** A push service and an operator of short messages, each of which takes what comes and says what it is told to say. */
const reach = {
  pushed: [] as Buffer[],
  short: [] as string[],
  sessions: [] as Session[],
  service: createHttp((request, response) => {
    const parts: Buffer[] = [];
    request.on("data", (part: Buffer) => parts.push(part)).on("end", () => (reach.pushed.push(Buffer.concat(parts)), response.writeHead(201).end()));
  }),
  operator: smpp.createServer((session) => {
    reach.sessions.push(session);
    session.on("error", () => undefined);
    session.on("bind_transceiver", (pdu: Pdu) => session.send(pdu.response()));
    session.on("submit_sm", (pdu: Pdu) => {
      reach.short.push(`${pdu.destination_addr} ${String(pdu.short_message?.message)}`);
      session.send(pdu.response({ message_id: `M${reach.short.length}` }));
    });
  }),
};
const copy = copyCity();
let mails: Awaited<ReturnType<typeof startMailServer>>;
const origin = (): string => `http://127.0.0.1:${(reach.service.address() as AddressInfo).port}`;
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
  for (const server of [reach.service, reach.operator]) await once(server.listen(0, "127.0.0.1"), "listening");
  copy.change("policies.yaml", /$/, "\nreach: { channels: [PUSH, SMS, VOICE, MAIL], fallbackS: 10 }\n");
  copy.put("unit_phones.csv", "unit,phone\nU1,13800000001\nU2,13800000002\n");
  copy.put("unit_mails.csv", "unit,mail\nU3,duty@dept.example\n");
  const authority = await softAuthority();
  mails = await startMailServer(await authority.issue(["localhost"]));
  const gateways = { mail: { host: "localhost", port: mails.port, tls: false, user: "city", password: "secret", from: "110@city.example", ca: authority.cert }, push: { subject: "mailto:duty@city.example", origins: [origin()] }, sms: { host: "127.0.0.1", port: (reach.operator.address() as AddressInfo).port, systemId: "city", password: "secret", from: "110" } };
  city = await startCity({ cityDir: copy.dir, server: { ...gateways, broker: { url: `mqtt://127.0.0.1:${(door.address() as AddressInfo).port}`, topics: ["tocsin/positions/+", "tocsin/fleet"], user: "tocsin", password: "listens" } } });
  dispatcher = await city.signIn("dispatcher");
  for (const unitId of ["U1", "U2", "U3"]) assert.ok((await dispatcher.command("dispatch.setUnitStatus", { unitId, status: "AVAILABLE" })).ok);
  await until(connected);
});
after(async () => {
  await city.close();
  await new Promise<void>((resolve) => broker.close(() => resolve()));
  door.close();
  await mails?.close();
  reach.service.close();
  reach.operator.close();
  copy.remove();
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

test("CMD-03, X-08: an order goes to the unit's device, then by short message, then to the dispatcher; timers survive a restart and nothing of the matter leaves", async () => {
  const u1 = await city.signIn("u1");
  const pair = createECDH("prime256v1");
  const target = { endpoint: `${origin()}/u1`, p256dh: pair.generateKeys("base64url"), auth: Buffer.alloc(16, 3).toString("base64url") };
  const codeOf = (asked: Promise<unknown>): Promise<string> => asked.then(() => "OK", (error: unknown) => (error instanceof RefusedError ? error.refused.code : String(error)));
  assert.deepEqual([await codeOf(dispatcher.keepPushTarget(target)), await codeOf(u1.keepPushTarget({ ...target, endpoint: "http://127.0.0.1:1/inside" })), await codeOf(u1.keepPushTarget(target))], ["FORBIDDEN", "VALIDATION_FAILED", "OK"]);
  assert.equal((await u1.pushKey()).key?.length, 87);
  await until(async () => !(await dispatcher.health()).missing.includes("sms"));

  const [incidentId, orderId] = [newUlid(), newUlid()];
  const place = { addressText: "学府路", point: { lon: 112.0061, lat: 30.004 }, datum: "WGS84" as const };
  assert.ok((await dispatcher.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13812345678", text: "有人持刀", typeCode: "CR-02", place })).ok);
  assert.ok((await dispatcher.command("dispatch.issueOrder", { incidentId, orderId, unitIds: ["U1", "U2", "U3"], overrideReason: "LOCAL_KNOWLEDGE" })).ok);
  const notice = async (unitId: string): Promise<Notice> => (await dispatcher.board()).notices!.find(({ id }) => id === `${orderId}-${unitId}`)!;
  const tried = async (unitId: string): Promise<string[]> => (await notice(unitId)).attempts.map(({ channel, receipt }) => `${channel} ${receipt?.outcome ?? "-"}${receipt?.detail ? ` ${receipt.detail}` : ""}`);
  const settle = async (): Promise<void> => {
    while ((await city.server.notices.process()) > 0);
  };
  await settle();
  assert.deepEqual(JSON.parse(ece.decrypt(reach.pushed[0]!, { version: "aes128gcm", privateKey: pair, authSecret: target.auth }).toString()), { noticeId: `${orderId}-U1` });
  assert.deepEqual(reach.short, ["13800000002 【警钟】码头 01 有新指令，请打开终端签收。"]);
  assert.deepEqual([await tried("U1"), await tried("U2"), await tried("U3"), (await notice("U3")).status], [["PUSH -"], ["PUSH FAILED NO_DEVICE", "SMS -"], ["PUSH FAILED NO_DEVICE", "SMS FAILED NO_NUMBER", "VOICE FAILED NO_GATEWAY", "MAIL DELIVERED 250 queued as 42"], "DELIVERED"]);
  assert.deepEqual(mails.taken.map(({ secure, to, text }) => [secure, to, text.includes("学府路")]), [[true, ["duty@dept.example"], false]]);

  for (let twice = 0; twice < 2; twice++) reach.sessions.at(-1)!.deliver_sm({ source_addr: "1", destination_addr: "2", esm_class: 4, short_message: "id:M1 stat:DELIVRD" });
  await until(async () => (await notice("U2")).status === "DELIVERED");
  assert.equal((await notice("U2")).version, 4, "a receipt that comes twice is one");

  await city.restart();
  dispatcher = await city.signIn("dispatcher");
  await until(async () => !(await dispatcher.health()).missing.includes("sms"));
  await city.pass(10);
  await settle();
  assert.deepEqual(await tried("U1"), ["PUSH SILENT", "SMS -"]);
  assert.equal(reach.short.at(-1), "13800000001 【警钟】学府 01 有新指令，请打开终端签收。");
  const late = await (await city.signIn("u1")).command("notices.received", { noticeId: `${orderId}-U1` });
  assert.ok(late.ok, JSON.stringify(late));
  assert.deepEqual([(await tried("U1"))[0], (await notice("U1")).status], ["PUSH DELIVERED", "DELIVERED"]);

  reach.operator.close();
  for (const session of reach.sessions) session.destroy();
  await until(async () => (await dispatcher.health()).missing.includes("sms"));
  assert.ok((await dispatcher.command("dispatch.recall", { incidentId, orderId, unitId: "U3", reason: "改派" })).ok, "dispatch goes on without the operator");
});
