import { stripJpeg } from "./strip-jpeg.ts";
import { stripPng } from "./strip-png.ts";
import { stripWebp } from "./strip-webp.ts";

export const IMAGE_TYPES = ["image/jpeg", "image/png", "image/webp"] as const;
export type ImageType = (typeof IMAGE_TYPES)[number];

export interface CleanImage {
  readonly mime: ImageType;
  readonly bytes: Uint8Array;
}

const startsWith = (bytes: Uint8Array, text: string, at = 0): boolean => Buffer.from(bytes.subarray(at, at + text.length)).equals(Buffer.from(text, "latin1"));

/** What the first bytes say it is, whatever name or type came with it; null when it is none of the pictures taken. */
export function imageType(bytes: Uint8Array): ImageType | null {
  if (startsWith(bytes, "\xff\xd8\xff")) return "image/jpeg";
  if (startsWith(bytes, "\x89PNG\r\n\x1a\n")) return "image/png";
  return startsWith(bytes, "RIFF") && startsWith(bytes, "WEBP", 8) ? "image/webp" : null;
}

const STRIP: Readonly<Record<ImageType, (bytes: Uint8Array) => Uint8Array>> = { "image/jpeg": stripJpeg, "image/png": stripPng, "image/webp": stripWebp };

/**
 * A picture without where, when and by which device it was taken. Null when the bytes are no JPEG, PNG or WebP.
 * @throws BrokenImage
 */
export function cleanImage(bytes: Uint8Array): CleanImage | null {
  const mime = imageType(bytes);
  return mime === null ? null : { mime, bytes: STRIP[mime](bytes) };
}
