import assert from "node:assert/strict";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { afterEach, test } from "node:test";
import { SESSION_HEADER } from "@tocsin/contract/routes.ts";
import { createClient } from "./client.ts";
import { NetworkError, RefusedError } from "./transport.ts";

const servers: Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void): Promise<string> {
  const server = createServer(answer);
  servers.push(server);
  await new Promise<void>((ready) => server.listen(0, "127.0.0.1", ready));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}
const json = (response: ServerResponse, status: number, body: unknown): void => {
  response.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify(body));
};
const REFUSED = { ok: false, code: "UNIT_TAKEN", message: "单元已被派出", params: { unitId: "U1" }, traceId: "t" };
const STEP = { incidentId: "I", orderId: "O", unitId: "U1" };

test("X-01: a command goes to its path with its key, and a refusal is a value", async () => {
  const seen: unknown[] = [];
  const base = await serve((request, response) => {
    seen.push([request.method, request.url, request.headers["idempotency-key"], request.headers["authorization"], request.headers["accept-language"]]);
    json(response, 409, REFUSED);
  });
  const answer = await createClient({ base, token: "secret", lang: "en" }).command("dispatch.acknowledge", STEP, { key: "K1" });
  assert.deepEqual(answer, REFUSED);
  assert.deepEqual(seen, [["POST", "/api/v1/dispatch/acknowledge", "K1", "Bearer secret", "en"]]);
});

test("X-01: after a cut answer the same key is sent once more when asked, and not when not", async () => {
  const keys: unknown[] = [];
  const base = await serve((request, response) => {
    keys.push(request.headers["idempotency-key"]);
    if (keys.length % 2 === 1) response.destroy();
    else json(response, 200, { ok: true, cursor: "1-1", incidents: [], units: [], repeated: true });
  });
  const client = createClient({ base });
  const answer = await client.command("dispatch.acknowledge", STEP, { key: "K2", retry: true });
  assert.equal(answer.ok && answer.repeated, true);
  assert.deepEqual(keys, ["K2", "K2"]);
  await assert.rejects(client.command("dispatch.acknowledge", STEP, { key: "K3" }), NetworkError);
  assert.equal(keys.length, 3);
});

test("X-08: an answer without a reason, or one that is not JSON, is a network error, never an acceptance", async () => {
  const base = await serve((request, response) => {
    if (request.url === "/api/v1/me") response.writeHead(502, { "content-type": "text/html" }).end("<h1>Bad gateway</h1>");
    else json(response, 500, { error: "broken" });
  });
  const client = createClient({ base });
  await assert.rejects(client.me(), (error: unknown) => error instanceof NetworkError && error.status === 502);
  await assert.rejects(client.command("dispatch.acknowledge", STEP), (error: unknown) => error instanceof NetworkError && error.status === 500);
});

test("X-05: a refused question throws with the refusal; sign-in keeps the token for later calls", async () => {
  const base = await serve((request, response) => {
    if (request.url === "/api/v1/sign-in") json(response, 200, { token: "T9", seat: {} });
    else if (request.headers["authorization"] === "Bearer T9") json(response, 200, { userId: "u" });
    else json(response, 401, { ...REFUSED, code: "NOT_SIGNED_IN" });
  });
  const client = createClient({ base });
  await assert.rejects(client.me(), (error: unknown) => error instanceof RefusedError && error.status === 401 && error.refused.code === "NOT_SIGNED_IN");
  await client.signIn("officer", "secret");
  assert.deepEqual(await client.me(), { userId: "u" });
});

test("R50: the next token of a session is taken up from the answer; a page of the server keeps none and goes by its cookie", async (t) => {
  const spoken: (string | undefined)[] = [];
  const base = await serve((request, response) => {
    spoken.push(request.headers["authorization"]);
    response.setHeader(SESSION_HEADER, `T${spoken.length}`);
    json(response, 200, { token: "T0", seat: {} });
  });
  const client = createClient({ base });
  await client.signIn("officer", "secret");
  await client.me();
  await client.me();
  assert.deepEqual(spoken, [undefined, "Bearer T0", "Bearer T2"]);
  const real = globalThis.fetch;
  t.mock.method(globalThis, "fetch", (path: string, options: RequestInit) => real(`${base}${path}`, options));
  const page = createClient({ base: "" });
  await page.signIn("officer", "secret");
  await page.me();
  assert.deepEqual([page.caller.token, spoken.at(-1)], [undefined, undefined]);
});

test("INC-01: parameters of a question are encoded, and those left out are not sent", async () => {
  const urls: (string | undefined)[] = [];
  const base = await serve((request, response) => {
    urls.push(request.url);
    json(response, 200, { candidates: [] });
  });
  const client = createClient({ base: `${base}/` });
  await client.places("江汉路&1号", { lon: 114.3, lat: 30.6 });
  await client.places("a", undefined, { limit: 3 });
  assert.deepEqual(urls, ["/api/v1/places?q=%E6%B1%9F%E6%B1%89%E8%B7%AF%261%E5%8F%B7&lon=114.3&lat=30.6", "/api/v1/places?q=a&limit=3"]);
});
