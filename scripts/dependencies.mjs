import { existsSync, readFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { npm } from "./npm.mjs";
import { NODE, ROOT } from "./root.mjs";
import { say, secondsSince } from "./say.mjs";

const readPackages = (path) => JSON.parse(readFileSync(path, "utf8")).packages;

/**
 * What the lockfile asks for and `node_modules` does not hold, as paths of packages.
 * npm writes `node_modules/.package-lock.json` after every install; parts for other machines are optional and may be absent.
 */
export function missingPackages(lockfile, installedLockfile) {
  const wanted = readPackages(lockfile);
  const installed = existsSync(installedLockfile) ? readPackages(installedLockfile) : {};
  return Object.entries(wanted)
    .filter(([path, entry]) => {
      if (!path.startsWith("node_modules/") && !path.includes("/node_modules/")) return false;
      const found = installed[path];
      return found ? found.version !== entry.version : !entry.optional && !entry.devOptional;
    })
    .map(([path]) => path);
}

const nodeRuns = () => spawnSync(NODE, ["--version"], { encoding: "utf8", shell: process.platform === "win32" }).status === 0;

/** Installs what is missing, once; a second start finds nothing to do and says nothing. */
export async function ensureDependencies() {
  const started = performance.now();
  const fresh = !existsSync(`${ROOT}/node_modules/.package-lock.json`);
  const missing = missingPackages(`${ROOT}/package-lock.json`, `${ROOT}/node_modules/.package-lock.json`);
  if (missing.length > 0) {
    const args = [fresh ? "ci" : "install", "--loglevel=error"];
    say(
      `正在安装依赖（${missing.length} 个包，npm ${args[0]}）……首次约需一两分钟`,
      `Installing ${missing.length} packages (npm ${args[0]}) … a minute or two the first time`,
    );
    const code = await npm(args);
    if (code !== 0) {
      say("依赖安装失败：请检查网络或 npm 源，再试一次。", "Installing failed: check the network or the npm registry, then try again.");
      process.exit(code);
    }
    say(`依赖已就绪（${secondsSince(started)} 秒）`, `Dependencies ready (${secondsSince(started)} s)`);
  }
  if (!nodeRuns()) {
    say("正在准备 Node 24 运行时……", "Preparing the Node 24 runtime …");
    const code = await npm(["rebuild", "node", "--foreground-scripts"]);
    if (code !== 0 || !nodeRuns()) {
      say("Node 24 运行时无法启动。删除 node_modules 后重试。", "The Node 24 runtime does not start. Remove node_modules and try again.");
      process.exit(1);
    }
  }
}
