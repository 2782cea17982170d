import { readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { loadCity } from "@tocsin/city/load-city.ts";
import { copyCity } from "../../city-copy.ts";
import { STANDARD } from "../../harness.ts";
import type { Door } from "../door.ts";
import { sampleBytes, spoilt } from "../spoil.ts";
import { faultOf } from "./file-doors.ts";

/** Roads and places are read by readers of their own. */
const OWN_READERS: ReadonlySet<string> = new Set(["roads.csv", "places.csv"]);
/** The one list that the fixture city leaves out. */
const PLATFORM = `- { id: P12345, name: 12345 平台, url: "https://hotline.example/open311/v2", format: xml, parties: [HOTLINE], jurisdiction: tiny, other: HL-01, attributes: true }\n`;

/** Every file of a whole city in its turn, held against the others as at a start. */
export const CITY: Door = {
  name: "city",
  what: ["整个城市目录逐文件损坏,并与其余文件对照", "a whole city, one file after the other spoilt and held against the rest"],
  share: 6_000,
  open() {
    const copy = copyCity();
    copy.put("platforms.yaml", PLATFORM);
    const own = new Map(readdirSync(copy.dir, { withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => [name, readFileSync(join(copy.dir, name))] as const));
    const standard = new Map(readdirSync(STANDARD, { withFileTypes: true }).filter((entry) => entry.isFile() && !own.has(entry.name)).map(({ name }) => [name, readFileSync(join(STANDARD, name))] as const));
    const names = [...own.keys(), ...standard.keys()].filter((name) => !OWN_READERS.has(name)).sort();
    return {
      once(dice) {
        const name = dice.pick(names);
        const bytes = own.get(name) ?? standard.get(name)!;
        const path = join(copy.dir, name);
        // Most of a long file is more of the same; its beginning is spoilt, and the rest stays for what the others name.
        const [head, rest] = [bytes.subarray(0, 6_000), bytes.subarray(6_000)];
        writeFileSync(path, Buffer.concat([dice.next() < 0.05 ? sampleBytes("", "\n", "[]", "{}", "---\n---\n")[dice.integer(0, 4)]! : spoilt([head], dice), rest]));
        try {
          const loaded = loadCity(copy.dir, { standardDir: STANDARD });
          if (!loaded.ok) return faultOf(loaded.faults);
          if (loaded.city.orgs.some(({ path: at }) => at === "")) throw new Error("an organisation without a place in the tree");
          return "taken";
        } finally {
          const before = own.get(name);
          if (before === undefined) rmSync(path);
          else writeFileSync(path, before);
        }
      },
      close: () => Promise.resolve(copy.remove()),
    };
  },
};
