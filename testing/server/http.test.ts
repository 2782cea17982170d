import assert from "node:assert/strict";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { connect as connectTls } from "node:tls";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { brotliCompressSync, constants, deflateSync, gzipSync } from "node:zlib";
import { after, before, test } from "node:test";
import { createClient } from "@tocsin/client/client.ts";
import type { RefusedError } from "@tocsin/client/transport.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import pg from "pg";
import { auditUpTo, readAudit } from "@tocsin/ledger/audit.ts";
import { sealOnce } from "@tocsin/ledger/sealer.ts";
import { forwardAudit } from "@tocsin/server/features/audit/forward-audit.ts";
import { trackMissingParts } from "@tocsin/server/missing-parts.ts";
import { COMMAND_NAMES } from "@tocsin/contract/commands.ts";
import { CARRIER_HEADER, ROUTES, SESSION_HEADER, commandPath } from "@tocsin/contract/routes.ts";
import { confirmFactor } from "../authenticator-app.ts";
import { serveCity, signInAt, startCity, PASSWORD, STANDARD, TEST_CITY, type TestCity } from "../harness.ts";
import { post, report } from "../scene.ts";
import { softAuthority } from "../soft-authority.ts";
import { until } from "../until.ts";

let city: TestCity;
before(async () => {
  city = await startCity({ server: { logLevel: "silent" } });
});
after(() => city.close());

const get = (path: string, headers: Record<string, string> = {}): Promise<Response> => fetch(`${city.url}${path}`, { headers, redirect: "manual" });

async function cookieOf(account: string): Promise<string> {
  const response = await fetch(`${city.url}${ROUTES.signIn}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ account, password: PASSWORD }) });
  assert.equal(response.status, 200);
  const cookie = response.headers.get("set-cookie") ?? "";
  assert.match(cookie, /HttpOnly/);
  assert.match(cookie, /SameSite=Strict/);
  return cookie.split(";")[0] ?? "";
}

test("R52: every row of the audit reaches a collector on another machine, in order and none left out; one that is away gets them later", async () => {
  const got: { cursor: string; hash: string }[] = [];
  let away = true;
  const collector = createServer((request, response) => {
    let body = "";
    request.on("data", (piece: Buffer) => void (body += piece.toString())).on("end", () => {
      if (!away) got.push(...body.trim().split("\n").map((line) => JSON.parse(line) as { cursor: string; hash: string }));
      response.writeHead(away || request.headers.authorization !== "Bearer of-the-collector" ? 503 : 204).end();
    });
  });
  await new Promise<void>((resolve) => void collector.listen(0, "127.0.0.1", resolve));
  const keysDir = mkdtempSync(join(tmpdir(), "tocsin-forward-"));
  const missing = trackMissingParts(() => 1);
  const open = () => forwardAudit({ db: city.ledger.db, keysDir, to: { url: `http://127.0.0.1:${(collector.address() as AddressInfo).port}/`, token: "of-the-collector" }, missing, report: () => undefined, automatic: false });
  try {
    await sealOnce(city.ledger.db, "audit");
    await assert.rejects(open().run(), /503/);
    away = false;
    const first = await open().run();
    assert.equal(first, got.length);
    await city.signIn("traffic");
    await sealOnce(city.ledger.db, "audit");
    const later = await open().run();
    assert.ok(later >= 1 && got.length === first + later, "another server goes on where the first stopped");
    const kept: { cursor: string; hash: string }[] = [];
    for await (const { cursor, hash } of auditUpTo(city.ledger.db, got.at(-1)!.cursor)) kept.push({ cursor, hash });
    assert.deepEqual(got.map(({ cursor, hash }) => ({ cursor, hash })), kept);
  } finally {
    collector.close();
    rmSync(keysDir, { recursive: true });
  }
});

test("http: the cookie signs a page of this server in, and no page of another", async () => {
  const cookie = await cookieOf("dispatcher");
  const incident = await report(await city.signIn("dispatcher"));
  const note = (headers: Record<string, string>) => post(city, null, "/api/v1/intake/addNote", { incidentId: incident.id, text: "x" }, { cookie, ...headers });
  assert.equal((await note({ "sec-fetch-site": "same-origin" })).status, 200);
  assert.equal((await note({ origin: city.url })).status, 200);
  for (const headers of [{ "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }, { origin: "https://evil.example" }, { origin: "null" }, {}]) {
    assert.equal((await note(headers as Record<string, string>)).status, 401, JSON.stringify(headers));
  }
  assert.equal((await get(ROUTES.me, { cookie })).status, 200);
  const out = await fetch(`${city.url}${ROUTES.signOut}`, { method: "POST", headers: { cookie, origin: city.url } });
  assert.equal(out.status, 204);
  assert.equal((await get(ROUTES.me, { cookie })).status, 401);
});

test("http: a new sign-in ends the session that the browser had", async () => {
  const before = await cookieOf("dispatcher2");
  const again = await post(city, null, ROUTES.signIn, { account: "dispatcher2", password: PASSWORD }, { cookie: before, origin: city.url });
  assert.equal(again.status, 200);
  assert.equal((await get(ROUTES.me, { cookie: before })).status, 401);
  assert.equal((await get(ROUTES.me, { cookie: (again.headers.get("set-cookie") ?? "").split(";")[0] ?? "" })).status, 200);
});

test("http: a sign-in is refused alike for a wrong name and a wrong password, and slowed after five", async () => {
  const tryIn = (account: string, password: string) => post(city, null, ROUTES.signIn, { account, password });
  const [name, pass] = [await tryIn("nobody", PASSWORD), await tryIn("d2", "wrong-password")];
  assert.deepEqual([name.status, pass.status], [401, 401]);
  assert.deepEqual({ ...name.body, traceId: "" }, { ...pass.body, traceId: "" });
  let last = pass;
  for (let n = 0; n < 6; n++) last = await tryIn("d2", "wrong-password");
  assert.deepEqual([last.status, last.body["code"]], [429, "SIGN_IN_SLOWED"]);
  const extra = await post(city, null, ROUTES.signIn, { account: "d1", password: PASSWORD, role: "ADMIN" });
  assert.deepEqual([extra.status, (extra.body["fields"] as { path: string }[])[0]?.path], [422, "$.role"]);
});

test("R49: a sign-in from a device that was there before goes on while a stranger at the same address is slowed", async () => {
  const first = await fetch(`${city.url}${ROUTES.signIn}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ account: "room11", password: PASSWORD }) });
  const device = first.headers.getSetCookie().find((cookie) => cookie.startsWith("tocsin_device="))!;
  assert.match(device, /HttpOnly/);
  const tryIn = (password: string, headers = {}) => post(city, null, ROUTES.signIn, { account: "room11", password }, headers);
  for (let n = 0; n < 6; n++) await tryIn("wrong-password");
  assert.equal((await tryIn(PASSWORD)).status, 429);
  assert.equal((await tryIn(PASSWORD, { cookie: device.split(";")[0]! })).status, 200);
});

test("a new password is refused by its field, in both languages, and then ends every other session; all of it is in the audit", async () => {
  const [here, elsewhere] = [await city.signIn("chief11"), await city.signIn("chief11")];
  const change = (current: string, next: string, lang = "zh") => post(city, here, ROUTES.password, { current, next }, { "accept-language": lang });
  for (const [lang, words] of [["zh", "至少 12 个字符"], ["en", "at least 12 characters"]] as const) {
    const { status, body } = await change(PASSWORD, "short", lang);
    assert.deepEqual([status, body["fields"]], [422, [{ path: "$.next", message: words }]]);
  }
  assert.equal((await change("wrong-password", "a lamp above the old quay")).body["code"], "SIGN_IN_FAILED");
  const done = await change(PASSWORD, "a lamp above the old quay");
  assert.equal(done.status, 200);
  for (const { token } of [here, elsewhere]) assert.equal((await get(ROUTES.me, { authorization: `Bearer ${token}` })).status, 401);
  assert.equal((await get(ROUTES.me, { authorization: `Bearer ${String(done.body["token"])}` })).status, 200);
  const rows = (await readAudit(city.ledger.db, undefined, { actor: "chief11" })).map(({ entry }) => [entry["name"], entry["outcome"]].join(" "));
  assert.deepEqual(rows.filter((row) => row.startsWith("password")), ["password-change ACCEPTED", ...Array<string>(3).fill("password-change REFUSED")]);
  assert.equal((await post(city, here, ROUTES.password, { current: "a lamp above the old quay", next: PASSWORD })).status, 401, "the old session is gone");
});

test("R50: a locked seat is answered nothing but its own name until the password opens it, and a stranger's guesses are slowed", async () => {
  const seat = await city.signIn("d1");
  assert.deepEqual([(await seat.me()).locked, (await seat.me()).lockAfterS], [false, 900]);
  await seat.lock();
  await assert.rejects(seat.board(), /SEAT_LOCKED/);
  assert.equal((await post(city, seat, commandPath("intake.addNote"), {})).status, 423);
  assert.equal((await seat.me()).locked, true);
  await assert.rejects(seat.unlock({ password: "wrong-password" }), /SIGN_IN_FAILED/);
  await assert.rejects(seat.board(), /SEAT_LOCKED/);
  const before = seat.caller.token;
  assert.equal((await seat.unlock({ password: PASSWORD })).locked, false);
  assert.notEqual(seat.caller.token, before, "the open seat speaks by a new token (ASVS V7.2.4)");
  await seat.board();
  const rows = (await readAudit(city.ledger.db, undefined, { actor: "d1" })).map(({ entry }) => `${String(entry["name"])} ${String(entry["outcome"])}`).filter((row) => row.startsWith("seat-"));
  assert.deepEqual(rows.slice(0, 3), ["seat-unlock ACCEPTED", "seat-unlock REFUSED", "seat-lock ACCEPTED"]);
  assert.equal((await (await city.signIn("u1")).me()).lockAfterS, null, "a phone has a lock of its own");
});

test("R50, X-05: sign-ins are listed and ended by their owner and by the administrator of their place, and by nobody else", async () => {
  const [one, other, stranger, admin] = await Promise.all(["commander2", "commander2", "dispatcher", "admin"].map((account) => city.signIn(account)));
  const own = (await one!.sessions()).sessions;
  assert.ok(own.length >= 2 && own.every(({ account }) => account === "commander2"));
  assert.equal(own.filter(({ here }) => here).length, 1);
  assert.ok(!JSON.stringify(own).includes(one!.token), "what names a sign-in lets nobody in");
  const here = own.find((each) => each.here)!.id;
  const proof = { password: PASSWORD };
  await assert.rejects(stranger!.endSession(here, proof), /NOT_FOUND/);
  await assert.rejects(stranger!.signOutEverywhere("commander2", proof), /NOT_FOUND/);
  await assert.rejects(other!.endSession(here, {}), /SIGN_IN_FAILED/, "a seat left open ends nobody's sign-in");
  await other!.endSession(here, proof);
  await assert.rejects(one!.me(), /NOT_SIGNED_IN/);
  assert.ok((await admin!.sessions()).sessions.some(({ account }) => account === "dispatcher"));
  await admin!.signOutEverywhere("commander2", proof);
  await assert.rejects(other!.me(), /NOT_SIGNED_IN/);
  const rows = (await readAudit(city.ledger.db, undefined, { actor: "admin" })).map(({ entry }) => entry);
  assert.deepEqual([rows[0]!["name"], rows[0]!["account"]], ["session-end", "commander2"]);
});

test("GOV-02: a second factor is set up by its owner with the password, asked for at the next sign-in, and taken away by the administrator of the place alone", async () => {
  const seat = await city.signIn("ems");
  await assert.rejects(seat.beginFactor({ password: "wrong-password" }), /SIGN_IN_FAILED/);
  const elsewhere = await city.signIn("ems");
  const { secret, uri } = await seat.beginFactor({ password: PASSWORD });
  assert.match(uri, /^otpauth:\/\/totp\//);
  await assert.rejects(seat.confirmFactor("000000"), ({ refused }: RefusedError) => refused.code === "CODE_WRONG" && /现在是 \d\d:\d\d:\d\d/.test(refused.message), "with the time that judges (ASVS V6.5.5)");
  const codes = await confirmFactor(seat, secret);
  assert.equal((await seat.me()).secondFactor, "ON");
  await assert.rejects(elsewhere.me(), /NOT_SIGNED_IN/, "other sign-ins do not outlive the change");
  await assert.rejects(seat.beginFactor({ password: PASSWORD }), /CODE_NEEDED/, "the next one is not set up without the one there is (ASVS V7.5.1)");
  assert.ok((await seat.beginFactor({ password: PASSWORD, code: codes[0]! })).secret);
  await assert.rejects(seat.beginPasskey({ password: PASSWORD }), /CODE_NEEDED/);
  const tryIn = (code?: string) => post(city, null, ROUTES.signIn, { account: "ems", password: PASSWORD, ...(code === undefined ? {} : { code }) });
  assert.deepEqual([(await tryIn()).body["code"], (await tryIn("123456")).body["code"], (await tryIn(codes[3])).status, (await tryIn(codes[3])).body["code"]], ["CODE_NEEDED", "CODE_WRONG", 200, "CODE_WRONG"]);
  const came = (await readAudit(city.ledger.db, undefined, { actor: "ems" })).map(({ entry }) => entry).find(({ name, outcome, factor }) => name === "sign-in" && outcome === "ACCEPTED" && factor !== undefined);
  assert.deepEqual([came?.["by"], came?.["factor"]], ["PASSWORD", "RECOVERY_CODE"], "by which second proof somebody came");
  const help = { password: PASSWORD, madeSure: "本人持警官证到场" };
  await assert.rejects((await city.signIn("dispatcher")).dropFactor("ems", help), /NOT_FOUND/);
  await assert.rejects(seat.dropFactor("ems", help), /NOT_FOUND/, "nor by the owner's own session");
  const admin = await city.signIn("admin");
  await assert.rejects(admin.dropFactor("ems", { ...help, password: "wrong-password" }), /SIGN_IN_FAILED/);
  await admin.dropFactor("ems", help);
  await assert.rejects(seat.me(), /NOT_SIGNED_IN/);
  assert.equal((await tryIn()).status, 200);
});

test("GOV-02: a forgotten password is given anew by the administrator of the place: once, for its change alone, and in the audit with how they made sure", async () => {
  const help = { password: PASSWORD, madeSure: "值班电话回拨核实" };
  const [seat, admin] = [await city.signIn("leader111"), await city.signIn("admin")];
  await assert.rejects((await city.signIn("dispatcher")).resetPassword("leader111", help), /NOT_FOUND/);
  await assert.rejects(admin.resetPassword("admin", help), /NOT_FOUND/, "not one's own");
  const { password } = await admin.resetPassword("leader111", help);
  await assert.rejects(seat.me(), /NOT_SIGNED_IN/);
  const back = createClient({ base: city.url });
  await assert.rejects(back.signIn("leader111", PASSWORD), /SIGN_IN_FAILED/);
  assert.equal((await back.signIn("leader111", password)).seat.passwordDue, true);
  await assert.rejects(back.board(), /PASSWORD_DUE/);
  assert.equal((await back.changePassword(password, "a lamp above the old quay")).seat.passwordDue, false);
  await back.board();
  const [row] = (await readAudit(city.ledger.db, undefined, { actor: "admin" })).map(({ entry }) => entry);
  assert.deepEqual([row!["name"], row!["account"], row!["reason"]], ["password-reset", "leader111", "值班电话回拨核实"]);
  assert.ok(!JSON.stringify(row).includes(password));
});

test("R50: a page of a browser has the session as a cookie alone, whatever it asks for; who holds the token says so and gets no cookie", async () => {
  const signIn = (headers: Record<string, string>) => post(city, null, ROUTES.signIn, { account: "traffic", password: PASSWORD }, headers);
  const cookies = ({ headers }: Awaited<ReturnType<typeof signIn>>): string[] => headers.getSetCookie().map((cookie) => cookie.split("=")[0]!);
  for (const headers of [{}, { origin: city.url, [CARRIER_HEADER]: "token" }, { "sec-fetch-site": "same-origin", [CARRIER_HEADER]: "token" }, { [CARRIER_HEADER]: "cookie" }] as Record<string, string>[]) {
    const page = await signIn(headers);
    assert.deepEqual([page.status, Object.keys(page.body), page.headers.get(SESSION_HEADER), cookies(page).sort()], [200, ["seat"], null, ["tocsin_device", "tocsin_session"]], JSON.stringify(headers));
  }
  const held = await signIn({ [CARRIER_HEADER]: "token" });
  assert.deepEqual([Object.keys(held.body).sort(), cookies(held)], [["seat", "token"], ["tocsin_device"]]);
  const behind = await serveCity(city.databaseUrl, city.clock, { server: { proxies: ["127.0.0.1"] } });
  try {
    const tls = { "x-forwarded-proto": "https", "x-forwarded-host": "control.example", origin: "https://control.example" };
    const page = await fetch(`${behind.url}${ROUTES.signIn}`, { method: "POST", headers: { "content-type": "application/json", ...tls }, body: JSON.stringify({ account: "traffic", password: PASSWORD }) });
    const set = page.headers.getSetCookie();
    for (const name of ["session", "device"]) assert.match(set.find((cookie) => cookie.startsWith(`__Host-tocsin_${name}=`)) ?? "", /; Path=\/; HttpOnly; Secure; SameSite=Strict$/);
    const token = set.find((cookie) => cookie.startsWith("__Host-tocsin_session="))!.split(/[=;]/)[1]!;
    const me = async (name: string): Promise<number> => (await fetch(`${behind.url}${ROUTES.me}`, { headers: { cookie: `${name}=${token}`, ...tls } })).status;
    assert.deepEqual([await me("__Host-tocsin_session"), await me("tocsin_session")], [200, 401], "a name that a neighbour of the domain could have set is not read");
  } finally {
    await behind.close();
  }
});

test("R49, R38: a server with a certificate speaks TLS alone: pages, commands, the live stream as wss, and its own trial of its doors", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-own-tls-"));
  const authority = await softAuthority();
  const pair = await authority.issue(["control.example"]);
  const tls = { certificate: join(folder, "chain.pem"), key: join(folder, "key.pem") };
  writeFileSync(tls.certificate, pair.cert);
  writeFileSync(tls.key, pair.key, { mode: 0o600 });
  const own = await serveCity(city.databaseUrl, city.clock, { server: { tls, host: "127.0.0.1" } });
  try {
    assert.match(own.url, /^https:\/\/127\.0\.0\.1:\d+$/);
    assert.equal(await fetch(own.url.replace("https", "http") + ROUTES.health).then(() => "answered", () => "refused"), "refused");
    const seat = await city.signIn("dispatcher");
    const socket = connectTls({ host: "127.0.0.1", port: Number(new URL(own.url).port), servername: "control.example", ca: authority.cert });
    socket.write(`GET ${ROUTES.stream} HTTP/1.1\r\nhost: control.example\r\nconnection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\nsec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\nsec-websocket-protocol: tocsin, bearer.${seat.token}\r\n\r\n`);
    const [first] = (await once(socket, "data")) as [Buffer];
    assert.match(first.toString("latin1"), /^HTTP\/1\.1 101 /);
    socket.destroy();
    await own.channels.round();
    const admin = new pg.Client({ connectionString: city.adminUrl });
    await admin.connect();
    const { rowCount } = await admin.query("select from tocsin.stream_state where kind = 'incident' and state->>'probe' = 'probe/call-door'").finally(() => admin.end());
    assert.equal(rowCount, 1, "its own trial came in through its own TLS");
  } finally {
    await own.close();
    rmSync(folder, { recursive: true });
  }
});

test("GOV-02, R50: outside a demo every role of people needs a second factor and is answered nothing until it is set up; wrong requests are counted, a sign-out is kept", async () => {
  const real = await serveCity(city.databaseUrl, city.clock, { server: { demo: false } });
  try {
    const roles = readFileSync(join(STANDARD, "roles.yaml"), "utf8").split("\n- role: ").slice(1);
    assert.deepEqual(roles.filter((role) => !role.includes("\n  secondFactor: true\n")).map((role) => role.split("\n")[0]), ["SIMULATION"], "the standard folder's word (ASVS V6.3.3)");
    const [chief, crew, world] = [await signInAt(real.url, "commander"), await signInAt(real.url, "u1"), await signInAt(real.url, "world")];
    for (const seat of [chief, crew]) {
      assert.equal((await seat.me()).secondFactor, "MISSING");
      await assert.rejects(seat.board(), /SECOND_FACTOR_MISSING/);
    }
    assert.ok((await chief.beginFactor({ password: PASSWORD })).secret);
    const [row] = await city.ledger.db.query<{ pending: Buffer }>("select pending from tocsin.second_factor where user_id = 'commander'");
    assert.ok(row!.pending.length > 40, "what lies in the database is sealed");
    assert.equal((await world.me()).secondFactor, "OFF");
    await world.board();
    for (let n = 0; n < 3; n++) assert.equal((await fetch(`${real.url}${ROUTES.signIn}`, { method: "POST", headers: { "content-type": "application/json" }, body: "{" })).status, 422);
    assert.equal((await fetch(`${real.url}/api/v1/%ff`)).status, 422);
    await world.signOut();
  } finally {
    await real.close();
  }
  const rows = (await readAudit(city.ledger.db, undefined, { limit: 60 })).map(({ actor, entry }) => ({ ...entry, actor }) as Record<string, unknown>);
  assert.equal(rows.find(({ name }) => name === "sign-out")?.["actor"], "world", "the end of a sign-in by its owner");
  const counted = rows.filter(({ name, actor }) => name === "refused-requests" && actor === "unknown");
  assert.deepEqual(counted.map(({ code, count }) => [code, count]), [["VALIDATION_FAILED", 4]], "a stranger's wrong requests are one row");
  assert.ok((counted[0]!["objects"] as string[]).includes(`POST ${ROUTES.signIn}`));
});

test("CSRF: another site's page can neither lock a seat, end sign-ins nor change a password with the cookie of this one", async () => {
  const cookie = await cookieOf("dispatcher");
  for (const [path, body] of [[ROUTES.lock, {}], [ROUTES.unlock, { password: PASSWORD }], [ROUTES.signOut, {}], [ROUTES.password, { current: PASSWORD, next: "a lamp above the old quay" }], [ROUTES.endSessions.replace(":id", "dispatcher"), {}]] as const) {
    for (const headers of [{ "sec-fetch-site": "cross-site" }, { "sec-fetch-site": "same-site" }, { origin: "https://evil.example" }, {}]) {
      assert.equal((await post(city, null, path, body, { cookie, ...(headers as Record<string, string>) })).status, 401, `${path} ${JSON.stringify(headers)}`);
    }
  }
  assert.equal((await get(ROUTES.me, { cookie })).status, 200);
});

test("http: every answer carries the strict headers, and answers of the interface are not kept", async () => {
  for (const [path, policy] of [["/", /default-src 'self'.*script-src 'self';.*connect-src 'self';.*frame-ancestors 'none'/], [ROUTES.health, /^default-src 'none';.*frame-ancestors 'none'; sandbox$/], ["/api/v1/nothing", /sandbox$/], ["/%ff", /^default-src 'none';.*sandbox$/]] as const) {
    const { headers } = await get(path, { accept: "text/html", origin: "https://evil.example" });
    assert.match(headers.get("content-security-policy") ?? "", policy);
    assert.equal(headers.get("access-control-allow-origin"), null, "no other site reads it");
    for (const [name, value] of [["referrer-policy", "no-referrer"], ["cross-origin-opener-policy", "same-origin"], ["cross-origin-resource-policy", "same-origin"]] as const) assert.equal(headers.get(name), value);
    assert.equal(headers.get("permissions-policy"), "geolocation=(self), camera=(self), microphone=(self)", "our own pages alone, and nothing else of the device");
    assert.equal(headers.get("x-content-type-options"), "nosniff");
  }
  assert.equal((await get(ROUTES.health)).headers.get("cache-control"), "no-store");
});

test("R29: a packed body is never unpacked: it is refused at once by name, however little of it there is", async () => {
  const seat = await city.signIn("dispatcher");
  const text = Buffer.from(JSON.stringify({ text: "x".repeat(4 * 1024 * 1024) }));
  for (const [encoding, body] of [["gzip", gzipSync(text)], ["br", brotliCompressSync(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 4 } })], ["deflate", deflateSync(text)]] as const) {
    const answer = await fetch(`${city.url}/api/v1/intake/addNote`, { method: "POST", headers: { authorization: `Bearer ${seat.token}`, "content-type": "application/json", "content-encoding": encoding, "idempotency-key": newUlid() }, body: new Uint8Array(body) });
    const refused = (await answer.json()) as { code: string; fields: { path: string }[] };
    assert.deepEqual([answer.status, refused.code, refused.fields[0]?.path], [422, "VALIDATION_FAILED", "$"], encoding);
  }
});

test("R29: more or longer headers than a browser sends end the request before anything is read", async () => {
  const many = Object.fromEntries(Array.from({ length: 3_000 }, (_, n) => [`x-h${n}`, "1"]));
  assert.equal((await get(ROUTES.health, many)).status, 431);
  assert.equal((await get(ROUTES.health)).status, 200);
});

test("http: what is not there is a refusal in the caller's language, with the id under which the log knows it", async () => {
  const chinese = (await (await get("/api/v1/nothing")).json()) as Record<string, unknown>;
  const english = (await (await get("/api/v1/nothing", { "accept-language": "en" })).json()) as Record<string, unknown>;
  assert.deepEqual([chinese["code"], chinese["message"]], ["NOT_FOUND", "未找到,或不在您的权限范围内"]);
  assert.equal(english["message"], "Not found, or outside your scope");
  assert.match(String(english["traceId"]), /^[0-9a-f-]{36}$/);
});

test("http: the interface describes itself as OpenAPI 3.1, every command and every question in it", async () => {
  const described = (await (await get(ROUTES.openapi)).json()) as { openapi: string; paths: Record<string, Record<string, { requestBody?: unknown }>> };
  assert.equal(described.openapi, "3.1.0");
  for (const name of COMMAND_NAMES) assert.ok(described.paths[commandPath(name)]?.["post"]?.requestBody, name);
  for (const route of [ROUTES.board, ROUTES.city, ROUTES.incidents, ROUTES.me, ROUTES.health]) assert.ok(described.paths[route]?.["get"], route);
});

test("http: health is open to everyone, the city to the signed-in, the demo sign-ins to a demo only", async () => {
  assert.equal((await get(ROUTES.health)).status, 200);
  assert.equal((await get(ROUTES.city)).status, 401);
  const demo = (await (await get(ROUTES.demo)).json()) as { signIns: unknown[] };
  assert.equal(demo.signIns.length, readFileSync(join(TEST_CITY, "accounts.yaml"), "utf8").match(/demoPassword:/g)!.length);
  const real = await serveCity(city.databaseUrl, city.clock, { server: { demo: false } });
  try {
    assert.equal((await fetch(`${real.url}${ROUTES.demo}`)).status, 404);
  } finally {
    await real.close();
  }
});

test("INC-01: the keys of a type are its number, code, names, pinyin and initials", async () => {
  const { types } = await (await city.signIn("taker")).city();
  const keysOf = (code: string): string[] => types.find(({ type }) => type.code === code)!.keys;
  for (const [code, keys] of [["FR-01", ["27", "fr-01", "fr01", "火灾", "huozai", "hz"]], ["CR-02", ["qiangjieqiangduo", "qj", "抢劫"]], ["PO-02", ["jiatingbaoli", "jtbl"]]] as const) {
    for (const key of keys) assert.ok(keysOf(code).includes(key), `${code}: ${key} not in ${keysOf(code).join(" ")}`);
  }
});

test("http: a page of incidents goes on where the last ended, and an odd question is refused by field", async () => {
  const taker = await city.signIn("taker");
  for (let n = 0; n < 5; n++) await report(taker, { text: `第${n}起` });
  const first = await taker.incidents({ open: true, limit: 3 });
  const second = await taker.incidents({ open: true, limit: 3, before: first.incidents.at(-1)!.id });
  assert.equal(new Set([...first.incidents, ...second.incidents].map(({ id }) => id)).size, 6);
  const odd = await get(`${ROUTES.incidents}?limit=many&before=x&order=no`, { authorization: `Bearer ${taker.token}`, "accept-language": "en" });
  const { fields } = (await odd.json()) as { fields: { path: string }[] };
  assert.deepEqual([odd.status, fields.map(({ path }) => path).sort()], [422, ["$.before", "$.limit", "$.order"]]);
  assert.equal((await get(`/api/v1/incidents/${newUlid()}`, { authorization: `Bearer ${taker.token}` })).status, 404);
});

test("ORG-01, ORG-03: a city with faults does not start, and every fault is named by file, line and field", async () => {
  const dir = mkdtempSync(join(tmpdir(), "tocsin-faulty-"));
  try {
    cpSync(TEST_CITY, dir, { recursive: true });
    const plant = (file: string, from: string, to: string) => writeFileSync(join(dir, file), readFileSync(join(dir, file), "utf8").replace(from, to));
    plant("organisation.csv", "P111,S11,POST", "P111,D1,POST");
    plant("units.csv", "U2,码头 01,P112", "U2,码头 01,NOWHERE");
    await assert.rejects(serveCity(city.databaseUrl, city.clock, { cityDir: dir }), (error: Error) => {
      assert.match(error.message, /organisation\.csv:\d+ parent ORG_PARENT_LEVEL_INVALID/);
      assert.match(error.message, /units\.csv:3 org REFERENCE_UNKNOWN/);
      return true;
    });
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test("X-08: while the database is away the door says so and changes nothing; back again, the same key succeeds", async () => {
  const admin = new pg.Client({ connectionString: city.adminUrl.replace(/\/[^/]+$/, "/postgres") });
  const name = new URL(city.adminUrl).pathname.slice(1);
  await admin.connect();
  try {
    const taker = await city.signIn("taker");
    const [incidentId, key] = [newUlid(), newUlid()];
    const send = () => post(city, taker, "/api/v1/intake/receive", { incidentId, channel: "CALL_110", callback: "110", text: "x", placeUnknown: "UNKNOWN" }, { "idempotency-key": key, "accept-language": "en" });
    await admin.query(`alter database ${name} connection limit 0`);
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
    const away = await send();
    assert.deepEqual([away.status, away.body["code"]], [503, "TOO_BUSY"], JSON.stringify(away.body));
    await admin.query(`alter database ${name} connection limit -1`);
    assert.equal((await send()).status, 200);
    assert.equal((await taker.incident(incidentId)).text, "x");
  } finally {
    await admin.query(`alter database ${name} connection limit -1`);
    await admin.end();
  }
});

test("R8, X-08: a database that only reads answers questions, refuses what it cannot keep, is an alarm on every seat, and is found again", async () => {
  const admin = new pg.Client({ connectionString: city.adminUrl.replace(/\/[^/]+$/, "/postgres") });
  const name = new URL(city.adminUrl).pathname.slice(1);
  await admin.connect();
  const only = async (reading: "on" | "off"): Promise<void> => {
    await admin.query(`alter database ${name} set default_transaction_read_only = ${reading}`);
    await admin.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = $1", [name]);
  };
  try {
    const taker = await city.signIn("taker");
    const [incidentId, key] = [newUlid(), newUlid()];
    const send = () => post(city, taker, "/api/v1/intake/receive", { incidentId, channel: "CALL_110", callback: "110", text: "x", placeUnknown: "UNKNOWN" }, { "idempotency-key": key });
    await only("on");
    await until(async () => (await taker.health()).missing.includes("database-read-only"));
    const unkept = await send();
    assert.deepEqual([unkept.status, unkept.body["code"]], [503, "NOT_STORED"], JSON.stringify(unkept.body));
    assert.equal((await taker.board()).incidents.some(({ id }) => id === incidentId), false);
    const { since, at } = await taker.health();
    assert.ok(since["database-read-only"]! <= at);
    await only("off");
    await until(async () => !(await taker.health()).missing.some((part) => part.startsWith("database")));
    assert.equal((await send()).status, 200);
  } finally {
    await only("off");
    await admin.end();
  }
});

test("X-05: who signs in, and who tries to, is audited without the password", async () => {
  await city.signIn("auditor");
  await post(city, null, ROUTES.signIn, { account: "auditor", password: "wrong-password" });
  const rows = (await readAudit(city.ledger.db, undefined, { actor: "auditor" })).filter(({ entry }) => entry["name"] === "sign-in");
  assert.deepEqual(rows.map(({ entry }) => entry["outcome"]), ["REFUSED", "ACCEPTED"]);
  assert.ok(!JSON.stringify(rows).includes("wrong-password"));
});
