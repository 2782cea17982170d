/** `npm run chaos`: the fault matrix; see start.ts and chaos.ts. */
import { become } from "../../scripts/child.mjs";
import { ensureDependencies } from "../../scripts/dependencies.mjs";
import { NODE, ROOT } from "../../scripts/root.mjs";

await ensureDependencies();
become(NODE, [`${ROOT}/testing/chaos/start.ts`, ...process.argv.slice(2)]);
