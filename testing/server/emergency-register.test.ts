import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { copyCity, type CityCopy } from "../city-copy.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { accepted, report, SCHOOL } from "../scene.ts";

const MINUTE = 60_000;
/** 2026-03-02 23:50 in Shanghai. */
const LATE = Date.UTC(2026, 2, 2, 15, 50);

let folder: CityCopy;
let city: TestCity;
let east: Seated;
let west: Seated;
before(async () => {
  folder = copyCity();
  folder.change("accounts.yaml", /$/, "\n- { id: watch2, name: 江东督察, grants: [{ role: SUPERVISION, org: D2 }], demoPassword: tiny-city-pass }\n");
  city = await startCity({ cityDir: folder.dir });
  city.clock.set(LATE);
  [east, west] = await Promise.all([city.signIn("d2"), city.signIn("d1")]);
});
after(async () => {
  await city.close();
  folder.remove();
});

const csv = async (seat: Seated, period: string): Promise<{ readonly status: number; readonly type: string; readonly lines: string[] }> => {
  const response = await fetch(`${city.url}${ROUTES.emergencyRegister}?period=${period}&format=csv`, { headers: { authorization: `Bearer ${seat.token}` } });
  return { status: response.status, type: response.headers.get("content-type") ?? "", lines: (await response.text()).replace(/^\uFEFF/, "").trimEnd().split("\r\n") };
};

test("SUP-08, GOV-02: the register of a day and of a month says of each emergency access who, why, who agreed, from when until when, what was done in it by count and who looked at it; it is for reviewers, of their own place, and each look is in the audit", async () => {
  const [commander, auditor, overseer, watch] = await Promise.all([city.signIn("commander"), city.signIn("auditor"), city.signIn("overseer"), city.signIn("watch2")]);
  const incident = await report(await city.signIn("taker"), { place: SCHOOL });
  const asked = await east.askEmergency({ role: "DISPATCHER", org: "D1", reason: "=HYPERLINK(\"http://x\")", minutes: 30, atOnce: false });
  await commander.approveEmergency(asked.id);
  await east.incident(incident.id);
  await east.board();
  accepted(await east.command("intake.addNote", { incidentId: incident.id, text: "东区协助" }));
  city.clock.advance(MINUTE);
  const declined = await west.askEmergency({ role: "DISPATCHER", org: "D2", reason: "跨区增援", minutes: 10, atOnce: false });
  await commander.declineEmergency(declined.id);
  city.clock.advance(14 * MINUTE);
  await east.endEmergency(asked.id);
  await auditor.reviewEmergency(asked.id, { verdict: "JUSTIFIED", note: "+属实" });

  const { rows, from, to, more } = await overseer.emergencyRegister("2026-03-02");
  assert.deepEqual([from, to, more], [Date.UTC(2026, 2, 1, 16), Date.UTC(2026, 2, 2, 16), false]);
  assert.deepEqual(rows.map(({ access, looks, acts, incidents }) => [access.id, access.by.account, access.role, access.org, access.answeredBy?.account, access.state, access.startsAt, access.endsAt, access.review?.by.account, looks, acts, incidents]), [
    [asked.id, "d2", "DISPATCHER", "D1", "commander", "ENDED", LATE, LATE + 15 * MINUTE, "auditor", 2, 1, 1],
    [declined.id, "d1", "DISPATCHER", "D2", "commander", "DECLINED", null, null, undefined, 0, 0, 0],
  ]);
  assert.ok(!JSON.stringify(rows).includes(incident.no) && !JSON.stringify(rows).includes(incident.id), "counts, not what was read");
  const ids = async (seat: Seated, period: string): Promise<string[]> => (await seat.emergencyRegister(period)).rows.map(({ access }) => access.id);
  assert.deepEqual(await ids(auditor, "2026-03"), [asked.id, declined.id]);
  assert.deepEqual(await ids(auditor, "2026-03-03"), [asked.id], "it ran into the next day");
  assert.deepEqual([await ids(auditor, "2026-03-01"), await ids(auditor, "2026-02"), await ids(auditor, "2026-04")], [[], [], []]);
  assert.deepEqual(await ids(watch, "2026-03"), [declined.id], "of a district: what was asked for there");

  const table = await csv(auditor, "2026-03");
  assert.deepEqual([table.status, table.type, table.lines.length], [200, "text/csv; charset=utf-8", 3]);
  assert.match(table.lines[1]!, /^2026-03-02 23:50:00,d2,江东区调度,DISPATCHER,[^,]+,D1,"'=HYPERLINK\(""http:\/\/x""\)",30,false,ENDED,commander,2026-03-02 23:50:00,2026-03-03 00:05:00,2,1,1,auditor,2026-03-03 00:05:00,JUSTIFIED,'\+属实$/);

  for (const seat of [east, west, commander, await city.signIn("admin"), await city.signIn("urban"), await city.signIn("u1")]) await assert.rejects(seat.emergencyRegister("2026-03"), /FORBIDDEN/);
  await assert.rejects(auditor.emergencyRegister("2026-02-30"), /VALIDATION_FAILED/);
  await assert.rejects(auditor.emergencyRegister("2026"), /VALIDATION_FAILED/);
  const looked = await auditor.audit({ from, to: to + 86_400_000, action: `GET ${ROUTES.emergencyRegister}` });
  assert.ok(looked.rows.some(({ account, objects }) => account === "watch2" && objects.includes("2026-03")));
});
