/** `npm run bench:surge`: ten minutes of the design load (INC-07); `-- --minutes 1 --rate 50` is shorter. */
import { become } from "../../../scripts/child.mjs";
import { ensureDependencies } from "../../../scripts/dependencies.mjs";
import { NODE, ROOT } from "../../../scripts/root.mjs";

await ensureDependencies();
become(NODE, [`${ROOT}/testing/bench/surge/surge.ts`, ...process.argv.slice(2)]);
