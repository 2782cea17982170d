import { randomBytes } from "node:crypto";
import pg from "pg";
import { sha256 } from "./event-hash.ts";
import { openLedger, type OpenLedger } from "./open-ledger.ts";
import { appUrl, prepareDatabase } from "./prepare-database.ts";
import { RUN_CLUSTERS, takeRunCluster } from "./run-clusters.ts";
import { startTestCluster, TEMPLATE, type TestCluster } from "./test-cluster.ts";

/** A fresh, migrated database on real PostgreSQL for one test file or one test. */
export interface TestLedger {
  ledger: OpenLedger;
  /** The server's role: for more ledgers or connections on the same database. */
  url: string;
  /** The administrator: sees and may everything. */
  adminUrl: string;
  /** Closes the ledger and drops the database. Call it in `after`, or the process may not end. */
  close(): Promise<void>;
}

let cluster: Promise<TestCluster> | undefined;

/** The one of `DATABASE_URL`, or one of the test run, or one of this process's own. */
function testCluster(): Promise<TestCluster> {
  cluster ??= process.env.DATABASE_URL
    ? externalCluster(process.env.DATABASE_URL)
    : takeRunCluster(process.env[RUN_CLUSTERS]).then((taken) => taken ?? startTestCluster());
  return cluster;
}

async function externalCluster(adminUrl: string): Promise<TestCluster> {
  // Test processes run side by side on that cluster and must agree on the password of the shared role.
  return { adminUrl, appPassword: sha256(`tocsin-test ${adminUrl}`), hasTemplate: false, migrated: "" };
}

async function onServer(url: string, sql: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

const withDatabase = (url: string, name: string): string => {
  const changed = new URL(url);
  changed.pathname = `/${name}`;
  return changed.href;
};

/** An empty database without the ledger's schema; its administrator's URL. */
export async function createTestDatabase(template = "template0"): Promise<{ adminUrl: string; appPassword: string; drop: () => Promise<void> }> {
  const { adminUrl, appPassword } = await testCluster();
  const name = `tocsin_test_${process.pid}_${randomBytes(5).toString("hex")}`;
  // Copying the files is several times faster than logging every page, and without fsync nothing has to be flushed for it.
  await onServer(adminUrl, `create database ${name} template ${template} strategy file_copy`);
  return {
    adminUrl: withDatabase(adminUrl, name),
    appPassword,
    drop: () => onServer(adminUrl, `drop database if exists ${name} with (force)`),
  };
}

/** Opens a ledger on a fresh database: PostgreSQL of this process's own, or that of `DATABASE_URL` (an administrator's). */
export async function openTestLedger(options: { maxConnections?: number; attempts?: number } = {}): Promise<TestLedger> {
  const { hasTemplate } = await testCluster();
  const { adminUrl, appPassword, drop } = await createTestDatabase(hasTemplate ? TEMPLATE : "template0");
  try {
    if (!hasTemplate) await prepareDatabase({ adminUrl, appPassword });
    const url = appUrl(adminUrl, appPassword);
    const ledger = await openLedger({ url, ...options });
    return {
      ledger,
      url,
      adminUrl,
      async close() {
        await ledger.close();
        await drop();
      },
    };
  } catch (error) {
    await drop();
    throw error;
  }
}
