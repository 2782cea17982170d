import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { readAudit } from "@tocsin/ledger/audit.ts";
import { copyCity, type CityCopy } from "../city-copy.ts";
import { PASSWORD, startCity, type Seated, type TestCity } from "../harness.ts";

const machine = (id: string, org: string): string => `\n- { id: ${id}, name: ${id}, purpose: 按协议查询场所, role: ADVISORY_SOURCE, org: ${org}, agency: FIRE, routes: [shared], perMinute: 600 }`;
const agreement = (id: string, client: string, dataset: string, fields: string, area = ""): string => `\n- { id: ${id}, client: ${client}, dataset: ${dataset}, purpose: FIRE_INSPECTION, fields: [${fields}], legalBasis: 消防法第五十三条, from: "2026-01-01", until: "2026-12-31"${area} }`;

let folder: CityCopy;
let city: TestCity;
let admin: Seated;
let approver: Seated;
before(async () => {
  folder = copyCity();
  folder.change("clients.yaml", /$/, `${machine("fire-d2", "D2")}${machine("fire-wide", "D2")}\n`);
  folder.change("sharing.yaml", /$/, `${agreement("OWN-P", "fire-d2", "PREMISE", "id, nameZh")}${agreement("OWN-H", "fire-d2", "PREMISE_HAZARD", "premise")}${agreement("WIDE-P", "fire-wide", "PREMISE", "id", ", area: D1")}\n`);
  folder.change("accounts.yaml", /$/, "\n- { id: admin-d1, name: 江西区系统管理员, grants: [{ role: SYS_ADMIN, org: D1 }], demoPassword: tiny-city-pass }\n- { id: two-places, name: 跨区席位, grants: [{ role: STATION_ROOM, org: D1 }, { role: STATION_ROOM, org: D2 }], demoPassword: tiny-city-pass }\n");
  city = await startCity({ cityDir: folder.dir });
  [admin, approver] = await Promise.all([city.signIn("admin"), city.signIn("commander")]);
});
after(async () => {
  await city.close();
  folder.remove();
});

async function rows(client: string, dataset: string, fields: string): Promise<unknown[]> {
  const { key } = await approver.makeKey(client, 30);
  const response = await fetch(`${city.url}${ROUTES.shared.replace(":dataset", dataset)}?purpose=FIRE_INSPECTION&fields=${fields}`, { headers: { authorization: `Bearer ${key}` } });
  assert.equal(response.status, 200);
  return ((await response.json()) as { rows: Record<string, unknown>[] }).rows.map((row) => row[fields]);
}

test("LNK-07, X-05: a machine of one district reads of that district's places alone, and of a wider area only by an agreement that names it; whose area was read stands in the audit", async () => {
  assert.deepEqual(await rows("fire-desk", "PREMISE", "id"), ["PR1", "PR2", "PR3"], "a machine of the city reads of the city");
  assert.deepEqual(await rows("fire-d2", "PREMISE", "id"), ["PR3"]);
  assert.deepEqual(await rows("fire-d2", "PREMISE_HAZARD", "premise"), [], "every danger on record lies in the other district");
  assert.deepEqual(await rows("fire-wide", "PREMISE", "id"), ["PR1", "PR2"]);
  const areas = async (client: string): Promise<unknown[]> => (await readAudit(city.ledger.db, undefined, { actor: `client/${client}` })).filter(({ entry }) => entry["name"] === "shared-data").map(({ entry }) => entry["area"]);
  assert.deepEqual([await areas("fire-d2"), await areas("fire-wide")], [["CITY.D2", "CITY.D2"], ["CITY.D1"]]);
  const seen = await readAudit(city.ledger.db, ["CITY.D1"], { actor: "client/fire-wide" });
  assert.equal(seen.filter(({ entry }) => entry["name"] === "shared-data").length, 1, "and is read where it was read of");
});

test("LNK-07: the list of agreements says of which area each reads and what is wider than its machine's place; whoever administers one district has that district's", async () => {
  const listed = async (seat: Seated): Promise<unknown[]> => (await seat.sharing("2026-03")).agreements.map(({ id, area, wider }) => [id, area, wider]);
  assert.deepEqual(await listed(admin), [["AG-2026-01", "CITY", false], ["AG-2026-02", "CITY", false], ["OWN-P", "D2", false], ["OWN-H", "D2", false], ["WIDE-P", "D1", true]]);
  assert.deepEqual(await listed(await city.signIn("admin-d1")), [["WIDE-P", "D1", true]]);
});

test("GOV-02, X-05: whoever administers one district gives no password and takes no factor where rights reach beyond it", async () => {
  const [of, help] = [await city.signIn("admin-d1"), { password: PASSWORD, madeSure: "本人持警官证到场" }];
  for (const account of ["two-places", "d2", "dispatcher"]) {
    await assert.rejects(of.resetPassword(account, help), /NOT_FOUND/, account);
    await assert.rejects(of.dropFactor(account, help), /NOT_FOUND/, account);
  }
  await of.resetPassword("d1", help);
  await admin.resetPassword("two-places", help);
});
