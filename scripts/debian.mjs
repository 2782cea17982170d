import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { run } from "./child.mjs";
import { say } from "./say.mjs";

/** Where a program of this name is; `undefined` where there is none. */
export function onPath(name) {
  for (const folder of [...(process.env.PATH ?? "").split(delimiter), "/usr/bin"]) {
    const path = join(folder, name);
    try {
      accessSync(path, constants.X_OK);
      return path;
    } catch {
      // not in this folder: look in the next
    }
  }
  return undefined;
}

/** Whether this system lets us install packages: root, with apt-get. */
export const mayInstall = () => process.getuid?.() === 0 && onPath("apt-get") !== undefined;

/** Where no mirror answers, waiting for it must not cost more than the tests. */
const IMPATIENT = ["-o", "Acquire::Retries=0", "-o", "Acquire::http::Timeout=15"];

/** Answers whether they are there now. */
export async function install(packages) {
  say(`正在安装 ${packages.join("、")}（apt-get）……`, `Installing ${packages.join(", ")} (apt-get) …`);
  const unasked = { env: { DEBIAN_FRONTEND: "noninteractive" } };
  if ((await run("apt-get", [...IMPATIENT, "update", "-qq"], unasked)) !== 0) return false;
  return (await run("apt-get", [...IMPATIENT, "install", "-y", "-qq", "--no-install-recommends", ...packages], unasked)) === 0;
}
