import pg from "pg";
import { commitTo } from "@tocsin/ledger/commit.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { aCommit } from "@tocsin/ledger/sample-commits.ts";
import { openTestLedger } from "@tocsin/ledger/testing.ts";
import type { Commit } from "@tocsin/ledger/types.ts";

/*
 * A million contended tries at the place where they are decided: the function of the database by which every commit of the desk is
 * stored. Sessions of the server's role run beside each other inside the database, each try a transaction of its own, so that no time
 * goes into asking; what a session sends was written by the code that writes the desk's commits. Only command id, resource and holder
 * change from one try to the next.
 */

const [SESSIONS, UNITS, HELD_FOR] = [8, 4, 6];
const unit = (n: number): string => `CU${n}`;

/** The commit as the desk would send it. */
async function wireOf(commit: Commit): Promise<string> {
  let wire = "";
  const safeQuery: Db["safeQuery"] = (_text, values) => {
    wire = String(values?.[0]);
    return Promise.resolve([{ outcome: { outcome: "committed" } }] as never[]);
  };
  await commitTo({ safeQuery } as Db, commit);
  return wire;
}

/** Whoever gets a unit looks at once who else has it, and keeps it for some of its next tries, so that most of all tries meet a holder. */
const PROCEDURE = `
create procedure public.contend(seat text, run text, tries int, units int, taking jsonb, leaving jsonb, inout won int, inout doubles int, inout strange text)
language plpgsql as $$
declare
  target text;
  answer jsonb;
  held jsonb := '[]';
begin
  for n in 1..tries loop
    target := 'CU' || floor(random() * units)::int;
    answer := tocsin.commit(taking || jsonb_build_object('commandId', run || seat || 't' || n, 'claims', jsonb_build_array(jsonb_build_object('resource', target, 'holder', run || seat || n, 'ref', 'o'))));
    commit;
    if answer->>'outcome' = 'committed' then
      won := won + 1;
      held := held || jsonb_build_object('resource', target, 'holder', run || seat || n);
      if (select count(*) from tocsin.claim where resource = target and ended_at is null) <> 1 then doubles := doubles + 1; end if;
    elsif answer->>'outcome' <> 'taken' or answer->>'resource' <> target then strange := answer::text;
    end if;
    if held <> '[]' and (n % ${HELD_FOR} = 0 or n = tries) then
      answer := tocsin.commit(leaving || jsonb_build_object('commandId', run || seat || 'l' || n, 'releases', held));
      commit;
      held := '[]';
      if answer->>'outcome' <> 'committed' then strange := answer::text; end if;
    end if;
  end loop;
end $$`;

export interface Contention {
  /** So many tries, shared by all sessions. @throws Error when a unit was held twice, a loser was not told which is taken, or a free unit cannot be had */
  contend(tries: number, seed: number): Promise<{ readonly won: number }>;
  close(): Promise<void>;
}

interface Told extends pg.QueryResultRow {
  readonly won: number;
  readonly doubles: number;
  readonly strange: string | null;
}

export async function openContention(): Promise<Contention> {
  const database = await openTestLedger();
  const connect = async (url: string): Promise<pg.Client> => {
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    return client;
  };
  const admin = await connect(database.adminUrl);
  await admin.query(PROCEDURE);
  await admin.query("grant execute on procedure public.contend to tocsin_app");
  await admin.end();
  const sessions = await Promise.all(Array.from({ length: SESSIONS }, () => connect(database.url)));
  const [taking, leaving] = [await wireOf(aCommit({ actor: "contender" })), await wireOf(aCommit({ actor: "contender" }))];
  let runs = 0;
  return {
    async contend(tries, seed) {
      const run = `${runs++}/`;
      const told = await Promise.all(sessions.map(async (session, seat) => {
        await session.query("select setseed($1)", [((seed * SESSIONS + seat) % 10_000) / 10_000]);
        return (await session.query<Told>("call public.contend($1, $2, $3, $4, $5, $6, 0, 0, null)", [`s${seat}/`, run, Math.ceil(tries / SESSIONS), UNITS, taking, leaving])).rows[0]!;
      }));
      const [doubles, strange, won] = [told.reduce((sum, one) => sum + one.doubles, 0), told.find((one) => one.strange !== null)?.strange, told.reduce((sum, one) => sum + one.won, 0)];
      if (doubles > 0) throw new Error(`I3: ${doubles} times a unit was held by two`);
      if (strange !== undefined) throw new Error(`a contender was told ${strange}`);
      for (let n = 0; n < UNITS; n++) {
        const claim = { resource: unit(n), holder: `last ${run}`, ref: "o" };
        const { outcome } = await database.ledger.commit(aCommit({ actor: "last", commandId: `${run}take${n}`, claims: [claim] }));
        if (outcome !== "committed") throw new Error(`${unit(n)} is free and cannot be had: ${outcome}`);
        await database.ledger.commit(aCommit({ actor: "last", commandId: `${run}leave${n}`, releases: [claim] }));
      }
      return { won };
    },
    async close() {
      await Promise.all(sessions.map((session) => session.end()));
      await database.close();
    },
  };
}
