import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { createPrivateKey } from "node:crypto";
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { type SecretFiles, secretFilesOf } from "@tocsin/ledger/secret-file.ts";
import { type KillableServer, startKillable } from "../chaos/killed-server.ts";
import { signInAt, TEST_CITY } from "../harness.ts";
import { report } from "../scene.ts";
import { noHsm, openSoftHsm, type SoftHsm } from "../soft-hsm.ts";

const CLI = fileURLToPath(new URL("../../apps/cli/main.ts", import.meta.url));
const run = promisify(execFile);
const home = mkdtempSync(join(tmpdir(), "tocsin-hsm-"));
// Where it runs as root, PostgreSQL's own user must get in.
chmodSync(home, 0o755);
const [data, settings] = [join(home, "data"), join(home, "settings")];
const TURN_SECRET = "shared-with-the-relay-and-nobody-else";
const NUMBERS = ["13911112222", "13933334444"] as const;

let server: KillableServer | null = null;
after(async () => {
  await server?.kill();
  rmSync(home, { recursive: true, force: true });
});

/** Settings of a city with a secret file of its own and phones that are woken. */
const GIVEN = { TOCSIN_PUSH_SUBJECT: "mailto:duty@city.example", TOCSIN_TURN: "turn:relay.city.example:3478", TOCSIN_TURN_SECRET_FILE: join(settings, "turn-secret") };

const started = async (env: Readonly<Record<string, string>>): Promise<KillableServer> => (server = await startKillable(TEST_CITY, data, { ...GIVEN, ...env }));
async function stopped(): Promise<void> {
  await server?.stop();
  server = null;
}
const tocsin = (env: Readonly<Record<string, string>>, ...args: string[]): Promise<{ readonly stdout: string }> => run(process.execPath, [CLI, ...args], { env: { ...process.env, DATABASE_URL: undefined, ...env } });

/** With a setting of this process for one look: the vault's commands take what they need from there, as they do from a server's. */
function withEnv<T>(env: Readonly<Record<string, string>>, look: () => T): T {
  Object.assign(process.env, env);
  try {
    return look();
  } finally {
    for (const name of Object.keys(env)) delete process.env[name];
  }
}

interface Secret {
  readonly what: string;
  readonly bytes: Buffer;
}

/** Every secret of the city as bytes on a disk would show it: as text, and as what the text stands for. */
function secretsOf(files: SecretFiles): readonly Secret[] {
  const keyFile = (name: string): Secret[] => files.read(join(data, "keys", name)).trim().split("\n").flatMap((line, n) => [{ what: `${name} ${n}`, bytes: Buffer.from(line) }, { what: `${name} ${n}, raw`, bytes: Buffer.from(line, "base64") }]);
  const pem = files.read(join(data, "keys", "audit-key.pem"));
  const audit = createPrivateKey(pem);
  const { privateKey } = JSON.parse(files.read(join(data, "keys", "push-vapid.json"))) as { privateKey: string };
  const { password, appPassword } = JSON.parse(files.read(join(data, "postgres.json"))) as { password: string; appPassword: string };
  return [
    ...keyFile("personal-data.key"), ...keyFile("second-factors"),
    { what: "audit key", bytes: Buffer.from(pem.split("\n")[1]!) }, { what: "audit key, raw", bytes: Buffer.from(audit.export({ format: "jwk" }).d!, "base64url") },
    { what: "push", bytes: Buffer.from(privateKey) }, { what: "push, raw", bytes: Buffer.from(privateKey, "base64url") },
    { what: "database", bytes: Buffer.from(password) }, { what: "database role", bytes: Buffer.from(appPassword) }, { what: "relay", bytes: Buffer.from(files.read(GIVEN.TOCSIN_TURN_SECRET_FILE).trim()) },
  ];
}

/** Files below the data folder and the settings in which a secret lies in clear. */
function inClear(secrets: readonly Secret[]): readonly string[] {
  assert.ok(secrets.length >= 11 && secrets.every(({ bytes }) => bytes.length >= 24), "secrets were found, and long enough not to stand somewhere by chance");
  const files = [data, settings].flatMap((folder) => readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ parentPath, name }) => join(parentPath, name)));
  assert.ok(files.length > 100, "the database was looked through too");
  return files.flatMap((path) => {
    const bytes = readFileSync(path);
    return secrets.filter((secret) => bytes.includes(secret.bytes)).map(({ what }) => `${what} in ${path}`);
  });
}

/** A call with a number, and the number as the taker reads it later. */
async function calledFrom(number: string): Promise<{ readonly id: string; readonly reportId: string }> {
  const { id, reports } = await report(await signInAt(server!.url, "taker"), { callback: number });
  return { id, reportId: reports[0]!.id };
}
const numbers = async (calls: readonly { readonly id: string; readonly reportId: string }[]): Promise<readonly string[]> => {
  const taker = await signInAt(server!.url, "taker");
  return Promise.all(calls.map(async ({ id, reportId }) => (await taker.reveal(id, { reportId, purpose: "CALL_BACK" })).callback));
};

test("GOV-01: with a key in an HSM no secret of the server lies in clear, whatever was sealed before still opens, and without the HSM or its key nothing does", { skip: noHsm }, async () => {
  mkdirSync(settings);
  writeFileSync(GIVEN.TOCSIN_TURN_SECRET_FILE, `${TURN_SECRET}\n`, { mode: 0o600 });
  const hsm: SoftHsm = openSoftHsm(join(home, "hsm"));
  const vault = withEnv(hsm.env, () => secretFilesOf(process.env));

  // A city that ran in clear: the look itself finds what lies there.
  await started({});
  const calls = [await calledFrom(NUMBERS[0])];
  await stopped();
  const before = inClear(secretsOf(secretFilesOf({})));
  for (const what of ["personal-data.key 0", "second-factors 0", "audit key", "push", "database", "relay"]) assert.ok(before.some((line) => line.startsWith(`${what} in `)), what);
  // As one that has not been made yet: its first touch of the disk is sealed.
  rmSync(join(data, "keys", "push-vapid.json"));

  await started(hsm.env);
  calls.push(await calledFrom(NUMBERS[1]));
  assert.deepEqual(await numbers(calls), NUMBERS);
  assert.match((await tocsin(hsm.env, "backup", join(home, "backup"), "--city", TEST_CITY, "--data", data)).stdout, /part 1/, "beside the server");
  await assert.rejects(tocsin({}, "backup", join(home, "backup"), "--city", TEST_CITY, "--data", data), /postgres\.json: .*保管库.*TOCSIN_VAULT_OPEN/);
  await stopped();
  assert.deepEqual(withEnv(hsm.env, () => inClear(secretsOf(vault))), []);

  // The master key is followed by another, and later taken out, without being seen.
  const master = join(data, "keys", "personal-data.key");
  await tocsin(hsm.env, "secret", "renew", master);
  await started(hsm.env);
  assert.deepEqual(await numbers(calls), NUMBERS);
  await stopped();
  const keys = (await tocsin(hsm.env, "secret", "show", master)).stdout;
  assert.match(keys, /^([A-Za-z0-9+/]{43}=\n){2}$/);
  await tocsin(hsm.env, "secret", "retire", master);
  assert.equal((await tocsin(hsm.env, "secret", "show", master)).stdout, keys.slice(0, 45), "the newest stays");
  await assert.rejects(tocsin(hsm.env, "secret", "retire", master), /holds one key only/);
  assert.deepEqual(withEnv(hsm.env, () => inClear(secretsOf(vault))), []);

  const kept = readFileSync(master);
  await assert.rejects(started({ ...GIVEN, TOCSIN_TURN: "", TOCSIN_PUSH_SUBJECT: "" }), /ended with 1: .*postgres\.json: 由密钥保管库密封.*TOCSIN_VAULT_OPEN.*sealed by a vault/);
  await assert.rejects(started({}), /ended with 1: .*turn-secret: 由密钥保管库密封/);
  hsm.destroyKey();
  await assert.rejects(started(hsm.env), /ended with 1: .*turn-secret: .*pkcs11-tool.*文件未改动.*left as it is/);
  assert.throws(() => withEnv(hsm.env, () => vault.read(master)), /personal-data\.key: .*pkcs11-tool/);
  assert.deepEqual(readFileSync(master), kept, "nothing was destroyed but the key");
});
