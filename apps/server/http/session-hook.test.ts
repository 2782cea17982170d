import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import cookie from "@fastify/cookie";
import Fastify, { type FastifyInstance } from "fastify";
import { SESSION_HEADER } from "@tocsin/contract/routes.ts";
import { installErrorAnswers } from "./error-answers.ts";
import { SESSION_COOKIE, installSessions } from "./session-hook.ts";

const session = { userId: "wang", name: "王", grants: [], unitId: null, agency: "POLICE" };
let app: FastifyInstance;
before(async () => {
  app = Fastify();
  await app.register(cookie);
  installErrorAnswers(app, async () => {});
  installSessions(app, async (token) => (token === "none" ? null : { id: "s1", session, locked: token === "locked", secondFactor: token === "enrols" ? "MISSING" : "OFF", passwordDue: token === "first", renewed: token === "old" ? "next" : null }));
  app.get("/asks", async (request) => ({ who: request.session?.userId, id: request.sessionId }));
  app.get("/enrol", { config: { whenEnrolling: true } }, async (request) => ({ factor: request.secondFactor }));
  app.get("/lock", { config: { whenLocked: true } }, async (request) => ({ locked: request.seatLocked }));
  await app.ready();
});
after(() => app.close());

test("R50: the next token goes back the way the last one came, as a strict cookie or in the header, never both", async () => {
  const byCookie = await app.inject({ url: "/asks", cookies: { [SESSION_COOKIE]: "old" }, headers: { "sec-fetch-site": "same-origin" } });
  assert.match(String(byCookie.headers["set-cookie"]), /^tocsin_session=next; Path=\/; HttpOnly; SameSite=Strict$/);
  assert.equal(byCookie.headers[SESSION_HEADER], undefined);
  const byHeader = await app.inject({ url: "/asks", headers: { authorization: "Bearer old" } });
  assert.deepEqual([byHeader.headers[SESSION_HEADER], byHeader.headers["set-cookie"], byHeader.json()], ["next", undefined, { who: "wang", id: "s1" }]);
  const both = await app.inject({ url: "/asks", headers: { authorization: "Bearer old", "sec-fetch-site": "same-origin" }, cookies: { [SESSION_COOKIE]: "old" } });
  assert.deepEqual([both.headers[SESSION_HEADER], both.headers["set-cookie"]], ["next", undefined], "the header spoke");
  const young = await app.inject({ url: "/asks", headers: { authorization: "Bearer young" } });
  assert.deepEqual([young.headers[SESSION_HEADER], young.headers["set-cookie"]], [undefined, undefined]);
});

test("a locked seat is answered by the routes that say so alone; a stranger by neither", async () => {
  assert.deepEqual([(await app.inject({ url: "/asks", headers: { authorization: "Bearer locked" } })).statusCode, (await app.inject({ url: "/lock", headers: { authorization: "Bearer locked" } })).json<{ locked: boolean }>()], [423, { locked: true }]);
  for (const url of ["/asks", "/lock"]) assert.equal((await app.inject({ url, headers: { authorization: "Bearer none" } })).statusCode, 401);
});

test("GOV-02: without the second factor that a role needs, the routes to set it up are answered and no other", async () => {
  const headers = { authorization: "Bearer enrols" };
  for (const url of ["/asks", "/lock"]) assert.equal((await app.inject({ url, headers })).json<{ code: string }>().code, "SECOND_FACTOR_MISSING");
  assert.deepEqual((await app.inject({ url: "/enrol", headers })).json(), { factor: "MISSING" });
  assert.equal((await app.inject({ url: "/enrol", headers: { authorization: "Bearer locked" } })).statusCode, 423, "a locked seat sets none up");
});
