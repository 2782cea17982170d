import { orgName, type CityIndex } from "../city/city-index.ts";
import type { Lang, Say } from "../language/words.ts";
import type { DistributionName, SpeedRow, SpeedWords } from "./speed-rows.ts";

/** The server's labels are `30-60 s`, `>4 h` and `none`; people read them in their own units. */
export function bucketWord(say: Say, name: DistributionName, label: string): string {
  if (label === "none") return say(`speed.none.${name}`);
  const [range = "", unit = ""] = label.split(" ");
  return `${range} ${say(unit === "s" ? "speed.unit.s" : unit === "min" ? "speed.unit.min" : "speed.unit.h")}`;
}

export const rowName = (city: CityIndex, row: SpeedRow, lang: Lang): string => (lang === "zh" ? row.nameZh : orgName(city, row.orgPath, lang));

export function speedWords(say: Say, lang: Lang, city: CityIndex): SpeedWords {
  return {
    heads: [say("speed.post"), say("speed.path"), say("speed.n"), say("speed.excluded"), say("speed.reworked")],
    names: { acknowledge: say("speed.acknowledge"), turnOut: say("speed.turnOut"), feedback: say("speed.feedback") },
    median: say("speed.medianS"), p90: say("speed.p90S"), suppressed: say("speed.few"), hidden: say("speed.hidden"),
    bucket: (name, label) => bucketWord(say, name, label),
    orgName: (row) => rowName(city, row, lang),
  };
}
