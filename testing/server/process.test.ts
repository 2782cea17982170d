import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { createClient } from "@tocsin/client/client.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { openTestLedger, type TestLedger } from "@tocsin/ledger/testing.ts";
import { optionsFromEnv } from "@tocsin/server/server-options.ts";
import { PASSWORD, STANDARD, TEST_CITY, signInAt } from "../harness.ts";
import { accepted, report } from "../scene.ts";

const MAIN = fileURLToPath(new URL("../../apps/server/main.ts", import.meta.url));

let database: TestLedger;
let real: TestLedger;
before(async () => {
  database = await openTestLedger();
  real = await openTestLedger();
});
after(async () => {
  // A test that fails half-way leaves its server to this.
  for (const child of children) child.kill("SIGKILL");
  await database.close();
  await real.close();
});

/** Routes that answer a signed-in caller anything but that the first password is due; those for strangers, for machines alone (GeoReport) and the way out left aside. */
async function openRoutes(url: string, token: string): Promise<string[]> {
  const aside: readonly string[] = [ROUTES.signIn, ROUTES.signInWays, ROUTES.beginProvider, ROUTES.providerCallback, ROUTES.finishProvider, ROUTES.beginPasskeySignIn, ROUTES.passkeySignIn, ROUTES.signOut, ROUTES.health, ROUTES.auditKey, ROUTES.demo, ROUTES.openapi, ROUTES.stream, ROUTES.geoServices, ROUTES.geoService, ROUTES.geoRequests, ROUTES.geoRequest, ROUTES.geoToken, ROUTES.publicFigures, ROUTES.publicMonth];
  const found: string[] = [];
  for (const route of Object.values(ROUTES).filter((each) => !aside.includes(each))) {
    const asked = await Promise.all(["GET", "POST"].map(async (method) => {
      const answer = await fetch(`${url}${route}`, { method, headers: { authorization: `Bearer ${token}`, ...(method === "POST" ? { "content-type": "application/json" } : {}) }, ...(method === "POST" ? { body: "{}" } : {}) });
      return answer.ok ? "OPEN" : ((await answer.json()) as { code: string }).code;
    }));
    if (asked.some((code) => code !== "PASSWORD_DUE" && code !== "NOT_FOUND")) found.push(route);
  }
  return found;
}

const children: ChildProcess[] = [];

function start(env: Record<string, string>) {
  const child = spawn(process.execPath, [MAIN], { env: { PATH: process.env["PATH"], NODE_COMPILE_CACHE: process.env["NODE_COMPILE_CACHE"], TOCSIN_STANDARD: STANDARD, TOCSIN_PORT: "0", TOCSIN_LOG: "error", ...env }, stdio: ["ignore", "pipe", "pipe"] });
  children.push(child);
  let out = "";
  let err = "";
  const ended = once(child, "exit").then(([code]) => code as number | null);
  child.stderr.on("data", (piece: Buffer) => void (err += piece.toString()));
  const url = new Promise<string>((resolve, reject) => {
    child.stdout.on("data", (piece: Buffer) => {
      out += piece.toString();
      const found = /http:\/\/\S+/.exec(out);
      if (found) resolve(found[0]);
    });
    void ended.then(() => reject(new Error(`the server ended before it listened: ${err}`)));
  });
  url.catch(() => undefined);
  return { child, url, ended, errors: () => err };
}

test("X-06: a server started by its environment answers, ends in order on SIGTERM, and goes on where it was", async () => {
  const env = { TOCSIN_CITY: TEST_CITY, TOCSIN_APP_URL: database.url, TOCSIN_DEMO: "1" };
  const first = start(env);
  const taker = await signInAt(await first.url, "taker");
  const incident = await report(taker);
  first.child.kill("SIGTERM");
  assert.equal(await first.ended, 0, first.errors());
  const second = start(env);
  const again = await signInAt(await second.url, "taker");
  assert.equal((await again.incident(incident.id)).no, incident.no);
  accepted(await again.command("intake.addNote", { incidentId: incident.id, text: "重启后" }));
  second.child.kill("SIGINT");
  assert.equal(await second.ended, 0, second.errors());
});

test("ORG-01: a city that cannot be read ends the process with every fault in words", async () => {
  const server = start({ TOCSIN_CITY: fileURLToPath(new URL("../fixtures", import.meta.url)), TOCSIN_APP_URL: database.url });
  assert.equal(await server.ended, 1);
  assert.match(server.errors(), /city\.yaml:1 FILE_MISSING/);
  assert.match(server.errors(), /organisation\.csv:1 FILE_MISSING/);
});

test("X-05: a real city ignores demo passwords; its first people get in by a file of their own, and one that left does not", async () => {
  const dir = mkdtempSync(join(tmpdir(), "tocsin-real-"));
  const passwords = join(dir, "passwords");
  const cityDir = join(dir, "city");
  const env = { TOCSIN_CITY: cityDir, TOCSIN_APP_URL: real.url, TOCSIN_PASSWORDS: passwords };
  const code = async (url: string, account: string, password: string): Promise<number> =>
    (await fetch(`${url}/api/v1/sign-in`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ account, password }) })).status;
  try {
    cpSync(TEST_CITY, cityDir, { recursive: true });
    writeFileSync(passwords, "admin:short\nnobody:long-enough-password\n", { mode: 0o600 });
    const refused = start(env);
    assert.equal(await refused.ended, 1);
    assert.match(refused.errors(), /passwords:1 .*12[\s\S]*passwords:2 .*nobody/);
    writeFileSync(passwords, "# first start\nauditor:a-long-first-password\n");
    const first = start(env);
    const url = await first.url;
    assert.deepEqual([await code(url, "auditor", "a-long-first-password"), await code(url, "auditor", PASSWORD), await code(url, "admin", PASSWORD)], [200, 401, 401]);
    const client = createClient({ base: url });
    assert.equal((await client.signIn("auditor", "a-long-first-password")).seat.passwordDue, true);
    const opened = await openRoutes(url, client.caller.token!);
    assert.deepEqual(opened, [ROUTES.password, ROUTES.me], "GOV-02: what a first password opens");
    await assert.rejects(client.changePassword("a-long-first-password", "a-long-first-password"), /VALIDATION_FAILED/);
    assert.equal((await client.changePassword("a-long-first-password", "修好的灯塔照着旧码头和海")).seat.passwordDue, false);
    await assert.rejects(client.board(), /SECOND_FACTOR_MISSING/, "and then what the role needs");
    first.child.kill("SIGTERM");
    await first.ended;
    const accounts = readFileSync(join(cityDir, "accounts.yaml"), "utf8");
    writeFileSync(join(cityDir, "accounts.yaml"), accounts.replace("- id: auditor", "- id: auditor2"));
    const later = start({ ...env, TOCSIN_PASSWORDS: "" });
    assert.equal(await code(await later.url, "auditor", "a-long-first-password"), 401);
    later.child.kill("SIGTERM");
    await later.ended;
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test("options: what is missing or wrong in the environment is named", () => {
  assert.throws(() => optionsFromEnv({}), /TOCSIN_CITY/);
  assert.throws(() => optionsFromEnv({ TOCSIN_CITY: "x", TOCSIN_PORT: "eighty" }), /TOCSIN_PORT/);
  assert.throws(() => optionsFromEnv({ TOCSIN_CITY: "x", TOCSIN_LOG: "loud" }), /TOCSIN_LOG/);
  for (const hours of ["-1", "9000", "three days"]) assert.throws(() => optionsFromEnv({ TOCSIN_CITY: "x", TOCSIN_TRACK_HOURS: hours }), /TOCSIN_TRACK_HOURS/);
  assert.deepEqual([optionsFromEnv({ TOCSIN_CITY: "x" }).trackKeptMs, optionsFromEnv({ TOCSIN_CITY: "x", TOCSIN_TRACK_HOURS: "0" }).trackKeptMs], [72 * 3_600_000, 0]);
  const options = optionsFromEnv({ TOCSIN_CITY: "x" });
  assert.deepEqual([options.host, options.port, options.demo], ["127.0.0.1", 8080, false]);
});
