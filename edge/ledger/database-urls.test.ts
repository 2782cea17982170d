import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { databaseUrls } from "./database-urls.ts";

const VAULT = fileURLToPath(new URL("./test-vault.ts", import.meta.url));
const home = mkdtempSync(join(tmpdir(), "tocsin-urls-"));
after(() => rmSync(home, { recursive: true }));
const [key, file] = [join(home, "vault-key"), join(home, "app-url")];
const URL_WITH_PASSWORD = "postgresql://tocsin_app:high-water-mark-of-1931@10.8.0.4/tocsin";
const env = { TOCSIN_TUNNELLED: "10.8.0.0/16", TOCSIN_APP_URL_FILE: file };

test("R49, R50: the URL of a database comes from a file too, which a vault seals; it is held to TLS all the same, and what is wrong is named without showing it", () => {
  assert.deepEqual(databaseUrls({ DATABASE_URL: "", TOCSIN_APP_URL_FILE: "" }), { adminUrl: undefined, serverUrl: undefined });
  writeFileSync(file, `${URL_WITH_PASSWORD}\n`, { mode: 0o600 });
  writeFileSync(key, randomBytes(32));
  const vault = { TOCSIN_VAULT_SEAL: `${process.execPath} ${VAULT} seal ${key}`, TOCSIN_VAULT_OPEN: `${process.execPath} ${VAULT} open ${key}` };
  for (const sealed of [{}, vault, vault]) assert.deepEqual(databaseUrls({ ...env, ...sealed }), { adminUrl: undefined, serverUrl: URL_WITH_PASSWORD });
  assert.ok(!readFileSync(file, "utf8").includes("high-water"));
  assert.throws(() => databaseUrls(env), /app-url: .*sealed by a vault/);
  assert.throws(() => databaseUrls({ TOCSIN_APP_URL_FILE: file, ...vault }), /^RangeError: TOCSIN_APP_URL: .*verify-full/, "no tunnel leads there");
  assert.throws(() => databaseUrls({ ...env, TOCSIN_APP_URL: URL_WITH_PASSWORD }), /TOCSIN_APP_URL_FILE: .*not both/);
  for (const text of ["", "tocsin_app:high-water-mark-of-1931"]) {
    writeFileSync(file, text, { mode: 0o600 });
    assert.throws(() => databaseUrls(env), (error) => error instanceof RangeError && /^TOCSIN_APP_URL_FILE: .*no URL/.test(error.message) && !error.message.includes("high-water"));
  }
});
