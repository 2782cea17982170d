import assert from "node:assert/strict";
import { request } from "node:http";
import { after, before, test } from "node:test";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { linesFromEnv } from "@tocsin/server/lines-from-env.ts";
import { PASSWORD, startCity, type TestCity } from "../harness.ts";

const [DESK, PHONE, OTHER] = ["desk.test", "phone.test", "10.0.0.7"] as const;
let city: TestCity;
before(async () => {
  city = await startCity({ server: { hosts: { console: DESK, field: PHONE } } });
});
after(() => city.close());

interface Answer {
  readonly status: number;
  readonly cookies: readonly string[];
}

/** A request as a browser's page at this host sends it. */
function fromPage(host: string, path: string, { method = "GET", cookie = "", body, upgrade = false }: { readonly method?: string; readonly cookie?: string; readonly body?: unknown; readonly upgrade?: boolean } = {}): Promise<Answer> {
  const { hostname, port } = new URL(city.url);
  const wish = upgrade ? { connection: "upgrade", upgrade: "websocket", "sec-websocket-version": "13", "sec-websocket-key": "dGhlIHNhbXBsZSBub25jZQ==", "sec-websocket-protocol": "tocsin", origin: `http://${host}` } : { "sec-fetch-site": "same-origin" };
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path, method, agent: false, headers: { host, ...wish, ...(cookie === "" ? {} : { cookie }), ...(body === undefined ? {} : { "content-type": "application/json" }) } });
    asked.on("response", (answer) => {
      answer.resume();
      answer.on("end", () => resolve({ status: answer.statusCode ?? 0, cookies: answer.headers["set-cookie"] ?? [] }));
    });
    asked.on("upgrade", (answer, socket) => {
      socket.destroy();
      resolve({ status: answer.statusCode ?? 0, cookies: [] });
    });
    asked.on("error", reject);
    asked.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

const signIn = (host: string): Promise<Answer> => fromPage(host, ROUTES.signIn, { method: "POST", body: { account: "u1", password: PASSWORD } });
const sessionIn = ({ cookies }: Answer): string | undefined => cookies.find((cookie) => cookie.startsWith("tocsin_session="))?.split(";")[0];

test("R49: with hosts of their own console and field app have their sessions and live streams each at its own host; at any other a page has none (ASVS V3.5.4)", async () => {
  for (const host of [DESK, PHONE]) {
    const signed = await signIn(host);
    const set = signed.cookies.find((each) => each.startsWith("tocsin_session=")) ?? "";
    assert.equal(signed.status, 200);
    assert.doesNotMatch(set, /domain=/i, "a cookie of the very host");
    const cookie = sessionIn(signed)!;
    assert.deepEqual([(await fromPage(host, ROUTES.me, { cookie })).status, (await fromPage(host, ROUTES.stream, { cookie, upgrade: true })).status], [200, 101], host);
    assert.deepEqual([(await fromPage(OTHER, ROUTES.me, { cookie })).status, (await fromPage(OTHER, ROUTES.stream, { cookie, upgrade: true })).status], [401, 401], `${host}'s cookie elsewhere`);
  }
  assert.equal(sessionIn(await signIn(OTHER)), undefined);
});

test("R49: a page of the other app's host is as foreign as any: nothing that it starts is signed in", async () => {
  const cookie = sessionIn(await signIn(DESK))!;
  const { hostname, port } = new URL(city.url);
  const start = (site: string): Promise<number> => new Promise((resolve, reject) => {
    const asked = request({ hostname, port, path: ROUTES.lock, method: "POST", agent: false, headers: { host: DESK, cookie, "sec-fetch-site": site, origin: `http://${PHONE}` } }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on("error", reject);
    asked.end();
  });
  assert.deepEqual([await start("same-site"), await start("cross-site")], [401, 401]);
});

test("R49: machines and whoever holds its token ask at any host", async () => {
  const seat = await city.signIn("dispatcher");
  assert.equal((await seat.board()).incidents.length, 0);
});

test("R49: the two hosts are given together, as names, and differ; what is wrong is named", () => {
  assert.equal(linesFromEnv({}).hosts, undefined);
  assert.deepEqual(linesFromEnv({ TOCSIN_CONSOLE_HOST: "Control.City.example", TOCSIN_FIELD_HOST: "field.city.example" }).hosts, { console: "control.city.example", field: "field.city.example" });
  for (const [env, wrong] of [
    [{ TOCSIN_CONSOLE_HOST: "control.example" }, /^RangeError: TOCSIN_FIELD_HOST/], [{ TOCSIN_FIELD_HOST: "field.example" }, /^RangeError: TOCSIN_CONSOLE_HOST/],
    [{ TOCSIN_CONSOLE_HOST: "https://control.example", TOCSIN_FIELD_HOST: "field.example" }, /^RangeError: TOCSIN_CONSOLE_HOST.*https/], [{ TOCSIN_CONSOLE_HOST: "control.example", TOCSIN_FIELD_HOST: "field.example:8443" }, /^RangeError: TOCSIN_FIELD_HOST/],
    [{ TOCSIN_CONSOLE_HOST: "control.example", TOCSIN_FIELD_HOST: "CONTROL.example" }, /^RangeError: TOCSIN_FIELD_HOST/],
  ] as const) assert.throws(() => linesFromEnv(env), wrong);
});
