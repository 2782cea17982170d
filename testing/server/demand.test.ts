import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { cellAt, demandGrid } from "@tocsin/engine/demand/demand-grid.ts";
import { DAY } from "@tocsin/kernel/instant.ts";
import { pastCalls } from "@tocsin/ledger/past-calls.ts";
import { watchDemand } from "@tocsin/server/features/demand/demand-watch.ts";
import { startCity, TEN_O_CLOCK, type TestCity } from "../harness.ts";
import { accepted, MALL, report, SCHOOL } from "../scene.ts";
import { RefusedError } from "@tocsin/client/transport.ts";

let city: TestCity;
before(async () => {
  city = await startCity();
});
after(() => city.close());

test("DAT-06: the log's calls are counted by cell and hour inside the database; drills, cancelled calls and those without a place are no demand", async () => {
  const taker = await city.signIn("commander");
  const at = (lon: number, lat: number) => ({ ...SCHOOL, point: { lon, lat } });
  for (let n = 0; n < 3; n++) await report(taker, { text: `第${n}起`, incidentId: newUlid() });
  city.clock.advance(3_600_000);
  await report(taker, { place: MALL });
  await report(taker, { place: at(0, 0), confirmOutside: true });
  await report(taker, { drill: true });
  const { place: _, ...placeless } = { place: null, placeUnknown: "UNKNOWN" as const };
  accepted(await taker.command("intake.receive", { incidentId: newUlid(), channel: "CALL_110", callback: "13812345678", text: "不知道在哪里", typeCode: "CR-03", ...placeless }));
  const cancelled = await report(taker);
  accepted(await taker.command("intake.cancel", { incidentId: cancelled.id, reason: "误报" }));

  const grid = demandGrid((await taker.city()).head.bounds as [number, number, number, number], 100);
  const cell = ({ point }: typeof SCHOOL): number => cellAt(grid, [point.lon, point.lat]);
  const period = { from: TEN_O_CLOCK - DAY, to: city.clock.now() + 1 };
  const seen = [...(await pastCalls(city.ledger.db, { ...grid, ...period }))];
  assert.deepEqual(seen.sort((a, b) => a.hour - b.hour), [{ cell: cell(SCHOOL), hour: 24, calls: 3 }, { cell: cell(MALL), hour: 25, calls: 1 }]);
  assert.deepEqual(await pastCalls(city.ledger.db, { ...grid, from: TEN_O_CLOCK - 2 * DAY, to: TEN_O_CLOCK - DAY }), []);

  const cells = { grid, weights: new Float64Array(grid.columns * grid.rows).fill(1), cellOfJunction: new Int32Array(0) };
  const watch = watchDemand({ db: city.ledger.db, cells, now: () => city.clock.now(), report: (what, error) => assert.fail(`${what}: ${String(error)}`) });
  await watch.weigh();
  await watch.close();
  const fewer = new Set(cells.weights);
  assert.equal(fewer.size, 1, "four calls in all: no cell may tell of them");
  for (let n = 0; n < 4; n++) await report(taker, { text: `又一起${n}` });
  for (let n = 0; n < 5; n++) await report(taker, { text: `商场第${n}起`, place: MALL });
  city.clock.advance(1);
  await watch.weigh();
  assert.ok(cells.weights[cell(SCHOOL)]! > Math.min(...cells.weights), "seven calls at one place weigh, beside six elsewhere");
});

test("DSP-06, X-05: coverage at an hour and a sandbox's before and after for who may plan; nothing live is touched", async () => {
  const planner = await city.signIn("commander");
  const monday = { weekday: 1, hour: 8 };
  const { cursor } = await planner.board();
  const { demand, posts, layout } = await planner.plannerCoverage(monday);
  assert.deepEqual(demand, { source: "PLACES", calls: null, days: 365 }, "too few calls to tell of");
  assert.ok(layout.cells.length > 0 && layout.cells.every(({ etaMs, within: [one = 0, three = 0, five = 0] }) => etaMs !== null && one <= three && three <= five && five <= 1));
  assert.equal(layout.bands.length, (await planner.plannerRoads()).lines.length);
  const open = posts.filter((post) => post.open);
  assert.equal(layout.figures.posts, open.length);

  const { before, after } = await planner.plannerWhatIf({ ...monday, add: [SCHOOL.point], move: [], close: open.slice(0, 2).map(({ id }) => id) });
  assert.deepEqual(before, layout.figures);
  assert.notDeepEqual(after.figures, before);
  assert.deepEqual(await planner.plannerCoverage(monday), { ...monday, demand, posts, layout });
  assert.equal((await planner.board()).cursor, cursor);

  const refused = (code: string) => (error: unknown): boolean => error instanceof RefusedError && error.refused.code === code;
  await assert.rejects(planner.plannerWhatIf({ ...monday, add: [{ lon: 112.9, lat: 30.9 }], move: [], close: [] }), refused("NO_ACCESS_ROAD"));
  await assert.rejects(city.signIn("taker").then((taker) => taker.plannerCoverage(monday)), refused("FORBIDDEN"));
});
