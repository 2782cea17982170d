import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { randomBytes } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { text } from "node:stream/consumers";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";

const MAIN = fileURLToPath(new URL("./main.ts", import.meta.url));
const VAULT = fileURLToPath(new URL("../../edge/ledger/test-vault.ts", import.meta.url));
const home = mkdtempSync(join(tmpdir(), "tocsin-cli-secret-"));
after(() => rmSync(home, { recursive: true }));
const key = join(home, "vault-key");
writeFileSync(key, randomBytes(32));
const vault = { TOCSIN_VAULT_SEAL: `${process.execPath} ${VAULT} seal ${key}`, TOCSIN_VAULT_OPEN: `${process.execPath} ${VAULT} open ${key}` };

/** What the command line answers, with something on its standard input. */
async function secret(env: Readonly<Record<string, string>>, given: string, ...words: string[]): Promise<{ readonly out: string; readonly err: string; readonly code: number | null }> {
  const child = spawn(process.execPath, [MAIN, "secret", ...words], { env: { ...process.env, ...env } });
  const code = new Promise<number | null>((resolve) => child.once("close", resolve));
  child.stdin.on("error", () => undefined).end(given);
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr)]);
  return { out, err, code: await code };
}

for (const [how, env] of [["in clear", {}], ["sealed by a vault", vault]] as const) {
  test(`R50: a file of secrets kept ${how} is written from standard input, shown, given a new key before the old, and rid of the oldest; what is wrong leaves it as it is`, async () => {
    const path = join(home, how);
    const first = randomBytes(32).toString("base64");
    assert.deepEqual(await secret(env, `${first}\n`, "put", path), { out: "", err: "", code: 0 });
    assert.equal(readFileSync(path, "utf8").includes(first), env !== vault);
    await secret(env, "", "renew", path);
    const [newest, oldest, ...more] = (await secret(env, "", "show", path)).out.split("\n");
    assert.match(newest!, /^[A-Za-z0-9+/]{43}=$/);
    assert.deepEqual([oldest, more], [first, [""]]);
    await secret(env, "", "retire", path);
    assert.equal((await secret(env, "", "show", path)).out, `${newest}\n`);
    const before = readFileSync(path);
    for (const [given, words, said] of [["", ["retire", path], /只剩一个密钥 .*holds one key only/], [" \n", ["put", path], /标准输入为空.*left as it is/], ["", ["burn", path], /show, put, renew, retire: burn/], ["", ["show"], /缺少 FILE/]] as const) {
      const { err, code } = await secret(env, given, ...words);
      assert.equal(code, 1);
      assert.match(err, said);
    }
    assert.deepEqual(readFileSync(path), before);
    await secret(env, "account:password\n", "put", path);
    assert.match((await secret(env, "", "renew", path)).err, /is no file of keys/, "a file of another kind");
    assert.equal((await secret(env, "", "show", path)).out, "account:password\n");
  });
}
