/** `npm run fuzz`: spoilt inputs at every door; see fuzz.ts. */
import { become } from "../../scripts/child.mjs";
import { ensureDependencies } from "../../scripts/dependencies.mjs";
import { NODE, ROOT } from "../../scripts/root.mjs";

await ensureDependencies();
become(NODE, ["--expose-gc", `${ROOT}/testing/fuzz/fuzz.ts`, ...process.argv.slice(2)]);
