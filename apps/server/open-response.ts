import type { Context } from "@tocsin/domain/decision.ts";
import { lapsedCapabilities } from "@tocsin/domain/organisation/certificates.ts";
import type { OpenLedger } from "@tocsin/ledger/open-ledger.ts";
import { hourlyRoads, type RoadsAt } from "@tocsin/roads/hourly-roads.ts";
import { prepareRoads } from "@tocsin/roads/prepare-roads.ts";
import type { Clock } from "./clock.ts";
import type { Ranker } from "./desk/ranker.ts";
import { watchedRanker } from "./desk/watched-ranker.ts";
import { openPositionBook, type OpenPositionBook } from "./features/positions/open-position-book.ts";
import { createSourceCounts, type SourceCounts } from "./features/positions/source-counts.ts";
import { openCityPresent, type CityPresent } from "./features/present/city-present.ts";
import { watchDemand, type DemandWatch } from "./features/demand/demand-watch.ts";
import { createCoverWatch, type CoverWatch } from "./features/recommendation/cover-watch.ts";
import { applyClosures } from "./features/roads/apply-closures.ts";
import { createRanker } from "./features/recommendation/create-ranker.ts";
import { demandCells, type DemandCells } from "./features/recommendation/demand-cells.ts";
import { rankingPolicy } from "./features/recommendation/ranking-policy.ts";
import { createUnitPlaces, type UnitPlaces } from "./features/recommendation/unit-places.ts";
import { loadGround, type Ground } from "./load-ground.ts";
import type { MissingParts } from "./missing-parts.ts";
import type { ServedCity } from "./served-city.ts";

export interface ResponseDeps {
  readonly cityDir: string;
  readonly city: ServedCity;
  readonly ledger: OpenLedger;
  readonly clock: Clock;
  readonly missing: MissingParts;
  readonly report: (what: string, error: unknown) => void;
}

/** What lives as long as the server and answers "who is where, and who should go": positions, roads, places, ranking. */
export interface ResponseParts {
  readonly ground: Ground;
  readonly roadsAt: RoadsAt;
  readonly present: CityPresent;
  readonly positions: OpenPositionBook;
  readonly counts: SourceCounts;
  readonly ranker: Ranker;
  readonly places: UnitPlaces;
  /** Where calls come from; null in a city without roads. */
  readonly cells: DemandCells | null;
  readonly road: Context["road"];
  close(): Promise<void>;
}

/** After what is at hand; it keeps no process alive. */
const whenIdle = (work: () => void): void => void setImmediate(work).unref();

/** The watch over cover, and the one that keeps its weights by the city's calls; null in a city without roads. */
function coverOf({ graph, places }: Ground, { city: { index: { city } }, ledger, clock, report }: ResponseDeps): { readonly cells: DemandCells; readonly cover: CoverWatch; readonly demand: DemandWatch } | null {
  if (graph === null) return null;
  const cells = demandCells(city.head, graph, places, city.premises);
  const demand = watchDemand({ db: ledger.db, cells, now: () => clock.now(), report });
  const cover = createCoverWatch({ graph, cells, targetMs: Math.max(0, city.head.coverTarget * 1_000 - graph.startMs), busyFraction: city.policies.busyFraction, later: whenIdle });
  return { cells, cover, demand };
}

/**
 * Opens positions and ranking. A city without roads or places is served all the same, and what is missing is named.
 * @throws FaultyGround when the files that are there have faults.
 */
export async function openResponse(deps: ResponseDeps): Promise<ResponseParts> {
  const { city, ledger, clock, missing, report } = deps;
  const { head, speeds } = city.index.city;
  const ground = loadGround(deps.cityDir, speeds);
  const roadsAt = hourlyRoads(ground.graph, speeds, head.utcOffset);
  for (const part of ground.absent) missing.down(part);
  const present = await openCityPresent(ledger, (error) => report("present", error));
  const holdLayouts = (): void => city.layouts.hold(present.layouts.values());
  holdLayouts();
  const stopLayouts = present.subscribe(({ layoutIds }) => {
    if (layoutIds.size > 0) holdLayouts();
  });
  const counts = createSourceCounts(clock.now());
  const positionsFailed = (error: unknown): void => {
    missing.down("positions");
    report("positions", error);
  };
  const positions = await openPositionBook({ db: ledger.db, present, counts, now: () => clock.now(), onFailure: positionsFailed, onWritten: () => missing.up("positions") });
  const places = createUnitPlaces(ground.graph, whenIdle);
  positions.subscribe((moved) => places.moved(moved));
  const covering = coverOf(ground, deps);
  const ranker = watchedRanker(createRanker({
    db: ledger.db, city: city.index, present, positions, places, roadsAt, cover: covering?.cover ?? null,
    policy: rankingPolicy(city.index.city.policies), staleMs: city.index.city.deadlines.positionStale * 1_000, contactCheckS: city.index.city.deadlines.contactCheck, lapsedOf: (unitId, at) => lapsedCapabilities(city.index, unitId, at), onFailure: (error) => report("roads", error),
  }), missing);
  const preparation = ground.graph === null ? null : prepareRoads(ground.graph, (error) => report("roads", error));
  const stopClosures = ground.graph === null ? () => {} : applyClosures(ground.graph, present);
  return {
    road: (id) => (ground.graph?.hasRoad(id) ? ground.graph.roads[ground.graph.roadIndex(id)]! : null),
    ground, roadsAt, present, positions, counts, ranker, places, cells: covering?.cells ?? null,
    close: async () => {
      stopClosures();
      await preparation?.close();
      stopLayouts();
      await covering?.demand.close();
      await positions.close();
      await present.close();
    },
  };
}
