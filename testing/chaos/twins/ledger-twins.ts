import { twin, type Twin } from "./twin.ts";

const COMMIT_SQL = "edge/ledger/migrations/0002-commit.sql";

const TOGETHER_SQL = "edge/ledger/migrations/0030-together-by-table.sql";

/** Of what is stored once and kept: R1, R2, R3, R34, R14, R15, R24. */
export const LEDGER_TWINS: readonly Twin[] = [
  twin("ack-without-commit", "R1", "a command is acknowledged and not stored", "edge/ledger/open-ledger.ts", "const outcome = await commitTo(db, commit);", `const outcome = commit.name === "dispatch.feedback" ? { outcome: "committed", cursor: "1-1", result: commit.result } : await commitTo(db, commit);`, { row: "R1", tries: 4 }),
  twin("key-forgotten", "R1", "a repetition is done again", COMMIT_SQL, "if not found then\n    select body_hash", "if false then\n    select body_hash", { test: "edge/ledger/commit.test.ts" }),
  twin("timer-outlives-commit", "R1", "a timer that has fired stays", COMMIT_SQL, "    delete from tocsin.timer t where t.kind = s.kind and t.id = s.id\n", "    delete from tocsin.timer t where false and t.kind = s.kind and t.id = s.id\n", { test: "edge/ledger/timers.test.ts" }),
  twin("timer-id-anew", "R1", "a timer that fires on two servers has its effect twice", "edge/ledger/timers.ts", "`timer:${timer.kind}:${timer.id}:${timer.timerId}:${timer.dueAt}`", "`timer:${timer.kind}:${timer.id}:${timer.timerId}:${Math.random()}`", { test: "edge/ledger/timers.test.ts" }),
  twin("half-a-commit", "R1", "events without their states", COMMIT_SQL, "perform tocsin.store_states(c, appended.heads, appended.last);", "", { row: "R1", tries: 3 }),
  twin("no-audit-line", "R1", "a change without its line in the audit", COMMIT_SQL, "insert into audit (at, actor, entry, reach, hash)\n    select (c->>'at')::bigint, c->>'actor', c->'audit',", "insert into audit (at, actor, entry, reach, hash)\n    select (c->>'at')::bigint, c->>'actor', jsonb '{}',", { row: "R1", tries: 3 }),
  twin("version-ignored", "R2", "a decision on old records is written", COMMIT_SQL, "if have is distinct from s.version then", "if false then", { test: "edge/ledger/commit.test.ts" }),
  twin("stale-screen", "R2", "a decision made on an old screen is taken", "apps/server/desk/decide-and-commit.ts", "return expected === undefined || expected === version ?", "return true ?", { test: "testing/scenarios/cross-cutting.test.ts", only: "X-02" }),
  twin("no-retry", "R3", "a lost connection is an error", "edge/ledger/db.ts", "if (attempt >= attempts || !isTransient(error)) throw error;", "throw error;", { test: "edge/ledger/db.test.ts" }),
  twin("unconfirmed-taken", "R3", "a commit that no standby confirmed is acknowledged", "edge/ledger/db.ts", "if (client.unconfirmed) throw", "if (false) throw", { test: "edge/ledger/db.test.ts" }),
  twin("key-lost-in-crash", "R7", "a key that the crash took with it stays lost, and the number with it", "edge/ledger/commit.ts", "if (keys.length === 0) return", "if (true) return", { test: "edge/ledger/personal/vault.test.ts", only: "R7" }),
  twin("key-not-made-anew", "R7", "a key that the crash took is not made again: answered 500", "edge/ledger/personal/vault.ts", "if (standing === null) continue;", "if (standing === null) throw new Error(`the data key of ${subject} is gone`);", { test: "edge/ledger/personal/vault.test.ts", only: "R7" }),
  twin("claim-not-unique", "R34", "two active assignments of one unit", "edge/ledger/migrations/0001-log.sql", "create unique index claim_active on tocsin.claim (resource) where ended_at is null;", "create unique index claim_active on tocsin.claim (resource, holder) where ended_at is null;", { test: "edge/ledger/contention.test.ts" }),
  twin("claim-overlooked", "R34", "a claim that another holds is overlooked", COMMIT_SQL, "if not found then return m.resource; end if;", "", { test: "edge/ledger/contention.test.ts" }),
  twin("release-forgotten", "R34", "a unit that was let go stays claimed", COMMIT_SQL, "where resource = m.resource and holder = m.holder and ended_at is null;", "where false;", { row: "R34", tries: 8 }),
  twin("known-among-others", "R24", "of reports stored together one that was stored before is acknowledged anew", TOGETHER_SQL, "if made < jsonb_array_length(cs->'commands') then", "if false then", { test: "edge/ledger/commit-together.test.ts" }),
  twin("together-without-audit", "R24", "reports that are stored together leave no line in the audit", TOGETHER_SQL, "as c(at, actor, entry, reach, hash, n)\n", "as c(at, actor, entry, reach, hash, n) where false\n", { test: "edge/ledger/commit-together.test.ts" }),
  twin("commit-order", "R34", "locks are taken in the order of the asking", COMMIT_SQL, "order by 1, 2\n  loop\n    if s.version = 0", "\n  loop\n    if s.version = 0", { test: "edge/ledger/contention.test.ts" }),
];
