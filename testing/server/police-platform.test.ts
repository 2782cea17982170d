import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { GeoReceipts, GeoRequest } from "@tocsin/contract/linkage/georeport.ts";
import { copyCity } from "../city-copy.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { accepted, openMatter } from "../scene.ts";

let city: TestCity;
let commander: Seated;
let key: string;
const copy = copyCity();
before(async () => {
  copy.change("clients.yaml", "- id: ops-centre", "- { id: other-110, name: 邻近 110 平台接口, purpose: 按 Open311 转来非警务诉求, role: LINK_PLATFORM, org: CITY, agency: POLICE, routes: [geoRequests, geoRequest], perMinute: 6000 }\n- id: ops-centre");
  city = await startCity({ cityDir: copy.dir });
  commander = await city.signIn("commander");
  key = (await (await city.signIn("commander")).makeKey("other-110", 1)).key;
});
after(async () => {
  await city.close();
  copy.remove();
});

const ask = async <T>(path: string, form?: Readonly<Record<string, string>>): Promise<{ readonly status: number; readonly body: T }> => {
  const answer = await fetch(`${city.url}/open311/v2${path}`, { headers: { authorization: `Bearer ${key}` }, ...(form === undefined ? {} : { method: "POST", body: new URLSearchParams(form) }) });
  return { status: answer.status, body: (await answer.json()) as T };
};

test("LNK-02, X-05: a platform that is declared as police reads what it has sent and what was handed to its own organisation, and no other matter of the police", async () => {
  const [theirs, ofDistrict] = [await openMatter(commander, "URBAN_MGMT"), await openMatter(await city.signIn("d1"), "URBAN_MGMT")];
  const { body } = await ask<GeoReceipts>("/requests.json", { service_code: "UM-01", description: "学府路流动摊贩占道", lat: "30.0081", long: "112.0041", address_string: "学府路8号", "attribute[danger]": "NO" });
  const own = body[0]!.service_request_id;
  const handed = await openMatter(await city.signIn("hotline"), "CITY");
  const ids = async (query: string): Promise<string[]> => (await ask<GeoRequest[]>(`/requests.json${query}`)).body.map(({ service_request_id: id }) => id).toSorted();
  assert.deepEqual(await ids(""), [own, handed].toSorted());
  assert.deepEqual(await ids(`?service_request_id=${[theirs, own, ofDistrict].join()}`), [own]);
  assert.equal((await ask(`/requests/${theirs}.json`)).status, 404);
  const urban = await city.signIn("urban");
  accepted(await urban.command("linkage.sign", { matterId: own }));
  accepted(await urban.command("linkage.progress", { matterId: own, text: "已派人到场" }));
  const [told] = (await ask<GeoRequest[]>(`/requests/${own}.json`)).body;
  assert.match(told!.status_notes ?? "", /已派人到场/);
});
