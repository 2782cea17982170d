import { twin, type Twin } from "./twin.ts";

const JUDGE = "apps/server/features/positions/judge-position.ts";
const SUBSCRIBER = "edge/stream/subscriber.ts";
const TIMERS = "edge/ledger/timers.ts";
const DEADLINES = "core/domain/dispatch/deadlines.ts";
const ADMISSION = "apps/server/desk/admission.ts";
const ADMITTED = { test: "apps/server/desk/admission.test.ts" } as const;
const JSON_TEXT = "apps/server/http/json-text.ts";
const MIGRATE = "edge/ledger/migrate.ts";

/** Of what comes in, what is shown, and what happens by itself: R10–R36, R40. */
export const FIELD_TWINS: readonly Twin[] = [
  twin("two-on-one-folder", "R10", "a second server takes a data folder", "edge/ledger/folder-lock.ts", "if (others.held.length === 0 && others.announced.length === 0) {", "if (others !== null) {", { row: "R10" }),
  twin("numbers-repeat", "R14", "two incidents have one number", "edge/ledger/migrations/0003-read.sql", "do update set value = c.value + 1 returning", "do update set value = c.value returning", { row: "R14", tries: 3 }),
  twin("numbers-of-32-bits", "R14", "numbers beyond 32 bits lose their head", "edge/ledger/db.ts", "oid === INT8 ? Number :", "oid === INT8 ? (text: string) => Number(text) | 0 :", { row: "R14" }),
  twin("watermark-forgotten", "R16", "a reader passes a transaction that is still running", "edge/ledger/migrations/0003-read.sql", "> (after_txid, after_seq) and e.txid < settled", "> (after_txid, after_seq)", { test: "edge/ledger/watermark.test.ts" }),
  twin("limit-a-second-early", "R16", "hitting a limit exactly is a breach", "core/domain/dispatch/clocks.ts", "clock.startedAt + (clock.limitS + 1) * SECOND", "clock.startedAt + clock.limitS * SECOND", { test: "core/domain/dispatch/clocks.test.ts" }),
  twin("poison-viewer", "R18", "one viewer that throws ends the stream of all", "edge/stream/hub.ts", "failures.push(error);", "throw error;", { row: "R18" }),
  twin("poison-timer", "R18", "one timer that throws holds up all others", TIMERS, "failed.set(id, now + (loop.retryMs ?? 5_000));", "throw error;", { row: "R18" }),
  twin("poison-without-rest", "R18", "a timer that throws is tried without end", TIMERS, "if ((failed.get(id) ?? -Infinity) > now) continue;", "", { row: "R18" }),
  twin("null-island", "R20", "a receiver without satellites is believed", JUDGE, `if (position.lon === 0 && position.lat === 0) return "NO_FIX";`, "", { test: "apps/server/features/positions/judge-position.test.ts" }),
  twin("fix-from-tomorrow", "R20", "a fix from the future is taken", JUDGE, `if (position.at > now + FUTURE_MS) return "FUTURE";`, "", { row: "R20" }),
  twin("older-fix-wins", "R20", "an older fix takes the place of a newer", JUDGE, "if (last !== undefined && position.at <= last.at) return", "if (last !== undefined && position.at === last.at) return", { row: "R20" }),
  twin("vague-fix", "R20", "a fix that says nothing is taken", JUDGE, `return (position.accuracyM ?? 0) > IMPRECISE_M ? "IMPRECISE" : null;`, "return null;", { row: "R20" }),
  twin("teleport", "R20", "an impossible jump is taken", "apps/server/features/positions/jumps.ts", "if (last === undefined || canHaveMoved(last, position, kind)) {", "if (last !== null) {", { row: "R20" }),
  twin("anybodys-position", "R20", "a position of another's unit is taken", JUDGE, `if (!allowed) return "NOT_YOURS";`, "", { test: "apps/server/features/positions/judge-position.test.ts" }),
  twin("off-duty-ranked", "R21", "a unit that is off duty is ranked as if it were free", "core/engine/recommend/eligibility.ts", `if (unit.status === "OFF_DUTY") return [because("OFF_DUTY", {})];`, "", { test: "core/engine/recommend/recommend.test.ts", only: "CMD-02" }),
  twin("off-duty-offered", "R21", "a unit that is off duty appears in a ranking", "apps/server/features/recommendation/candidates.ts", `unit.status !== "OFF_DUTY" && offered(unit)`, "offered(unit)", { test: "testing/server/recommendation.test.ts", only: "off shift do not appear" }),
  twin("stale-ranked", "R21", "a silent unit is ranked as if it were not", "core/engine/recommend/eligibility.ts", "if (unit.stale && !input.includeStale)", "if (false)", { row: "R21", tries: 2 }),
  twin("unbounded-buffer", "R22", "a slow viewer's buffer has no end", SUBSCRIBER, `if (this.#waitingBytes > this.#limits.mostWaiting) this.letGo("slow");`, "if (false) this.end();", { row: "R22" }),
  twin("slow-not-told", "R22", "a slow viewer is let go without a word", SUBSCRIBER, "this.#sink.send(messageText({ t: why }));", "", { row: "R22" }),
  twin("first-copy-kept", "R22", "of what waits the oldest copy is kept", SUBSCRIBER, "this.#waiting.set(key, item);", "if (!this.#waiting.has(key)) this.#waiting.set(key, item);", { row: "R22" }),
  twin("cursor-ahead", "R22", "the cursor runs ahead of what was handed over", SUBSCRIBER, "    this.#waitingCursor = cursor;\n    if (this.#waitingBytes", "    this.#cursor = this.#waitingCursor = cursor;\n    if (this.#waitingBytes", { row: "R22" }),
  twin("stalled-console-kept", "R22", "a console that reads no more keeps its connection", SUBSCRIBER, "if (at - this.#stalledSince >= this.#limits.stallMs) this.letGo(\"slow\");", "", { row: "R22", tries: 1 }),
  twin("stalled-console-fed", "R22", "a socket that is full is given more", SUBSCRIBER, "return this.#waiting.size === 0 && this.#sink.buffered <= this.#limits.highWater;", "return true;", { row: "R22", tries: 1 }),
  twin("gap-at-the-cut-over", "R23", "what happens during a resume is missed", "edge/stream/resume.ts", "if (!batch.more && compareCursors(subscriber.cursor, hub.cursor) >= 0) return hub.join(subscriber);", "if (stretch > 0 || !batch.more) return hub.join(subscriber);", { test: "edge/stream/resume.test.ts" }),
  twin("beyond-uncounted", "R26", "what finds no place on a board is not counted", "apps/server/features/records/board.ts", "beyond: countByPriority(seen.slice(limit))", "beyond: []", { row: "R26", tries: 2 }),
  twin("urgent-waits", "R26", "the least urgent goes first behind a full desk", ADMISSION, ": occupied[0];", ": occupied.at(-1);", ADMITTED),
  twin("place-not-given-back", "R26", "work that fails keeps its place at the desk", ADMISSION, "if (next === undefined) running -= 1;", "if (next === undefined) running -= 0;", ADMITTED),
  twin("patience-without-end", "R26", "what is not urgent waits for ever", ADMISSION, "return admitted % fairEvery === 0 ?", "return false ?", ADMITTED),
  twin("overlong-utf8", "R27", "overlong UTF-8 is taken for characters", "apps/server/features/commands/visible-text.ts", "if (second < low || second > high) return 0;", "", { test: "apps/server/features/commands/visible-text.test.ts" }),
  twin("checksum-unchecked", "R27", "a terminal's frame with a wrong checksum is read", "edge/jt808/frame.ts", "for (let i = 0; i < end; i++) sum ^= bytes[i]!;", "", { test: "edge/jt808/codec.test.ts" }),
  twin("any-fact-key", "R27", "a fact of any key is stored", "core/contract/intake/incident.ts", `Type.Record(Type.String({ pattern: "^[a-z][a-zA-Z0-9]*$" }), FactValue, { additionalProperties: false })`, `Type.Record(Type.String({ pattern: "^[a-z][a-zA-Z0-9]*$" }), FactValue)`, { test: "testing/conformance/attacks.test.ts", only: "R27" }),
  twin("bottomless-json", "R29", "JSON of any depth is walked", JSON_TEXT, "if (nesting(text) > DEPTH_LIMIT) throw", "if (false) throw", { test: "apps/server/features/commands/visible-text.test.ts" }),
  twin("nul-refuses-a-report", "R30", "a report with a NUL is refused", "apps/server/features/commands/visible-text.ts", "escapeUnstorable(text).replace(", "text.replace(", { row: "R30", tries: 20 }),
  twin("filter-hides", "R31", "what a filter hides is not counted", "apps/console/src/queue/queue-filter.ts", "hidden[group] = queue[group].length - visible[group].length;", "hidden[group] = 0;", { row: "R31" }),
  twin("recalled-is-watched", "R31", "an incident whose unit was recalled leaves the list of those that wait", "apps/console/src/queue/queue-order.ts", `if (summary.unassigned) return "unassigned";`, `if (summary.unassigned && incident.orders.length === 0) return "unassigned";`, { test: "apps/console/src/queue/queue-order.test.ts" }),
  twin("late-escalation", "R32", "an order that nobody takes is escalated late", DEADLINES, "a.issuedAt + limits.acknowledge.escalate * SECOND", "a.issuedAt + (limits.acknowledge.escalate + 5) * SECOND", { row: "R32" }),
  twin("never-replaced", "R32", "a unit that does not answer keeps its order", DEADLINES, "pending.push({ id: `replace/${orderId}/${a.unitId}`,", "if (a.status !== \"ISSUED\") pending.push({ id: `replace/${orderId}/${a.unitId}`,", { row: "R32" }),
  twin("act-before-disk", "R36", "an act leaves the memory and stays on the disk", "apps/field/src/outbox/replay.ts", "await shelf.keep(changeOutbox(hooks.outbox(), change), change);\n    hooks.changed(change);", "hooks.changed(change);", { test: "apps/field/src/outbox/replay.test.ts" }),
  twin("acts-out-of-order", "R35", "acts go out in another order than they were done", "apps/field/src/outbox/outbox.ts", "[...acts].sort((a, b) => a.seq - b.seq)", "[...acts].sort((a, b) => b.seq - a.seq)", { row: "R36" }),
  twin("changed-migration-taken", "R40", "a build goes on over a changed migration", MIGRATE, "if (migration.checksum !== checksum) throw", "if (false) throw", { row: "R40" }),
  twin("newer-schema-taken", "R40", "a build goes on over a schema that it does not know", MIGRATE, "if (migration === undefined) throw new Error(", "if (migration === undefined) continue; if (false) throw new Error(", { row: "R40" }),
  twin("older-copy-wins", "R23", "an older copy that arrives late takes the place of a newer", "edge/client/board-state.ts", "if (before !== undefined && compareCursors(before, cursor) > 0) return false;", "", { test: "edge/client/board-state.test.ts" }),
  twin("replay-skips", "R15", "a log with a gap replays", "core/runtime/replay.ts", "if (event.version !== expected) throw", "if (false) throw", { test: "core/runtime/replay.test.ts" }),
];
