import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, beforeEach, test } from "node:test";
import { fileURLToPath } from "node:url";
import { openSecretFiles, type SecretFiles, secretFilesOf } from "./secret-file.ts";
import { ANSWER_MAX, type VaultCommand } from "./vault-command.ts";

const WORKER = fileURLToPath(new URL("./test-vault.ts", import.meta.url));
const SECRET = "gleam-of-the-harbour\n";
const home = mkdtempSync(join(tmpdir(), "tocsin-secret-"));
after(() => rmSync(home, { recursive: true }));

let [folder, path] = ["", ""];
beforeEach(() => {
  folder = mkdtempSync(join(home, "each-"));
  path = join(folder, "passwords");
});

/** A real program with a key of its own, one for each name. */
function softVault(name: string): { readonly seal: VaultCommand; readonly open: VaultCommand; readonly withinMs: number } {
  const key = join(home, name);
  if (!existsSync(key)) writeFileSync(key, randomBytes(32));
  return { seal: [process.execPath, WORKER, "seal", key], open: [process.execPath, WORKER, "open", key], withinMs: 60_000 };
}
const sound = (): SecretFiles => openSecretFiles(softVault("vault"));
const clear = openSecretFiles(null);

/** What a file shows to whoever reads the disk. */
const shown = (secret: string): string[] => readdirSync(folder).filter((name) => [secret.trim(), Buffer.from(secret).toString("base64").slice(0, 20)].some((part) => readFileSync(join(folder, name)).includes(part)));

test("R50: a file of secrets that others on the machine can read or write is not taken, and named", { skip: process.platform === "win32" && "Windows keeps rights elsewhere" }, () => {
  writeFileSync(path, SECRET);
  for (const mode of [0o604, 0o602, 0o644, 0o666]) {
    chmodSync(path, mode);
    assert.throws(() => clear.read(path), /passwords: .*chmod/, mode.toString(8));
  }
  for (const mode of [0o600, 0o400, 0o640]) {
    chmodSync(path, mode);
    assert.equal(clear.read(path), SECRET, mode.toString(8));
  }
});

test("R50: with a vault a fresh secret is sealed before it touches the disk, opens by that vault alone, under its own name alone, and is not taken when a byte of it is changed", async () => {
  const files = sound();
  assert.equal(files.make(path, SECRET), true);
  assert.equal(files.make(path, "another"), false, "what is there stays");
  assert.deepEqual([files.read(path), await files.readBeside(path), shown(SECRET), readdirSync(folder)], [SECRET, SECRET, [], ["passwords"]]);
  const kept = readFileSync(path, "utf8");
  assert.throws(() => clear.read(path), /passwords: .*保管库.*TOCSIN_VAULT_OPEN.*sealed by a vault/);
  assert.throws(() => openSecretFiles(softVault("another")).read(path), /passwords: .*failed/);
  const moved = join(folder, "turn-secret");
  copyFileSync(path, moved);
  assert.throws(() => files.read(moved), /turn-secret: .*another file name/);
  const [mark, wrapped, body] = kept.split("\n") as [string, string, string];
  const spoilt = Buffer.from(body, "base64");
  spoilt[14]! ^= 1;
  for (const [text, why] of [[`${mark}\n${wrapped}\n${spoilt.toString("base64")}\n`, /changed/], [`${mark}\n${wrapped}\n`, /spoilt/], [`${mark}\n`, /spoilt/]] as const) {
    writeFileSync(path, text);
    assert.throws(() => files.read(path), why);
    assert.equal(readFileSync(path, "utf8"), text);
  }
  files.replace(path, "followed by another");
  assert.deepEqual([files.read(path), shown("followed by another")], ["followed by another", []]);
});

test("R50: a file that still lies in clear is sealed when it is first read, also behind a link, with what a killed server left beside it gone", async () => {
  writeFileSync(path, SECRET, { mode: 0o600 });
  const link = join(folder, "link");
  symlinkSync(path, link);
  const ended = spawnSync(process.execPath, ["-e", ""]).pid;
  for (const pid of [ended, process.ppid]) writeFileSync(`${path}.${pid}.new`, pid === ended ? SECRET : "of a living one");
  assert.equal(sound().read(link), SECRET);
  assert.deepEqual([shown(SECRET), readdirSync(folder).sort(), sound().read(link)], [[], ["link", "passwords", `passwords.${process.ppid}.new`], SECRET]);
  const beside = join(folder, "beside");
  writeFileSync(beside, SECRET, { mode: 0o600 });
  assert.equal(await sound().readBeside(beside), SECRET);
  assert.deepEqual([shown(SECRET), await sound().readBeside(beside)], [[], SECRET]);
});

test("R50: a vault that fails, hangs, is not there, says too much or says something else is named, and destroys nothing", { skip: process.platform === "win32" && "needs programs of Unix" }, async () => {
  const { seal, open } = softVault("vault");
  const sealedPath = join(folder, "kept");
  sound().make(sealedPath, SECRET);
  writeFileSync(path, SECRET, { mode: 0o600 });
  const before = readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8"));
  const ill: readonly [command: VaultCommand, said: RegExp][] = [
    [["false"], /TOCSIN_VAULT_(SEAL|OPEN) \(false\) failed \(1\)/], [["no-such-vault"], /\(no-such-vault\) cannot be started/],
    [["yes"], new RegExp(`more than ${ANSWER_MAX} bytes`)], [["true"], /answered nothing/], [["sh", "-c", "echo no session >&2; exit 7"], /failed \(7\): no session/],
  ];
  const [hangs, late]: [VaultCommand, RegExp] = [["tail", "-f", "/dev/null"], /did not answer within 0\.3 s/];
  const faults: readonly [VaultCommand, VaultCommand, string, RegExp][] = [
    ...ill.flatMap(([command, said]): [VaultCommand, VaultCommand, string, RegExp][] => [[command, open, path, said], [seal, command, path, said], [seal, command, sealedPath, said]]),
    [hangs, open, path, late], [seal, hangs, sealedPath, late],
    [["cat"], ["cat"], path, /does not seal/], [seal, ["echo", "AAAA"], path, /does not open what/], [seal, ["echo", "AAAA"], sealedPath, /no key of this file/],
    [seal, ["echo", randomBytes(32).toString("base64")], sealedPath, /changed/],
  ];
  for (const [sealing, opening, file, said] of faults) {
    const files = openSecretFiles({ seal: sealing, open: opening, withinMs: said === late ? 300 : 60_000 });
    const whole = new RegExp(`${file}: [^/]*[\\u4e00-\\u9fff].*${said.source}`);
    assert.throws(() => files.read(file), whole, `${sealing.join(" ")} · ${opening.join(" ")}`);
    await assert.rejects(files.readBeside(file), whole, `beside: ${sealing.join(" ")} · ${opening.join(" ")}`);
    if (file === path) assert.throws(() => files.replace(file, "anything"), whole);
    if (file === path) assert.throws(() => files.make(join(folder, "fresh"), "anything"), said);
  }
  assert.deepEqual(readdirSync(folder).map((name) => readFileSync(join(folder, name), "utf8")), before);
});

test("R50: a vault that hangs is ended with what it has started, and a server goes on meanwhile", { skip: process.platform !== "linux" && "reads /proc" }, async () => {
  writeFileSync(path, SECRET, { mode: 0o600 });
  const pids = join(folder, "pids");
  const script = join(folder, "hanging");
  writeFileSync(script, `sleep 1000 & echo $! $$ > ${pids}.new; mv ${pids}.new ${pids}; wait\n`);
  let turns = 0;
  const turning = setInterval(() => turns++, 5);
  await assert.rejects(openSecretFiles({ seal: ["sh", script], open: ["cat"], withinMs: 2_000 }).readBeside(path), /did not answer/);
  clearInterval(turning);
  assert.ok(turns > 10, `${turns}: other work was done`);
  const alive = (pid: string): boolean => existsSync(`/proc/${pid}`) && !/^State:\s+Z/m.test(readFileSync(`/proc/${pid}/status`, "utf8"));
  assert.deepEqual(readFileSync(pids, "utf8").trim().split(" ").filter(alive), []);
});

test("R50: a vault's two commands are named together, each a program with its arguments", () => {
  for (const [env, missing] of [[{ TOCSIN_VAULT_SEAL: "a" }, /TOCSIN_VAULT_OPEN: .*together/], [{ TOCSIN_VAULT_OPEN: "a", TOCSIN_VAULT_SEAL: " " }, /TOCSIN_VAULT_SEAL: .*together/]] as const) assert.throws(() => secretFilesOf(env), missing);
  const { seal, open } = softVault("vault");
  secretFilesOf({ TOCSIN_VAULT_SEAL: seal.join(" "), TOCSIN_VAULT_OPEN: ` ${open.join("  ")} ` }).make(path, SECRET);
  assert.deepEqual([sound().read(path), shown(SECRET)], [SECRET, []]);
});
