import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { checksum, createFrameCutter, framed, LONGEST_FRAME } from "./frame.ts";
import { readContent, readPacket, terminalKey, writePacket, type Packet } from "./header.ts";
import { bcdTime, readLocation, readLocations } from "./location.ts";
import { readMessage } from "./message.ts";
import { createParts } from "./parts.ts";
import { bcdOf, codeBody, locationBody, locationsBody, registerBody, type Told } from "./test-terminal.ts";

const shared = process.env["TOCSIN_SHARED"] ?? fileURLToPath(new URL("../../../shared/", import.meta.url));
const vectors = join(shared, "data/vectors/jt808/frames_part1_hex.txt");
const skip = existsSync(vectors) ? false : "the shared data folder is not here (set TOCSIN_SHARED)";

const NOON = Date.UTC(2026, 2, 2, 4, 0, 0);
/** Records as literals make them. */
const PLAIN = { noNullPrototype: true } as const;
const bytes = (max: number) => fc.uint8Array({ maxLength: max });
const packets: fc.Arbitrary<Packet> = fc.constantFrom(2013 as const, 2019 as const).chain((version) =>
  fc.record({
    message: fc.integer({ min: 0, max: 0xffff }).filter((id) => id !== 0x5501 && id !== 0x5502), version: fc.constant(version),
    terminal: fc.stringMatching(new RegExp(`^[0-9]{${version === 2019 ? 20 : 12}}$`)), serial: fc.integer({ min: 0, max: 0xffff }),
    part: fc.option(fc.integer({ min: 1, max: 0xffff }).chain((count) => fc.record({ count: fc.constant(count), index: fc.integer({ min: 1, max: count }) }, PLAIN)), { nil: null }), body: bytes(1_023),
  }, PLAIN),
);
const told: fc.Arbitrary<Told> = fc.record({
  lon: fc.integer({ min: -180_000_000, max: 180_000_000 }).map((v) => v / 1e6), lat: fc.integer({ min: -90_000_000, max: 90_000_000 }).map((v) => v / 1e6),
  at: fc.integer({ min: Date.UTC(2000, 0, 2) / 1_000, max: Date.UTC(2099, 11, 30) / 1_000 }).map((s) => s * 1_000), speedKmh: fc.integer({ min: 0, max: 3_000 }).map((v) => v / 10),
  heading: fc.integer({ min: 0, max: 359 }), altitudeM: fc.integer({ min: -500, max: 9_000 }), fixed: fc.boolean(),
  items: fc.uniqueArray(fc.tuple(fc.integer({ min: 0, max: 255 }), bytes(40)), { maxLength: 6, selector: ([id]) => id }),
}, PLAIN);

test("JT/T 808: every captured frame with a right checksum is read, body and all; the others are refused with their fault", { skip }, () => {
  const frames = readFileSync(vectors, "utf8").split("\n").filter((line) => line !== "" && !line.startsWith("#")).map((line) => Uint8Array.from(Buffer.from(line.trim(), "hex")));
  assert.ok(frames.length >= 50);
  const seen = new Map<string, number>();
  const add = (what: string): void => void seen.set(what, (seen.get(what) ?? 0) + 1);
  for (const frame of frames) {
    // The captures were taken behind the undoing of escapes: flags and escape bytes stand bare in some.
    const content = frame.subarray(1, -1);
    const right = checksum(content, content.length - 1) === content.at(-1);
    const packet = readContent(content);
    assert.equal(packet.ok, right, Buffer.from(frame).toString("hex"));
    if (!packet.ok) {
      add(packet.fault);
      continue;
    }
    const [onTheWire] = createFrameCutter().push(framed(content.subarray(0, -1)));
    assert.deepEqual(readPacket(onTheWire!), packet);
    const message = readMessage(packet.value.message, packet.value.body, packet.value.version);
    assert.ok(message.ok, Buffer.from(frame).toString("hex"));
    add(message.value.kind);
    if (message.value.kind !== "LOCATIONS") continue;
    for (const { lon, lat, at, fixed } of message.value.locations) if (fixed) assert.ok(Math.abs(lon) <= 180 && Math.abs(lat) <= 90 && (at === null || at > Date.UTC(2000, 0, 1)));
  }
  assert.deepEqual(Object.fromEntries(seen), { LOCATIONS: 40, REGISTER: 2, AUTHENTICATE: 1, OTHER: 12, CHECKSUM: 1 });
});

test("JT/T 808: a packet that is written is read as it was, however the stream is cut", () => {
  fc.assert(
    fc.property(fc.array(packets, { minLength: 1, maxLength: 4 }), fc.integer({ min: 1, max: 50 }), bytes(10), (all, size, noise) => {
      const stream = Uint8Array.from([...noise.filter((byte) => byte !== 0x7e), ...all.flatMap((packet) => [...framed(writePacket(packet))])]);
      const cutter = createFrameCutter();
      const read: unknown[] = [];
      for (let i = 0; i < stream.length; i += size) for (const raw of cutter.push(stream.subarray(i, i + size))) read.push(readPacket(raw!));
      assert.deepEqual(read, all.map((value) => ({ ok: true, value })));
    }),
    { numRuns: 200 },
  );
});

test("JT/T 808: locations and batches that are written are read as they were, items included", () => {
  fc.assert(
    fc.property(fc.array(told, { maxLength: 8 }), (all) => {
      const read = readLocations(locationsBody(all));
      assert.ok(read.ok && read.value.length === all.length);
      read.value.forEach(({ items, alarm, status, ...location }, index) => {
        const { items: written, ...rest } = all[index]!;
        assert.equal(alarm, 0);
        assert.equal((status & 2) !== 0, location.fixed);
        // A zero has no sign on the wire.
        assert.deepEqual({ ...location, lon: location.lon + 0, lat: location.lat + 0 }, { ...rest, lon: rest.lon + 0, lat: rest.lat + 0 });
        assert.deepEqual([...items], written!.map(([id, data]) => [id, data]));
      });
    }),
    { numRuns: 200 },
  );
  assert.deepEqual(readMessage(0x0102, codeBody("secret", 2019), 2019), { ok: true, value: { kind: "AUTHENTICATE", code: "secret" } });
  assert.deepEqual(readMessage(0x0102, codeBody("secret", 2013), 2013), { ok: true, value: { kind: "AUTHENTICATE", code: "secret" } });
  for (const version of [2013, 2019] as const) assert.deepEqual(readMessage(0x0100, registerBody("A1B2C3", version), version), { ok: true, value: { kind: "REGISTER", device: "A1B2C3" } });
});

test("JT/T 808: times are those of China; what is no moment is none", () => {
  assert.equal(bcdTime(Uint8Array.of(0x26, 0x03, 0x02, 0x12, 0, 0)), NOON);
  assert.deepEqual(bcdOf(NOON), Uint8Array.of(0x26, 0x03, 0x02, 0x12, 0, 0));
  for (const wrong of [[0, 0, 0, 0, 0, 0], [0x26, 0x02, 0x30, 0, 0, 0], [0x26, 0x13, 0x01, 0, 0, 0], [0x2a, 0x01, 0x01, 0, 0, 0], [0x26, 0x01, 0x01, 0x24, 0, 0]]) assert.equal(bcdTime(Uint8Array.from(wrong)), null, String(wrong));
});

test("JT/T 808: broken bodies are refused, a broken item at the end costs only itself", () => {
  const whole = locationBody({ lon: 112, lat: 30, at: NOON, items: [[1, Uint8Array.of(0, 0, 0, 9)]] });
  assert.equal(readLocation(whole.subarray(0, 27)).ok, false);
  const cut = readLocation(whole.subarray(0, whole.length - 1));
  assert.ok(cut.ok && cut.value.items.size === 0 && cut.value.lon === 112);
  assert.equal(readLocations(Uint8Array.of(0, 2, 0, 0, 28, ...whole.subarray(0, 28))).ok, false, "one of two is missing");
  assert.equal(readLocations(Uint8Array.of(0xff, 0xff, 0)).ok, false);
  assert.equal(readMessage(0x0102, Uint8Array.of(9, 65), 2019).ok, false);
  const far = whole.slice();
  new DataView(far.buffer).setUint32(8, 90_000_001);
  assert.equal(readLocation(far).ok, false);
  assert.deepEqual(["013800000001", "00000000013800000001", "0", "0000"].map(terminalKey), ["13800000001", "13800000001", "0", "0"]);
});

test("JT/T 808: arbitrary bytes never throw, and never more than one frame is held", () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(bytes(300), packets.map((packet) => framed(writePacket(packet))), bytes(60).map((body) => framed(body))), { maxLength: 12 }), (chunks) => {
      const cutter = createFrameCutter();
      const parts = createParts();
      for (const chunk of chunks) {
        for (const raw of cutter.push(chunk)) {
          assert.ok(raw === null || raw.length <= LONGEST_FRAME);
          const packet = raw === null ? null : readPacket(raw);
          if (packet?.ok !== true) continue;
          readMessage(packet.value.message, packet.value.body, packet.value.version);
          parts.take(packet.value, 0);
        }
      }
    }),
    { numRuns: 300 },
  );
  const cutter = createFrameCutter();
  assert.deepEqual(cutter.push(Uint8Array.of(0x7e)), []);
  for (let i = 0; i < 100; i++) assert.deepEqual(cutter.push(new Uint8Array(10_000)), []);
  assert.deepEqual(cutter.push(Uint8Array.of(0x7e)), [null], "an endless frame is one fault");
});

test("JT/T 808: parts make their message in any order and however often; what does not come is given up", () => {
  const part = (serial: number, count: number, index: number, byte: number): Packet => ({ message: 0x0704, version: 2019, terminal: "1", serial, part: { count, index }, body: Uint8Array.of(byte) });
  const parts = createParts();
  const order = [[65_535, 1], [1, 3], [1, 3], [0, 2]] as const;
  const answers = order.map(([serial, index]) => parts.take(part(serial, 3, index, index), 0));
  assert.deepEqual(answers.map(({ t }) => t), ["waiting", "waiting", "waiting", "whole"]);
  assert.deepEqual(answers.at(-1), { t: "whole", body: Uint8Array.of(1, 2, 3) });
  assert.equal(parts.take(part(1, 65, 1, 0), 0).t, "refused");
  for (let i = 0; i < 6; i++) parts.take(part(100 * i, 2, 1, 0), 1_000 * i);
  assert.equal(parts.givenUp(), 2, "four messages at once and no more");
  parts.take(part(5_000, 2, 1, 0), 70_000);
  assert.equal(parts.givenUp(), 4, "a minute is enough");
});
