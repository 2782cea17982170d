import { useEffect } from "react";
import type { OwnOrder } from "../state/own-order.ts";

const REPEAT_MS = 4_000;

/** For what the phone rings: an order that nobody has acknowledged, or an urgent fact that the unit has not seen in time (SCN-05). */
export function ringsFor({ order, assignment, incident }: OwnOrder): string | undefined {
  if (assignment.status === "ISSUED") return order.id;
  return incident.facts.find(({ critical, alarmed, readBy }) => critical && alarmed.includes(assignment.unitId) && !readBy.includes(assignment.unitId))?.id;
}

/** Two rising tones: the one meaning of this sound is that something waits for the unit's word. */
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

/** Rings and shakes until what is named has its answer. A browser lets sound through only after a first touch of the page. */
export function useOrderAlarm(named: string | undefined): void {
  useEffect(() => {
    if (named === undefined) return;
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
  }, [named]);
}
