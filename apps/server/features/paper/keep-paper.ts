import { mkdir, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { paperBoard } from "@tocsin/engine/paper/paper-board.ts";
import type { MissingParts } from "../../missing-parts.ts";
import { startRounds } from "../../rounds.ts";
import type { CityPresent } from "../present/city-present.ts";

export interface PaperDeps {
  readonly folder: string;
  readonly city: CityIndex;
  readonly present: Pick<CityPresent, "openIncidents" | "units">;
  readonly now: () => number;
  readonly missing: Pick<MissingParts, "down" | "up">;
  readonly report: (what: string, error: unknown) => void;
}

export const PAPER_FILE = "board.html";
const EVERY_MS = 30_000;

/**
 * Writes the open board of the whole city into a folder, twice a minute, from memory: for a printer, or a machine beside the
 * servers, on the day on which nothing else opens. A reader finds the old file or the new one, never half of one (R37).
 */
export function keepPaper({ folder, city, present, now, missing, report }: PaperDeps): { write(): Promise<void>; close(): Promise<void> } {
  const paths = new Map(city.city.orgs.map(({ path, nameZh }) => [path, nameZh]));
  const write = async (): Promise<void> => {
    const html = paperBoard({
      language: "zh", city: city.city.head.nameZh, at: now(), utcOffset: city.city.head.utcOffset, incidents: present.openIncidents.values(), units: present.units.values(),
      typeName: (code) => city.type.get(code)?.nameZh ?? code, orgName: (path) => paths.get(path) ?? path, departments: city.city.departments, waits: city.city.policies.queue.waitS,
    });
    await mkdir(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, PAPER_FILE);
    await writeFile(`${path}.new`, html, { mode: 0o600 });
    await rename(`${path}.new`, path);
  };
  const failed = (error: unknown): void => {
    missing.down("paper");
    report("paper", error);
  };
  const rounds = startRounds({ everyMs: EVERY_MS, round: () => write().then(() => missing.up("paper")), failed, first: "AT_ONCE" });
  return { write, close: () => rounds.stop() };
}
