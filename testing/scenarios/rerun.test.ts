import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { RefusedError } from "@tocsin/client/transport.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import type { MadeRecommendation } from "@tocsin/engine/recommend/rerun.ts";
import { findMade, keepMade } from "@tocsin/ledger/made-recommendations.ts";
import { copyCity } from "../city-copy.ts";
import { startCity, type Seated, type TestCity } from "../harness.ts";
import { accepted, onDuty, report } from "../scene.ts";

const ROOT = fileURLToPath(new URL("../..", import.meta.url));
const copy = copyCity();
let city: TestCity;
let dispatcher: Seated;
before(async () => {
  city = await startCity({ cityDir: copy.dir });
  dispatcher = await city.signIn("dispatcher");
  await onDuty(city, "U1", "U2", "U3", "U6");
});
after(async () => {
  await city.close();
  copy.remove();
});

test("DSP-01: 'why this, why not that' is answered after a restart under another policy file, and the old recommendation comes out again to the byte", async () => {
  const { id } = await report(dispatcher, { typeCode: "PO-04" });
  const made = await dispatcher.recommendation(id);
  assert.equal(made.policy, "standard/1 COVER/1");
  copy.change("policies.yaml", "version: 1", "version: 2");
  copy.change("policies.yaml", /P3: \{ policy: COVER[^}]*\}/, "P3: { policy: IN_TIME, targetS: 900 }");
  copy.change("policies.yaml", "AVAILABLE: 45", "AVAILABLE: 75");
  await city.restart();
  dispatcher = await city.signIn("dispatcher");
  const later = await dispatcher.madeRecommendation(made.id, { rerun: true });
  assert.equal(later.rerun, "SAME", "by the parameters stored with it");
  assert.deepEqual(later.recommendation, made);
  const now = await dispatcher.recommendation(id);
  assert.equal(now.policy, "standard/2 IN_TIME/1", "what is made now is made by the new file");
  assert.equal((await dispatcher.madeRecommendation(now.id, { rerun: true })).rerun, "SAME");
  assert.equal((await dispatcher.madeRecommendation(now.id)).rerun, null, "it is not made again unless asked");
});

test("DSP-01: a stored input or answer that was touched is found out, each by its name", async () => {
  const { id } = await report(dispatcher);
  const stored = await findMade<MadeRecommendation>(city.ledger.db, (await dispatcher.recommendation(id)).id);
  const { input, made } = stored!;
  const verdictOf = async (changed: MadeRecommendation): Promise<string | null> => {
    const newId = newUlid();
    await keepMade(city.ledger.db, newId, Buffer.from(JSON.stringify(changed.input)), changed.made);
    return (await dispatcher.madeRecommendation(newId, { rerun: true })).rerun;
  };
  assert.deepEqual(
    [await verdictOf({ input, made }), await verdictOf({ input: { ...input, at: input.at + 1 }, made }), await verdictOf({ input, made: { ...made, ranked: made.ranked.slice(1) } })],
    ["SAME", "INPUT_CHANGED", "ANSWER_DIFFERS"],
  );
});

test("DSP-01: the command line explains a stored recommendation, or one unit of it, and makes it again", async () => {
  const { id } = await report(dispatcher);
  const made = await dispatcher.recommendation(id);
  const second = made.ranked[1]!;
  const { stdout } = await promisify(execFile)(process.execPath, [join(ROOT, "apps/cli/main.ts"), "explain", made.id, second.unitId], { env: { ...process.env, DATABASE_URL: city.adminUrl, TOCSIN_APP_URL: city.databaseUrl } });
  assert.match(stdout, new RegExp(`standard/2 .*CLOSEST/1[^]*${made.checksum}[^]*  2 ${second.unitId} [^]*later than ${made.ranked[0]!.unitId}[^]*the same bytes`));
  assert.ok(!stdout.includes(made.ranked[2]!.callSign), "only the unit asked for");
});

test("X-05: what was recommended is told to who may ask for the incident, and of units only those of the own area", async () => {
  const { id } = await report(dispatcher);
  const made = await dispatcher.recommendation(id);
  const west = await (await city.signIn("d1")).madeRecommendation(made.id);
  assert.ok(west.recommendation.ranked.length > 0 && ![...west.recommendation.ranked, ...west.recommendation.notEligible].some(({ unitId }) => unitId === "U6"));
  for (const [account, askedFor] of [["d2", made.id], ["u1", made.id], ["dispatcher", newUlid()]] as const) {
    const seat = await city.signIn(account);
    await assert.rejects(seat.madeRecommendation(askedFor), (error: unknown) => error instanceof RefusedError && error.refused.code === "NOT_FOUND");
  }
  accepted(await dispatcher.command("intake.cancel", { incidentId: id, reason: "测试结束" }));
});
