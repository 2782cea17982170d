import { ALL_TWINS } from "./all-twins.ts";
import { judgeTwin, verdictText, type Verdict } from "./judge-twin.ts";
import type { Twin } from "./twin.ts";

/** `some` twins by rotation: as the seed goes on, all have their turn. */
export const rotated = (twins: readonly Twin[], seed: number, some: number): Twin[] => Array.from({ length: Math.min(some, twins.length) }, (_, n) => twins[(seed * some + n) % twins.length]!);

/** Judges twins one after the other, printing each. True when all were caught. */
export async function runTwins(names: readonly string[], seed: number, some: number | undefined): Promise<boolean> {
  const wanted = names.length === 0 ? ALL_TWINS : ALL_TWINS.filter(({ name, row }) => names.includes(name) || names.includes(row));
  const verdicts: Verdict[] = [];
  for (const twin of some === undefined ? wanted : rotated(wanted, seed, some)) {
    const verdict = await judgeTwin(twin);
    console.log(verdictText(verdict));
    verdicts.push(verdict);
  }
  const caught = verdicts.filter(({ outcome }) => outcome === "caught").length;
  console.log(`抓住 caught ${caught} / ${verdicts.length}`);
  return verdicts.length > 0 && caught === verdicts.length;
}
