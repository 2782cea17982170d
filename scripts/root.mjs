import { fileURLToPath } from "node:url";

/** The repository's root folder, absolute, without a trailing slash. */
export const ROOT = fileURLToPath(new URL("..", import.meta.url)).replace(/[\\/]$/, "");

/** Node 24 from npm: it runs the TypeScript of every workspace as it is. */
export const NODE = `${ROOT}/node_modules/.bin/node${process.platform === "win32" ? ".cmd" : ""}`;
