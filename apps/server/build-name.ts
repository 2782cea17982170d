import { readFileSync } from "node:fs";

/** Version of this build, for clients that want to know whether the server was replaced. */
export function buildName(): string {
  const text = readFileSync(new URL("./package.json", import.meta.url), "utf8");
  return (JSON.parse(text) as { version: string }).version;
}
