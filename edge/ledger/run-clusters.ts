import pg from "pg";
import { migrationsHash, type TestCluster } from "./test-cluster.ts";

/** Where a test run tells its processes which clusters it has started for them: JSON of {@link TestCluster}s. */
export const RUN_CLUSTERS = "TOCSIN_RUN_CLUSTERS";
/** Any number, the same in every process. */
const TAKEN = 7_110_119;

/** A connection that holds the cluster for as long as this process lives and does not keep it alive. */
async function hold(adminUrl: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: adminUrl });
  client.on("error", () => undefined); // a test may end every connection of its server
  await client.connect();
  const { rows } = await client.query<{ mine: boolean }>("select pg_try_advisory_lock($1) as mine", [TAKEN]);
  if (!rows[0]!.mine) {
    await client.end();
    return false;
  }
  await client.query("alter system reset all"); // what a test before this one may have left
  await client.query("select pg_reload_conf()");
  (client as pg.Client & { unref(): void }).unref(); // its types do not know it
  return true;
}

/**
 * One of the run's clusters, for this process alone: two processes on one cluster would wait for each other's
 * transactions, since the log is read below the oldest of them. Null when there is none that is free and has been through
 * the migrations that this process would run.
 */
export async function takeRunCluster(listed: string | undefined): Promise<TestCluster | null> {
  const wanted = await migrationsHash();
  for (const cluster of JSON.parse(listed ?? "[]") as TestCluster[]) {
    if (cluster.migrated === wanted && (await hold(cluster.adminUrl))) return cluster;
  }
  return null;
}
