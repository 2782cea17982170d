import { VOICE_MIME, VOICE_MOST_S, VOICE_RATE } from "@tocsin/contract/command/room-limits.ts";
import { writeWave } from "@tocsin/kernel/wave.ts";

export interface Recording {
  /** What the microphone gives, while it is recorded. */
  readonly stream: MediaStream;
  /** Ends it; null when nothing was recorded. */
  finish(): Promise<Blob | null>;
  /** Throws it away. */
  cancel(): void;
}

/** Whatever the browser recorded, as samples of the one form that is kept; nothing of the device's own goes along. */
async function asVoice(recorded: Blob): Promise<Blob | null> {
  const context = new OfflineAudioContext(1, 1, VOICE_RATE);
  const sound = await context.decodeAudioData(await recorded.arrayBuffer());
  const length = Math.min(Math.round(sound.duration * VOICE_RATE), VOICE_MOST_S * VOICE_RATE);
  if (length === 0) return null;
  const drawn = new OfflineAudioContext(1, length, VOICE_RATE);
  const source = drawn.createBufferSource();
  source.buffer = sound;
  source.connect(drawn.destination);
  source.start();
  const floats = (await drawn.startRendering()).getChannelData(0);
  const bytes = new DataView(new ArrayBuffer(length * 2));
  floats.forEach((value, n) => bytes.setInt16(n * 2, Math.max(-1, Math.min(1, value)) * 32_767, true));
  return new Blob([writeWave({ rate: VOICE_RATE, samples: new Uint8Array(bytes.buffer) })], { type: VOICE_MIME });
}

/**
 * Records from the microphone until told to finish, and no longer than `VOICE_MOST_S`. Each full second is told.
 * @throws DOMException when there is no microphone, or it is not allowed.
 */
export async function recordVoice(onSecond: (second: number) => void): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { channelCount: 1 } });
  const recorder = new MediaRecorder(stream);
  const parts: Blob[] = [];
  recorder.addEventListener("dataavailable", ({ data }) => void parts.push(data));
  const stopped = new Promise<void>((resolve) => recorder.addEventListener("stop", () => resolve(), { once: true }));
  recorder.start();
  let second = 0;
  const seconds = setInterval(() => {
    second += 1;
    if (second >= VOICE_MOST_S) end();
    onSecond(second);
  }, 1_000);
  const end = (): void => {
    clearInterval(seconds);
    if (recorder.state !== "inactive") recorder.stop();
    for (const track of stream.getTracks()) track.stop();
  };
  return {
    stream,
    cancel: end,
    async finish() {
      end();
      await stopped;
      return asVoice(new Blob(parts, { type: recorder.mimeType }));
    },
  };
}
