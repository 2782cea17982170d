import assert from "node:assert/strict";
import { createHash, createPrivateKey, generateKeyPairSync, sign } from "node:crypto";
import { after, before, test } from "node:test";
import { createClient } from "@tocsin/client/client.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { ROUTES, commandPath } from "@tocsin/contract/routes.ts";
import type { Proof } from "@tocsin/contract/views.ts";
import { readAudit } from "@tocsin/ledger/audit.ts";
import type { RunningServer } from "@tocsin/server/compose.ts";
import { confirmFactor } from "../authenticator-app.ts";
import { PASSWORD, serveCity, signInAt, startCity, type Seated, type TestCity } from "../harness.ts";
import { copyCity } from "../city-copy.ts";
import { TWIN_CLIENT, mint, openOidcTwin, visit, type Jar, type OidcTwin } from "../oidc-twin.ts";
import { MALL, SCHOOL, report } from "../scene.ts";
import { SoftAuthenticator } from "../soft-authenticator.ts";
import { until } from "../until.ts";

let city: TestCity;
let admin: Seated;
let approver: Seated;
before(async () => {
  city = await startCity();
  [admin, approver] = await Promise.all([city.signIn("admin"), city.signIn("commander")]);
});
after(() => city.close());

const CALL = { channel: "WEB", text: "急诊有人持刀", typeCode: "CR-01", noCallbackReason: "WITHHELD", place: SCHOOL };
type Answer = { readonly status: number; readonly code: string; readonly headers: Headers };

async function ask(key: string, path: string, body?: unknown, headers: Record<string, string> = {}, url = city.url): Promise<Answer> {
  const response = await fetch(`${url}${path}`, {
    method: body === undefined ? "GET" : "POST",
    headers: { authorization: `Bearer ${key}`, ...(body === undefined ? {} : { "content-type": "application/json", "idempotency-key": newUlid() }), ...headers },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const answer = (await response.json()) as { readonly code?: string };
  return { status: response.status, code: answer.code ?? "OK", headers: response.headers };
}
const receive = () => ({ ...CALL, incidentId: newUlid() });

test("GOV-02: a machine's key opens the routes of its declaration, in its place, with its role; it is shown once and kept as a hash", async () => {
  const { key, prefix } = await approver.makeKey("hospital", 30);
  const [inPlace, elsewhere] = [await report(await city.signIn("dispatcher"), { place: SCHOOL }), await report(await city.signIn("dispatcher"), { place: MALL })];
  assert.equal((await ask(key, commandPath("intake.receive"), receive())).status, 200);
  assert.deepEqual([(await ask(key, `/api/v1/incidents/${inPlace.id}`)).status, (await ask(key, `/api/v1/incidents/${elsewhere.id}`)).code], [200, "NOT_FOUND"]);
  for (const [path, body] of [[ROUTES.me], [ROUTES.sessions], [ROUTES.clients], [ROUTES.emergency], [ROUTES.incidents], [`/api/v1/incidents/${inPlace.id}/timeline`], [commandPath("dispatch.issueOrder"), {}], [ROUTES.password, { current: "x", next: "y" }], [ROUTES.lock, {}]] as const) {
    assert.equal((await ask(key, path, body)).code, "FORBIDDEN", `${path}: what the declaration does not name, though the role could`);
  }
  for (const odd of [`${key}x`, key.replace(prefix, "a".repeat(12)), `${key.slice(0, -4)}AAAA`]) assert.equal((await ask(odd, ROUTES.board)).code, "NOT_SIGNED_IN");
  const listed = JSON.stringify(await admin.clients());
  await until(async () => (await admin.clients()).clients.find(({ id }) => id === "hospital")!.keys[0]!.usedAt !== null);
  assert.ok(listed.includes(prefix) && !listed.includes(key));
  assert.deepEqual(await city.ledger.db.query("select 1 as one from tocsin.machine_key where key_hash = $1 or prefix = $1", [key]), []);
  const audit = await readAudit(city.ledger.db, undefined, { limit: 500 });
  assert.ok(audit.some(({ entry }) => entry["name"] === "key-make" && entry["prefix"] === prefix) && !JSON.stringify(audit).includes(key));
  assert.ok(audit.some(({ actor, entry }) => actor === "client/hospital" && entry["name"] === "intake.receive"));
  for (const seat of [await city.signIn("dispatcher"), await city.signIn("auditor")]) await assert.rejects(seat.makeKey("hospital", 1), /FORBIDDEN/);
  await assert.rejects(admin.makeKey("nobody", 1), /NOT_FOUND/);
});

test("SUP-08, GOV-02: whoever administers makes no key that opens incidents or commands by itself; a signed machine's they make, and any they revoke", async () => {
  const mayMake = async (seat: Seated): Promise<Record<string, boolean>> => Object.fromEntries((await seat.clients()).clients.map((row) => [row.id, row.mayMake]));
  for (const client of ["hospital", "weather", "hotline-platform", "fire-desk"]) await assert.rejects(admin.makeKey(client, 1), /SOD_CONFLICT/, client);
  assert.deepEqual([await mayMake(admin), await mayMake(approver)].map(({ hospital, partner }) => [hospital, partner]), [[false, true], [true, true]]);
  const { prefix } = await approver.makeKey("weather", 1);
  await admin.revokeKey("weather", prefix);
  assert.deepEqual((await approver.clients()).clients.find(({ id }) => id === "weather")!.keys, []);
  await assert.rejects((await city.signIn("d1")).clients(), /FORBIDDEN/);
});

test("R50: keys change one for the other without a gap; a third is refused, and a revoked one opens nothing on any server, nor keeps its stream", async () => {
  const other = await serveCity(city.databaseUrl, city.clock);
  try {
    const old = (await admin.clients()).clients.find(({ id }) => id === "hospital")!.keys[0]!;
    const next = await approver.makeKey("hospital", 30);
    await assert.rejects(approver.makeKey("hospital", 30), /KEYS_FULL/);
    await admin.revokeKey("hospital", old.prefix);
    const { key, prefix } = await approver.makeKey("hospital", 30);
    for (const url of [city.url, other.url]) for (const each of [key, next.key]) assert.equal((await ask(each, ROUTES.board, undefined, {}, url)).status, 200);
    const socket = new WebSocket(`${other.url.replace("http", "ws")}${ROUTES.stream}`, ["tocsin", `bearer.${key}`]);
    const closed = new Promise<number>((resolve) => (socket.onclose = ({ code }) => resolve(code)));
    await new Promise((resolve) => (socket.onmessage = resolve));
    await admin.revokeKey("hospital", prefix);
    assert.equal((await ask(key, ROUTES.board)).code, "NOT_SIGNED_IN");
    assert.equal(await closed, 4401);
    assert.equal((await ask(key, ROUTES.board, undefined, {}, other.url)).code, "NOT_SIGNED_IN");
    assert.equal((await ask(next.key, ROUTES.board)).status, 200);
  } finally {
    await other.close();
  }
});

test("R26: a client beyond its rate waits, and is told for how long; an emergency report goes through at a limit of nothing", async () => {
  const { key } = await approver.makeKey("tight", 1);
  const slowed = await ask(key, ROUTES.board);
  assert.deepEqual([slowed.status, slowed.code, slowed.headers.get("retry-after")], [429, "RATE_LIMITED", "60"]);
  for (let n = 0; n < 20; n++) assert.equal((await ask(key, commandPath("intake.receive"), receive())).status, 200, String(n));
});

const PRIVATE = createPrivateKey({ key: Buffer.from("MC4CAQAwBQYDK2VwBCIEIJ+DYvh6SEqVTm50DFtMDoQikTmiCqirVv9mWG9qfSnF", "base64"), format: "der", type: "pkcs8" });

/** Headers of a request as a partner would sign it. */
function signed(path: string, body: string, { created = Math.floor(Date.now() / 1_000), nonce = newUlid() } = {}): Record<string, string> {
  const digest = `sha-256=:${createHash("sha256").update(body).digest("base64")}:`;
  const params = `("@method" "@path" "@query" "content-digest");created=${created};keyid="test-key-ed25519";nonce="${nonce}"`;
  const base = [`"@method": POST`, `"@path": ${path}`, `"@query": ?`, `"content-digest": ${digest}`, `"@signature-params": ${params}`].join("\n");
  return { "content-digest": digest, "signature-input": `sig=${params}`, signature: `sig=:${sign(null, Buffer.from(base), PRIVATE).toString("base64")}:` };
}

test("RFC 9421: a partner's requests are signed; unsigned, altered, stale and replayed ones are refused and written down", async () => {
  const { key } = await admin.makeKey("partner", 1);
  const path = commandPath("intake.receive");
  const body = JSON.stringify(receive());
  const headers = signed(path, body);
  assert.equal((await ask(key, path, body, headers)).status, 200);
  const other = await serveCity(city.databaseUrl, city.clock);
  try {
    for (const url of [city.url, other.url]) assert.equal((await ask(key, path, body, headers, url)).code, "SIGNATURE_REFUSED", "the same once more, to either server");
  } finally {
    await other.close();
  }
  const refused: readonly (readonly [string, string, Record<string, string>])[] = [
    ["unsigned", body, {}], ["another body", JSON.stringify(receive()), signed(path, body)], ["another path", body, signed(commandPath("intake.addNote"), body)],
    ["an hour old", body, signed(path, body, { created: Math.floor(Date.now() / 1_000) - 3_600 })], ["from the future", body, signed(path, body, { created: Math.floor(Date.now() / 1_000) + 3_600 })], ["a short nonce", body, signed(path, body, { nonce: "1" })],
  ];
  for (const [what, sent, withHeaders] of refused) assert.equal((await ask(key, path, sent, withHeaders)).code, "SIGNATURE_REFUSED", what);
  assert.equal((await ask(key, ROUTES.board)).code, "SIGNATURE_REFUSED", "questions too");
  const reasons = (await readAudit(city.ledger.db, undefined, { actor: "client/partner" })).map(({ entry }) => entry["why"]).filter((why) => why !== undefined);
  for (const why of ["REPLAYED", "MISSING", "WRONG", "TIME", "NOT_COVERED"]) assert.ok(reasons.includes(why), why);
  const calls = createClient({ base: city.url, token: key });
  await assert.rejects(calls.board(), /SIGNATURE_REFUSED/);
});

test("LNK-07: by agreement a partner's machine reads its four fields for its purpose until the last day; anything else is 403 with the agreement; every call is in the audit, and the month's report names what nobody used", async () => {
  const { key } = await approver.makeKey("fire-desk", 30);
  const asked = async (query: string, dataset = "PREMISE_HAZARD") => {
    const response = await fetch(`${city.url}${ROUTES.shared.replace(":dataset", dataset)}?${query}`, { headers: { authorization: `Bearer ${key}` } });
    return { status: response.status, body: (await response.json()) as { code?: string; message?: string; agreement?: string; rows?: Record<string, unknown>[]; params?: Record<string, unknown>; fields?: { path: string; message: string }[] } };
  };
  const given = await asked("purpose=FIRE_INSPECTION&fields=premise,reviewBy");
  assert.deepEqual([given.status, given.body.agreement, Object.keys(given.body.rows![0]!)], [200, "AG-2026-01", ["premise", "reviewBy"]]);
  const refusals: [string, string][] = [["purpose=FIRE_INSPECTION&fields=premise,verifiedAt", "SHARING_FIELD"], ["purpose=MARKETING&fields=premise", "SHARING_PURPOSE"]];
  for (const [query, code] of refusals) {
    const { status, body } = await asked(query);
    assert.deepEqual([status, body.code, body.params?.["agreement"]], [403, code, "AG-2026-01"]);
  }
  const unknown = await asked("purpose=FIRE_INSPECTION&fields=ownerPhone");
  assert.deepEqual([unknown.status, unknown.body.fields?.map(({ path, message }) => [path, message.includes("ownerPhone")])], [422, [["$.fields", true]]], "X-04: by its field");
  assert.equal((await asked("purpose=FIRE_INSPECTION&fields=id", "INCIDENT")).status, 422);
  await assert.rejects((await city.signIn("dispatcher")).sharing(), /FORBIDDEN/);
  const now = city.clock.now();
  const rows = (await readAudit(city.ledger.db, undefined, { actor: "client/fire-desk" })).filter(({ entry }) => entry["name"] === "shared-data");
  assert.deepEqual(rows.map(({ entry }) => [entry["outcome"], entry["purpose"]]).sort(), [["READ", "FIRE_INSPECTION"], ["REFUSED", "FIRE_INSPECTION"], ["REFUSED", "MARKETING"]]);
  city.clock.set(Date.UTC(2026, 11, 31, 16));
  try {
    assert.equal((await asked("purpose=FIRE_INSPECTION&fields=premise")).body.code, "SHARING_OVER");
  } finally {
    city.clock.set(now);
  }
  assert.deepEqual((await admin.sharing("2026-03")).agreements.map(({ id, calls, remove }) => [id, calls, remove]), [["AG-2026-01", 1, null], ["AG-2026-02", 0, "UNUSED"]]);
});

test("GOV-02: a passkey is made with the password at hand, signs in alone and beside the password, and in no wrong form", async () => {
  const site = { origin: city.url, rpId: new URL(city.url).hostname };
  const seat = await city.signIn("room11");
  const device = new SoftAuthenticator();
  const stranger = createClient({ base: city.url });
  const refused = (asked: Promise<unknown>): Promise<void> => assert.rejects(asked, /PASSKEY_REFUSED/);
  const asked = async (): Promise<string> => String((await stranger.beginPasskeySignIn())["challenge"]);
  await assert.rejects(seat.beginPasskey({ password: "wrong" }), /SIGN_IN_FAILED/);
  const byPasskey = async (counter: number): Promise<Proof> => ({ passkey: device.prove(await asked(), { ...site, counter }) as Proof["passkey"] });
  const challenge = async (counter?: number): Promise<string> => String((await seat.beginPasskey(counter === undefined ? { password: PASSWORD } : await byPasskey(counter)))["challenge"]);
  const made = await challenge();
  const { pubKeyCredParams } = (await seat.beginPasskey({ password: PASSWORD })) as unknown as { pubKeyCredParams: { alg: number }[] };
  assert.deepEqual(pubKeyCredParams.map(({ alg }) => alg), [-7, -8], "ES256 and EdDSA, nothing below 128 bits (ASVS V11.2.3)");
  for (const said of [{ ...site, origin: "https://evil.example" }, { ...site, rpId: "evil.example" }, { ...site, verified: false }]) await refused(seat.confirmPasskey("手机", device.register(await challenge(), said)));
  await refused((await city.signIn("chief11")).confirmPasskey("手机", device.register(made, site)));
  await refused(seat.confirmPasskey("手机", device.register(await asked(), site)));
  assert.equal((await seat.confirmPasskey("手机", device.register(await challenge(), site))).passkeys.length, 1);
  await assert.rejects(challenge(), /CODE_NEEDED/, "from now on the password alone adds none (ASVS V7.5.1)");
  await assert.rejects(seat.beginPasskey({ passkey: new SoftAuthenticator().prove(await asked(), site) as Proof["passkey"] }), /PASSKEY_REFUSED/);
  await refused(seat.confirmPasskey("再次", device.register(await challenge(1), site)));
  assert.equal((await seat.me()).secondFactor, "ON");

  const once = device.prove(await asked(), { ...site, counter: 5 });
  assert.equal((await stranger.signInByPasskey(once)).seat.userId, "room11");
  await refused(stranger.signInByPasskey(once));
  await refused(stranger.signInByPasskey(device.prove(await asked(), { ...site, counter: 5 })));
  await refused(stranger.signInByPasskey(device.prove(await asked(), { ...site, counter: 4 })));
  for (const said of [{ ...site, origin: "https://evil.example" }, { ...site, rpId: "evil.example" }, { ...site, verified: false }]) await refused(stranger.signInByPasskey(device.prove(await asked(), { ...said, counter: 9 })));
  await refused(stranger.signInByPasskey(device.prove("bm90IGFza2Vk", { ...site, counter: 9 })));
  await refused(stranger.signInByPasskey(device.prove(await challenge(7), { ...site, counter: 9 })));
  await refused(stranger.signInByPasskey(new SoftAuthenticator().prove(await asked(), site)));
  const forged = device.prove(await asked(), { ...site, counter: 9 });
  await refused(stranger.signInByPasskey({ ...forged, response: { ...forged.response, authenticatorData: device.prove("x", { ...site, counter: 10 }).response["authenticatorData"] } }));

  await assert.rejects(signInAt(city.url, "room11"), /CODE_NEEDED/, "the password alone opens nothing any more");
  const beside = async (account: string, counter: number): Promise<number> =>
    (await fetch(`${city.url}${ROUTES.signIn}`, { method: "POST", headers: { "content-type": "application/json" }, body: JSON.stringify({ account, password: PASSWORD, passkey: device.prove(await asked(), { ...site, counter }) }) })).status;
  assert.deepEqual([await beside("room11", 8), await beside("room11", 8)], [200, 401]);
  await seat.lock();
  assert.equal((await seat.unlock(await byPasskey(9))).locked, false);
  for (const [proof, said] of [[{ password: "wrong" }, /SIGN_IN_FAILED/], [{ password: PASSWORD }, /CODE_NEEDED/]] as const) await assert.rejects(seat.dropPasskey(once.id, proof), said);
  assert.deepEqual((await seat.dropPasskey(once.id, await byPasskey(10))).passkeys, []);
  await assert.rejects(stranger.me(), /NOT_SIGNED_IN/, "other sign-ins do not outlive the change");
  await refused(stranger.signInByPasskey(device.prove(await asked(), { ...site, counter: 20 })));
});

/** A browser at the city's page: out to the provider, and back. */
function browserAt(url: string, jar: Jar = new Map()) {
  const headers = { "content-type": "application/json", origin: url };
  const send = async (path: string, body: unknown, more: Record<string, string> = {}): Promise<{ status: number; body: Record<string, unknown> }> => {
    const response = await visit(`${url}${path}`, jar, { method: "POST", headers: { ...headers, ...more }, body: JSON.stringify(body) });
    const text = await response.text();
    return { status: response.status, body: JSON.parse(text === "" ? "{}" : text) as Record<string, unknown> };
  };
  return {
    jar, send,
    begin: (more?: Record<string, string>) => send(ROUTES.beginProvider, { app: "console" }, more),
    /** How coming back went: the word in the address of the page, and whether a session began. */
    async back(address: string): Promise<string> {
      const response = await visit(address, jar);
      assert.equal(response.status, 303, address);
      const [page, word] = response.headers.get("location")!.split("#provider=");
      assert.equal(page, "/");
      assert.equal(jar.has("tocsin_session"), word === "in", `a session only for who is in: ${word}`);
      return word!;
    },
    me: async () => (await visit(`${url}${ROUTES.me}`, jar)).status,
  };
}

async function withProvider(run: (server: RunningServer, twin: OidcTwin) => Promise<void>): Promise<void> {
  const copy = copyCity();
  for (const account of ["traffic", "leader111", "d1"]) copy.change("accounts.yaml", `- id: ${account}\n`, `- id: ${account}\n  subject: person-of-${account}\n`);
  const twin = await openOidcTwin();
  const server = await serveCity(city.databaseUrl, city.clock, { cityDir: copy.dir, server: { logLevel: "silent", provider: { issuer: twin.issuer, ...TWIN_CLIENT, trusted: ["mfa"] } } });
  try {
    await run(server, twin);
  } finally {
    await server.close();
    await twin.close();
    copy.remove();
  }
}

test("GOV-02: at the city's identity provider people sign in as the account that names them; an unknown one gets none, and whatever comes back wrong opens nothing", async () => {
  const before = browserAt(city.url);
  assert.equal((await before.begin()).body["code"], "NOT_FOUND", "a city without a provider");
  await withProvider(async ({ url }, twin) => {
    assert.deepEqual(await (await fetch(`${url}${ROUTES.signInWays}`)).json(), { provider: true });
    const at = browserAt(url);
    assert.deepEqual([(await at.begin()).body["code"], (await at.begin({ origin: "https://evil.example" })).body["code"]], ["PROVIDER_AWAY", "NOT_FOUND"], "down; and no other site sends anybody off");
    twin.up(`${url}${ROUTES.providerCallback}`);
    /** Out and back as somebody; what came back can be bent on the way. */
    const go = async (browser: ReturnType<typeof browserAt>, bend = (address: string) => address): Promise<string> => browser.back(bend(await twin.signIn(String((await browser.begin()).body["url"]))));
    twin.person = { sub: "person-of-traffic" };
    const address = await twin.signIn(String((await at.begin()).body["url"]));
    const copied = browserAt(url, new Map(at.jar));
    assert.deepEqual([await browserAt(url).back(address), await at.back(address), await at.me()], ["PROVIDER_LOST", "in", 200], "only where it began");
    assert.equal(await copied.back(address), "PROVIDER_LOST", "the same once more, with the same cookies");
    assert.ok((await readAudit(city.ledger.db, undefined, { actor: "traffic" })).some(({ entry }) => entry["name"] === "sign-in" && entry["by"] === "PROVIDER"));
    await at.send(ROUTES.signOut, {});
    assert.equal(await at.me(), 401);
    const accounts = async (): Promise<unknown> => city.ledger.db.query("select count(*) as count from tocsin.account");
    const known = await accounts();
    twin.person = { sub: "person-of-nobody" };
    assert.equal(await go(browserAt(url)), "PROVIDER_UNKNOWN");
    assert.deepEqual(await accounts(), known, "nobody gets an account by it");
    twin.person = null;
    assert.equal(await go(browserAt(url)), "PROVIDER_DENIED");
    twin.person = { sub: "person-of-traffic" };
    const set = (name: string, value: string) => (came: string): string => {
      const bent = new URL(came);
      bent.searchParams.set(name, value);
      return bent.href;
    };
    for (const [name, value] of [["state", "x"], ["code", "x"], ["iss", "https://evil.example"], ["code", ""], ["state", "%00"]] as const) assert.equal(await go(browserAt(url), set(name, value)), "PROVIDER_REFUSED", name);
    for (const query of ["", "?", "?error=%ff", `?code=${"x".repeat(3_000)}`, "?code=a&code=b&state=c"]) assert.equal(await browserAt(url).back(`${url}${ROUTES.providerCallback}${query}`), "PROVIDER_LOST", query);
    const stranger = generateKeyPairSync("ec", { namedCurve: "P-256" }).privateKey;
    const now = Math.floor(Date.now() / 1_000);
    const forged: Readonly<Record<string, (claims: Record<string, unknown>) => string>> = {
      "another nonce": (claims) => mint({ ...claims, nonce: "another" }, twin.key, twin.kid),
      "no nonce": ({ nonce: _nonce, ...claims }) => mint(claims, twin.key, twin.kid),
      "another issuer": (claims) => mint({ ...claims, iss: "https://evil.example" }, twin.key, twin.kid),
      "another audience": (claims) => mint({ ...claims, aud: "another" }, twin.key, twin.kid),
      "two audiences, authorised for another": (claims) => mint({ ...claims, aud: ["tocsin", "another"], azp: "another" }, twin.key, twin.kid),
      expired: (claims) => mint({ ...claims, iat: now - 7_200, exp: now - 3_600 }, twin.key, twin.kid),
      "nobody's": ({ sub: _sub, ...claims }) => mint(claims, twin.key, twin.kid),
      "no signature": (claims) => mint(claims, null, twin.kid),
      "a stranger's signature": (claims) => mint(claims, stranger, twin.kid),
      "a key that is not there": (claims) => mint(claims, stranger, "elsewhere"),
      "signed in there two hours ago": (claims) => mint({ ...claims, auth_time: now - 7_200 }, twin.key, twin.kid),
      "no word of when": ({ auth_time: _at, ...claims }) => mint(claims, twin.key, twin.kid),
      "no token": () => "x",
    };
    for (const [what, tamper] of Object.entries(forged)) {
      twin.tamper = tamper;
      assert.equal(await go(browserAt(url)), "PROVIDER_REFUSED", what);
    }
    twin.tamper = (claims) => mint(claims, twin.key, twin.kid);
    assert.equal(await go(browserAt(url)), "in", "a token made anew and right is taken: the twin forges well");
    twin.tamper = null;
    const late = browserAt(url);
    const came = await twin.signIn(String((await late.begin()).body["url"]));
    twin.down();
    assert.equal(await late.back(came), "PROVIDER_AWAY");
    assert.equal((await signInAt(url, "traffic")).caller.token !== undefined, true, "account and password open the door as always");
  });
});

test("GOV-02: the own second factor is asked for after the provider's word, unless the provider is believed to have asked for one", async () => {
  const seat = await city.signIn("d1");
  const { secret } = await seat.beginFactor({ password: PASSWORD });
  const codes = await confirmFactor(seat, secret);
  await withProvider(async ({ url }, twin) => {
    twin.up(`${url}${ROUTES.providerCallback}`);
    const go = async (browser: ReturnType<typeof browserAt>): Promise<string> => browser.back(await twin.signIn(String((await browser.begin()).body["url"])));
    const finish = async (browser: ReturnType<typeof browserAt>, code: string): Promise<unknown> => ((answer) => answer.body["code"] ?? answer.status)(await browser.send(ROUTES.finishProvider, { code }));
    twin.person = { sub: "person-of-d1", amr: ["pwd"] };
    const at = browserAt(url);
    assert.deepEqual([await go(at), await at.me()], ["CODE_NEEDED", 401], "no half session");
    const copied = browserAt(url, new Map(at.jar));
    assert.deepEqual([await finish(browserAt(url), codes[0]!), await finish(at, "000000"), await finish(copied, codes[0]!), await finish(at, codes[0]!), await at.me()], ["PROVIDER_LOST", "CODE_WRONG", "PROVIDER_LOST", 200, 200]);
    assert.equal(await finish(at, codes[1]!), "PROVIDER_LOST", "once");
    twin.person = { sub: "person-of-d1", amr: ["pwd", "mfa"] };
    assert.equal(await go(browserAt(url)), "in");
  });
});
