import { createKeptStore, useStore } from "../store/external-store.ts";

/** One sound per meaning: notes in Hz with their length in seconds. */
export type Sound = "newP1" | "unacknowledged" | "duress" | "lost";
const NOTES: Readonly<Record<Sound, readonly (readonly [hz: number, seconds: number])[]>> = {
  newP1: [[880, 0.12], [1175, 0.2]],
  unacknowledged: [[587, 0.15], [0, 0.08], [587, 0.15]],
  duress: [[1319, 0.12], [988, 0.12], [1319, 0.12], [988, 0.12], [1319, 0.2]],
  lost: [[392, 0.2], [294, 0.35]],
};
const LOUDNESS = 0.16;

export const muteStore = createKeptStore<boolean>("mute", false, (value): value is boolean => typeof value === "boolean");
const whole = (mute: boolean): boolean => mute;
export const useMute = (): boolean => useStore(muteStore, whole);

let context: AudioContext | undefined;

/** A browser gives sound only after a first key or click. */
export function openSound(): () => void {
  const open = (): void => {
    context ??= new AudioContext();
    void context.resume();
  };
  addEventListener("pointerdown", open, { once: true });
  addEventListener("keydown", open, { once: true });
  return () => {
    removeEventListener("pointerdown", open);
    removeEventListener("keydown", open);
  };
}

export function playSound(sound: Sound): void {
  if (muteStore.get() || context?.state !== "running") return;
  let start = context.currentTime;
  for (const [hz, seconds] of NOTES[sound]) {
    if (hz > 0) {
      const tone = context.createOscillator();
      const gain = context.createGain();
      tone.frequency.value = hz;
      gain.gain.setValueAtTime(LOUDNESS, start);
      gain.gain.exponentialRampToValueAtTime(0.001, start + seconds);
      tone.connect(gain).connect(context.destination);
      tone.start(start);
      tone.stop(start + seconds);
    }
    start += seconds;
  }
}
