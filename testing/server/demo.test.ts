import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { chmodSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { fileURLToPath } from "node:url";
import { ZHUKOU } from "@tocsin/cities/demo/neighbour.ts";
import { toLonLat } from "@tocsin/cities/demo/plane.ts";
import { createClient, type Client } from "@tocsin/client/client.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { callOrder, type Cooperation } from "@tocsin/contract/joint/cooperation.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { newestToldWeek, weeksBefore } from "@tocsin/engine/speed/told-week.ts";
import { DAY, HOUR } from "@tocsin/kernel/instant.ts";
import { accepted } from "../scene.ts";
import { until } from "../until.ts";

const MAIN = fileURLToPath(new URL("../../apps/cli/main.ts", import.meta.url));
const data = mkdtempSync(join(tmpdir(), "tocsin-demo-"));
// PostgreSQL does not run as root, and its own user must get there.
chmodSync(data, 0o755);

interface Started {
  readonly child: ChildProcess;
  readonly here: string;
  readonly there: string;
  readonly partnerKey: string;
}

/** The real process, as `npm start -- --neighbour` becomes it, with hardly a call. */
async function start(): Promise<Started> {
  const child = spawn(process.execPath, [MAIN, "demo", "--neighbour", "--port", "0", "--calls", "0.1"], { env: { ...process.env, TOCSIN_DATA: data, DATABASE_URL: "", TOCSIN_APP_URL: "" }, stdio: ["ignore", "pipe", "pipe"] });
  let [said, errors] = ["", ""];
  child.stderr.on("data", (piece: Buffer) => void (errors += piece.toString()));
  await new Promise<void>((resolve, reject) => {
    child.stdout.on("data", (piece: Buffer) => {
      said += piece.toString();
      if (said.includes("Ctrl-C")) resolve();
    });
    child.once("exit", () => reject(new Error(`the demo ended before it was there: ${errors}`)));
  });
  const [here, there] = [...said.matchAll(/console +(http:\S+?)\/\n/g)].map(([, url]) => url!);
  return { child, here: here!, there: there!, partnerKey: /tk_\S+/.exec(said)![0] };
}

let demo: Started;
async function stop(): Promise<number | null> {
  if (demo.child.exitCode !== null) return demo.child.exitCode;
  const ended = once(demo.child, "exit");
  demo.child.kill("SIGTERM");
  return ((await ended) as [number | null])[0];
}

/** Signs in with the password that the demo tells everybody. */
async function seatAt(url: string, account: string): Promise<Client> {
  const client = createClient({ base: url });
  const row = (await client.demo()).signIns.find((each) => each.account === account);
  await client.signIn(account, row!.password);
  return client;
}

before(async () => void (demo = await start()));
after(async () => {
  await stop();
  rmSync(data, { recursive: true, force: true });
});

/** The last house before the border. */
const [lon, lat] = toLonLat([11_835, -4_317]);
const channel = (all: readonly Cooperation[]): Cooperation => all.find(({ subject }) => subject.kind === "CHANNEL")!;
const countsOf = async (seat: Client): Promise<Record<string, number>> => (await seat.assets({ list: "ORPHANS" })).counts;

test("GOV-06: whoever opens the demo finds an organisation behind nearly every place, a handful without one for weeks, and one hand-over that waits for a department", async () => {
  const commander = await seatAt(demo.here, "zhihuizhang");
  const { at, counts, assets } = await commander.assets({ list: "ORPHANS" });
  assert.deepEqual([counts.ORPHANS, counts.OFFERED, counts.HELD > 400], [6, 1, true]);
  assert.ok(assets.filter(({ kind }) => kind === "PLACE").every(({ orphanSince }) => at - orphanSince! > 40 * DAY));
  const market = await seatAt(demo.here, "shichang");
  const [offered] = (await market.assets({ list: "OFFERED" })).assets;
  accepted(await market.command("safety.accept", { assetId: offered!.id, offerNo: offered!.offer!.no }));
  assert.equal((await countsOf(commander))["OFFERED"], 0);
});

test("DSP-09: the week that is told first in the demo has a patrol car's calls in it, each bucket of one distribution told", async () => {
  const [commander, newest] = [await seatAt(demo.here, "zhihuizhang"), newestToldWeek(Date.now(), 8 * HOUR)];
  // A new week may have begun to be told since the start.
  const rows = (await Promise.all([newest, weeksBefore(newest, 1)].map((week) => commander.speed({ week })))).flatMap((told) => told.rows);
  assert.deepEqual(rows.map(({ n, excluded, acknowledge }) => [n, excluded, acknowledge.map(({ count }) => count)]), [[7, 0, [7, 0, 0, 0, 0, 0]]]);
});

test("LNK-07: the printed key reads what its agreement names and nothing else, and the administrator's list has one to remove", async () => {
  const ask = (dataset: string, query: string): Promise<Response> => fetch(`${demo.here}${ROUTES.shared.replace(":dataset", dataset)}?${query}`, { headers: { authorization: `Bearer ${demo.partnerKey}` } });
  const answered = await ask("PREMISE_HAZARD", "purpose=FIRE_INSPECTION&fields=premise,hazardZh,reviewBy");
  const { agreement, rows } = (await answered.json()) as { agreement: string; rows: unknown[] };
  assert.deepEqual([answered.status, agreement, rows.length > 100], [200, "AG-FIRE-1", true]);
  const codes = await Promise.all([["PREMISE_HAZARD", "purpose=FIRE_INSPECTION&fields=verifiedAt"], ["PREMISE", "purpose=ADVERTISING&fields=nameZh"]].map(async ([dataset, query]) => ((await (await ask(dataset!, query!)).json()) as { code: string }).code));
  assert.deepEqual(codes, ["SHARING_FIELD", "SHARING_PURPOSE"]);
  const { agreements } = await (await seatAt(demo.here, "guanli")).sharing();
  assert.deepEqual(agreements.map(({ id, calls, remove }) => [id, calls, remove]), [["AG-FIRE-1", 3, null], ["AG-FIRE-2", 1, null], ["AG-EMERG-1", 1, null], ["AG-HOUSE-1", 0, "UNUSED"]]);
});

test("LNK-09, JNT-05, JNT-10, ORG-13: the catalogue has who is verified, who is asked and who was silent, with the deputy first; a campaign runs, something is booked and something out; a town's liaison has a matter", async () => {
  const { cooperations = [] } = await (await seatAt(demo.here, "zhihuizhang")).board();
  const { contacts } = channel(cooperations);
  const stateOf = (orgId: string): string => {
    const contact = contacts.find((each) => each.orgId === orgId)!;
    return `${contact.overdueAt !== null ? "UNVERIFIED" : contact.askedAt !== undefined ? "ASKED" : "VERIFIED"} ${callOrder(contact)[0]!.as}${contact.proposed === undefined ? "" : " PROPOSED"}`;
  };
  assert.deepEqual(["CITY", "D04", "FIRE", "TRAF", "EMS"].map(stateOf), ["VERIFIED LIAISON", "VERIFIED LIAISON", "VERIFIED LIAISON PROPOSED", "ASKED LIAISON", "UNVERIFIED DEPUTY"]);
  assert.equal(cooperations.find(({ subject }) => subject.kind === "OPERATION" && subject.mode === "CAMPAIGN")?.status, "EXECUTING");
  assert.deepEqual(cooperations.flatMap(({ bookings }) => bookings.map(({ state }) => state)).sort(), ["BOOKED", "OUT"]);
  const town = await (await seatAt(demo.here, "zhenlian")).board();
  assert.deepEqual([town.incidents.length, town.matters?.map(({ custody }) => custody.owner)], [0, ["TOWNSHIP"]]);
  const traffic = await seatAt(demo.here, "jiaojing");
  accepted(await traffic.command("joint.confirmContact", { cooperationId: channel(cooperations).id }));
});

test("JNT-07: help is asked across the demo's border, signed on the other side and handed back; what was over before has been deleted there", async () => {
  const [ours, theirs] = [await seatAt(demo.here, "diaodu1"), await seatAt(demo.there, "dispatcher")];
  const [incidentId, matterId] = [newUlid(), newUlid()];
  const place = { addressText: "芦浦大道723号", point: { lon, lat }, datum: "WGS84" as const };
  accepted(await ours.command("intake.receive", { incidentId, channel: "CALL_110", callback: "13812345678", text: "有人砸窗进了厂房", typeCode: "CR-03", place }));
  const { neighbours } = await ours.neighbours(incidentId);
  assert.deepEqual([neighbours[0]?.party, neighbours[0]!.seconds! < 600], [ZHUKOU.party, true]);
  accepted(await ours.command("linkage.open", { matterId, incidentId, danger: true, text: "请就近先到", place, urgency: "URGENT", caller: { notice: "INFORMED", withheld: true }, to: ZHUKOU.party }));
  const owner = async (seat: Client): Promise<string> => ((await seat.board()).matters ?? []).find(({ id }) => id === matterId)?.custody.owner ?? "";
  await until(async () => (await owner(theirs)) !== "");
  accepted(await theirs.command("linkage.sign", { matterId }));
  await until(async () => (await owner(ours)) === ZHUKOU.party);
  accepted(await theirs.command("linkage.transfer", { matterId, to: "LANJIANG_POLICE", reason: "先期处置完毕" }));
  await until(async () => (await ours.matter(matterId)).matter.custody.offer?.to === "POLICE");
  accepted(await ours.command("linkage.sign", { matterId }));
  assert.equal(await owner(ours), "POLICE");
  const over = (await ours.board()).matters?.find(({ erasedThereAt }) => erasedThereAt !== undefined);
  assert.ok(over !== undefined && over.content.text.includes("护栏被货车撞断"), "ours is ours, and they have deleted theirs");
});
