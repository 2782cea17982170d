import { mkdtempSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { FolderInUse, lockFolder } from "@tocsin/ledger/folder-lock.ts";
import { pending, readMigrations } from "@tocsin/ledger/migrate.ts";
import { prepareDatabase } from "@tocsin/ledger/prepare-database.ts";
import { createTestDatabase } from "@tocsin/ledger/testing.ts";
import type { Stage } from "../parts/stage.ts";
import type { Row, Try } from "../row.ts";

const CONTENDERS = 5;
/** A whole database for one try of so many. */
const DATABASE_EVERY = 10;

async function contend(stage: Stage, { seed }: Try): Promise<void> {
  const folder = mkdtempSync(join(stage.folder, "locked-"));
  const held = (await Promise.allSettled(Array.from({ length: CONTENDERS }, () => lockFolder(folder)))).flatMap((end) => {
    if (end.status === "fulfilled") return [end.value];
    if (end.reason instanceof FolderInUse) return [];
    throw end.reason as Error;
  });
  if (held.length > 1) throw new Error(`${held.length} servers hold one data folder`);
  for (const lock of held) await lock.release();
  await (await lockFolder(folder)).release();
  if (seed % DATABASE_EVERY !== 0) return;
  const { adminUrl, appPassword, drop } = await createTestDatabase();
  try {
    const applied = await Promise.all([prepareDatabase({ adminUrl, appPassword }), prepareDatabase({ adminUrl, appPassword })]);
    const known = await readMigrations();
    if (applied.flat().length !== known.length) throw new Error(`${applied.flat().length} migrations ran, there are ${known.length}`);
  } finally {
    await drop();
  }
}

export const R10: Row = {
  id: "R10",
  fault: ["多台服务争用一个数据目录、同时迁移", "several servers on one data folder, and migrating at once"],
  promise: ["至多一台得到目录,迁移各跑一次", "at most one has the folder, each migration runs once"],
  quick: 20,
  long: 1_000,
  open: (stage) => ({ once: (one) => contend(stage, one) }),
};

async function wrongBuild(one: Try): Promise<void> {
  const known = await readMigrations();
  const applied = known.slice(0, one.dice.integer(1, known.length)).map(({ name, checksum }) => ({ name, checksum }));
  const wrong = one.turn([
    [...applied, { name: "9999-newer.sql", checksum: "x" }],
    applied.with(one.dice.integer(0, applied.length - 1), { name: applied[0]!.name, checksum: "changed" }),
  ]);
  let refused = false;
  try {
    pending(wrong, known);
  } catch {
    refused = true;
  }
  if (!refused) throw new Error("a build went on over a schema that it does not know");
  if (pending(applied, known).length !== known.length - applied.length) throw new Error("an older schema is not brought up by what it lacks");
  if (one.seed % DATABASE_EVERY === 0) await killedMigration(one);
}

/** A migration whose connection is killed on the way: afterwards each is there whole or not at all, and the next start goes on. */
async function killedMigration({ dice }: Try): Promise<void> {
  const { adminUrl, appPassword, drop } = await createTestDatabase();
  const admin = new pg.Client({ connectionString: adminUrl });
  try {
    admin.on("error", () => undefined);
    await admin.connect();
    const first = prepareDatabase({ adminUrl, appPassword }).catch(() => null);
    await new Promise((resolve) => setTimeout(resolve, dice.integer(1, 60)));
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid()");
    await first;
    await prepareDatabase({ adminUrl, appPassword });
    const { rows } = await admin.query<{ n: number }>("select count(*)::int as n from tocsin.migration");
    if (rows[0]!.n !== (await readMigrations()).length) throw new Error(`${rows[0]!.n} migrations are there after a killed one and a second start`);
  } finally {
    await admin.end();
    await drop();
  }
}

export const R40: Row = {
  id: "R40",
  fault: ["错误的版本启动在线库;迁移中途被杀", "a wrong build starts on live data; a migration is killed half-way"],
  promise: ["拒绝启动、不改数据;再次启动接着迁", "it refuses and changes nothing; the next start goes on"],
  quick: 20,
  long: 500,
  open: () => ({ once: wrongBuild }),
};
