import { ALL_ROWS } from "./all-rows.ts";
import { chaosArguments } from "./chaos-arguments.ts";
import { HEADING, outcomeText, summaryText } from "./outcome-text.ts";
import { allKept, runRows } from "./run-rows.ts";

/**
 * `npm run chaos`: breaks a running city in every way of the fault matrix and prints what was promised and what was kept.
 * `-- R1 R34 --tries 200 --seed 7` some rows; `--long` the full numbers, `--minutes 30` as many of them as that takes; `--twins` the seeded bugs and whether they are caught.
 */
const args = chaosArguments(process.argv.slice(2), Date.now());
const rows = args.rows.length === 0 ? ALL_ROWS : ALL_ROWS.filter(({ id }) => args.rows.includes(id));
console.log(HEADING);
const outcomes = await runRows(rows, { form: args.form, seed: args.seed, ...(args.tries === undefined ? {} : { tries: args.tries }), ...(args.minutes === undefined ? {} : { minutes: args.minutes }), onOutcome: (outcome) => console.log(outcomeText(outcome)) });
console.log(summaryText(outcomes, args.seed));
// Servers that were ended as by a kill leave timers and retries behind in this process.
process.exit(allKept(outcomes) ? 0 : 1);
