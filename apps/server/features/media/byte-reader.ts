/** An image that is not what its first bytes say, or is cut off. */
export class BrokenImage extends Error {
  override readonly name = "BrokenImage";
}

/** Reads numbers out of bytes. @throws BrokenImage beyond their end. */
export interface ByteReader {
  readonly length: number;
  u8(at: number): number;
  u16(at: number, little?: boolean): number;
  u32(at: number, little?: boolean): number;
  text(at: number, length: number): string;
  slice(from: number, to: number): Uint8Array;
}

export function byteReader(bytes: Uint8Array): ByteReader {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const within = (at: number, length: number): void => {
    if (at < 0 || length < 0 || at + length > bytes.length) throw new BrokenImage("the image ends too early");
  };
  return {
    length: bytes.length,
    u8: (at) => (within(at, 1), view.getUint8(at)),
    u16: (at, little = false) => (within(at, 2), view.getUint16(at, little)),
    u32: (at, little = false) => (within(at, 4), view.getUint32(at, little)),
    text: (at, length) => (within(at, length), String.fromCharCode(...bytes.subarray(at, at + length))),
    slice: (from, to) => (within(from, to - from), bytes.subarray(from, to)),
  };
}
