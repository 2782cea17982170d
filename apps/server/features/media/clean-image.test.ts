import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { BrokenImage } from "./byte-reader.ts";
import { cleanImage, imageType } from "./clean-image.ts";
import { imageSize } from "./image-size.ts";
import { sampleJpeg, samplePng, sampleWebp } from "./sample-images.ts";

const samples: readonly (readonly [string, Buffer])[] = [["image/jpeg", sampleJpeg({ gps: true })], ["image/png", samplePng()], ["image/webp", sampleWebp()]];

test("SCN-03: where and by what a picture was taken is gone, the picture is the same size and the same each time", async () => {
  for (const [mime, bytes] of samples) {
    assert.ok(bytes.includes("GPS"), mime);
    const clean = await cleanImage(bytes);
    assert.equal(clean?.mime, mime);
    for (const hidden of ["GPS", "Exif", "ICC", "camera", "<"]) assert.equal(Buffer.from(clean!.bytes).includes(hidden), false, `${mime} ${hidden}`);
    assert.deepEqual(imageSize(clean!.bytes, clean!.mime), { width: 2, height: 1 });
    assert.deepEqual(await cleanImage(bytes), clean);
  }
});

test("SCN-03: a picture is turned as the phone held it, since the word that says so goes", async () => {
  const turned = (await cleanImage(sampleJpeg({ gps: true, orientation: 6 })))!;
  assert.deepEqual(imageSize(turned.bytes, "image/jpeg"), { width: 1, height: 2 });
});

test("X-04: what is hidden behind or inside a picture does not come out of it", async () => {
  const clean = (await cleanImage(sampleJpeg({ gps: true, behind: "<script>alert(1)</script>" })))!;
  assert.equal(Buffer.from(clean.bytes).includes("script"), false);
});

test("R29: a picture that claims more pixels than a camera has is refused before anything is unpacked", async () => {
  for (const bomb of [samplePng({ width: 30_000, height: 30_000 }), sampleJpeg({ width: 65_535, height: 65_535 })]) {
    await assert.rejects(cleanImage(bomb), (error) => error instanceof BrokenImage && /more than 25000000/.test(error.message));
  }
  const canvas = sampleWebp();
  canvas.fill(0xff, 24, 30);
  await assert.rejects(cleanImage(canvas), /more than 25000000/);
  await assert.rejects(cleanImage(samplePng({ width: 0, height: 1 })), BrokenImage);
});

test("R27: a picture that says its size a hundred thousand times is broken, and nothing else happens", async () => {
  const frame = Buffer.from([0xff, 0xc0, 0, 9, 8, 0, 1, 0, 2, 1, 1]);
  const canvas = Buffer.from("VP8X\x0a\0\0\0\x0c\0\0\0\x01\0\0\0\0\0", "latin1");
  for (const bytes of [Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(200_000 * frame.length, frame)]), Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBP", "latin1"), Buffer.alloc(200_000 * canvas.length, canvas)])]) {
    await assert.rejects(cleanImage(bytes), (error) => error instanceof BrokenImage && /too often/.test(error.message));
  }
});

test("X-04: the first bytes decide what it is; other formats are none of ours", () => {
  for (const text of ["GIF89a", "<svg/>", "%PDF-1.7", "RIFF....WAVE", ""]) assert.equal(imageType(Buffer.from(text)), null);
});

test("R27: a picture that is cut off or garbled is refused as broken or drawn anew, whatever its bytes; nothing else happens", async () => {
  const any = fc.record({ which: fc.nat({ max: 2 }), cut: fc.nat({ max: 400 }), at: fc.nat({ max: 400 }), value: fc.nat({ max: 255 }) });
  await fc.assert(
    fc.asyncProperty(any, async ({ which, cut, at, value }) => {
      const bytes = Buffer.from(samples[which]![1].subarray(0, Math.max(12, cut)));
      if (at < bytes.length) bytes[at] = value;
      try {
        const clean = await cleanImage(bytes);
        assert.ok(clean === null || imageType(clean.bytes) === clean.mime);
      } catch (error) {
        assert.ok(error instanceof BrokenImage, String(error));
      }
    }),
    { numRuns: 500 },
  );
});
