import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { takeRunCluster } from "./run-clusters.ts";
import { migrationsHash } from "./test-cluster.ts";
import { createTestDatabase } from "./testing.ts";

let databases: Awaited<ReturnType<typeof createTestDatabase>>[];
before(async () => {
  databases = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
after(() => Promise.all(databases.map(({ drop }) => drop())));

test("a cluster of the test run has one user at a time: the next takes another, and the one after that none; one of other migrations is nobody's", async () => {
  const migrated = await migrationsHash();
  const older = { ...databases[0]!, hasTemplate: true, migrated: "of another state of the migrations" };
  const listed = JSON.stringify([older, ...databases.map(({ adminUrl, appPassword }) => ({ adminUrl, appPassword, hasTemplate: true, migrated }))]);
  assert.equal(await takeRunCluster(JSON.stringify([older])), null);
  assert.equal((await takeRunCluster(listed))?.adminUrl, databases[0]!.adminUrl);
  assert.equal((await takeRunCluster(listed))?.adminUrl, databases[1]!.adminUrl);
  assert.equal(await takeRunCluster(listed), null);
  assert.equal(await takeRunCluster(undefined), null);
});
