import type { AdvisoryLevel } from "@tocsin/contract/command/advisory.ts";
import { useSay } from "../language/words.ts";

/** The warning colour as a word; only the two graver ones take colour. */
export function LevelMark({ level }: { readonly level: AdvisoryLevel }) {
  const say = useSay();
  return <span className={`tag ${level === "RED" ? "tag-red" : level === "ORANGE" ? "tag-amber" : ""}`}>{say(`advisoryLevel.${level}`)}</span>;
}
