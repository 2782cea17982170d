import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { FastifyInstance } from "fastify";
import { createApp } from "./create-app.ts";
import { serveBrowserApps, type BuiltApp } from "./static-apps.ts";

const root = mkdtempSync(join(tmpdir(), "tocsin-static-"));
const APPS: readonly BuiltApp[] = [{ name: "field", dir: join(root, "field"), prefix: "/field/" }, { name: "console", dir: join(root, "console"), prefix: "/" }];
let app: FastifyInstance;

before(async () => {
  for (const name of ["console", "field"]) {
    mkdirSync(join(root, name, "assets"), { recursive: true });
    writeFileSync(join(root, name, "index.html"), `<title>${name}</title>`);
    writeFileSync(join(root, name, "assets", "worker-1a2b3c4d.mjs"), "export {}");
    writeFileSync(join(root, name, "service-worker.js"), "self");
    writeFileSync(join(root, name, "manifest.webmanifest"), "{}");
  }
  app = await createApp({ findSession: async () => null, onRefused: async () => undefined, logLevel: "silent", answers: "check", proxies: [] });
  app.get("/api/v1/closed", async () => ({}));
  await serveBrowserApps(app, APPS);
});
after(async () => {
  await app.close();
  rmSync(root, { recursive: true });
});

const get = (url: string, accept = "text/html") => app.inject({ url, headers: { accept } });

test("http: console at /, field app at /field/, paths inside them belong to their own routers", async () => {
  for (const [url, title] of [["/", "console"], ["/incidents/7", "console"], ["/field/", "field"], ["/field/order/3", "field"], ["/index.html", "console"]] as const) {
    const answer = await get(url);
    assert.deepEqual([answer.statusCode, answer.body], [200, `<title>${title}</title>`], url);
    assert.equal(answer.headers["cache-control"], "no-cache", url);
  }
  assert.equal((await get("/field")).statusCode, 302);
});

test("http: files with a hash in their name are kept for good, the service worker never, modules come as JavaScript", async () => {
  const module = await get("/field/assets/worker-1a2b3c4d.mjs", "*/*");
  assert.deepEqual([module.headers["content-type"], module.headers["cache-control"]], ["text/javascript; charset=utf-8", "public, max-age=31536000, immutable"]);
  assert.equal((await get("/field/service-worker.js", "*/*")).headers["cache-control"], "no-store");
  assert.match(String((await get("/field/manifest.webmanifest", "*/*")).headers["content-type"]), /application\/manifest\+json/);
});

test("http: a missing file is a refusal and not the page; nothing outside the folders is served; the interface stays closed", async () => {
  assert.equal((await get("/assets/none.js", "*/*")).statusCode, 404);
  assert.equal((await get("/api/v1/none")).json<{ code: string }>().code, "NOT_FOUND");
  assert.equal((await get("/api/v1/closed")).statusCode, 401);
  for (const url of ["/../secret", "/%2e%2e/secret", "/field/..%2f..%2fsecret", "/assets/%00"]) assert.ok([200, 400, 403, 404].includes((await get(url, "*/*")).statusCode) && !(await get(url, "*/*")).body.includes("secret"), url);
});

test("http: with hosts of their own each app is served at its own alone; another host says where it is and gives nothing of it", async (t) => {
  const apart = await createApp({ findSession: async () => null, onRefused: async () => undefined, logLevel: "silent", answers: "check", proxies: [], hosts: { console: "desk.test", field: "phone.test" } });
  t.after(() => apart.close());
  await serveBrowserApps(apart, APPS);
  const at = async (host: string, url: string, accept = "text/html"): Promise<readonly [number, string]> => {
    const answer = await apart.inject({ url, headers: { host, accept } });
    return [answer.statusCode, answer.statusCode === 302 ? String(answer.headers["location"]) : answer.body];
  };
  assert.deepEqual([await at("desk.test", "/"), await at("DESK.test:8080", "/incidents/7"), await at("phone.test", "/field/order/3")], [[200, "<title>console</title>"], [200, "<title>console</title>"], [200, "<title>field</title>"]]);
  assert.deepEqual([await at("phone.test", "/"), await at("phone.test", "/field")], [[302, "/field/"], [302, "/field/"]]);
  for (const [host, url, home] of [["desk.test", "/field/", "phone.test/field/"], ["desk.test", "/field", "phone.test/field/"], ["desk.test", "/field/order/3", "phone.test/field/"], ["phone.test", "/incidents/7", "desk.test/"], ["phone.test", "/index.html", "desk.test/"], ["10.0.0.7", "/", "desk.test/"], ["10.0.0.7", "/field/", "phone.test/field/"]] as const) {
    const [status, body] = await at(host, url);
    assert.deepEqual([status, body.includes(`http://${home}"`), body.includes("<title>console") || body.includes("<title>field")], [404, true, false], `${host}${url}`);
  }
  for (const [host, url] of [["desk.test", "/field/assets/worker-1a2b3c4d.mjs"], ["desk.test", "/field/service-worker.js"], ["phone.test", "/assets/worker-1a2b3c4d.mjs"], ["phone.test", "/service-worker.js"], ["10.0.0.7", "/assets/worker-1a2b3c4d.mjs"]] as const) {
    const [status, body] = await at(host, url, "*/*");
    assert.deepEqual([status, (JSON.parse(body) as { code: string }).code], [404, "NOT_FOUND"], `${host}${url}`);
  }
});

test("R49: behind a proxy the caller's address is what the proxy saw, whatever the caller wrote before it", async (t) => {
  const behind = await createApp({ findSession: async () => null, onRefused: async () => undefined, logLevel: "silent", answers: "check", proxies: ["127.0.0.1"] });
  t.after(() => behind.close());
  behind.get("/from", { config: { open: true } }, async ({ ip, protocol }) => `${protocol} ${ip}`);
  const answer = await behind.inject({ url: "/from", headers: { "x-forwarded-for": "203.0.113.7, 198.51.100.9", "x-forwarded-proto": "https" } });
  assert.equal(answer.body, "https 198.51.100.9");
  assert.match(String(answer.headers["strict-transport-security"]), /^max-age=31536000; includeSubDomains$/);
});
