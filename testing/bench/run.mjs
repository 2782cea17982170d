/** `npm run bench`: installs what only the benchmark needs into its own folder, then runs it. */
import { existsSync } from "node:fs";
import { become, run } from "../../scripts/child.mjs";
import { ensureDependencies } from "../../scripts/dependencies.mjs";
import { NODE, ROOT } from "../../scripts/root.mjs";
import { say } from "../../scripts/say.mjs";

const HERE = `${ROOT}/testing/bench`;

await ensureDependencies();
if (!existsSync(`${HERE}/node_modules/@valhallajs/valhallajs`)) {
  say("正在安装对照用的 Valhalla（约 280 MB，仅用于基准测试）……", "Installing Valhalla to compare with (280 MB, for the benchmark only) …");
  const code = await run("npm", ["install", "--no-audit", "--no-fund", "--no-package-lock", "--loglevel=error"], { cwd: HERE });
  if (code !== 0) say("Valhalla 安装失败，跳过该项对照。", "Installing Valhalla failed; what compares with it is left out.");
}
become(NODE, [`${HERE}/bench.ts`, ...process.argv.slice(2)]);
