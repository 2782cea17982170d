import { Transformer } from "@napi-rs/image";
import { BrokenImage } from "./byte-reader.ts";
import { imageSize } from "./image-size.ts";

export const IMAGE_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

export interface CleanImage {
  readonly mime: ImageType;
  readonly bytes: Uint8Array;
}

/** Largest picture that is unpacked: a camera's 24 million pixels, 100 MB while it is worked on. */
export const PIXELS_MOST = 25_000_000;
const JPEG_QUALITY = 85;
const WEBP_QUALITY = 80;

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean => Buffer.from(bytes.subarray(at, at + text.length)).equals(Buffer.from(text, "latin1"));

/** What the first bytes say it is, whatever name or type came with it; null when it is none of the pictures taken. */
export function imageType(bytes: Uint8Array): ImageType | null {
  if (startsWith(bytes, "\xff\xd8\xff")) return "image/jpeg";
  if (startsWith(bytes, "\x89PNG\r\n\x1a\n")) return "image/png";
  return startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8) ? "image/webp" : null;
}

const ENCODE: Readonly<Record<ImageType, (picture: Transformer) => Promise<Buffer>>> = {
  "image/jpeg": (picture) => picture.jpeg(JPEG_QUALITY),
  "image/png": (picture) => picture.png(),
  "image/webp": (picture) => picture.webp(WEBP_QUALITY),
};

async function drawnAnew(bytes: Uint8Array, mime: ImageType): Promise<Buffer> {
  try {
    // Turned as the camera said, since that word goes with all its others.
    return await ENCODE[mime](new Transformer(bytes).rotate());
  } catch {
    throw new BrokenImage("its pixels cannot be read");
  }
}

/** One after the other: the memory of one picture bounds that of all. */
let last: Promise<unknown> = Promise.resolve();

/**
 * The pixels of a picture written anew, so that nothing else that came with it is kept: no place, time or device, no
 * profile or comment, nothing hidden before, between or behind. The same bytes give the same picture.
 * Null when the bytes are no JPEG, PNG or WebP. @throws BrokenImage, also above PIXELS_MOST
 */
export async function cleanImage(bytes: Uint8Array): Promise<CleanImage | null> {
  const mime = imageType(bytes);
  if (mime === null) return null;
  const { width, height } = imageSize(bytes, mime);
  if (width * height > PIXELS_MOST) throw new BrokenImage(`it has ${width} × ${height} pixels, more than ${PIXELS_MOST}`);
  const drawn = last.then(() => drawnAnew(bytes, mime));
  last = drawn.catch(() => undefined);
  return { mime, bytes: await drawn };
}
