import { BrokenImage, byteReader } from "./byte-reader.ts";

/** Chunks that decide how the picture looks; Exif and XMP go. */
const KEPT: ReadonlySet<string> = new Set(["VP8 ", "VP8L", "VP8X", "ALPH", "ANIM", "ANMF", "ICCP"]);
/** Flags of VP8X that announce Exif and XMP. */
const ANNOUNCED = 0x08 | 0x04;

/** A WebP without Exif and XMP, and without anything behind its end. @throws BrokenImage */
export function stripWebp(bytes: Uint8Array): Uint8Array {
  const reader = byteReader(bytes);
  const end = 8 + reader.u32(4, true);
  const kept: Uint8Array[] = [];
  for (let at = 12; at < end; ) {
    const size = reader.u32(at + 4, true);
    const next = at + 8 + size + (size % 2);
    const type = reader.text(at, 4);
    if (KEPT.has(type)) {
      // The last chunk of some writers lacks its padding.
      const chunk = Buffer.concat([reader.slice(at, at + 8 + size), new Uint8Array(size % 2)]);
      if (type === "VP8X") chunk[8] = chunk[8]! & ~ANNOUNCED;
      kept.push(chunk);
    }
    at = next;
  }
  if (kept.length === 0) throw new BrokenImage("a WebP without a picture");
  const body = Buffer.concat(kept);
  const head = Buffer.from("RIFF\0\0\0\0WEBP", "latin1");
  head.writeUInt32LE(4 + body.length, 4);
  return Buffer.concat([head, body]);
}
