import assert from "node:assert/strict";
import { test } from "node:test";
import type { Withdrawal } from "@tocsin/contract/withdrawal.ts";
import { HOUR } from "@tocsin/kernel/instant.ts";
import { createApp } from "./create-app.ts";
import { installWithdrawals } from "./withdrawals.ts";

const OLD: Withdrawal = { route: "/api/v1/old", field: null, announced: "2026-01-01", lastDay: "2026-03-31", instead: "/api/v2/old" };
const PART: Withdrawal = { route: "/api/v1/part*", field: "Part.name", announced: "2026-01-01", lastDay: "2026-12-31", instead: "Part.nameZh" };

async function served(at: string, withdrawals: readonly Withdrawal[]) {
  const app = await createApp({ findSession: async () => null, onRefused: async () => undefined, logLevel: "silent", answers: "check", proxies: [] });
  installWithdrawals(app, withdrawals, { now: () => Date.parse(at), offsetMs: 8 * HOUR });
  for (const url of ["/api/v1/old", "/api/v1/parts/:id", "/api/v2/old"]) app.get(url, { config: { open: true } }, async () => ({ ok: true }));
  return async (url: string) => {
    const { statusCode, headers, json } = await app.inject({ url });
    return { status: statusCode, code: (json() as { code?: string }).code, deprecation: headers["deprecation"], sunset: headers["sunset"], link: headers["link"] };
  };
}

test("LNK-11: what is withdrawn is served through its last day, its answers say since when, until when and what instead; then it is gone", async () => {
  const before = await served("2025-12-31T15:59:59Z", [OLD, PART]);
  assert.deepEqual(await before("/api/v1/old"), { status: 200, code: undefined, deprecation: undefined, sunset: undefined, link: undefined });
  const during = await served("2026-03-31T15:59:59Z", [OLD, PART]);
  assert.deepEqual(await during("/api/v1/old"), { status: 200, code: undefined, deprecation: "@1767196800", sunset: "Tue, 31 Mar 2026 16:00:00 GMT", link: '</api/v1/openapi.json>; rel="deprecation", </api/v2/old>; rel="successor-version"' });
  assert.deepEqual([(await during("/api/v1/parts/7")).deprecation, (await during("/api/v1/parts/7")).link], ["@1767196800", '</api/v1/openapi.json>; rel="deprecation"']);
  assert.equal((await during("/api/v2/old")).deprecation, undefined, "both versions are served, the new one without a notice");
  const after = await served("2026-03-31T16:00:00Z", [OLD, PART]);
  const gone = await after("/api/v1/old");
  assert.deepEqual([gone.status, gone.code, gone.sunset], [410, "INTERFACE_WITHDRAWN", "Tue, 31 Mar 2026 16:00:00 GMT"]);
  assert.equal((await after("/api/v1/parts/7")).status, 200, "of a field the route stays");
});

test("LNK-11: a notice of less than ninety days, or a day that is none, does not start", async () => {
  await assert.rejects(served("2026-01-01T00:00:00Z", [{ ...OLD, lastDay: "2026-03-30" }]), /less than 90 days/);
  await assert.rejects(served("2026-01-01T00:00:00Z", [{ ...OLD, announced: "2026-02-30" }]), /no such day/);
});
