import pg from "pg";
import { exportAudit, exportLog } from "@tocsin/ledger/export-log.ts";
import { create, next } from "@tocsin/ledger/sample-commits.ts";
import { sealOnce } from "@tocsin/ledger/sealer.ts";
import { openTestLedger } from "@tocsin/ledger/testing.ts";
import { verifyExport } from "@tocsin/ledger/verify-export.ts";
import type { Stage } from "../parts/stage.ts";
import type { OpenRow, Row } from "../row.ts";

const MUTATIONS_PER_TRY = 20;

async function all(lines: AsyncIterable<string>): Promise<string[]> {
  const kept: string[] = [];
  for await (const line of lines) kept.push(line);
  return kept;
}

/** A log and its audit, sealed in stretches, as they are exported. */
async function sealedLogs(): Promise<readonly (readonly string[])[]> {
  const { ledger, close } = await openTestLedger();
  try {
    for (let n = 0; n < 40; n++) {
      await ledger.commit(create("incident", `I${n}`));
      await ledger.commit(next("incident", `I${n}`, 1));
      if (n % 10 === 9) for (const log of ["event", "audit"] as const) await sealOnce(ledger.db, log);
    }
    return [await all(exportLog(ledger.db)), await all(exportAudit(ledger.db))];
  } finally {
    await close();
  }
}

async function openR52(): Promise<OpenRow> {
  const logs = await sealedLogs();
  for (const lines of logs) {
    const whole = await verifyExport(lines);
    if (!whole.ok || whole.rows !== 80) throw new Error(`a log as it is does not verify: ${JSON.stringify(whole)}`);
  }
  return {
    async once(one) {
      const { dice } = one;
      const lines = one.turn(logs);
      for (let n = 0; n < MUTATIONS_PER_TRY; n++) {
        const [at, other] = [dice.integer(0, lines.length - 1), dice.integer(0, lines.length - 1)];
        const line = lines[at]!;
        const spot = dice.integer(0, line.length - 1);
        const mutation = dice.pick([
          () => lines.toSpliced(at, 1), () => lines.toSpliced(at, 0, line), () => lines.with(at, lines[other]!).with(other, line), () => lines.slice(0, at),
          () => lines.with(at, line.slice(0, spot) + dice.pick(["0", "9", "a", "x", " ", "\""]) + line.slice(spot + 1)), () => lines.with(at, line.slice(0, spot) + line.slice(spot + 1)),
        ])();
        if (mutation.length === lines.length && mutation.every((text, i) => text === lines[i])) continue;
        const verdict = await verifyExport(mutation);
        if (verdict.ok) throw new Error(`a change at line ${at + 1} of ${lines.length} was not found`);
        if (!(verdict.line > 0)) throw new Error("a change was found and not located");
      }
    },
  };
}

export const R52: Row = {
  id: "R52",
  fault: ["审计日志被改、删、插、调序、截尾", "the audited log is altered, cut, added to, reordered"],
  promise: ["每一处都被查出,并指出哪一行", "every change is found, and its line is named"],
  quick: 20,
  long: 500,
  open: openR52,
};

/** What someone tries who has got hold of the server's own database role. */
const ATTEMPTS: readonly string[] = [
  "set role tocsin_owner", "reset role; alter table tocsin.event disable row level security", "alter table tocsin.event no force row level security", "drop policy visible on tocsin.stream_state", "update tocsin.event set data = '{}'", "delete from tocsin.event", "truncate tocsin.audit",
  "update tocsin.audit set actor = 'x'", "delete from tocsin.seal", "insert into tocsin.event (kind, id, version, type, data, at, actor, command_id, name, reach, hash) values ('incident','x',1,'t','{}',1,'a','c','n','{}','')", "update tocsin.stream_state set state = '{}'", "delete from tocsin.claim",
  "create view tocsin.everything as select * from tocsin.event", "create materialized view tocsin.kept as select * from tocsin.event", "create function tocsin.mine() returns int language sql security definer as 'select 1'", "grant tocsin_owner to tocsin_app", "alter role tocsin_app bypassrls", "create role x superuser", "copy tocsin.event to program 'cat'", "alter function tocsin.commit(jsonb) owner to tocsin_app",
];
/** What shows nothing, although it is allowed to be asked. */
const LEFTOVERS: readonly string[] = ["select * from tocsin.event", "select * from tocsin.stream_state", "select * from tocsin.audit", "select * from (table tocsin.event) e", "with e as (select * from tocsin.stream_state) select * from e", "select set_config('tocsin.scope', '{CITY}', false) as s from tocsin.event"];

async function openR45(stage: Stage): Promise<OpenRow> {
  const city = await stage.city();
  const app = new pg.Client({ connectionString: city.databaseUrl });
  await app.connect();
  return {
    async once(one) {
      const sql = one.turn(ATTEMPTS);
      const refused = await app.query(sql).then(() => false, () => true);
      if (!refused) throw new Error(`the server's role may: ${sql}`);
      await app.query("begin");
      await app.query("select tocsin.enter($1)", [["CITY.D2"]]);
      const { rows } = await app.query<{ scope: string[] }>("select scope from tocsin.stream_state");
      await app.query("commit");
      if (rows.some(({ scope }) => !scope.some((path) => path === "CITY.D2" || path.startsWith("CITY.D2.")))) throw new Error("a district's reader sees beyond its district");
      // What the transaction before declared must not be left on a pooled connection.
      for (const leftover of LEFTOVERS) if ((await app.query(leftover)).rowCount !== 0) throw new Error(`without a declared reader this shows rows: ${leftover}`);
    },
    close: () => app.end(),
  };
}

export const R45: Row = {
  id: "R45",
  fault: ["绕过行级安全:以服务的数据库角色尝试一切", "row-level security is walked round with the server's own database role"],
  promise: ["无权者看不到一行,改不了一条规则", "who has no right sees no row and changes no rule"],
  quick: 20,
  long: 200,
  open: openR45,
};
