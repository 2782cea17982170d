import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { reachFromEnv } from "../../server-options.ts";
import { NO_TALK_SERVERS, talkTerms } from "./talk-terms.ts";

const AT = Date.UTC(2026, 2, 2, 2, 0, 0);

test("CMD-03: what a device is told of the relay holds for ten minutes, names nobody, and is made from the secret as coturn checks it; a city without servers tells of none", () => {
  const terms = talkTerms({ stun: ["stun:a.example:3478"], turn: ["turn:b.example:3478", "turns:b.example:5349"], turnSecret: "north", relayOnly: true }, { keep: "ALWAYS", connectS: 6 }, AT);
  // printf 1772417400:tocsin | openssl dgst -sha1 -hmac north -binary | base64
  const relay = { urls: ["turn:b.example:3478", "turns:b.example:5349"], username: `${AT / 1_000 + 600}:tocsin`, credential: "DLh4KTz80Tj56yFESXEyAZUs5F0=" };
  assert.deepEqual(terms, { ice: [{ urls: ["stun:a.example:3478"] }, relay], relayOnly: true, validS: 600, keep: "ALWAYS", connectS: 6 });
  assert.deepEqual(talkTerms(NO_TALK_SERVERS, undefined, AT), { ice: [], relayOnly: false, validS: 600, keep: "MISSED", connectS: 4 });
});

test("CMD-03, X-08: servers for the radio come from the environment and the secret from a file; what is missing or wrong is named", () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-talk-"));
  const file = join(folder, "secret");
  writeFileSync(file, "north\n", { mode: 0o600 });
  const empty = join(folder, "empty");
  writeFileSync(empty, "\n", { mode: 0o600 });
  const given = { TOCSIN_TURN: "turn:b.example:3478, turns:b.example:5349", TOCSIN_TURN_SECRET_FILE: file };
  assert.deepEqual(reachFromEnv({ ...given, TOCSIN_TURN_ONLY: "1" }).talk, { stun: [], turn: ["turn:b.example:3478", "turns:b.example:5349"], turnSecret: "north", relayOnly: true });
  assert.deepEqual([reachFromEnv(given).talk?.relayOnly, reachFromEnv({}).talk, reachFromEnv({ TOCSIN_STUN: "stun:a.example" }).talk], [false, undefined, { ...NO_TALK_SERVERS, stun: ["stun:a.example"] }]);
  for (const [name, env] of [
    ["TOCSIN_TURN", { ...given, TOCSIN_TURN: "b.example" }], ["TOCSIN_STUN", { TOCSIN_STUN: "turn:b.example" }], ["TOCSIN_TURN_ONLY", { TOCSIN_TURN_ONLY: "1" }],
    ["TOCSIN_TURN_SECRET_FILE", { TOCSIN_TURN: "turn:b.example" }], ["TOCSIN_TURN_SECRET_FILE", { ...given, TOCSIN_TURN_SECRET_FILE: empty }],
  ] as const) assert.throws(() => reachFromEnv(env), (error) => error instanceof RangeError && error.message.startsWith(`${name}: `), name);
  rmSync(folder, { recursive: true });
});
