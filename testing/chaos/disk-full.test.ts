import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import { chmodSync, closeSync, existsSync, mkdirSync, mkdtempSync, openSync, rmSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { TEST_CITY, signInAt } from "../harness.ts";
import { until } from "../until.ts";
import { type KillableServer, startKillable } from "./killed-server.ts";

const home = mkdtempSync(join(tmpdir(), "tocsin-full-"));
const disk = join(home, "disk");
const filler = join(disk, "filler");

/** A disk of a quarter of a gigabyte; null where this process may not mount one. */
function mounted(): boolean {
  mkdirSync(disk);
  chmodSync(home, 0o755);
  try {
    execFileSync("mount", ["-t", "tmpfs", "-o", "size=256m,mode=755", "tmpfs", disk], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

let server: KillableServer | null = null;
const isMounted = mounted();
after(async () => {
  await server?.stop();
  if (isMounted) execFileSync("umount", ["-l", disk]);
  rmSync(home, { recursive: true, force: true });
});

/** Writes until nothing fits any more. */
function fillUp(): void {
  const file = openSync(filler, "a");
  for (const size of [1_048_576, 4_096]) {
    try {
      for (;;) writeSync(file, Buffer.alloc(size, 1));
    } catch (error) {
      assert.equal((error as { code?: string }).code, "ENOSPC");
    }
  }
  closeSync(file);
}

const call = (): CommandPayload["intake.receive"] => ({
  incidentId: newUlid(), channel: "CALL_110", callback: "110", text: randomBytes(3_000).toString("base64"), typeCode: "PO-02", placeUnknown: "UNKNOWN",
});

test("R8, X-08: with a full disk the ballast goes first, then nothing is acknowledged that is not kept; with room again all goes on by itself", { skip: isMounted ? false : "cannot mount a tmpfs here" }, async (t) => {
  server = await startKillable(TEST_CITY, join(disk, "data"), { TOCSIN_BALLAST_MB: "24" });
  const client = await signInAt(server.url, "taker");
  const acknowledged: string[] = [];
  const refused = new Map<string, CommandPayload["intake.receive"]>();
  const send = async (payload = call(), key = newUlid()): Promise<string> => {
    const answer = await client.command("intake.receive", payload, { key });
    if (answer.ok) acknowledged.push(payload.incidentId);
    else refused.set(key, payload);
    return answer.ok ? "ok" : answer.code;
  };
  const missing = async (part: string): Promise<boolean> => (await client.health()).missing.includes(part);
  assert.equal(await send(), "ok");
  assert.ok(existsSync(join(disk, "data", "ballast")));
  fillUp();
  await until(() => !existsSync(join(disk, "data", "ballast")));
  assert.equal(await send(), "ok", "the ballast gave no room");
  fillUp();
  await until(() => missing("disk-full"));
  const codes: string[] = [];
  while (!codes.some((code) => code !== "ok")) codes.push(await send());
  for (let more = 0; more < 5; more++) codes.push(await send());
  assert.ok(codes.every((code) => code === "ok" || code === "NOT_STORED" || code === "TOO_BUSY"), codes.join(" "));
  const { since } = await client.health();
  assert.ok(since["disk-full"]! > 0);
  rmSync(filler);
  await until(async () => !(await missing("disk-full")) && !(await missing("database")));
  for (const [key, payload] of refused) assert.equal(await send(payload, key), "ok");
  for (const id of acknowledged) assert.equal((await client.incident(id)).id, id);
  t.diagnostic(`${acknowledged.length} acknowledged, ${refused.size} refused and sent again`);
});
