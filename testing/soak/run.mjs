/** `npm run soak`: one server under steady load for as long as wanted; see soak.ts. */
import { become } from "../../scripts/child.mjs";
import { ensureDependencies } from "../../scripts/dependencies.mjs";
import { NODE, ROOT } from "../../scripts/root.mjs";

await ensureDependencies();
become(NODE, [`${ROOT}/testing/soak/soak.ts`, ...process.argv.slice(2)]);
