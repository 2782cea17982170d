import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { audit } from "./audit.ts";
import { Complaint } from "./complaint.ts";
import { verify } from "./verify.ts";
import { withLedger } from "./with-ledger.ts";

const home = mkdtempSync(join(tmpdir(), "tocsin-cli-"));
const external = process.env["DATABASE_URL"];
before(() => delete process.env["DATABASE_URL"]);
after(() => {
  if (external !== undefined) process.env["DATABASE_URL"] = external;
  rmSync(home, { recursive: true });
});

test("X-04: what reads a data folder names one without a database, and makes none in it", async () => {
  const data = join(home, "wrong");
  mkdirSync(data);
  await assert.rejects(withLedger(data, () => assert.fail("there is nothing to read")), (error) => error instanceof Complaint && error.message.includes(`--data: ${data}`));
  assert.deepEqual(readdirSync(data), []);
});

test("SUP-08: an export of the audit without its checkpoints is refused by name before anything is written", async () => {
  const folder = join(home, "export");
  await assert.rejects(audit(["export", folder, "--data", home]), (error) => error instanceof Complaint && error.message.includes("--checkpoints: "));
  assert.deepEqual(readdirSync(home), ["wrong"]);
});

test("SUP-08: checking names what is missing: the export itself, its key", async () => {
  const nowhere = join(home, "nowhere");
  await assert.rejects(verify([nowhere]), (error) => error instanceof Complaint && error.message.includes(`${nowhere} is missing`));
  await assert.rejects(verify([home]), (error) => error instanceof Complaint && /checkpoints\.jsonl is missing/.test(error.message));
});
