import assert from "node:assert/strict";
import { test, type TestContext } from "node:test";
import type { StreamMessage } from "@tocsin/contract/views.ts";
import { createClient, type Client } from "./client.ts";
import { SILENCE_MS, openStream, type StreamOptions } from "./stream.ts";
import { RefusedError } from "./transport.ts";

class FakeSocket {
  readyState = 0;
  onmessage: ((event: { data: unknown }) => void) | null = null;
  onclose: (() => void) | null = null;
  onerror: (() => void) | null = null;
  readonly sent: string[] = [];
  readonly url: string;
  readonly protocols: string[];
  constructor(url: string, protocols: string[]) {
    this.url = url;
    this.protocols = protocols;
  }
  say(message: StreamMessage): void {
    this.readyState = 1;
    this.onmessage?.({ data: JSON.stringify(message) });
  }
  send(text: string): void {
    this.sent.push(text);
  }
  close(): void {
    this.readyState = 3;
  }
  cut(): void {
    this.readyState = 3;
    this.onclose?.();
  }
}

const hello: StreamMessage = { t: "hello", cursor: "5-0", at: 1, build: "t" };
const beat = (cursor: string): StreamMessage => ({ t: "beat", cursor, at: 1, missing: [] });

function open(context: TestContext, more: Partial<StreamOptions> & { me?: () => Promise<never> } = {}) {
  context.mock.timers.enable({ apis: ["setTimeout", "Date"] });
  const sockets: FakeSocket[] = [];
  const states: string[] = [];
  const messages: StreamMessage[] = [];
  const client: Client = { ...createClient({ base: "http://tocsin.test", token: "T" }), ...(more.me ? { me: more.me } : {}) };
  const stream = openStream(client, {
    cursor: "5-0",
    onMessage: (message) => messages.push(message),
    onState: (state) => states.push(state),
    onReset: () => Promise.reject(new Error("no reset expected")),
    connect: (url, protocols) => {
      const socket = new FakeSocket(url, protocols);
      sockets.push(socket);
      return socket as unknown as WebSocket;
    },
    ...more,
  });
  return { stream, sockets, states, messages };
}
const settle = (): Promise<void> => new Promise((done) => setImmediate(done));

test("X-08: the token travels as a subprotocol, never in the address", (context) => {
  const { sockets } = open(context);
  assert.equal(sockets[0]?.url, "ws://tocsin.test/api/v1/stream?cursor=5-0");
  assert.deepEqual(sockets[0]?.protocols, ["tocsin", "bearer.T"]);
});

test("X-08: a cut connection is taken up again from the last cursor", (context) => {
  const { sockets, states, messages } = open(context);
  sockets[0]!.say(hello);
  sockets[0]!.say({ t: "upsert", cursor: "8-3", at: 2, incidents: [], units: [], gone: [] });
  sockets[0]!.cut();
  assert.deepEqual(states, ["connecting", "live", "lost"]);
  context.mock.timers.tick(1_000);
  assert.match(sockets[1]!.url, /cursor=8-3$/);
  sockets[0]!.say(beat("99-0"));
  assert.equal(messages.length, 2, "a socket that was given up is no longer heard");
});

test("X-08: a connection that falls silent is given up after three missed beats", (context) => {
  const { sockets, states } = open(context);
  sockets[0]!.say(hello);
  context.mock.timers.tick(SILENCE_MS - 1);
  assert.equal(sockets[0]!.readyState, 1);
  sockets[0]!.say(beat("6-0"));
  context.mock.timers.tick(SILENCE_MS - 1);
  assert.deepEqual(states, ["connecting", "live"]);
  context.mock.timers.tick(1);
  assert.equal(sockets[0]!.readyState, 3);
  assert.equal(states.at(-1), "lost");
  context.mock.timers.tick(1_000);
  assert.match(sockets[1]!.url, /cursor=6-0$/);
});

test("X-08: on reset the caller brings a new board and the stream goes on from its cursor", async (context) => {
  let asked = 0;
  const { sockets } = open(context, { onReset: () => Promise.resolve(`${20 + asked++}-0`) });
  sockets[0]!.say(hello);
  sockets[0]!.say({ t: "reset" });
  await settle();
  assert.equal(asked, 1);
  assert.match(sockets[1]!.url, /cursor=20-0$/);
});

test("X-08: pauses grow, and a wake-up does not wait for them", async (context) => {
  const { stream, sockets } = open(context, { me: () => Promise.reject(new TypeError("away")) });
  for (let round = 0; round < 6; round++) {
    sockets.at(-1)!.cut();
    await settle();
    context.mock.timers.tick(20_000);
  }
  assert.equal(sockets.length, 7);
  sockets.at(-1)!.cut();
  await settle();
  context.mock.timers.tick(5_000);
  assert.equal(sockets.length, 7, "after seven failures the pause is above five seconds");
  stream.wake();
  assert.equal(sockets.length, 8);
});

test("X-08: after a change of network a line with a late beat is taken up anew at once, a healthy one is kept", (context) => {
  const { stream, sockets } = open(context);
  sockets[0]!.say(hello);
  context.mock.timers.tick(5_000);
  stream.wake();
  assert.equal(sockets.length, 1);
  context.mock.timers.tick(2_000);
  stream.wake();
  assert.equal(sockets.length, 2);
  assert.equal(sockets[0]!.readyState, 3);
});

test("X-05: a session that is over ends the stream", async (context) => {
  const refused = { ok: false, code: "NOT_SIGNED_IN", message: "", params: {}, traceId: "" } as const;
  const { sockets, states } = open(context, { me: () => Promise.reject(new RefusedError(401, refused)) });
  sockets[0]!.cut();
  await settle();
  context.mock.timers.tick(60_000);
  assert.equal(states.at(-1), "signed-out");
  assert.equal(sockets.length, 1);
});

test("SCN-03: positions go up only while the line is open", (context) => {
  const { stream, sockets } = open(context);
  const positions = [{ unitId: "U1", lon: 114, lat: 30, at: 1 }];
  assert.equal(stream.sendPositions(positions), false);
  sockets[0]!.say(hello);
  assert.equal(stream.sendPositions(positions), true);
  assert.deepEqual(JSON.parse(sockets[0]!.sent[0]!), { t: "positions", positions });
  stream.close();
  assert.equal(stream.sendPositions(positions), false);
});
