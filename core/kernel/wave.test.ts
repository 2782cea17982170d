import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { readWave, writeWave } from "./wave.ts";

const samples = fc.uint8Array({ maxLength: 64 }).map((bytes) => bytes.subarray(0, bytes.length - (bytes.length % 2)));

test("CMD-03: a sound comes out of its file as it went in, whatever other chunks stand around it", () => {
  fc.assert(
    fc.property(samples, fc.integer({ min: 1, max: 96_000 }), fc.uint8Array({ maxLength: 9 }), (sound, rate, extra) => {
      const file = writeWave({ rate, samples: sound });
      assert.deepEqual(readWave(file), { rate, samples: sound });
      const chunk = new Uint8Array(8 + extra.length + (extra.length % 2));
      chunk.set([0x4c, 0x49, 0x53, 0x54, extra.length, 0, 0, 0, ...extra]);
      const stuffed = new Uint8Array([...file.subarray(0, 12), ...chunk, ...file.subarray(12), ...chunk]);
      assert.deepEqual(readWave(stuffed), { rate, samples: sound });
      for (const cut of [1, 20, 43]) assert.equal(readWave(file.subarray(0, cut)), null);
    }),
  );
});

test("CMD-03: of another form, or with too long a length, it is no sound", () => {
  const file = writeWave({ rate: 16_000, samples: new Uint8Array(8) });
  const spoilt = (at: number, value: number): Uint8Array => file.map((byte, n) => (n === at ? value : byte));
  assert.deepEqual([[0, 0x52 + 1], [20, 7], [22, 2], [34, 8], [40, 200], [40, 7]].map(([at = 0, value = 0]) => readWave(spoilt(at, value))), [null, null, null, null, null, null]);
});
