import assert from "node:assert/strict";
import { chmodSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { readSecretFile } from "./secret-file.ts";

test("R50: a file of secrets that others on the machine can read or write is not taken, and named", { skip: process.platform === "win32" && "Windows keeps rights elsewhere" }, () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-secret-"));
  try {
    const path = join(folder, "passwords");
    writeFileSync(path, "chief:long-enough-to-be-one");
    for (const mode of [0o604, 0o602, 0o644, 0o666]) {
      chmodSync(path, mode);
      assert.throws(() => readSecretFile(path), /passwords: .*chmod/, mode.toString(8));
    }
    for (const mode of [0o600, 0o400, 0o640]) {
      chmodSync(path, mode);
      assert.equal(readSecretFile(path), "chief:long-enough-to-be-one", mode.toString(8));
    }
  } finally {
    rmSync(folder, { recursive: true });
  }
});
