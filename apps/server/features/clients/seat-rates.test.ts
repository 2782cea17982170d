import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { FastifyInstance } from "fastify";
import { commandPath, ROUTES } from "@tocsin/contract/routes.ts";
import { createApp } from "../../http/create-app.ts";
import type { Session } from "../../session.ts";
import { checkSeatRates } from "./seat-rates.ts";

const sessionOf = (userId: string): Session => ({ userId, name: userId, grants: [{ role: "DISPATCHER", orgPath: userId.startsWith("far") ? "CITY.D02" : "CITY.D01" }], unitId: null, agency: "POLICE" });
const refused: string[] = [];
let app: FastifyInstance;
before(async () => {
  app = await createApp({
    findSession: async (token) => ({ id: token, session: sessionOf(token), locked: false, secondFactor: "ON", passwordDue: false, renewed: null }),
    onRefused: async (_request, { code }) => void refused.push(code), logLevel: "silent", answers: "trust", proxies: [],
  });
  // Half of it at once is two, four and three: burst is a quarter of the minute.
  checkSeatRates(app, { account: 8, ground: 16, together: 12 });
  for (const url of [ROUTES.board, ROUTES.tile, ROUTES.me]) app.get(url, async () => ({}));
  for (const url of [commandPath("intake.receive"), commandPath("intake.addNote"), ROUTES.signOut]) app.post(url, async () => ({}));
});
after(() => app.close());

const ask = async (who: string, url: string, method: "GET" | "POST" = "GET") => {
  const { statusCode, headers, json } = await app.inject({ url: url.replace(/:(z|x|y)/g, "1"), method, headers: { authorization: `Bearer ${who}` } });
  return { status: statusCode, after: headers["retry-after"], said: json<{ message?: string }>().message };
};

test("R26: a signed-in person beyond the rate waits and is told for how long; reports, the way out and the map go on", async () => {
  const note = commandPath("intake.addNote");
  assert.deepEqual([(await ask("wang", ROUTES.board)).status, (await ask("wang", note, "POST")).status], [200, 200]);
  for (const [url, method] of [[ROUTES.board, "GET"], [note, "POST"]] as const) {
    const slowed = await ask("wang", url, method);
    assert.deepEqual([slowed.status, slowed.after], [429, "8"], url);
    assert.match(slowed.said ?? "", /8/);
  }
  for (let n = 0; n < 20; n++) assert.equal((await ask("wang", commandPath("intake.receive"), "POST")).status, 200, "an emergency report is never turned away");
  for (const [url, method] of [[ROUTES.me, "GET"], [ROUTES.signOut, "POST"], [ROUTES.tile, "GET"]] as const) assert.equal((await ask("wang", url, method)).status, 200, url);
  assert.deepEqual([...new Set(refused)], ["RATE_LIMITED"], "told to the audit's tally");
});

test("R26: people of one organisation share a rate of reading, and cannot hold up its commands or another organisation", async () => {
  assert.deepEqual([(await ask("li", ROUTES.board)).status, (await ask("zhao", ROUTES.board)).status], [200, 200]);
  assert.equal((await ask("qian", ROUTES.board)).status, 429, "three were read at once by this organisation, one of them above");
  assert.equal((await ask("sun", commandPath("intake.addNote"), "POST")).status, 200);
  assert.equal((await ask("far", ROUTES.board)).status, 200);
});
