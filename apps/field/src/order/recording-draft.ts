import { RECORDING_NUMBER } from "@tocsin/contract/intake/incident.ts";

export interface RecordingDraft {
  readonly reference: string;
  readonly announced: boolean;
}

const REFERENCE = new RegExp(RECORDING_NUMBER);

/** What keeps a body-worn recording from being linked: its number is none, or nobody was told of it (SCN-03). Without a number nothing is linked. */
export function recordingFault({ reference, announced }: RecordingDraft): "NUMBER" | "ANNOUNCED" | null {
  const number = reference.trim();
  if (number === "") return null;
  return !REFERENCE.test(number) ? "NUMBER" : announced ? null : "ANNOUNCED";
}
