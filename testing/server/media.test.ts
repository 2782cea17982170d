import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { roomOfForce } from "@tocsin/contract/command/room-id.ts";
import { VOICE_MIME, VOICE_RATE } from "@tocsin/contract/command/room-limits.ts";
import { writeWave } from "@tocsin/kernel/wave.ts";
import { RefusedError } from "@tocsin/client/transport.ts";
import { sampleJpeg, samplePng } from "@tocsin/server/features/media/sample-images.ts";
import { accepted, refusedWith } from "../scene.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";

let city: TestCity;
let dispatcher: Seated;
let u2: Seated;
const incidentId = newUlid();
const orderId = newUlid();
before(async () => {
  city = await startCity();
  [dispatcher, u2] = await Promise.all([city.signIn("dispatcher"), city.signIn("u2")]);
  const point = { lon: 112.0061, lat: 30.004 };
  for (const unitId of ["U1", "U2"]) assert.ok((await dispatcher.command("dispatch.setUnitStatus", { unitId, status: "AVAILABLE" })).ok);
  assert.ok((await dispatcher.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13812345678", text: "有人求助", typeCode: "CR-02", place: { addressText: "学府路", point, datum: "WGS84" } })).ok);
  assert.ok((await dispatcher.command("dispatch.issueOrder", { incidentId, orderId, unitIds: ["U1", "U2"], overrideReason: "LOCAL_KNOWLEDGE" })).ok);
});
after(() => city.close());

const code = (promise: Promise<unknown>): Promise<string> => promise.then(() => "OK", (error: unknown) => (error instanceof RefusedError ? error.refused.code : String(error)));
const fetched = (seat: Seated, mediaId: string): Promise<Response> => fetch(seat.mediaUrl(mediaId), { headers: { authorization: `Bearer ${seat.token}` } });
const blob = (bytes: Uint8Array, type = "image/jpeg"): Blob => new Blob([new Uint8Array(bytes)], { type });

test("SCN-03: a picture is stored once without where and by what it was taken, and comes back as what it is", async () => {
  const key = newUlid();
  const ref = await u2.uploadMedia(blob(sampleJpeg({ gps: true })), incidentId, key);
  assert.equal(ref.mime, "image/jpeg");
  assert.deepEqual(await u2.uploadMedia(blob(sampleJpeg({ gps: true })), incidentId, key), ref, "sent again it is the same file");
  assert.equal(await code(u2.uploadMedia(blob(samplePng()), incidentId, key)), "KEY_REUSED");
  const answer = await fetched(dispatcher, ref.mediaId);
  assert.equal(answer.status, 200);
  assert.equal(answer.headers.get("content-type"), "image/jpeg");
  assert.equal(answer.headers.get("x-content-type-options"), "nosniff");
  assert.match(answer.headers.get("content-security-policy") ?? "", /^default-src 'none';.*sandbox$/);
  assert.match(answer.headers.get("content-disposition") ?? "", /^inline; filename="\w+\.jpeg"$/);
  const bytes = Buffer.from(await answer.arrayBuffer());
  assert.equal(bytes.includes("GPS"), false);
  const { createHash } = await import("node:crypto");
  assert.equal(createHash("sha256").update(bytes).digest("hex"), ref.sha256);
  assert.deepEqual([answer.headers.get("cache-control"), answer.headers.get("etag")], ["no-store", null], "no browser keeps it (ASVS V14.3.2)");
});

test("X-05: pictures exist for who sees the incident; a crew sees those of its own reports", async () => {
  const ref = await u2.uploadMedia(blob(samplePng(), "image/png"), incidentId);
  assert.equal((await fetched(u2, ref.mediaId)).status, 404, "not yet part of a report");
  const step = { incidentId, orderId, unitId: "U2" };
  for (const name of ["dispatch.acknowledge", "dispatch.enRoute"] as const) assert.ok((await u2.command(name, step)).ok);
  assert.ok((await u2.command("dispatch.arrive", { ...step, mode: "CONFIRMED" })).ok);
  assert.ok((await u2.command("dispatch.handle", step)).ok);
  const reported = await u2.command("dispatch.feedback", { ...step, kind: "FIRST", text: "现场照片", media: [ref] });
  assert.ok(reported.ok, JSON.stringify(reported));
  assert.equal((await fetched(u2, ref.mediaId)).status, 200);
  const [u1, d2] = await Promise.all([city.signIn("u1"), city.signIn("d2")]);
  assert.equal((await fetched(u1, ref.mediaId)).status, 404, "another crew at the same incident");
  assert.equal((await fetched(d2, ref.mediaId)).status, 404, "another district");
  assert.equal(await code(d2.uploadMedia(blob(samplePng()), incidentId)), "NOT_FOUND");
});

test("X-04: what is no picture, is broken or too large is refused with the reason", async () => {
  const send = (bytes: Uint8Array): Promise<string> => code(u2.uploadMedia(blob(bytes), incidentId));
  assert.equal(await send(Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>")), "VALIDATION_FAILED");
  assert.equal(await send(sampleJpeg({ gps: true }).subarray(0, 60)), "VALIDATION_FAILED");
  assert.equal(await send(Buffer.concat([samplePng(), Buffer.alloc(6 * 1024 * 1024)])), "PAYLOAD_TOO_LARGE");
  assert.equal(await send(new Uint8Array(0)), "VALIDATION_FAILED");
  assert.equal(await send(samplePng({ width: 30_000, height: 30_000 })), "VALIDATION_FAILED", "a few bytes that claim gigabytes");
});

const said = async (seat: Seated): Promise<(string | undefined)[] | null> => (await seat.board()).rooms?.find(({ id }) => id === incidentId)?.messages.map(({ text }) => text) ?? null;

test("CMD-03, X-05: what is said at an incident reaches who is there by the orders and the area, and nobody else", async () => {
  const [u3, d2, ems] = await Promise.all([city.signIn("u3"), city.signIn("d2"), city.signIn("ems")]);
  const post = async (seat: Seated, text: string): Promise<string> => {
    const answer = await seat.command("rooms.post", { incidentId, messageId: newUlid(), text });
    return answer.ok ? "OK" : answer.code;
  };
  assert.deepEqual([await post(dispatcher, "从东门进"), await post(u2, "收到")], ["OK", "OK"]);
  assert.deepEqual([await post(u3, "听得到吗"), await post(d2, "听得到吗"), await post(ems, "听得到吗")], ["NOT_FOUND", "NOT_FOUND", "NOT_FOUND"]);
  const u1 = await city.signIn("u1");
  assert.deepEqual([await said(u1), await said(u2), await said(dispatcher)], [["从东门进", "收到"], ["从东门进", "收到"], ["从东门进", "收到"]]);
  assert.deepEqual([await said(u3), await said(d2), await said(ems)], [null, null, null]);
  assert.equal(await code(u3.room(incidentId)), "FORBIDDEN", "off shift it reads no content at all (GOV-02)");
  assert.ok((await dispatcher.command("intake.inviteAgency", { incidentId, agency: "EMS" })).ok);
  assert.ok((await ems.command("intake.joinRoom", { incidentId })).ok);
  assert.deepEqual([await post(ems, "救护车 3 分钟"), (await said(ems))?.length], ["OK", 3]);
  assert.ok((await ems.command("intake.leaveRoom", { incidentId })).ok);
  assert.deepEqual([await said(ems), await code(ems.room(incidentId))], [null, "NOT_FOUND"], "leaving ends access (INC-04)");
  assert.ok((await u1.command("rooms.mark", { incidentId, read: 3 })).ok);
  const { room, messages } = await dispatcher.room(incidentId, 3);
  assert.deepEqual([room.marks.map(({ party, read }) => [party.key, read?.no]), messages.map(({ no }) => no), room.own], [[["unit/U1", 3]], [1, 2], "seat/DISPATCHER@CITY"]);
});

test("CMD-03: a voice message is kept as its samples alone, is heard by the crews of the room, and has a limit", async () => {
  const samples = new Uint8Array(VOICE_RATE).fill(7);
  const wave = writeWave({ rate: VOICE_RATE, samples });
  const tagged = new Uint8Array([...wave.subarray(0, 12), ...Buffer.from("LIST\x0a\0\0\0PhoneOwner"), ...wave.subarray(12)]);
  const ref = await u2.uploadMedia(blob(tagged, VOICE_MIME), incidentId);
  assert.equal(ref.mime, VOICE_MIME);
  const u1 = await city.signIn("u1");
  assert.equal((await fetched(u1, ref.mediaId)).status, 404, "not said yet");
  assert.ok((await u2.command("rooms.post", { incidentId, messageId: newUlid(), media: [ref], deviceAt: city.clock.now() - 60_000 })).ok);
  const heard = await fetched(u1, ref.mediaId);
  assert.deepEqual([heard.status, heard.headers.get("content-type")], [200, VOICE_MIME]);
  assert.deepEqual(new Uint8Array(await heard.arrayBuffer()), wave);
  const refused = (rate: number, seconds: number): Promise<string> => code(u2.uploadMedia(blob(writeWave({ rate, samples: new Uint8Array(rate * 2 * seconds) }), VOICE_MIME), incidentId));
  assert.deepEqual([await refused(VOICE_RATE, 31), await refused(VOICE_RATE, 0), await refused(8_000, 1)], ["VALIDATION_FAILED", "VALIDATION_FAILED", "VALIDATION_FAILED"]);
});

test("CMD-03: of a closed incident the room is read, and no more", async () => {
  const [id, messageId] = [newUlid(), newUlid()];
  assert.ok((await dispatcher.command("intake.receive", { incidentId: id, channel: "WALK_IN", noCallbackReason: "OFFICER", text: "咨询", placeUnknown: "UNKNOWN" })).ok);
  assert.ok((await dispatcher.command("rooms.post", { incidentId: id, messageId, text: "已答复" })).ok);
  assert.ok((await dispatcher.command("intake.cancel", { incidentId: id, reason: "误报" })).ok);
  const late = await dispatcher.command("rooms.post", { incidentId: id, messageId: newUlid(), text: "再补一句" });
  assert.deepEqual([late.ok, "code" in late ? late.code : null, (await dispatcher.room(id)).messages.map(({ text }) => text)], [false, "STATE_CONFLICT", ["已答复"]]);
});

test("CMD-03, CMD-05, X-13: a post over an advisory takes pictures and voice from its task forces as its own, shows them to who is in, and loses them when their days after its stand-down are over, but not while it is under legal hold", async () => {
  const [commander, u1, overseer] = (await Promise.all(["commander", "u1", "overseer"].map((account) => city.signIn(account)))) as [Seated, Seated, Seated];
  const [advisoryId, commandPostId] = [newUlid(), newUlid()];
  accepted(await dispatcher.command("command.raiseAdvisory", { advisoryId, kind: "FLOOD", level: "RED", headline: "学府路下穿积水", area: { desc: "学府路", rings: [], circles: [{ lon: 112.005, lat: 30.005, radiusM: 200 }] } }));
  accepted(await commander.command("command.confirmAdvisory", { advisoryId }));
  accepted(await commander.command("command.openPost", { commandPostId, advisoryId, name: "防汛指挥部", level: "II", holders: [{ role: "DEPUTY", orgId: "D1" }], forces: [{ id: "F1", name: "排涝专班", leaderUnitId: "U2", unitIds: ["U2"], objectiveId: null }], objectives: [] }));
  const roomId = roomOfForce(commandPostId, "F1");
  assert.equal(await code(u1.uploadMedia(blob(sampleJpeg()), roomId)), "NOT_FOUND");
  const refs = [await u2.uploadMedia(blob(sampleJpeg()), roomId), await u2.uploadMedia(blob(writeWave({ rate: VOICE_RATE, samples: new Uint8Array(VOICE_RATE) }), VOICE_MIME), roomId)];
  const statuses = (): Promise<number[]> => Promise.all([commander, u2, u1].flatMap((seat) => refs.map(async ({ mediaId }) => (await fetched(seat, mediaId)).status)));
  assert.deepEqual(await statuses(), [404, 404, 404, 404, 404, 404], "not said yet");
  for (const ref of refs) accepted(await u2.command("rooms.post", { commandPostId, forceId: "F1", messageId: newUlid(), media: [ref] }));
  assert.deepEqual(await statuses(), [200, 200, 200, 200, 404, 404]);
  const years = 5 * 366 * 86_400_000;
  city.clock.advance(years);
  assert.equal((await city.server.retention.run()).media, 0, "it is still at work");
  accepted(await commander.command("command.standDown", { commandPostId, reason: "积水退去" }));
  assert.equal((await city.server.retention.run()).media, 0);
  const hold = { commandPostId, reason: "法院调取" };
  refusedWith(await commander.command("governance.hold", hold), "FORBIDDEN");
  refusedWith(await overseer.command("governance.hold", { ...hold, incidentId: newUlid() }), "NOT_FOUND");
  refusedWith(await overseer.command("governance.hold", { reason: "法院调取" }), "HOLD_SUBJECT");
  accepted(await overseer.command("governance.hold", hold));
  refusedWith(await overseer.command("governance.hold", hold), "ALREADY_HELD");
  assert.deepEqual([(await commander.commandPost(commandPostId)).post.hold?.by, (await u2.commandPost(commandPostId)).post.hold], ["overseer", undefined]);
  city.clock.advance(years);
  assert.equal((await city.server.retention.run()).media, 0, "kept for a court, although nothing followed from the advisory");
  assert.deepEqual((await statuses()).slice(0, 2), [200, 200]);
  accepted(await overseer.command("governance.liftHold", { ...hold, reason: "案件已结" }));
  assert.equal((await city.server.retention.run()).media, 2);
  assert.deepEqual(await statuses(), [404, 404, 404, 404, 404, 404]);
  const [{ keys } = { keys: -1 }] = await city.ledger.db.query<{ keys: number }>("select count(*)::integer as keys from tocsin.data_key where subject = $1", [`media/${commandPostId}`]);
  assert.equal(keys, 0, "with the last of them goes their key");
});
