import assert from "node:assert/strict";
import { test } from "node:test";
import type { Sink } from "@tocsin/stream/live-batch.ts";
import { trackMissingParts } from "../../missing-parts.ts";
import { openChannels } from "./open-channels.ts";
import { openProbeSeat } from "./probe-seat.ts";
import { createSilentChannels } from "./silent-channels.ts";

test("R38: a channel from which nothing comes is named within 90 s of its last sign, in the log once, and taken back when it speaks", () => {
  let now = 1_000_000;
  const [missing, told] = [trackMissingParts(() => now), [] as string[]];
  const channels = createSilentChannels({ now: () => now, missing, report: (_what, error) => told.push(String(error)) });
  channels.expect("call-door");
  channels.expect("mqtt");
  const after = (ms: number): readonly string[] => {
    now += ms;
    channels.look();
    return missing.list();
  };
  assert.deepEqual(after(60_000), []);
  channels.seen("mqtt", now);
  channels.seen("of a channel that nobody expects", now);
  assert.deepEqual(after(29_000), ["channel:call-door"]);
  assert.deepEqual(after(1_000), ["channel:call-door"]);
  assert.deepEqual([told.length, /call-door/.test(told[0]!)], [1, true]);
  channels.seen("call-door", now - 85_000);
  assert.deepEqual(after(0), ["channel:call-door"], "told late of what came long ago");
  channels.seen("call-door", now);
  assert.deepEqual(after(0), []);
  assert.deepEqual(after(90_000), ["channel:call-door", "channel:mqtt"]);
});

test("R38: only what this server sent speaks for its own doors; machines speak for themselves; a view that was let go begins anew", async () => {
  let now = 1_000_000;
  let sink: Sink | null = null;
  const sent: string[] = [];
  const missing = trackMissingParts(() => now);
  const serve = (_session: unknown, given: Sink) => {
    sink = given;
    return { end: () => given.close() };
  };
  const channels = openChannels({
    live: { serve },
    desk: { executeSystem: () => Promise.reject(new Error("not asked")) }, clients: [{ id: "sms", selfCheck: true }, { id: "other" }], missing, now: () => now, report: () => undefined,
  });
  channels.begin([{ channel: "call-door", incidentOf: (id) => id, send: (id) => Promise.resolve(void sent.push(id)) }, { channel: "mqtt", incidentOf: (id) => id, send: () => Promise.reject(new Error("away")) }], false);
  const shown = (id: string, probe: string): void => sink!.send(JSON.stringify({ t: "upsert", incidents: [{ id, probe, receivedAt: now }], units: [] }));
  const minute = async (): Promise<void> => {
    now += 60_000;
    await channels.round();
  };
  const silent = (): readonly string[] => {
    now += 25_000;
    channels.look();
    return missing.list();
  };
  await minute();
  shown("another server's", "probe/call-door");
  shown("x", "client/sms");
  assert.deepEqual(silent(), ["channel:call-door", "channel:mqtt"]);
  sink!.close();
  sink = null;
  await minute();
  shown(sent.at(-1)!, "probe/call-door");
  assert.deepEqual(silent(), ["channel:client/sms", "channel:mqtt"]);
});

test("R38: the token of a door opens that door's seat alone, and no other key's", () => {
  const [seat, other] = [openProbeSeat(Buffer.alloc(32, 1)), openProbeSeat(Buffer.alloc(32, 2))];
  const token = seat.tokenFor("call-door");
  assert.equal(seat.find(token)?.session.userId, "probe/call-door");
  for (const odd of [other.tokenFor("call-door"), token.replace("call-door", "alert-door"), token.slice(0, -1), "", `${token}x`]) assert.equal(seat.find(odd), null, odd);
});
