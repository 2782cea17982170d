import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { test } from "node:test";
import { keyOf, openAct, sealAct } from "./sealed-act.ts";
import type { Act } from "./act.ts";
import { act, STEP } from "./test-acts.ts";

const newKey = (): Promise<CryptoKey> => keyOf(randomBytes(32).toString("base64url"));

test("X-07: an act that was not sent comes back whole with its photos, under its own key, account and id alone; nothing of it can be read before", async () => {
  const key = await newKey();
  const unsent = act("a1", 1, "dispatch.feedback", { payload: { ...STEP, kind: "FIRST", text: "现场有两名伤者", media: [] } as Act["payload"], photos: [{ blobKey: "p1", incidentId: "i", ref: null }, { blobKey: "p2", incidentId: "i", ref: null }] });
  const photos = [{ key: "p1", blob: new Blob([randomBytes(70_000)], { type: "image/jpeg" }) }, { key: "p2", blob: new Blob([], { type: "image/png" }) }];
  const sealed = await sealAct(key, unsent, photos);
  assert.ok(!Buffer.from(sealed.bytes).includes("伤者") && !Buffer.from(sealed.bytes).includes("feedback"));
  const opened = await openAct(key, sealed);
  assert.deepEqual(opened.act, unsent);
  assert.deepEqual(await Promise.all(opened.photos.map(async ({ key: name, blob }) => [name, blob.type, Buffer.from(await blob.arrayBuffer())])), await Promise.all(photos.map(async ({ key: name, blob }) => [name, blob.type, Buffer.from(await blob.arrayBuffer())])));
  for (const wrong of [{ ...sealed, userId: "another" }, { ...sealed, id: "another" }, { ...sealed, bytes: sealed.bytes.slice(1) }]) await assert.rejects(openAct(key, wrong));
  await assert.rejects(openAct(await newKey(), sealed));
  await assert.rejects(crypto.subtle.exportKey("raw", key), "no script reads the key back");
});
