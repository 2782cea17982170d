/**
 * The road graph: typed arrays, travel times in whole milliseconds.
 *
 * Road `r` has two arcs: `2 * r` from `from` to `to`, and `2 * r + 1` back. An arc against a one-way road is in
 * no adjacency list. Vertices are the junctions, several for one where turns cost differently by whence one comes
 * (`turn-vertices.ts`). An arc ends at exactly one vertex but may start at several of one junction, so
 * the lists hold arcs and vertices with the turn's cost, and the weight is looked up by arc: changing one
 * number changes every later answer, and nothing is rebuilt.
 *
 * A closed road bars through traffic. What stands on it can still leave, and what lies on it can still be
 * reached: the closed road is often where the incident is.
 */
import { ROAD_CLASSES, type RoadClass } from "@tocsin/contract/roads/road-class.ts";
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { hashOf, sha256Hex } from "@tocsin/kernel/canonical.ts";
import { writeRoadFiles } from "./road-file.ts";
import { DEFAULT_SPEED_KMH, type Road, type RoadTable } from "./road-table.ts";
import { NO_TURN_COSTS, type TurnCosts } from "./turn-costs.ts";
import { turnRules } from "./turn-rules.ts";
import { turnVertices, type TurnVertices } from "./turn-vertices.ts";

/** The lines of all roads: the points of road `r` are `first[r]` to `first[r + 1] - 1`. */
export interface RoadLines {
  readonly first: Int32Array;
  readonly lon: Float64Array;
  readonly lat: Float64Array;
  /** Metres from the road's first point. */
  readonly metres: Float64Array;
}

export interface GraphOptions {
  /** Speeds in km/h for roads without one; classes left out keep `DEFAULT_SPEED_KMH`. */
  readonly defaultSpeedKmh?: Partial<Record<RoadClass, number>>;
  /** None unless given. */
  readonly turnCosts?: TurnCosts;
  /** Milliseconds of a drive that no road takes, kept for whoever tells when somebody arrives; 0 unless given. */
  readonly startMs?: number;
}

/** Weight of an arc that may not be passed. */
export const BARRED = 0x7fffffff;

export class RoadGraph {
  /** SHA-256 of the roads, turns, turn costs, start and default speeds the graph was built from; live changes do not alter it. */
  readonly version: string;
  /** Grows by one with every `setClosed`, `setSpeed` and `setFactors` that changes something. */
  revision = 0;
  /** Setting off and stopping: to be added to a travel time, which is the road alone. */
  readonly startMs: number;
  readonly roads: readonly Road[];
  /** Junction ids by index. */
  readonly junctions: readonly string[];
  readonly junctionPoints: readonly LonLat[];
  /** Milliseconds along an arc when it is open; set for closed and for wrong-way arcs too. */
  readonly arcMs: Int32Array;
  /** As `arcMs`, but `BARRED` while the road is closed; what searches add up. */
  readonly arcWeight: Int32Array;
  /** 1 if the arc goes with the traffic. */
  readonly arcAllowed: Uint8Array;
  /** Junction index at which an arc starts. */
  readonly arcTail: Int32Array;
  /** Who may go where, and what turning costs. */
  readonly turns: TurnVertices;
  readonly lines: RoadLines;
  /** The longest step of a search, an arc with the turn into it, in milliseconds. */
  longestMs = 1;
  readonly #roadIndex = new Map<string, number>();
  readonly #defaults: Readonly<Record<RoadClass, number>>;
  readonly #liveKmh = new Map<number, number>();
  #permille: Partial<Readonly<Record<RoadClass, number>>> = {};
  #state: { readonly revision: number; readonly version: string } | null = null;

  /** Throws `RangeError` on a table with doubled ids or turns that name unknown roads (`parseRoadFiles` reports both). */
  constructor(table: RoadTable, options: GraphOptions = {}) {
    this.#defaults = { ...DEFAULT_SPEED_KMH, ...options.defaultSpeedKmh };
    const costs: TurnCosts = { ...NO_TURN_COSTS, ...options.turnCosts };
    this.startMs = options.startMs ?? 0;
    this.roads = table.roads;
    for (const [index, road] of table.roads.entries()) {
      if (this.#roadIndex.has(road.id)) throw new RangeError(`road "${road.id}" is in the table twice`);
      this.#roadIndex.set(road.id, index);
    }
    const files = writeRoadFiles(table);
    this.version = sha256Hex(`${files.roads}\n${files.turns}\n${Object.values(this.#defaults).join(",")}\n${Object.values(costs).join(",")}\n${this.startMs}`);
    this.lines = measureLines(table.roads);

    const junctionIndex = new Map<string, number>();
    const points: LonLat[] = [];
    const arcs = 2 * table.roads.length;
    const tail = new Int32Array(arcs);
    const head = new Int32Array(arcs);
    const junction = (id: string, point: LonLat): number => {
      const known = junctionIndex.get(id);
      if (known !== undefined) return known;
      junctionIndex.set(id, points.length);
      points.push(point);
      return points.length - 1;
    };
    this.arcAllowed = new Uint8Array(arcs);
    for (const [r, road] of table.roads.entries()) {
      tail[2 * r] = head[2 * r + 1] = junction(road.from, road.line[0]!);
      head[2 * r] = tail[2 * r + 1] = junction(road.to, road.line[road.line.length - 1]!);
      this.arcAllowed[2 * r] = road.oneway === "backward" ? 0 : 1;
      this.arcAllowed[2 * r + 1] = road.oneway === "forward" ? 0 : 1;
    }
    this.junctions = [...junctionIndex.keys()];
    this.junctionPoints = points;

    const rules = turnRules(table, this.#roadIndex, junctionIndex, tail, head);
    this.turns = turnVertices(nearbyOrder(points), { roads: table.roads, tail, head, allowed: this.arcAllowed }, rules, costs);
    this.arcTail = tail;

    this.arcMs = new Int32Array(arcs);
    this.arcWeight = new Int32Array(arcs);
    for (const [r, road] of table.roads.entries()) this.#setMs(r, this.#kmh(r, road));
  }

  /** Index of a road. Throws `RangeError` if there is none of this id. */
  roadIndex(roadId: string): number {
    const index = this.#roadIndex.get(roadId);
    if (index === undefined) throw new RangeError(`there is no road "${roadId}"`);
    return index;
  }

  hasRoad(roadId: string): boolean {
    return this.#roadIndex.has(roadId);
  }

  /** Length of a road in metres. */
  metresOf(road: number): number {
    return this.lines.metres[this.lines.first[road + 1]! - 1]!;
  }

  isClosed(roadId: string): boolean {
    return this.arcWeight[2 * this.roadIndex(roadId)] === BARRED;
  }

  /** Bars or opens a road for through traffic; the next answer heeds it. */
  setClosed(roadId: string, closed: boolean): void {
    const road = this.roadIndex(roadId);
    if (this.isClosed(roadId) === closed) return;
    this.revision += 1;
    for (const arc of [2 * road, 2 * road + 1]) this.arcWeight[arc] = closed ? BARRED : this.arcMs[arc]!;
  }

  /**
   * Sets a road's speed in km/h as it is now, whatever the hour; with `null` back to what it was built with.
   * Throws `RangeError` unless 0 < kmh <= 200.
   */
  setSpeed(roadId: string, kmh: number | null): void {
    const road = this.roadIndex(roadId);
    if (kmh !== null && !(kmh > 0 && kmh <= 200)) throw new RangeError(`speed ${kmh} km/h is not above 0 and at most 200`);
    if (kmh === null) this.#liveKmh.delete(road);
    else this.#liveKmh.set(road, kmh);
    const before = this.arcMs[2 * road];
    this.#setMs(road, this.#kmh(road, this.roads[road]!));
    if (this.arcMs[2 * road] !== before) this.revision += 1;
  }

  /**
   * Sets the speeds of classes as the hour has it, in thousandths of their roads' own speeds; classes left out go at those. Roads
   * with a live speed keep it. Throws `RangeError` unless every factor is an integer from 1 to 4000.
   */
  setFactors(permille: Partial<Readonly<Record<RoadClass, number>>>): void {
    for (const factor of Object.values(permille)) if (!Number.isInteger(factor) || factor < 1 || factor > 4_000) throw new RangeError(`factor ${factor} is not an integer from 1 to 4000`);
    const changed = new Set(ROAD_CLASSES.filter((name) => (permille[name] ?? 1_000) !== (this.#permille[name] ?? 1_000)));
    if (changed.size === 0) return;
    this.#permille = { ...permille };
    this.revision += 1;
    for (const [r, road] of this.roads.entries()) if (changed.has(road.class)) this.#setMs(r, this.#kmh(r, road));
  }

  /**
   * What answers are taken from at this moment: `version`, and after a plus sign a print of the hour's factors, closed roads and live
   * speeds, if there are any. Equal on every server that goes by the same, whatever was set before.
   */
  get stateVersion(): string {
    if (this.#state?.revision !== this.revision) this.#state = { revision: this.revision, version: this.#versionNow() };
    return this.#state.version;
  }

  #versionNow(): string {
    const closed = this.roads.flatMap(({ id }, r) => (this.arcWeight[2 * r] === BARRED ? [id] : []));
    const slowed = [...this.#liveKmh].map(([r, kmh]) => [this.roads[r]!.id, kmh] as const);
    const hour = ROAD_CLASSES.filter((name) => (this.#permille[name] ?? 1_000) !== 1_000).map((name) => [name, this.#permille[name]!] as const);
    if (closed.length + slowed.length + hour.length === 0) return this.version;
    return `${this.version}+${hashOf({ closed: closed.sort(), slowed: slowed.sort(([a], [b]) => (a < b ? -1 : 1)), hour }).slice(0, 16)}`;
  }

  #kmh(index: number, road: Road): number {
    // Times a thousandth after the integers are multiplied, so that 1000 leaves the speed what it is.
    return this.#liveKmh.get(index) ?? ((road.speedKmh ?? this.#defaults[road.class]) * (this.#permille[road.class] ?? 1_000)) / 1_000;
  }

  #setMs(road: number, kmh: number): void {
    // One millisecond at least: searches rely on weights above zero. A day at most, so that sums fit 31 bits.
    const ms = Math.min(86_400_000, Math.max(1, Math.round((this.metresOf(road) * 3600) / kmh)));
    this.longestMs = Math.max(this.longestMs, ms + this.turns.longestTurnMs);
    for (const arc of [2 * road, 2 * road + 1]) {
      if (this.arcWeight[arc] !== BARRED) this.arcWeight[arc] = ms;
      this.arcMs[arc] = ms;
    }
  }
}

export function buildGraph(table: RoadTable, options: GraphOptions = {}): RoadGraph {
  return new RoadGraph(table, options);
}

function measureLines(roads: readonly Road[]): RoadLines {
  const first = new Int32Array(roads.length + 1);
  for (const [r, road] of roads.entries()) first[r + 1] = first[r]! + road.line.length;
  const total = first[roads.length]!;
  const lines = { first, lon: new Float64Array(total), lat: new Float64Array(total), metres: new Float64Array(total) };
  let at = 0;
  for (const road of roads) {
    let metres = 0;
    for (const [i, point] of road.line.entries()) {
      if (i > 0) metres += distanceM(road.line[i - 1]!, point);
      lines.lon[at] = point[0];
      lines.lat[at] = point[1];
      lines.metres[at++] = metres;
    }
  }
  return lines;
}

/** Junctions along a Z-order curve (Morton 1966): what is near on the ground is mostly near in memory. */
function nearbyOrder(points: readonly LonLat[]): Int32Array {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const [lon, lat] of points) [west, south, east, north] = [Math.min(west, lon), Math.min(south, lat), Math.max(east, lon), Math.max(north, lat)];
  const spread = (value: number, low: number, high: number): number => {
    const cell = high > low ? Math.min(32_767, Math.floor(((value - low) / (high - low)) * 32_768)) : 0;
    let bits = 0;
    for (let bit = 0; bit < 15; bit++) bits |= ((cell >> bit) & 1) << (2 * bit);
    return bits;
  };
  const key = Int32Array.from(points, ([lon, lat]) => spread(lon, west, east) | (spread(lat, south, north) << 1));
  return Int32Array.from(points.keys()).sort((a, b) => key[a]! - key[b]! || a - b);
}
