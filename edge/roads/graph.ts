/**
 * The road graph: typed arrays, travel times in whole milliseconds.
 *
 * Road `r` has two arcs: `2 * r` from `from` to `to`, and `2 * r + 1` back. An arc against a one-way road is in
 * no adjacency list. Vertices are the junctions, and behind them the copies made by turn restrictions
 * (`turn-copies.ts`). An arc ends at exactly one vertex but may start at several copies of one junction, so
 * an adjacency entry is a pair of arc and other vertex, and the weight is looked up by arc: changing one
 * number changes every later answer, and nothing is rebuilt.
 *
 * A closed road bars through traffic. What stands on it can still leave, and what lies on it can still be
 * reached: the closed road is often where the incident is.
 */
import { distanceM, type LonLat } from "@tocsin/kernel/geo.ts";
import { sha256Hex } from "@tocsin/kernel/canonical.ts";
import { writeRoadFiles } from "./road-file.ts";
import { DEFAULT_SPEED_KMH, type Road, type RoadClass, type RoadTable } from "./road-table.ts";
import { turnCopies, type TurnCopy } from "./turn-copies.ts";

/** Compressed adjacency: the entries of vertex `v` are `first[v]` to `first[v + 1] - 1`. */
export interface Adjacency {
  readonly first: Int32Array;
  readonly arc: Int32Array;
  readonly vertex: Int32Array;
}

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
}

/** Weight of an arc that may not be passed. */
export const BARRED = 0x7fffffff;

export class RoadGraph {
  /** SHA-256 of the roads, turns and default speeds the graph was built from; live changes do not alter it. */
  readonly version: string;
  /** Grows by one with every `setClosed` and `setSpeed` that changes something. */
  revision = 0;
  readonly roads: readonly Road[];
  /** Junction ids by index; vertices `0` to `junctions.length - 1` are the junctions themselves. */
  readonly junctions: readonly string[];
  readonly junctionPoints: readonly LonLat[];
  readonly vertexCount: number;
  /** Junction index of every vertex. */
  readonly junctionOf: Int32Array;
  /** Vertex at which an arc ends. */
  readonly arcHead: Int32Array;
  /** Milliseconds along an arc when it is open; set for closed and for wrong-way arcs too. */
  readonly arcMs: Int32Array;
  /** As `arcMs`, but `BARRED` while the road is closed; what searches add up. */
  readonly arcWeight: Int32Array;
  /** 1 if the arc goes with the traffic. */
  readonly arcAllowed: Uint8Array;
  /** From a vertex along its leaving arcs. */
  readonly forward: Adjacency;
  /** From a vertex back along its arriving arcs. */
  readonly reverse: Adjacency;
  /** Copies of the junction `j`: vertices `junctions.length + copyFirst[j]` to `… + copyFirst[j + 1] - 1`. */
  readonly copyFirst: Int32Array;
  readonly lines: RoadLines;
  /** The longest arc, in milliseconds. */
  longestMs = 1;
  readonly #roadIndex = new Map<string, number>();
  readonly #defaults: Readonly<Record<RoadClass, number>>;

  /** Throws `RangeError` on a table with doubled ids or turns that name unknown roads (`parseRoadFiles` reports both). */
  constructor(table: RoadTable, options: GraphOptions = {}) {
    this.#defaults = { ...DEFAULT_SPEED_KMH, ...options.defaultSpeedKmh };
    this.roads = table.roads;
    for (const [index, road] of table.roads.entries()) {
      if (this.#roadIndex.has(road.id)) throw new RangeError(`road "${road.id}" is in the table twice`);
      this.#roadIndex.set(road.id, index);
    }
    const files = writeRoadFiles(table);
    this.version = sha256Hex(`${files.roads}\n${files.turns}\n${Object.values(this.#defaults).join(",")}`);
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

    const copies = turnCopies(table, this.#roadIndex, junctionIndex, tail, head);
    this.vertexCount = points.length + copies.length;
    this.junctionOf = Int32Array.from({ length: this.vertexCount }, (_, v) => (v < points.length ? v : copies[v - points.length]!.junction));
    this.copyFirst = new Int32Array(points.length + 1);
    for (const copy of copies) this.copyFirst[copy.junction + 1]! += 1;
    for (let j = 0; j < points.length; j++) this.copyFirst[j + 1]! += this.copyFirst[j]!;
    for (const [index, copy] of copies.entries()) for (const arc of copy.arcsIn) head[arc] = points.length + index;
    this.arcHead = head;

    const { froms, arcsOut } = leavingArcs(points.length, tail, this.arcAllowed, copies);
    const heads = arcsOut.map((arc) => head[arc]!);
    this.forward = adjacency(this.vertexCount, froms, arcsOut, heads);
    this.reverse = adjacency(this.vertexCount, heads, arcsOut, froms);

    this.arcMs = new Int32Array(arcs);
    this.arcWeight = new Int32Array(arcs);
    for (const [r, road] of table.roads.entries()) this.#setMs(r, this.#baseSpeed(road));
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

  /** Sets a road's speed in km/h, or with `null` the one it was built with. Throws `RangeError` unless 0 < kmh <= 200. */
  setSpeed(roadId: string, kmh: number | null): void {
    const road = this.roadIndex(roadId);
    if (kmh !== null && !(kmh > 0 && kmh <= 200)) throw new RangeError(`speed ${kmh} km/h is not above 0 and at most 200`);
    const before = this.arcMs[2 * road];
    this.#setMs(road, kmh ?? this.#baseSpeed(this.roads[road]!));
    if (this.arcMs[2 * road] !== before) this.revision += 1;
  }

  #baseSpeed(road: Road): number {
    return road.speedKmh ?? this.#defaults[road.class];
  }

  #setMs(road: number, kmh: number): void {
    // One millisecond at least: searches rely on weights above zero. A day at most, so that sums fit 31 bits.
    const ms = Math.min(86_400_000, Math.max(1, Math.round((this.metresOf(road) * 3600) / kmh)));
    this.longestMs = Math.max(this.longestMs, ms);
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

/** Pairs of vertex and arc leaving it, junctions first, then the copies with the exits left to them. */
function leavingArcs(junctions: number, tail: Int32Array, allowed: Uint8Array, copies: readonly TurnCopy[]): { froms: number[]; arcsOut: number[] } {
  const froms: number[] = [];
  const arcsOut: number[] = [];
  const exits = new Map<number, number[]>();
  for (const copy of copies) exits.set(copy.junction, []);
  for (let arc = 0; arc < tail.length; arc++) {
    if (allowed[arc] === 0) continue;
    froms.push(tail[arc]!);
    arcsOut.push(arc);
    exits.get(tail[arc]!)?.push(arc);
  }
  for (const [index, copy] of copies.entries()) {
    for (const arc of exits.get(copy.junction) ?? []) {
      if (copy.forbidden.has(arc)) continue;
      froms.push(junctions + index);
      arcsOut.push(arc);
    }
  }
  return { froms, arcsOut };
}

function adjacency(vertices: number, at: readonly number[], arcs: readonly number[], others: readonly number[]): Adjacency {
  const first = new Int32Array(vertices + 1);
  for (const v of at) first[v + 1]! += 1;
  for (let v = 0; v < vertices; v++) first[v + 1]! += first[v]!;
  const next = first.slice(0, vertices);
  const arc = new Int32Array(arcs.length);
  const vertex = new Int32Array(arcs.length);
  for (let i = 0; i < at.length; i++) {
    const slot = next[at[i]!]!;
    next[at[i]!] = slot + 1;
    arc[slot] = arcs[i]!;
    vertex[slot] = others[i]!;
  }
  return { first, arc, vertex };
}
