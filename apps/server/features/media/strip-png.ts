import { BrokenImage, byteReader } from "./byte-reader.ts";

/** Chunks that decide how the picture looks; all else (text, time, Exif) goes. */
const KEPT: ReadonlySet<string> = new Set(["IHDR", "PLTE", "IDAT", "IEND", "tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "sBIT", "bKGD", "pHYs", "acTL", "fcTL", "fdAT"]);

/** A PNG without texts, times and Exif, and without anything behind its end. @throws BrokenImage */
export function stripPng(bytes: Uint8Array): Uint8Array {
  const reader = byteReader(bytes);
  const kept: Uint8Array[] = [reader.slice(0, 8)];
  for (let at = 8; ; ) {
    const end = at + 12 + reader.u32(at);
    const type = reader.text(at + 4, 4);
    const chunk = reader.slice(at, end);
    if (at === 8 && type !== "IHDR") throw new BrokenImage("a PNG begins with IHDR");
    if (KEPT.has(type)) kept.push(chunk);
    if (type === "IEND") return Buffer.concat(kept);
    at = end;
  }
}
