import { VOICE_MIME, VOICE_MOST_S, VOICE_RATE } from "@tocsin/contract/command/room-limits.ts";
import { readWave, writeWave } from "@tocsin/kernel/wave.ts";
import { BrokenImage } from "./byte-reader.ts";

/**
 * The samples of a voice message written anew, so that nothing else that came with them is kept.
 * Null when the bytes are no sound of the one form that is taken. @throws BrokenImage when it is silent of length or too long
 */
export function cleanVoice(bytes: Uint8Array): { readonly mime: typeof VOICE_MIME; readonly bytes: Uint8Array } | null {
  const wave = readWave(bytes);
  if (wave?.rate !== VOICE_RATE) return null;
  const seconds = wave.samples.length / 2 / VOICE_RATE;
  if (seconds === 0 || seconds > VOICE_MOST_S) throw new BrokenImage(`a voice message of ${Math.ceil(seconds)} s; ${VOICE_MOST_S} s at most`);
  return { mime: VOICE_MIME, bytes: writeWave(wave) };
}
