import assert from "node:assert/strict";
import { mkdtemp, readdir, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { FolderInUse, lockFolder } from "./folder-lock.ts";
import { processIdentity } from "./process-identity.ts";

let folder: string;
before(async () => {
  folder = await mkdtemp(join(tmpdir(), "tocsin-lock-"));
});
after(() => rm(folder, { recursive: true, force: true }));

/** Tries to take the lock ten times at once; how many succeeded. */
async function contend(): Promise<number> {
  const tries = await Promise.allSettled(Array.from({ length: 10 }, () => lockFolder(folder)));
  for (const one of tries) {
    if (one.status === "rejected") assert.ok(one.reason instanceof FolderInUse, String(one.reason));
    else await one.value.release();
  }
  assert.deepEqual(await readdir(folder), [], "nothing is left behind");
  return tries.filter((one) => one.status === "fulfilled").length;
}

test("R10: of many that open a free folder exactly one gets it", async () => {
  assert.equal(await contend(), 1);
  assert.equal(await contend(), 1, "and it is free again when released");
});

test("R10: the lock of a dead process, a reused process id or an unreadable lock is taken over by exactly one", async () => {
  const dead = { pid: 4_190_000, identity: "x" };
  const reused = { pid: process.pid, identity: "another start" };
  for (const left of [JSON.stringify(dead), JSON.stringify(reused), "half a fi"]) {
    for (let round = 0; round < 7; round++) {
      await writeFile(join(folder, "server.lock.1-1-1"), left);
      assert.equal(await contend(), 1);
    }
  }
});

test("R10: the error names the process that holds the folder, and releasing twice frees nobody else's lock", async () => {
  const first = await lockFolder(folder);
  await assert.rejects(lockFolder(folder), new RegExp(`in use by process ${process.pid}`));
  await first.release();
  const second = await lockFolder(folder);
  await first.release();
  await assert.rejects(lockFolder(folder), FolderInUse);
  await second.release();
});

test("a process has an identity that another one has not, and a dead one has none", async () => {
  assert.equal(await processIdentity(process.pid), await processIdentity(process.pid));
  assert.notEqual(await processIdentity(process.pid), await processIdentity(process.ppid));
  assert.equal(await processIdentity(4_190_000), null);
});
