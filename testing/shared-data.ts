import { existsSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The folder of real data that is no part of the project: `TOCSIN_SHARED`, or `../shared` beside it; null when absent. */
export function sharedData(): string | null {
  const folder = process.env["TOCSIN_SHARED"] ?? fileURLToPath(new URL("../../shared/", import.meta.url));
  const data = join(folder, "data");
  return existsSync(data) ? data : null;
}

/** For the `skip` of a test that needs it. */
export const noSharedData = sharedData() === null ? "the shared data folder is not here (set TOCSIN_SHARED)" : false;
