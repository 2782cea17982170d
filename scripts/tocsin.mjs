/** `npm run tocsin -- <verb> …`: any verb of the command line, with what is missing installed first. */
const { ensureDependencies } = await import("./dependencies.mjs");
const { become } = await import("./child.mjs");
const { NODE, ROOT } = await import("./root.mjs");

await ensureDependencies();
become(NODE, [`${ROOT}/apps/cli/main.ts`, ...process.argv.slice(2)]);
