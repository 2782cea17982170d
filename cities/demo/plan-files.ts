import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

const HERE = fileURLToPath(new URL(".", import.meta.url));

/** The response plans, modules and plan tests that the demo city ships, by their path in its folder; they are written by hand, not drawn. */
export function demoPlans(): ReadonlyMap<string, string> {
  const files = ["plan-modules", "plans"].flatMap((folder) => readdirSync(`${HERE}${folder}`).sort().map((name) => `${folder}/${name}`));
  return new Map(files.map((path) => [path, readFileSync(`${HERE}${path}`, "utf8")]));
}
