import { BrokenImage, byteReader, type ByteReader } from "./byte-reader.ts";

const SOI = 0xd8;
const EOI = 0xd9;
const SOS = 0xda;
const APP0 = 0xe0;
const APP1 = 0xe1;
const APP2 = 0xe2;
const APP14 = 0xee;
const APP15 = 0xef;
const COMMENT = 0xfe;
const ORIENTATION_TAG = 0x0112;

/** Markers that stand alone, without a length. */
const isBare = (marker: number): boolean => marker === 0x01 || (marker >= 0xd0 && marker <= 0xd7);

/** Application segments that decide how the picture looks: JFIF, colour profile, Adobe's colour transform. */
function isPicture(reader: ByteReader, marker: number, body: number): boolean {
  if (marker === APP0) return reader.text(body, 5) === "JFIF\0";
  if (marker === APP2) return reader.text(body, 12) === "ICC_PROFILE\0";
  return marker === APP14;
}

/** Orientation (1 to 8) of an Exif segment; null when it says none. */
function orientationOf(reader: ByteReader, body: number, end: number): number | null {
  if (end - body < 14 || reader.text(body, 6) !== "Exif\0\0") return null;
  const tiff = body + 6;
  const little = reader.text(tiff, 2) === "II";
  const directory = tiff + reader.u32(tiff + 4, little);
  if (directory + 2 > end) return null;
  const entries = reader.u16(directory, little);
  for (let i = 0; i < entries && directory + 2 + 12 * (i + 1) <= end; i++) {
    const entry = directory + 2 + 12 * i;
    if (reader.u16(entry, little) !== ORIENTATION_TAG) continue;
    const value = reader.u16(entry + 8, little);
    return value >= 1 && value <= 8 ? value : null;
  }
  return null;
}

/** The least Exif segment that says which side is up: without it pictures of phones lie on their side. */
const orientationSegment = (orientation: number): Uint8Array =>
  Uint8Array.of(0xff, APP1, 0, 34, ...Buffer.from("Exif\0\0MM\0*\0\0\0\b\0\x01", "latin1"), 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, orientation, 0, 0, 0, 0, 0, 0);

/** End of the coded data that begins at `at`: where the next marker stands that is neither stuffing nor a restart. */
function endOfScan(reader: ByteReader, at: number): number {
  for (let i = at; i + 1 < reader.length; i++) {
    if (reader.u8(i) !== 0xff) continue;
    const marker = reader.u8(i + 1);
    if (marker !== 0 && marker !== 0xff && !isBare(marker)) return i;
  }
  throw new BrokenImage("the image ends too early");
}

/**
 * A JPEG without what says where, when and with what it was taken, without comments, thumbnails and anything behind its
 * end; which side is up stays. @throws BrokenImage
 */
export function stripJpeg(bytes: Uint8Array): Uint8Array {
  const reader = byteReader(bytes);
  const kept: Uint8Array[] = [reader.slice(0, 2)];
  let orientation: number | null = null;
  if (reader.u8(1) !== SOI) throw new BrokenImage("not a JPEG");
  for (let at = 2; ; ) {
    if (reader.u8(at) !== 0xff) throw new BrokenImage("a JPEG segment does not begin where it should");
    const marker = reader.u8(at + 1);
    if (marker === 0xff) at += 1;
    else if (marker === EOI) {
      kept.push(reader.slice(at, at + 2));
      break;
    } else if (isBare(marker)) at += 2;
    else {
      const end = at + 2 + reader.u16(at + 2);
      if (end < at + 4) throw new BrokenImage("a JPEG segment is too short");
      if (marker === APP1) orientation ??= orientationOf(reader, at + 4, end);
      const drop = marker === COMMENT || (marker >= APP0 && marker <= APP15 && !isPicture(reader, marker, at + 4));
      const until = marker === SOS ? endOfScan(reader, end) : end;
      if (!drop) kept.push(reader.slice(at, until));
      at = until;
    }
  }
  if (orientation !== null && orientation !== 1) kept.splice(1, 0, orientationSegment(orientation));
  return Buffer.concat(kept);
}
