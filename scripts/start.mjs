/**
 * `npm start`: a living demo city with one command. Runs on any Node from 20 with nothing installed;
 * installs what is missing, builds what is stale, then hands over to the demo, to which all arguments go.
 */
if (Number(process.versions.node.split(".")[0]) < 20) {
  process.stderr.write(`需要 Node.js 20 或更新版本（当前 ${process.version}） / Node.js 20 or newer is needed (this is ${process.version})\n`);
  process.exit(1);
}

const { ensureDependencies } = await import("./dependencies.mjs");
const { ensureFrontends } = await import("./frontends.mjs");
const { become } = await import("./child.mjs");
const { NODE, ROOT } = await import("./root.mjs");

await ensureDependencies();
await ensureFrontends();
become(NODE, [`${ROOT}/apps/cli/main.ts`, "demo", ...process.argv.slice(2)]);
