import { BrokenImage, byteReader, type ByteReader } from "./byte-reader.ts";

export interface ImageSize {
  readonly width: number;
  readonly height: number;
}

/** So often may a picture say a size: a film of its frames, nothing else more than a few times. */
const PARTS_MOST = 1_000;
const SOS = 0xda;
/** Start of a frame: 0xc0 to 0xcf without the tables (c4, cc) and the reserved one (c8). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
/** Markers that stand alone, without a length. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd8);

function* jpegSizes(reader: ByteReader): Generator<ImageSize> {
  for (let at = 2; ; ) {
    if (reader.u8(at) !== 0xff) throw new BrokenImage("a JPEG segment does not begin where it should");
    const marker = reader.u8(at + 1);
    if (marker === SOS) return;
    if (marker === 0xff) at += 1;
    else if (isBare(marker)) at += 2;
    else {
      if (isFrame(marker)) yield { height: reader.u16(at + 5), width: reader.u16(at + 7) };
      at += 2 + Math.max(2, reader.u16(at + 2));
    }
  }
}

const u24 = (reader: ByteReader, at: number): number => reader.u16(at, true) + 65_536 * reader.u8(at + 2);

/** Canvas, still picture and frames of a film each say a size of their own (RFC 9649, 2.5 to 2.7). */
function* webpSizes(reader: ByteReader): Generator<ImageSize> {
  for (let at = 12; at + 8 <= reader.length; ) {
    const type = reader.text(at, 4);
    const body = at + 8;
    if (type === "VP8X") yield { width: 1 + u24(reader, body + 4), height: 1 + u24(reader, body + 7) };
    else if (type === "ANMF") yield { width: 1 + u24(reader, body + 6), height: 1 + u24(reader, body + 9) };
    else if (type === "VP8L") {
      const bits = reader.u32(body + 1, true);
      yield { width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    } else if (type === "VP8 ") yield { width: reader.u16(body + 6, true) & 0x3fff, height: reader.u16(body + 8, true) & 0x3fff };
    const size = reader.u32(at + 4, true);
    at = body + size + (size % 2);
  }
}

function pngSize(reader: ByteReader): ImageSize {
  if (reader.text(12, 4) !== "IHDR") throw new BrokenImage("a PNG begins with IHDR");
  return { width: reader.u32(16), height: reader.u32(20) };
}

/**
 * The largest width and height in pixels that a picture's own heads claim, read without unpacking anything: a few hundred
 * bytes can claim gigabytes. @throws BrokenImage when it claims none
 */
export function imageSize(bytes: Uint8Array, mime: "image/jpeg" | "image/png" | "image/webp"): ImageSize {
  const reader = byteReader(bytes);
  let [width, height, parts] = [0, 0, 0];
  for (const size of mime === "image/png" ? [pngSize(reader)] : mime === "image/jpeg" ? jpegSizes(reader) : webpSizes(reader)) {
    if (++parts > PARTS_MOST) throw new BrokenImage("it says its size too often");
    [width, height] = [Math.max(width, size.width), Math.max(height, size.height)];
  }
  if (width === 0 || height === 0) throw new BrokenImage("the image has no size");
  return { width, height };
}
