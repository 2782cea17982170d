/** OpenStreetMap ways to roads between junctions, and restriction relations to turns. */
import type { LonLat } from "@tocsin/kernel/geo.ts";
import type { OsmData, OsmRelation, OsmWay } from "./osm-file.ts";
import { classOf, isBridge, levelOf, onewayOf, speedOf } from "./osm-tags.ts";
import type { Road, RoadTable, Turn } from "./road-table.ts";

export interface TurnReport {
  /** Relations with a restriction for cars. */
  read: number;
  /** With a way instead of a node in the middle: not supported, left out. */
  viaWay: number;
  /** Members missing from the extract, not drivable, or not meeting at the node. */
  unresolved: number;
  /** Rules that do not bind emergency vehicles or cars. */
  exempt: number;
}

export interface OsmRoads {
  readonly table: RoadTable;
  readonly drivableWays: number;
  /** References of drivable ways to nodes outside the extract; the way is cut there. */
  readonly missingNodes: number;
  readonly turns: TurnReport;
}

interface KnownNode {
  readonly id: number;
  readonly point: LonLat;
}

export function osmRoads(data: OsmData): OsmRoads {
  const ways = data.ways.filter((way) => way.refs.length > 1 && classOf(way.tags) !== null);
  const uses = new Map<number, number>();
  for (const way of ways) {
    for (const [i, ref] of way.refs.entries()) {
      // An end counts twice: it is a junction even where nothing else joins.
      const weight = i === 0 || i === way.refs.length - 1 ? 2 : 1;
      uses.set(ref, (uses.get(ref) ?? 0) + weight);
    }
  }
  const roads: Road[] = [];
  const byWay = new Map<number, Road[]>();
  let missingNodes = 0;
  for (const way of ways) {
    const made: Road[] = [];
    for (const run of knownRuns(data, way)) splitRun(run, way, uses, made);
    missingNodes += way.refs.filter((ref) => data.nodes.get(ref) === null).length;
    byWay.set(way.id, made);
    for (const road of made) roads.push(road);
  }
  const report: TurnReport = { read: 0, viaWay: 0, unresolved: 0, exempt: 0 };
  const turns = data.relations.flatMap((relation) => turnsOf(relation, byWay, report));
  return { table: { roads, turns }, drivableWays: ways.length, missingNodes, turns: report };
}

/** The way's stretches of nodes that the extract holds. */
function knownRuns(data: OsmData, way: OsmWay): KnownNode[][] {
  const runs: KnownNode[][] = [[]];
  for (const id of way.refs) {
    const point = data.nodes.get(id);
    if (point) runs.at(-1)!.push({ id, point });
    else if (runs.at(-1)!.length > 0) runs.push([]);
  }
  return runs.filter((run) => run.length > 1);
}

function splitRun(run: readonly KnownNode[], way: OsmWay, uses: ReadonlyMap<number, number>, made: Road[]): void {
  const roadClass = classOf(way.tags);
  if (!roadClass) return;
  let start = 0;
  for (let i = 1; i < run.length; i++) {
    if (i < run.length - 1 && (uses.get(run[i]!.id) ?? 0) < 2) continue;
    const part = run.slice(start, i + 1);
    made.push({
      id: `${way.id}-${made.length}`,
      name: way.tags["name"] ?? way.tags["ref"] ?? "",
      class: roadClass,
      from: String(part[0]!.id),
      to: String(part.at(-1)!.id),
      oneway: onewayOf(way.tags),
      speedKmh: speedOf(way.tags),
      level: levelOf(way.tags),
      bridge: isBridge(way.tags),
      line: part.map((node) => node.point),
    });
    start = i;
  }
}

function turnsOf(relation: OsmRelation, byWay: ReadonlyMap<number, Road[]>, report: TurnReport): Turn[] {
  if (relation.tags["type"] !== "restriction") return [];
  const rule = relation.tags["restriction:motorcar"] ?? relation.tags["restriction"];
  const kind = rule?.startsWith("no_") ? "no" : rule?.startsWith("only_") ? "only" : null;
  if (!kind) return [];
  report.read += 1;
  if (/(^|;)\s*(emergency|motorcar|motor_vehicle)\s*(;|$)/.test(relation.tags["except"] ?? "")) {
    report.exempt += 1;
    return [];
  }
  const via = relation.members.filter((member) => member.role === "via");
  if (via.some((member) => member.type === "way")) {
    report.viaWay += 1;
    return [];
  }
  const node = via.length === 1 && via[0]!.type === "node" ? String(via[0]!.ref) : null;
  const roadsOf = (role: string, end: "from" | "to"): Road[][] =>
    relation.members.filter((member) => member.role === role && member.type === "way").map((member) => meeting(byWay.get(member.ref) ?? [], node, end));
  const froms = roadsOf("from", "to");
  const tos = roadsOf("to", "from");
  // A way that runs on through the node leaves open which of its halves is meant.
  if (node === null || froms.length === 0 || tos.length === 0 || [...froms, ...tos].some((roads) => roads.length !== 1)) {
    report.unresolved += 1;
    return [];
  }
  return froms.flatMap(([from]) => tos.map(([to]) => ({ fromRoad: from!.id, via: node, toRoad: to!.id, kind })));
}

/** The roads that can be driven to the node (`end` is `to`) or away from it (`from`). */
function meeting(roads: readonly Road[], node: string | null, end: "from" | "to"): Road[] {
  const other = end === "to" ? "from" : "to";
  return roads.filter((road) => (road[end] === node && road.oneway !== "backward") || (road[other] === node && road.oneway !== "forward"));
}
