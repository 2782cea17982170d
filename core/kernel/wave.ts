/** Sound as it is: one channel, 16 bits a sample, little end first. */
export interface Wave {
  /** Samples a second. */
  readonly rate: number;
  /** Two bytes each. */
  readonly samples: Uint8Array;
}

const HEADER = 44;
const PCM = 1;
const text = (bytes: Uint8Array, at: number): string => String.fromCharCode(...bytes.subarray(at, at + 4));

/**
 * A sound as a WAVE file: the shortest header, the samples, nothing else.
 * Source: Multimedia Programming Interface and Data Specifications 1.0 (IBM and Microsoft, 1991), "WAVE".
 */
export function writeWave({ rate, samples }: Wave): Uint8Array<ArrayBuffer> {
  const bytes = new Uint8Array(HEADER + samples.length);
  const view = new DataView(bytes.buffer);
  const word = (at: number, four: string): void => void [...four].forEach((char, n) => void (bytes[at + n] = char.charCodeAt(0)));
  word(0, "RIFF");
  view.setUint32(4, HEADER - 8 + samples.length, true);
  word(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, PCM, true);
  view.setUint16(22, 1, true);
  view.setUint32(24, rate, true);
  view.setUint32(28, rate * 2, true);
  view.setUint16(32, 2, true);
  view.setUint16(34, 16, true);
  word(36, "data");
  view.setUint32(40, samples.length, true);
  bytes.set(samples, HEADER);
  return bytes;
}

/** Reads a WAVE file of one channel of 16-bit samples, whatever other chunks lie around them; null when it is no such file, or ends too early. */
export function readWave(bytes: Uint8Array): Wave | null {
  if (bytes.length < HEADER || text(bytes, 0) !== "RIFF" || text(bytes, 8) !== "WAVE") return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let rate: number | null = null;
  let at = 12;
  while (at + 8 <= bytes.length) {
    const length = view.getUint32(at + 4, true);
    if (at + 8 + length > bytes.length) return null;
    const name = text(bytes, at);
    if (name === "fmt ") {
      if (length < 16 || view.getUint16(at + 8, true) !== PCM || view.getUint16(at + 10, true) !== 1 || view.getUint16(at + 22, true) !== 16) return null;
      rate = view.getUint32(at + 12, true);
    } else if (name === "data") return rate === null || length % 2 === 1 ? null : { rate, samples: bytes.subarray(at + 8, at + 8 + length) };
    // Chunks begin at even places.
    at += 8 + length + (length % 2);
  }
  return null;
}
