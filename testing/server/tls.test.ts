import assert from "node:assert/strict";
import { once } from "node:events";
import { randomBytes } from "node:crypto";
import { chmodSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from "node:fs";
import { request } from "node:https";
import { connect as connectPlain, createServer, type AddressInfo, type Socket } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { connect, TLSSocket, type ConnectionOptions } from "node:tls";
import type { Server } from "node:https";
import type { FastifyInstance } from "fastify";
import pg from "pg";
import { openSecretFiles, type SecretFiles } from "@tocsin/ledger/secret-file.ts";
import { openTestLedger, type TestLedger } from "@tocsin/ledger/testing.ts";
import { startDatabase } from "@tocsin/ledger/start-database.ts";
import { composeServer } from "@tocsin/server/compose.ts";
import { createApp } from "@tocsin/server/http/create-app.ts";
import { certificateFaults, type CertificateWatch, readPair, TLS_RULES, type TlsPair, trustedRoots, watchCertificate } from "@tocsin/server/http/tls-door.ts";
import { checkLines, linesFromEnv } from "@tocsin/server/lines-from-env.ts";
import { trackMissingParts } from "@tocsin/server/missing-parts.ts";
import { optionsFromEnv } from "@tocsin/server/server-options.ts";
import { STANDARD, TEST_CITY } from "../harness.ts";
import { softAuthority, type Issued, type SoftAuthority } from "../soft-authority.ts";

const folder = mkdtempSync(join(tmpdir(), "tocsin-tls-"));
const files = { certificate: join(folder, "chain.pem"), key: join(folder, "key.pem"), authority: join(folder, "ca.pem") };
const secrets = openSecretFiles(null);
const VAULT = fileURLToPath(new URL("../../edge/ledger/test-vault.ts", import.meta.url));
let authority: SoftAuthority;
let app: FastifyInstance;
let port: number;
let stamp = Date.now() / 1_000;

/** As a renewer leaves them there; a later time each, whatever the disk's own clock tells apart. */
function place({ cert, key }: Issued): void {
  writeFileSync(files.certificate, cert);
  writeFileSync(files.key, key, { mode: 0o600 });
  chmodSync(files.key, 0o600);
  stamp += 10;
  for (const path of [files.certificate, files.key]) utimesSync(path, stamp, stamp);
}

before(async () => {
  authority = await softAuthority();
  writeFileSync(files.authority, authority.cert);
  place(await authority.issue(["control.example"]));
  app = await createApp({ findSession: async () => null, onRefused: async () => undefined, logLevel: "silent", answers: "check", proxies: [], tls: await readPair(files, secrets) });
  app.get("/from", { config: { open: true } }, async ({ protocol }) => ({ protocol }));
  await app.listen({ host: "127.0.0.1", port: 0 });
  ({ port } = app.server.address() as AddressInfo);
});
after(async () => {
  await app.close();
  rmSync(folder, { recursive: true });
});

/** What a real TLS client agrees on with the server, or why not. */
function shake(options: ConnectionOptions = {}): Promise<{ readonly version: string; readonly cipher: string; readonly serial: string } | { readonly refused: string }> {
  return new Promise((resolve) => {
    const socket = connect({ host: "127.0.0.1", port, servername: "control.example", ca: authority.cert, ...options }, () => {
      resolve({ version: socket.getProtocol() ?? "", cipher: socket.getCipher().name, serial: socket.getPeerCertificate().serialNumber });
      socket.destroy();
    });
    socket.on("error", (error: NodeJS.ErrnoException) => resolve({ refused: error.code ?? error.message }));
  });
}

test("R49: TLS 1.2 and 1.3 are spoken by forward-secret, authenticated ciphers; older versions, weaker ciphers and plain HTTP are not", async () => {
  const versions = await Promise.all((["TLSv1.3", "TLSv1.2"] as const).map((version) => shake({ minVersion: version, maxVersion: version })));
  assert.deepEqual(versions.map((agreed) => ("version" in agreed ? [agreed.version, agreed.cipher] : agreed)), [["TLSv1.3", "TLS_AES_256_GCM_SHA384"], ["TLSv1.2", "ECDHE-ECDSA-AES256-GCM-SHA384"]]);
  // SECLEVEL=0 lets the client itself offer what it would never use.
  for (const version of ["TLSv1", "TLSv1.1"] as const) assert.ok("refused" in (await shake({ minVersion: version, maxVersion: version, ciphers: "ALL:@SECLEVEL=0" })), version);
  for (const cipher of ["ECDHE-ECDSA-AES256-SHA", "ECDHE-ECDSA-AES128-SHA256", "AES256-GCM-SHA384", "DHE-RSA-AES256-GCM-SHA384", "ECDHE-ECDSA-AES128-CCM8"]) {
    assert.ok("refused" in (await shake({ maxVersion: "TLSv1.2", ciphers: `${cipher}:@SECLEVEL=0` })), cipher);
  }
  assert.ok("refused" in (await shake({ servername: "other.example" })), "the client holds the name against the certificate");
  const plain = connectPlain(port, "127.0.0.1");
  let said = "";
  plain.on("data", (piece) => void (said += piece.toString("latin1"))).on("error", () => undefined);
  plain.write("GET /from HTTP/1.1\r\nhost: control.example\r\n\r\n");
  await once(plain, "close");
  assert.ok(!said.includes("HTTP/1.1 200"), said);
});

test("R49: over its own TLS every answer says for a year that nothing else is spoken here", async () => {
  const answer = await new Promise<{ body: string; hsts: unknown }>((resolve, reject) => {
    request({ host: "127.0.0.1", port, path: "/from", servername: "control.example", ca: authority.cert, agent: false }, (message) => {
      let body = "";
      message.on("data", (piece: Buffer) => void (body += piece.toString())).on("end", () => resolve({ body, hsts: message.headers["strict-transport-security"] }));
    }).on("error", reject).end();
  });
  assert.deepEqual(answer, { body: '{"protocol":"https"}', hsts: "max-age=31536000; includeSubDomains" });
});

test("R49: a renewed certificate is taken up while the server runs, a spoilt one never; every seat is told of what is wrong with it", async () => {
  const clock = { now: Date.now() };
  const missing = trackMissingParts(() => clock.now);
  const reported: string[] = [];
  const watch = watchCertificate(files, await readPair(files, secrets), { server: app.server as Server, secrets, missing, now: () => clock.now, report: (what) => void reported.push(what) }, false);
  const serial = async (): Promise<string> => {
    const agreed = await shake();
    return "serial" in agreed ? agreed.serial : agreed.refused;
  };
  assert.deepEqual(missing.list(), []);
  const first = await serial();
  place(await authority.issue(["control.example"], { until: 10 }));
  await watch.look();
  const second = await serial();
  assert.notEqual(second, first);
  assert.deepEqual(missing.list(), ["certificate-expiring"], "ten days before its end");
  clock.now += 11 * 86_400_000;
  await watch.look();
  assert.deepEqual(missing.list(), ["certificate-expired"]);
  clock.now -= 11 * 86_400_000;
  const { cert } = await authority.issue(["control.example"]);
  place({ cert, key: (await authority.issue(["control.example"])).key });
  await watch.look();
  await watch.look();
  assert.deepEqual([missing.list(), reported, await serial()], [["certificate-expiring", "certificate-unread"], ["certificate"], second], "the old one goes on, and it is said once");
  place(await authority.issue(["control.example"]));
  await watch.look();
  assert.deepEqual(missing.list(), []);
  assert.notEqual(await serial(), second);
});

test("R49: with a vault the key of a certificate is sealed where it lies, a renewed one too, and one that the vault does not take is never in use", async () => {
  const kept = { certificate: join(folder, "vault-chain.pem"), key: join(folder, "vault-key.pem") };
  const placeKept = async (): Promise<Issued> => {
    const issued = await authority.issue(["control.example"]);
    writeFileSync(kept.certificate, issued.cert);
    writeFileSync(kept.key, issued.key, { mode: 0o600 });
    stamp += 10;
    for (const path of [kept.certificate, kept.key]) utimesSync(path, stamp, stamp);
    return issued;
  };
  writeFileSync(join(folder, "vault"), randomBytes(32));
  const vault = { seal: [process.execPath, VAULT, "seal", join(folder, "vault")], open: [process.execPath, VAULT, "open", join(folder, "vault")], withinMs: 60_000 } as const;
  const sealed = openSecretFiles(vault);
  const taken: string[] = [];
  const reported: string[] = [];
  const watchWith = (files: SecretFiles, first: TlsPair): CertificateWatch =>
    watchCertificate(kept, first, { server: { setSecureContext: ({ key }) => void taken.push(String(key)) }, secrets: files, missing: trackMissingParts(() => Date.now()), now: () => Date.now(), report: (what) => void reported.push(what) }, false);
  const first = await placeKept();
  const pair = await readPair(kept, sealed);
  assert.deepEqual([pair.key, readFileSync(kept.key, "utf8").includes("PRIVATE KEY")], [first.key, false]);
  const watch = watchWith(sealed, pair);
  const second = await placeKept();
  await watch.look();
  assert.deepEqual([taken, watch.pair().key, readFileSync(kept.key, "utf8").includes("PRIVATE KEY")], [[second.key], second.key, false]);
  await watch.look();
  assert.equal(taken.length, 1, "the sealed file holds the same key");
  const shut = watchWith(openSecretFiles({ ...vault, seal: ["false"] }), watch.pair());
  await placeKept();
  await shut.look();
  assert.deepEqual([taken.length, shut.pair().key, reported], [1, second.key, ["certificate"]]);
});

test("R49: a certificate that leads to no root that devices know is named as such: self-signed, or of an authority that nobody named", async () => {
  const own = await authority.issue(["control.example"]);
  const stranger = await softAuthority();
  const now = Date.now();
  assert.deepEqual(certificateFaults(own.cert, trustedRoots(authority.cert), now), []);
  assert.deepEqual(certificateFaults(own.cert, trustedRoots(), now), ["certificate-untrusted"]);
  assert.deepEqual(certificateFaults(own.cert + authority.cert, trustedRoots(), now), ["certificate-untrusted"], "sent along is not trusted");
  assert.deepEqual(certificateFaults(own.cert, trustedRoots(stranger.cert), now), ["certificate-untrusted"], "of the same name, by another key");
  assert.deepEqual(certificateFaults(authority.cert, trustedRoots(), now), ["certificate-untrusted"]);
  assert.deepEqual(certificateFaults((await authority.issue(["a.example"], { from: 1 })).cert, trustedRoots(authority.cert), now), ["certificate-expired"], "not yet valid");
});

test("R49, X-06: opened to others without TLS a server does not start, unless a proxy is named that nobody gets past; nothing leaves the machine in clear unsaid", async () => {
  await assert.rejects(composeServer({ cityDir: TEST_CITY, standardDir: STANDARD, host: "0.0.0.0" }), /TOCSIN_HOST: .*TOCSIN_TLS_CERT[\s\S]*needs TLS/);
  const city = { TOCSIN_CITY: "x", TOCSIN_HOST: "0.0.0.0" };
  const check = (env: Record<string, string>, platforms: Parameters<typeof checkLines>[1] = []) => () => checkLines(optionsFromEnv({ TOCSIN_CITY: "x", ...env }), platforms);
  for (const proxies of ["10.0.0.5", "1,10.0.0.5"]) assert.throws(check({ ...city, TOCSIN_TRUST_PROXY: proxies }), /TOCSIN_HOST/, "in clear over a network that nobody vouched for");
  const closed: readonly Record<string, string>[] = [{ TOCSIN_TRUST_PROXY: "10.0.0.5", TOCSIN_TUNNELLED: "10.0.0.0/24" }, { TOCSIN_TRUST_PROXY: "1" }, { TOCSIN_TLS_CERT: "c", TOCSIN_TLS_KEY: "k" }];
  for (const env of closed) assert.doesNotThrow(check({ ...city, ...env }), JSON.stringify(env));
  for (const [env, said] of [
    [{ TOCSIN_MQTT_URL: "mqtt://broker.example" }, /TOCSIN_MQTT_URL: .*broker\.example/], [{ TOCSIN_SMPP_URL: "smpp://id@sms.example:2775/110" }, /TOCSIN_SMPP_URL/],
    [{ TOCSIN_JT808_PORT: "8808", TOCSIN_JT808_HOST: "0.0.0.0" }, /TOCSIN_JT808_HOST/], [{ TOCSIN_PROBE_URL: "http://control.example" }, /TOCSIN_PROBE_URL/], [{ TOCSIN_AUDIT_TO: "http://logs.example" }, /TOCSIN_AUDIT_TO/],
  ] as const) assert.throws(check(env as Record<string, string>), said);
  assert.throws(check({}, [{ id: "P12345", url: "http://12345.example/v2" }]), /platforms\.yaml P12345/);
  assert.throws(check({}, [{ id: "NEXT", url: "https://next.example/v2", custody: { url: "http://next.example", client: "next-city", names: {} } }]), /platforms\.yaml NEXT custody/);
  assert.doesNotThrow(check({ TOCSIN_MQTT_URL: "mqtts://broker.example", TOCSIN_SMPP_URL: "smpps://id@sms.example:2775/110", TOCSIN_JT808_PORT: "8808", TOCSIN_JT808_HOST: "10.8.0.1", TOCSIN_TUNNELLED: "10.8.0.0/16", TOCSIN_PROBE_URL: "https://control.example" }, [{ id: "P12345", url: "https://12345.example/v2" }]));
  assert.throws(() => linesFromEnv({ TOCSIN_TLS_CERT: "c" }), /TOCSIN_TLS_KEY/);
  assert.throws(() => linesFromEnv({ TOCSIN_TUNNELLED: "10.0.0.0/40" }), /10\.0\.0\.0\/40/);
});

test("R49: past the proxy nobody is answered", async (t) => {
  const behind = await createApp({ findSession: async () => null, onRefused: async () => undefined, logLevel: "silent", answers: "check", proxies: ["192.0.2.7"] });
  t.after(() => behind.close());
  const closers = behind.server.listeners("connection") as ((socket: { remoteAddress: string; destroy(): void }) => void)[];
  const closed = (remoteAddress: string): boolean => {
    let gone = false;
    closers.at(-1)!({ remoteAddress, destroy: () => void (gone = true) });
    return gone;
  };
  assert.deepEqual(["192.0.2.8", "::ffff:192.0.2.8", "192.0.2.7", "::ffff:192.0.2.7", "127.0.0.1"].map(closed), [true, true, false, false, false]);
});

/** A real PostgreSQL behind TLS: answers the request for TLS and passes on whatever comes then. */
function tlsBefore(database: TestLedger, { cert, key }: Issued): Promise<{ readonly port: number; close(): void }> {
  const to = new URL(database.url);
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on("error", () => undefined).once("data", () => {
      socket.write("S");
      const inner = new TLSSocket(socket, { isServer: true, ...TLS_RULES, cert, key });
      const out = connectPlain(Number(to.port), to.hostname);
      socket.on("close", () => out.destroy());
      inner.on("error", () => out.destroy()).pipe(out).on("error", () => inner.destroy()).pipe(inner);
    });
  });
  return new Promise((resolve) => server.listen(0, "127.0.0.1", () => resolve({ port: (server.address() as AddressInfo).port, close: () => (server.close(), sockets.forEach((socket) => socket.destroy())) })));
}

test("R49: a database beyond this machine is spoken to by TLS that holds its name and authority, or not at all", async (t) => {
  for (const url of ["postgresql://u:p@db.example/tocsin", "postgresql://u:p@db.example/tocsin?sslmode=require", "postgresql://u:p@db.example/tocsin?sslmode=verify-full&sslmode=disable", "postgresql://u:p@db.example/tocsin?sslmode=verify-full&uselibpqcompat=true", "postgresql://u:p@localhost/tocsin?host=db.example"]) {
    await assert.rejects(startDatabase({ env: { TOCSIN_APP_URL: url } }), /TOCSIN_APP_URL: .*verify-full/, url);
    await assert.rejects(startDatabase({ env: { DATABASE_URL: url } }), /DATABASE_URL: .*verify-full/, url);
  }
  assert.equal((await startDatabase({ env: { TOCSIN_APP_URL: "postgresql://u:p@10.8.0.4/tocsin", TOCSIN_TUNNELLED: "10.8.0.0/16" } })).kind, "external");
  const database = await openTestLedger();
  const front = await tlsBefore(database, await authority.issue(["localhost"]));
  t.after(async () => (front.close(), database.close()));
  const ask = async (host: string, more: string): Promise<string> => {
    const url = new URL(database.url);
    [url.hostname, url.port, url.search] = [host, String(front.port), `sslmode=verify-full${more}`];
    const client = new pg.Client({ connectionString: url.href });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return String((await client.query<{ one: number }>("select 1 as one")).rows[0]?.one);
    } catch (error) {
      return (error as NodeJS.ErrnoException).code ?? String(error);
    } finally {
      await client.end().catch(() => undefined);
    }
  };
  assert.equal(await ask("localhost", `&sslrootcert=${encodeURIComponent(files.authority)}`), "1", "the authority of the city's own is named in the URL");
  assert.match(await ask("localhost", ""), /UNABLE_TO_VERIFY|SELF_SIGNED/);
  assert.match(await ask("127.0.0.1", `&sslrootcert=${encodeURIComponent(files.authority)}`), /ALTNAME/);
});
