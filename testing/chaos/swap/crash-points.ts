import type { Swap } from "./swap.ts";

/** Named steps of the real server at which it can be ended: the call is put into the source as it is loaded. */
export const CRASH_STEPS = [
  "received", "validated", "decided", "committed", "assigned", "closed", "before-ack", "after-ack", "read", "published", "notified", "timer-due", "timer-fired", "sealed",
] as const;
export type CrashStep = (typeof CRASH_STEPS)[number];

const at = (step: CrashStep): string => `await globalThis.tocsinStep?.("${step}");`;
const before = (file: string, find: string, step: CrashStep, when = ""): Swap => ({ file, find, put: `${when}${at(step)}\n${find}` });

const DESK = "apps/server/desk/desk.ts";
const COMMIT = "apps/server/desk/decide-and-commit.ts";
const TOGETHER = "apps/server/desk/decide-together.ts";
const LIVE = "apps/server/features/live/open-live.ts";

export const CRASH_POINTS: readonly Swap[] = [
  before(DESK, "const answer = await lanes.run(", "received"),
  before(DESK, "const answer = await decideAndCommit(deps, await inside", "validated"),
  before(DESK, "return answer;\n    },\n    executeSystem", "before-ack"),
  before(COMMIT, "const outcome = await deps.ledger.commit(toCommit(", "decided"),
  {
    file: COMMIT, find: "return outcomeAnswer(deps, request, attempt, made.value, outcome);",
    put: `${at("committed")} if (request.name === "dispatch.issueOrder") ${at("assigned")} if (request.name === "intake.close") ${at("closed")}\nreturn outcomeAnswer(deps, request, attempt, made.value, outcome);`,
  },
  before(TOGETHER, "outcome = await deps.ledger.commitTogether(", "decided"),
  before(TOGETHER, "const changed = new Set(row.flatMap(", "committed"),
  { file: "apps/server/features/commands/register-commands.ts", find: "const body = request.rawBody ?? Buffer.alloc(0);", put: `reply.raw.once("finish", () => globalThis.tocsinStep?.("after-ack"));\nconst body = request.rawBody ?? Buffer.alloc(0);` },
  before(LIVE, "const live = await batchOf(deps, batch.events, batch.cursor);", "read"),
  { file: LIVE, find: "hub.publish(live);", put: `hub.publish(live);\n${at("published")}` },
  { file: "apps/server/features/live/register-live.ts", find: "send: (text) => socket.send(text),", put: `send: (text) => { globalThis.tocsinStep?.("notified"); socket.send(text); },` },
  before("apps/server/start-timers.ts", "const answer = await desk.executeSystem({", "timer-due"),
  before("apps/server/start-timers.ts", "if (!answer.ok && answer.refusal.code === \"TOO_BUSY\")", "timer-fired"),
  before("edge/ledger/sealer.ts", "const [from, to] = [parseCursor(seal.from), parseCursor(seal.to)];", "sealed"),
];

/** Lets migrations be swapped too, for bugs that are seeded in SQL. */
export const MIGRATION_READER: Swap = {
  file: "edge/ledger/migrate.ts", find: `.replaceAll("\\r\\n", "\\n");`, put: `.replaceAll("\\r\\n", "\\n").replace(/^[^]*$/, (sql) => globalThis.tocsinMigration?.(name, sql) ?? sql);`,
};
