import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import type { CommandPayload } from "@tocsin/contract/commands.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { Cooperation } from "@tocsin/contract/joint/cooperation.ts";
import { openCityPresent, type CityPresent } from "@tocsin/server/features/present/city-present.ts";
import { keepPaper, PAPER_FILE } from "@tocsin/server/features/paper/keep-paper.ts";
import { loadServedCity } from "@tocsin/server/load-served-city.ts";
import { STANDARD, startCity, TEST_CITY, type Seated, type TestCity } from "../harness.ts";
import { until } from "../until.ts";

let city: TestCity;
let dispatcher: Seated;
let present: CityPresent;
const failures: unknown[] = [];
before(async () => {
  city = await startCity();
  dispatcher = await city.signIn("commander");
  present = await openCityPresent(city.ledger, (error) => failures.push(error));
});
after(async () => {
  await present.close();
  await city.close();
});

async function send<Name extends keyof CommandPayload>(name: Name, payload: CommandPayload[Name]): Promise<void> {
  const answer = await dispatcher.command(name, payload);
  if (!answer.ok) assert.fail(`${name}: ${answer.code} ${answer.message}`);
}

async function asTheLedgerHasIt(): Promise<void> {
  await present.caughtUp();
  const [units, incidents] = await Promise.all([city.ledger.list("unit", undefined), city.ledger.list("incident", undefined, { open: true })]);
  assert.deepEqual(new Map(present.units), new Map(units.map(({ id, state }) => [id, state])));
  assert.deepEqual(new Map(present.openIncidents), new Map(incidents.map(({ id, state }) => [id, state])));
}

test("LNK-09: a channel is held from its first word until it has ended, with its contacts; what else organisations agree on passes by", async () => {
  const ems = await city.signIn("ems");
  const asked = { goal: "联动值班名录", legalBasis: "联动协议", urgency: "P3" as const };
  const [kept, declined] = [newUlid(), newUlid()];
  const channel = { ...asked, subject: { kind: "CHANNEL" as const, level: "BUREAU" as const, fields: [] }, partnerIds: ["EM"] };
  const held = async (): Promise<string[]> => {
    await present.caughtUp();
    const listed = (await city.ledger.list("cooperation", undefined, { open: true })).filter(({ state }) => (state as Cooperation).subject.kind === "CHANNEL");
    assert.deepEqual(new Map(present.channels), new Map(listed.map(({ id, state }) => [id, state])));
    return [...present.channels.keys()];
  };
  for (const cooperationId of [kept, declined]) await send("joint.initiate", { ...channel, cooperationId });
  await send("joint.initiate", { ...asked, cooperationId: newUlid(), subject: { kind: "POOL", name: "无人机一组", equipment: "DRONE_TEAM" }, partnerIds: [] });
  assert.deepEqual(new Set(await held()), new Set([kept, declined]));
  for (const [cooperationId, answer] of [[kept, "ACCEPTED"], [declined, "DECLINED"]] as const) assert.ok((await ems.command("joint.answer", { cooperationId, partnerId: "EM", answer, ...(answer === "DECLINED" ? { code: "NO_RESOURCE" } : {}) })).ok);
  assert.ok((await ems.command("joint.setContact", { cooperationId: kept, post: "调度值班", phone: "0710-120" })).ok);
  assert.deepEqual(await held(), [kept]);
  assert.deepEqual([present.channels.get(kept)?.contacts[0]?.phone, failures], ["0710-120", []]);
});

test("X-06: what is folded from the log in memory is what the database has, after every kind of change", async () => {
  await asTheLedgerHasIt();
  const [incidentId, orderId] = [newUlid(), newUlid()];
  const changed = new Set<string>();
  const stop = present.subscribe(({ units, incidentIds }) => [...units.map(({ id }) => id), ...incidentIds].forEach((id) => changed.add(id)));
  await send("dispatch.setUnitStatus", { unitId: "U1", status: "AVAILABLE" });
  await send("intake.receive", { incidentId, channel: "CALL_110", callback: "13812345678", text: "有人求助", typeCode: "CR-04", place: { addressText: "学府路", point: { lon: 112.0061, lat: 30.004 }, datum: "WGS84" } });
  await send("dispatch.issueOrder", { incidentId, orderId, unitIds: ["U1"], overrideReason: "LOCAL_KNOWLEDGE" });
  await asTheLedgerHasIt();
  assert.deepEqual([...changed].sort(), [incidentId, "U1"].sort());
  assert.equal(present.units.get("U1")?.assignment?.orderId, orderId);
  await send("intake.cancel", { incidentId, reason: "误报" });
  await asTheLedgerHasIt();
  assert.equal(present.openIncidents.has(incidentId), false, "an ended incident is let go");
  const refs = (await city.ledger.load([{ kind: "unit", id: "U1" }, { kind: "incident", id: incidentId }])).map(({ kind, id, version, state }) => ({ kind, id, version, state }));
  const stated = await present.statesAt(refs, (await city.ledger.head())!);
  assert.deepEqual(new Map(stated.map(({ id, state }) => [id, state])), new Map(refs.map(({ id, state }) => [id, state])), "also one that is let go");
  assert.equal(stated[0]!.state, present.units.get("U1"), "out of memory");
  stop();
  assert.deepEqual(failures, []);
});

test("X-06: a closed incident that is opened again is read anew, with all that it was", async () => {
  const incidentId = newUlid();
  await send("intake.receive", { incidentId, channel: "CALL_110", callback: "13812345678", text: "骚扰电话", typeCode: "CR-04", placeUnknown: "UNKNOWN" });
  await send("intake.close", { incidentId, outcomeCode: "INVALID", text: "无效警情" });
  await asTheLedgerHasIt();
  await send("intake.reopen", { incidentId, reason: "来电人再次报警" });
  await asTheLedgerHasIt();
  assert.equal(present.openIncidents.get(incidentId)?.reports.length, 1);
  assert.deepEqual(failures, []);
});

test("R37, X-08: the printed board has every open incident, what was called in as text only, and no caller's number; it is never half a file", async () => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-paper-"));
  const down = new Set<string>();
  const missing = { down: (part: string) => void down.add(part), up: (part: string) => void down.delete(part) };
  const { index } = loadServedCity(TEST_CITY, STANDARD);
  try {
    const incidentId = newUlid();
    await send("intake.receive", { incidentId, channel: "CALL_110", callback: "13912345678", text: "<script>alert(1)</script> 有人&求助", typeCode: "CR-04", place: { addressText: "学府路\"8号", point: null, datum: "WGS84" } });
    await present.caughtUp();
    const paper = keepPaper({ folder, city: index, present, now: () => city.clock.now(), missing, report: (_, error) => failures.push(error) });
    await paper.close();
    const html = readFileSync(join(folder, PAPER_FILE), "utf8");
    for (const { no } of present.openIncidents.values()) assert.ok(html.includes(`<td>${no}</td>`), no);
    assert.ok(html.includes("&lt;script&gt;alert(1)&lt;/script&gt; 有人&amp;求助") && html.includes("学府路&quot;8号"));
    assert.doesNotMatch(html, /13912345678|<script|src=|href=/);
    assert.match(html, /截至 03-02 \d\d:\d\d:\d\d/);
    assert.deepEqual(readdirSync(folder), [PAPER_FILE]);
    const nowhere = keepPaper({ folder: join(folder, PAPER_FILE), city: index, present, now: () => city.clock.now(), missing, report: () => undefined });
    await nowhere.close();
    assert.deepEqual([...down], ["paper"]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test("R37, X-08: the printed board is made anew by itself twice a minute; one that a full disk kept from being made is a missing part until it is there again", async (context) => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-paper-"));
  const down = new Set<string>();
  const missing = { down: (part: string) => void down.add(part), up: (part: string) => void down.delete(part) };
  const { index } = loadServedCity(TEST_CITY, STANDARD);
  const printed = (): string => readFileSync(join(folder, PAPER_FILE), "utf8");
  context.mock.timers.enable({ apis: ["setInterval"] });
  const paper = keepPaper({ folder, city: index, present, now: () => city.clock.now(), missing, report: () => undefined });
  try {
    await until(() => readdirSync(folder).includes(PAPER_FILE));
    const [incidentId, text] = [newUlid(), "开印之后打来的"];
    await send("intake.receive", { incidentId, channel: "CALL_110", callback: "110", text, typeCode: "CR-04", placeUnknown: "UNKNOWN" });
    await present.caughtUp();
    assert.ok(!printed().includes(text));
    context.mock.timers.tick(30_000);
    await until(() => printed().includes(text));
    // Where the new board is to be written stands something else: the old one stays, and every screen says that paper is missing.
    mkdirSync(join(folder, `${PAPER_FILE}.new`));
    context.mock.timers.tick(30_000);
    await until(() => down.has("paper"));
    assert.ok(printed().includes(text));
    rmSync(join(folder, `${PAPER_FILE}.new`), { recursive: true });
    context.mock.timers.tick(30_000);
    await until(() => down.size === 0);
  } finally {
    await paper.close();
    rmSync(folder, { recursive: true });
  }
});
