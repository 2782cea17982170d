import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { RelocateRules, StandbyPostRow } from "@tocsin/contract/organisation/standby.ts";
import type { CityIndex, Context } from "@tocsin/domain/decision.ts";
import { DISPATCHABLE } from "@tocsin/domain/dispatch/life-cycle.ts";
import { isMovable, mayStandAt } from "@tocsin/domain/dispatch/standby.ts";
import { orgAt } from "@tocsin/domain/organisation/chain.ts";
import { centreOf } from "@tocsin/engine/demand/demand-grid.ts";
import { coverBy, type Move } from "@tocsin/engine/relocation/advise-move.ts";
import type { RelocationInput, StandingUnit } from "@tocsin/engine/relocation/relocation-input.ts";
import { type AdviceReview, reviewAdvice } from "@tocsin/engine/relocation/review-advice.ts";
import type { RoadsAt } from "@tocsin/roads/hourly-roads.ts";
import { snap, type Snap } from "@tocsin/roads/snap.ts";
import type { Desk } from "../../desk/desk.ts";
import type { PositionBook } from "../live/position-book.ts";
import type { CityPresent } from "../present/city-present.ts";
import type { DemandCells } from "../recommendation/demand-cells.ts";
import { offRoad } from "../recommendation/ranking-policy.ts";
import type { UnitPlaces } from "../recommendation/unit-places.ts";
import { type CoverReach, createCoverReach } from "./cover-reach.ts";

export interface RelocationDeps {
  readonly desk: Pick<Desk, "executeSystem">;
  readonly city: { readonly index: CityIndex; readonly jurisdiction: Context["jurisdiction"] };
  /** Null in a city without roads, which is given no advice. */
  readonly ground: { readonly cells: DemandCells | null; readonly roadsAt: RoadsAt; readonly places: UnitPlaces; readonly present: CityPresent; readonly positions: Pick<PositionBook, "of"> };
  /** Agencies that stand in for one another. */
  readonly agencyGroups: readonly (readonly string[])[];
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

export interface Relocation {
  /** Looks once at the cover of every agency and sets, keeps or withdraws its advice. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/** After a change it is looked so much later, once for all that changed meanwhile; and this often at least, since cars move. */
const PAUSE_MS = 10_000;
const EVERY_MS = 60_000;
const SETTINGS = ["URBAN", "TOWN", "RURAL"] as const;

/** One agency with those that stand in for it. */
interface Group {
  readonly agencies: readonly string[];
  readonly posts: readonly StandbyPostRow[];
  readonly snaps: readonly (Snap | null)[];
  readonly reach: CoverReach;
}

const breath = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

/** The cells of the demand with the setting of the organisation in whose area each lies. */
function demandOf({ city }: RelocationDeps, cells: DemandCells, rules: RelocateRules): RelocationInput["demand"] {
  const areas = SETTINGS.map((code) => ({ code, targetMs: rules.areas[code].targetS * 1_000, goal: rules.areas[code].goal }));
  const areaOf = Uint8Array.from({ length: cells.weights.length }, (_, cell) => {
    const [lon, lat] = centreOf(cells.grid, cell);
    return SETTINGS.indexOf(orgAt(city.index, city.jurisdiction({ lon, lat }).orgPath)?.setting ?? "URBAN");
  });
  return { areas, areaOf, weights: cells.weights, busyFraction: city.index.city.policies.busyFraction };
}

function groupsOf(deps: RelocationDeps, cells: DemandCells, demand: RelocationInput["demand"], rules: RelocateRules): Group[] {
  const graph = deps.ground.roadsAt(deps.now());
  if (graph === null) return [];
  const groupOf = (agency: string): readonly string[] => deps.agencyGroups.find((group) => group.includes(agency)) ?? [agency];
  const byGroup = Map.groupBy(deps.city.index.city.standbyPosts, ({ agency }) => groupOf(agency).join());
  return [...byGroup.values()].map((posts) => {
    const snaps = posts.map(({ lon, lat }) => snap(graph, [lon, lat]));
    return { agencies: groupOf(posts[0]!.agency), posts, snaps, reach: createCoverReach({ graph, cells, demand, posts: snaps, mostDriveMs: rules.mostDriveS * 1_000 }) };
  });
}

/** The units of a group that stand by, each with where it is taken to stand: at the post to which it was ordered, or where it is. */
function standing({ ground }: RelocationDeps, group: Group): { readonly unit: Unit; readonly at: Snap }[] {
  return [...ground.present.units.values()]
    .filter((unit) => group.agencies.includes(unit.agency) && !offRoad(unit.kind) && DISPATCHABLE.includes(unit.status) && unit.assignment === null)
    .sort((a, b) => (a.id < b.id ? -1 : 1))
    .flatMap((unit) => {
      const post = group.posts.findIndex(({ id }) => id === unit.standby?.postId);
      const at = group.snaps[post] ?? ground.places.placeOf(unit, ground.positions.of(unit.id)).snap;
      return at === null ? [] : [{ unit, at }];
    });
}

/** Where everybody on shift stands when nobody is out: the cover that the city has on a quiet day. */
const bases = ({ ground }: RelocationDeps, group: Group): Snap[] =>
  [...ground.present.units.values()]
    .filter((unit) => group.agencies.includes(unit.agency) && !offRoad(unit.kind) && unit.status !== "OFF_DUTY" && unit.status !== "UNAVAILABLE")
    .flatMap(({ id, home }) => ground.places.placeOf({ id, home }, undefined).snap ?? []);

/** Driving times to the posts that this unit may be advised; null when it is not to be moved at all. Reserves and other higher tiers stay. */
function drives({ city, now }: RelocationDeps, rules: RelocateRules, group: Group, unit: Unit, postMs: Int32Array): Int32Array | null {
  if (!isMovable(unit) || unit.echelon > 1 || (unit.standby != null && unit.standby.reachedAt === null)) return null;
  const { dismissed } = unit;
  const resting = dismissed !== undefined && dismissed.at > now() - rules.dismissedS * 1_000 ? dismissed.postId : null;
  return postMs.map((ms, post) => (group.posts[post]!.id === resting || !mayStandAt(city.index, unit, group.posts[post]!.org) ? -1 : ms));
}

/**
 * The question for one group as things stand. No area is asked for more than it has when all are at their bases: cover is short
 * when it breaks, not where the city never had it. Searches that have to be made wait for each other, one a turn of the process.
 */
async function questionOf(deps: RelocationDeps, rules: RelocateRules, demand: RelocationInput["demand"], group: Group): Promise<RelocationInput> {
  for (const at of [...group.snaps, ...bases(deps, group), ...standing(deps, group).map((one) => one.at)]) {
    deps.ground.roadsAt(deps.now());
    if (at === null || group.reach.known(at) !== null) continue;
    group.reach.search(at);
    await breath();
  }
  const present = standing(deps, group);
  const reachOf = (at: Snap) => group.reach.known(at) ?? group.reach.search(at);
  const units = present.map(({ unit, at }): StandingUnit => {
    const { cells, postMs } = reachOf(at);
    return { unitId: unit.id, reached: cells, driveMs: drives(deps, rules, group, unit, postMs), postId: unit.standby?.postId ?? null };
  });
  const there = (postId: string): number => present.filter(({ unit }) => unit.standby?.postId === postId).length;
  const posts = group.posts.map(({ id, room }, post) => ({ postId: id, reached: group.snaps[post] == null ? [] : reachOf(group.snaps[post]).cells, room: room === null ? null : room - there(id) }));
  const full = coverBy(demand, bases(deps, group).map((at) => reachOf(at).cells));
  const areas = demand.areas.map((area, a) => ({ ...area, goal: Math.min(area.goal, full[a]!.covered) }));
  return { demand: { ...demand, areas }, units, posts, leastGain: rules.leastGain, mostDriveMs: rules.mostDriveS * 1_000 };
}

/**
 * Watches the cover that is left as units are committed, and keeps one advised move per agency true, by commands of the platform
 * (DSP-06): it stands in the log, comes back after a restart and reaches every screen by the stream. No unit moves by it.
 */
export function watchRelocation(deps: RelocationDeps, automatic: boolean): Relocation {
  const { desk, city, ground, now, report } = deps;
  const rules = city.index.city.policies.relocate;
  const cells = ground.cells;
  const demand = rules === undefined || cells === null ? null : demandOf(deps, cells, rules);
  const groups = demand === null ? [] : groupsOf(deps, cells!, demand, rules!);

  const tell = async (unitId: string, move: Move | null, { before }: Pick<AdviceReview, "before">): Promise<void> => {
    const advice = move === null ? null : {
      postId: move.postId, driveMs: move.driveMs, gain: move.gain, coverChange: move.coverChange, graphVersion: ground.roadsAt(now())?.stateVersion ?? "",
      areas: before.map(({ code, goal, covered }, a) => ({ code, goal, before: covered, after: move.after[a]!.covered })),
    };
    await desk.executeSystem({ name: "system.adviseMove", payload: { unitId, advice }, commandId: `advise/${unitId}/${move?.postId ?? "none"}/${now()}` });
  };

  async function review(group: Group): Promise<void> {
    await ground.present.caughtUp();
    const question = await questionOf(deps, rules!, demand!, group);
    const advised = [...ground.present.units.values()].flatMap(({ id, agency, advice }) => (advice != null && group.agencies.includes(agency) ? [{ unitId: id, postId: advice.postId }] : []));
    const answer = reviewAdvice(question, advised);
    for (const unitId of answer.withdraw) await tell(unitId, null, answer);
    if (answer.advise !== null) await tell(answer.advise.unitId, answer.advise, answer);
  }

  let running: Promise<void> = Promise.resolve();
  let stopped = false;
  const look = (): Promise<void> => {
    running = running.then(async () => {
      for (const group of groups) if (!stopped) await review(group);
    }).catch((error: unknown) => report("relocation", error));
    return running;
  };

  let waiting: NodeJS.Timeout | undefined;
  const soon = (): void => {
    waiting ??= setTimeout(() => {
      void look().then(() => (waiting = undefined));
    }, PAUSE_MS).unref();
  };
  const watches = automatic && groups.length > 0;
  const unsubscribe = watches ? ground.present.subscribe(({ units }) => units.length > 0 && soon()) : () => {};
  const timer = watches ? setInterval(soon, EVERY_MS).unref() : undefined;
  return {
    look,
    async stop() {
      stopped = true;
      unsubscribe();
      clearTimeout(waiting);
      clearInterval(timer);
      await running;
    },
  };
}
