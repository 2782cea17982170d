import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { afterEach, test } from "node:test";
import fc from "fast-check";
import { createConnection, type Discarded } from "./connection.ts";
import { framed } from "./frame.ts";
import { writePacket } from "./header.ts";
import type { Location } from "./location.ts";
import { ID } from "./message.ts";
import { openJt808Server, type Jt808Limits, type Jt808Server } from "./server.ts";
import { codeBody, locationBody, locationsBody, openTerminal, registerBody, resultOf, type Terminal, type Told } from "./test-terminal.ts";

const CODE = "a-code-of-its-own";
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const ENROLLED = new Map([["13800000001", { codeSha256: sha256(CODE), unitId: "U1" }], ["13800000002", { codeSha256: sha256("A1B2C3D"), unitId: "U2" }]]);
const NOON = Date.UTC(2026, 2, 2, 4, 0, 0);
const here = (second: number): Told => ({ lon: 112.004, lat: 30.004, at: NOON + second * 1_000, speedKmh: 36, heading: 90, fixed: true });

let server: Jt808Server;
const terminals: Terminal[] = [];
afterEach(async () => {
  for (const { socket } of terminals.splice(0)) socket.destroy();
  await server.close();
});

async function open(limits: Partial<Jt808Limits> = {}, take?: () => Promise<void>) {
  const taken: [unitId: string, Location][] = [];
  const counts: Partial<Record<Discarded, number>> = {};
  const failures: unknown[] = [];
  const deps = {
    enrolled: (terminal: string) => ENROLLED.get(terminal) ?? null, discarded: (reason: Discarded, times = 1) => void (counts[reason] = (counts[reason] ?? 0) + times), now: () => 0,
    async take({ unitId }: { unitId: string }, locations: readonly Location[]) {
      taken.push(...locations.map((location): [string, Location] => [unitId, location]));
      await take?.();
    },
  };
  server = await openJt808Server({ ...deps, host: "127.0.0.1", port: 0, limits, onFailure: (error) => failures.push(error) });
  return { taken, counts, failures, deps };
}

async function terminal(number: string, version: 2013 | 2019 = 2019): Promise<Terminal> {
  const one = await openTerminal(server.port, number, version);
  terminals.push(one);
  return one;
}

for (const version of [2013, 2019] as const) {
  test(`JT/T 808-${version}: a terminal registers, signs in, lives and reports, one by one, in batches and in parts`, async () => {
    const { taken, counts } = await open();
    const known = await terminal("13800000001", version);
    assert.equal(resultOf(await known.ask(ID.REGISTER, registerBody("Z9", version))), 3, "it has its code");
    assert.equal(resultOf(await known.ask(ID.AUTHENTICATE, codeBody(CODE, version))), 0);
    assert.equal(resultOf(await known.ask(ID.HEARTBEAT)), 0);
    assert.equal(resultOf(await known.ask(ID.LOCATION, locationBody(here(0)))), 0);
    assert.equal(resultOf(await known.ask(ID.LOCATIONS, locationsBody(Array.from({ length: 80 }, (_, i) => here(i + 1))))), 0, "2,400 bytes in three parts");
    assert.equal(resultOf(await known.ask(0x0801)), 3);
    assert.equal(resultOf(await known.ask(ID.LOCATION, new Uint8Array(5))), 2);
    assert.deepEqual(taken.map(([unitId, { at }]) => [unitId, at]), Array.from({ length: 81 }, (_, i) => ["U1", NOON + i * 1_000]));
    assert.deepEqual(counts, { NOT_FOR_US: 1, BODY: 1 });
  });
}

test("JT/T 808: a terminal that the city enrolled by its maker's number is told its code when it registers with that number", async () => {
  await open();
  const one = await terminal("13800000002", 2013);
  const answer = await one.ask(ID.REGISTER, registerBody("A1B2C3D", 2013));
  assert.deepEqual([resultOf(answer), Buffer.from(answer.body.subarray(3)).toString()], [0, "A1B2C3D"]);
  assert.equal(resultOf(await one.ask(ID.AUTHENTICATE, codeBody("A1B2C3D", 2013))), 0);
});

test("X-05: unknown terminals, wrong codes, and reports before the sign-in are refused and counted, and the connection ends", async () => {
  const { taken, counts } = await open();
  const stranger = await terminal("13899999999");
  assert.equal(resultOf(await stranger.ask(ID.REGISTER, registerBody("A1B2C3D", 2019))), 4);
  await stranger.closed;
  const early = await terminal("13800000001");
  assert.equal(resultOf(await early.ask(ID.LOCATION, locationBody(here(0)))), 1);
  assert.equal(resultOf(await early.ask(ID.AUTHENTICATE, codeBody("A1B2C3D", 2019))), 1, "another terminal's code");
  await early.closed;
  const own = await terminal("13800000001");
  assert.equal(resultOf(await own.ask(ID.AUTHENTICATE, codeBody(CODE, 2019))), 0);
  own.socket.write(framed(writePacket({ message: ID.LOCATION, version: 2019, terminal: "13800000002", serial: 9, part: null, body: locationBody(here(1)) })));
  assert.equal(resultOf(await own.ask(ID.HEARTBEAT)), 0);
  assert.deepEqual([taken, counts], [[], { UNKNOWN_TERMINAL: 1, NOT_SIGNED_IN: 1, WRONG_CODE: 1, OTHER_TERMINAL: 1 }]);
});

test("JT/T 808: silent and babbling connections end; a terminal that comes again replaces its old connection; a flood finds the door full", async () => {
  const { counts } = await open({ signInMs: 40, connections: 2 });
  const silent = await terminal("13800000001");
  await silent.closed;
  const babbler = await terminal("13800000001");
  babbler.socket.write(Uint8Array.from(Array.from({ length: 21 }, () => [0x7e, 1, 2, 3]).flat()));
  await babbler.closed;
  assert.deepEqual(counts, { SILENT: 1, SHORT: 20, TOO_MANY_FAULTS: 1 });
  const first = await terminal("13800000001");
  assert.equal(resultOf(await first.ask(ID.AUTHENTICATE, codeBody(CODE, 2019))), 0);
  const again = await terminal("13800000001");
  assert.equal(resultOf(await again.ask(ID.AUTHENTICATE, codeBody(CODE, 2019))), 0);
  await first.closed;
  const second = await terminal("13800000002");
  await second.ask(ID.HEARTBEAT);
  await (await terminal("13800000002")).closed;
  assert.equal((counts as Partial<Record<Discarded, number>>).TOO_MANY_CONNECTIONS, 1);
});

test("JT/T 808: while positions are being taken nothing more is read of that terminal; what fails is reported and ends the connection", async () => {
  const gate = Promise.withResolvers<void>();
  let calls = 0;
  const { failures } = await open({}, () => {
    calls += 1;
    return calls === 1 ? gate.promise : Promise.reject(new Error("full"));
  });
  const one = await terminal("13800000001");
  await one.ask(ID.AUTHENTICATE, codeBody(CODE, 2019));
  const [first, second] = [one.ask(ID.LOCATION, locationBody(here(0))), one.ask(ID.LOCATION, locationBody(here(1)))];
  const other = await terminal("13800000002");
  await other.ask(ID.AUTHENTICATE, codeBody("A1B2C3D", 2019));
  assert.equal(resultOf(await other.ask(ID.HEARTBEAT)), 0, "others are served meanwhile");
  assert.equal(calls, 1);
  gate.resolve();
  assert.equal(resultOf(await first), 0);
  await one.closed;
  assert.deepEqual([calls, failures.length], [2, 1]);
  void second;
});

test("JT/T 808: whatever a connection sends, signed in or not, it is answered or refused, never thrown", async () => {
  const { deps } = await open();
  const ids = fc.constantFrom(ID.REGISTER, ID.AUTHENTICATE, ID.HEARTBEAT, ID.LOCATION, ID.LOCATIONS, 0x0900);
  const body = fc.uint8Array({ maxLength: 80 });
  const part = fc.option(fc.record({ count: fc.constantFrom(2, 3, 200), index: fc.constantFrom(1, 2) }), { nil: null });
  const packet = fc.record({ message: ids, version: fc.constantFrom(2013 as const, 2019 as const), terminal: fc.constantFrom("13800000001", "13800000009"), serial: fc.integer({ min: 0, max: 5 }), part, body }).map((one) => framed(writePacket(one)));
  const right = framed(writePacket({ message: ID.AUTHENTICATE, version: 2019, terminal: "13800000001", serial: 1, part: null, body: codeBody(CODE, 2019) }));
  await fc.assert(
    fc.asyncProperty(fc.boolean(), fc.array(fc.oneof(packet, body), { maxLength: 20 }), async (signedIn, chunks) => {
      const connection = createConnection(deps);
      if (signedIn) await connection.receive(right);
      for (const chunk of chunks) for (const answer of (await connection.receive(chunk)).answers) assert.equal(answer[0], 0x7e);
    }),
    { numRuns: 200 },
  );
});
