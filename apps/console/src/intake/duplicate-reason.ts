import type { Say, Word } from "../language/words.ts";
import { zh } from "../language/zh.ts";

interface Coded {
  readonly code: string;
  readonly params: Readonly<Record<string, unknown>>;
}

const numberOf = (value: unknown): number => (typeof value === "number" ? value : 0);

/** A reason of likeness as a short chip; an unknown code is shown as it is. */
export function reasonChip(say: Say, { code, params }: Coded): string {
  switch (code) {
    case "DISTANCE": return say("likeness.distance", { metres: Math.round(numberOf(params["metres"])) });
    case "APART": return say("likeness.apart", { minutes: Math.round(numberOf(params["seconds"]) / 60) });
    case "TYPE": {
      const key = `likeness.${String(params["likeness"])}`;
      return key in zh ? say(key as Word) : code;
    }
    case "PLACE_TEXT": return say("likeness.place", { percent: Math.round(numberOf(params["share"]) * 100) });
    case "TEXT": return say("likeness.text", { percent: Math.round(numberOf(params["share"]) * 100) });
    default: return code;
  }
}
