import { Speeds } from "@tocsin/contract/organisation/speeds.ts";
import { stringify } from "yaml";
import { checkSpeeds } from "./check-speeds.ts";
import { FileFaults, type Fault } from "./fault.ts";
import { readFolder } from "./folder.ts";
import { readObject } from "./yaml-file.ts";

/** `speeds.yaml` of a folder on its own, checked like in a city; null when it is absent or has faults. */
export function readSpeeds(dir: string): { readonly speeds: Speeds | null; readonly faults: readonly Fault[] } {
  const found: Fault[] = [];
  const faults = new FileFaults("speeds.yaml", found);
  const text = readFolder(dir)("speeds.yaml", faults);
  const read = text === null ? null : readObject(text, Speeds, faults);
  if (read !== null) checkSpeeds(read.value, read.file, faults);
  return { speeds: found.length === 0 ? (read?.value ?? null) : null, faults: found };
}

/** The text of `speeds.yaml`, below lines of comment: the way back of `readSpeeds`. */
export const speedsYaml = (speeds: Speeds, comment: readonly string[]): string => [...comment.map((line) => `# ${line}`), stringify(speeds, { flowCollectionPadding: true })].join("\n");
