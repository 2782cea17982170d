import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { takeRunCluster } from "./run-clusters.ts";
import { createTestDatabase } from "./testing.ts";

let databases: Awaited<ReturnType<typeof createTestDatabase>>[];
before(async () => {
  databases = await Promise.all([createTestDatabase(), createTestDatabase()]);
});
after(() => Promise.all(databases.map(({ drop }) => drop())));

test("a cluster of the test run has one user at a time: the next takes another, and the one after that none", async () => {
  const listed = JSON.stringify(databases.map(({ adminUrl, appPassword }) => ({ adminUrl, appPassword, hasTemplate: true })));
  assert.equal((await takeRunCluster(listed))?.adminUrl, databases[0]!.adminUrl);
  assert.equal((await takeRunCluster(listed))?.adminUrl, databases[1]!.adminUrl);
  assert.equal(await takeRunCluster(listed), null);
  assert.equal(await takeRunCluster(undefined), null);
});
