import { useEffect } from "react";

const REPEAT_MS = 4_000;

/** Two rising tones: the one meaning of this sound is an order that nobody has acknowledged. */
function ring(audio: AudioContext): void {
  if (audio.state !== "running") return;
  for (const [index, pitch] of [660, 880, 660, 880].entries()) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    const start = audio.currentTime + index * 0.22;
    tone.frequency.value = pitch;
    loudness.gain.setValueAtTime(0.4, start);
    loudness.gain.exponentialRampToValueAtTime(0.001, start + 0.2);
    tone.connect(loudness).connect(audio.destination);
    tone.start(start);
    tone.stop(start + 0.2);
  }
}

/** Rings and shakes until the order is acknowledged. A browser lets sound through only after a first touch of the page. */
export function useOrderAlarm(orderId: string | undefined): void {
  useEffect(() => {
    if (orderId === undefined) return;
    const audio = new AudioContext();
    const once = (): void => {
      ring(audio);
      if ("vibrate" in navigator && navigator.userActivation.hasBeenActive) navigator.vibrate([400, 150, 400]);
    };
    once();
    const timer = setInterval(once, REPEAT_MS);
    return () => {
      clearInterval(timer);
      void audio.close();
    };
  }, [orderId]);
}
