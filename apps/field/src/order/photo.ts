import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { KeptPhoto } from "../outbox/disk.ts";

/** Longest side in pixels: enough to read a sign, small enough for a weak network. */
const SIDE_MOST = 1_600;
const QUALITY = 0.8;

/** Size after scaling, never larger than it was. */
export function scaledSize(width: number, height: number, most = SIDE_MOST): { width: number; height: number } {
  const scale = Math.min(1, most / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/**
 * A camera file as a small JPEG. Drawing it anew leaves behind all that the camera wrote into it (place, device, owner).
 * @throws when the file is no picture that this device can read.
 */
export async function preparePhoto(file: Blob): Promise<KeptPhoto> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const { width, height } = scaledSize(picture.width, picture.height);
  const canvas = document.createElement("canvas");
  canvas.width = width;
  canvas.height = height;
  canvas.getContext("2d")?.drawImage(picture, 0, 0, width, height);
  picture.close();
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  if (!blob) throw new Error("the picture could not be encoded");
  return { key: newUlid(), blob };
}
