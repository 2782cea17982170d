import assert from "node:assert/strict";
import { test } from "node:test";
import fc from "fast-check";
import { BrokenImage } from "./byte-reader.ts";
import { cleanImage, imageType } from "./clean-image.ts";
import { sampleJpeg, samplePng, sampleWebp } from "./sample-images.ts";

const samples: readonly (readonly [string, Buffer])[] = [["image/jpeg", sampleJpeg({ gps: true })], ["image/png", samplePng()], ["image/webp", sampleWebp()]];

test("SCN-03: where and by what a picture was taken is gone, the picture is the same", () => {
  for (const [mime, bytes] of samples) {
    assert.ok(bytes.includes("GPS"), mime);
    const clean = cleanImage(bytes);
    assert.equal(clean?.mime, mime);
    assert.equal(Buffer.from(clean!.bytes).includes("GPS"), false, mime);
    assert.deepEqual(cleanImage(clean!.bytes), clean, "cleaning twice changes nothing");
  }
  assert.deepEqual(Buffer.from(cleanImage(sampleJpeg({ gps: true }))!.bytes), sampleJpeg());
});

test("SCN-03: which side is up stays, since phones turn the picture by it alone", () => {
  const turned = cleanImage(sampleJpeg({ gps: true, orientation: 6 }))!;
  assert.equal(Buffer.from(turned.bytes).includes("GPS"), false);
  assert.deepEqual(cleanImage(turned.bytes), turned);
  const exif = Buffer.from(turned.bytes).indexOf("Exif");
  assert.ok(exif > 0);
  assert.equal(turned.bytes[exif + 6 + 8 + 2 + 9], 6);
});

test("X-04: what is hidden behind the end of a picture is cut off", () => {
  const clean = cleanImage(sampleJpeg({ behind: "<script>alert(1)</script>" }))!;
  assert.deepEqual(Buffer.from(clean.bytes), sampleJpeg());
});

test("X-04: the first bytes decide what it is; other formats are none of ours", () => {
  for (const text of ["GIF89a", "<svg/>", "%PDF-1.7", "RIFF....WAVE", ""]) assert.equal(imageType(Buffer.from(text)), null);
});

test("X-04: a picture that is cut off or garbled is refused as broken or cleaned, whatever its bytes; nothing else happens", () => {
  const any = fc.record({ which: fc.nat({ max: 2 }), cut: fc.nat({ max: 400 }), at: fc.nat({ max: 400 }), value: fc.nat({ max: 255 }) });
  fc.assert(
    fc.property(any, ({ which, cut, at, value }) => {
      const bytes = Buffer.from(samples[which]![1].subarray(0, Math.max(12, cut)));
      if (at < bytes.length) bytes[at] = value;
      try {
        const clean = cleanImage(bytes);
        assert.ok(clean === null || clean.bytes.length <= bytes.length + 36);
      } catch (error) {
        assert.ok(error instanceof BrokenImage, String(error));
      }
    }),
    { numRuns: 3_000 },
  );
});
