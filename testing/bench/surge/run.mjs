/** `npm run bench:surge`: ten minutes of the design load (INC-07); `-- --minutes 1 --rate 50` is shorter. `-- one-event`: 10,000 reports of one event (R24). */
import { become } from "../../../scripts/child.mjs";
import { ensureDependencies } from "../../../scripts/dependencies.mjs";
import { NODE, ROOT } from "../../../scripts/root.mjs";

await ensureDependencies();
const program = process.argv[2] === "one-event" ? "one-event-bench.ts" : "surge.ts";
become(NODE, [`${ROOT}/testing/bench/surge/${program}`, ...process.argv.slice(2)]);
