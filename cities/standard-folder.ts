import { fileURLToPath } from "node:url";

/** The folder with the vocabulary that every city shares: pass it to `loadCity` as `standardDir`. */
export const STANDARD_DIR = fileURLToPath(new URL("./standard", import.meta.url));
