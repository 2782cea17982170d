import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import pg from "pg";
import { countsAsCall } from "@tocsin/cli/plan/load-plan-city.ts";
import { newUlid } from "@tocsin/client/new-ulid.ts";
import { cellAt, demandGrid } from "@tocsin/engine/demand/demand-grid.ts";
import { ulid } from "@tocsin/kernel/id.ts";
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

test("X-09: a drill is a drill in every record that a screen shows; it is no duplicate of a real call, and no call of a plan", async () => {
  const seat = await city.signIn("commander");
  const drill = await report(seat, { drill: true, text: "演练：有人砸窗" });
  const shown = (await seat.board()).incidents.find(({ id }) => id === drill.id);
  assert.equal(shown?.drill, true);
  const beside = async (drilled?: boolean): Promise<boolean> => {
    const { candidates } = await seat.duplicates({ text: "演练：有人砸窗", typeCode: "CR-03", addressText: SCHOOL.addressText, point: SCHOOL.point, ...(drilled === undefined ? {} : { drill: drilled }) });
    return candidates.some(({ incidentId }) => incidentId === drill.id);
  };
  assert.deepEqual([await beside(), await beside(false), await beside(true)], [false, false, true]);
  assert.deepEqual([countsAsCall(drill), countsAsCall({ ...drill, drill: false }), countsAsCall({ ...drill, drill: false, status: "MERGED" })], [false, true, false]);
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

test("DAT-19, DAT-20, X-09: expected calls of an hour by place, learned from whole days, with interval, model, scores and age; drills are not learned from; a short history says so", async () => {
  const planner = await city.signIn("commander");
  const monday = { weekday: 1, hour: 10 };
  const short = await planner.plannerDemand(monday);
  assert.deepEqual([short.forecast, short.learned.days, short.learned.calls], [null, 0, 0], "the log begins today: no whole day");

  // Eight weeks of a log: 40 calls a day, all at the school, and as many drills.
  const [{ id }, owner] = [await report(planner), new pg.Client({ connectionString: city.adminUrl })];
  await owner.connect();
  const fill = (point: typeof SCHOOL.point, everyMs: number, days: number, drill: boolean, from: number): Promise<unknown> =>
    owner.query(
      `insert into tocsin.stream_state (kind, id, version, scope, reach, state, open, updated_at, txid, seq, hash)
       select kind, $2 || lpad(n::text, 16, '0'), version, scope, reach,
         state || jsonb_build_object('receivedAt', $3::bigint + n * $4::bigint + (n % 2) * 1000, 'drill', $6::boolean, 'place', (state->'place') || jsonb_build_object('point', $7::jsonb)), false, updated_at, txid, seq, hash
       from tocsin.stream_state, generate_series(0, $5::int) as n where kind = 'incident' and id = $1`,
      [id, `${ulid(from + 60 * DAY, new Uint8Array(16)).slice(0, 9)}${drill ? "D" : "C"}`, from, everyMs, Math.floor((days * DAY) / everyMs), drill, JSON.stringify(point)],
    );
  await fill(SCHOOL.point, DAY / 40, 60, false, TEN_O_CLOCK);
  await fill(SCHOOL.point, DAY / 40, 60, true, TEN_O_CLOCK);
  await owner.end();
  city.clock.advance(60 * DAY);
  const again = await city.signIn("commander");
  const { learned, forecast } = await again.plannerDemand(monday);
  assert.ok(forecast !== null);
  assert.deepEqual([learned.days, (learned.to - learned.from) / DAY, learned.calls], [59, 59, 59 * 40]);
  assert.ok(Math.abs(forecast.all.expected - 40 / 24) < 0.4 && forecast.all.low <= 1 && forecast.all.high >= 2, JSON.stringify(forecast.all));
  assert.equal(forecast.computedAt, city.clock.now());
  assert.ok(forecast.test.days === 14 && forecast.test.medic !== null && forecast.test.held >= 0.8);
  assert.equal(forecast.places.length, 1, "no place may tell of fewer than five calls");
  await assert.rejects(city.signIn("taker").then((taker) => taker.plannerDemand(monday)), (error: unknown) => error instanceof RefusedError && error.refused.code === "FORBIDDEN");
});
