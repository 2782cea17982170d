import { appendFileSync } from "node:fs";
import { openLedger } from "./open-ledger.ts";
import { create, next } from "./sample-commits.ts";
import { startDatabase } from "./start-database.ts";
import { runTimers, timerCommandId } from "./timers.ts";

/**
 * A server to be killed, for embedded.test.ts: commits as fast as it can, four at a time, and writes down every id that
 * was acknowledged. Each stream sets a timer that is due at once; firing appends the stream's second event.
 * Arguments: data folder, ledger of acknowledgements, name of the round.
 */
const [folder, acknowledged, round] = process.argv.slice(2) as [string, string, string];
const database = await startDatabase({ env: {}, folder });
const ledger = await openLedger({ url: database.url });
const kind = "crash";

void runTimers({
  now: () => Date.now(), due: (now, limit) => ledger.dueTimers(now, limit), signal: new AbortController().signal, pollMs: 5,
  fire: async (timer) => {
    const { id } = timer;
    await ledger.commit(next(kind, id, 1, { commandId: timerCommandId(timer), actor: "system", timers: [{ kind, id, timers: [] }] }));
  },
});

const work = async (worker: number): Promise<never> => {
  for (let n = 0; ; n++) {
    const id = `${round}-${worker}-${n}`;
    const timers = [{ kind, id, timers: [{ kind, id, timerId: "t", dueAt: 1, purpose: "t" }] }];
    const outcome = await ledger.commit(create(kind, id, { commandId: id, timers }));
    if (outcome.outcome !== "committed") throw new Error(`${id}: ${JSON.stringify(outcome)}`);
    appendFileSync(acknowledged, `${id}\n`);
  }
};
await Promise.all([0, 1, 2, 3].map(work));
