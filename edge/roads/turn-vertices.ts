/**
 * The vertices of the search: ways of standing at a junction. Arcs that arrive at a junction end at one vertex if every
 * turn out of them costs the same; so a junction without rules and costs is one vertex, and only where turns differ
 * does it become several. The turn is paid when leaving, with the arc that is taken.
 *
 * What lets a search pass over most turns: all turns at a junction but those straight back cost about the same. Who is
 * there earlier by more than the difference (`spreadMs`) leaves no other way of arriving a chance, except where the
 * earlier one would have to turn back on itself.
 */
import { bearingDeg } from "@tocsin/kernel/geo.ts";
import type { Road } from "./road-table.ts";
import { turnMs, type TurnCosts } from "./turn-costs.ts";
import type { TurnRules } from "./turn-rules.ts";

export interface TurnVertices {
  readonly vertexCount: number;
  /** Junction index of every vertex. */
  readonly junctionOf: Int32Array;
  /** The vertices of junction `j` are `firstOf[j]` to `firstOf[j] + countOf[j] - 1`; none where no arc arrives. */
  readonly firstOf: Int32Array;
  readonly countOf: Int32Array;
  /** Vertex at which an arc ends; -1 for an arc against its one-way. */
  readonly arcHead: Int32Array;
  /** For every arc the vertices from which it may be taken, and the turn's cost: `first[arc]` to `first[arc + 1] - 1`. */
  readonly starts: StartLists;
  /**
   * What a search along the traffic reads of vertex `v`, from `onwardAt[v]` to `onwardAt[v + 1]`: the first vertex of its
   * junction (-1 where it is the only one), the junction's spread, the arc straight back (-1 where several arcs arrive), then arc, head and turn of each way on.
   */
  readonly onward: Int32Array;
  readonly onwardAt: Int32Array;
  /**
   * What a search against the traffic reads of vertex `v`, for every arc that ends there: the arc, the first vertex of the
   * junction where it starts, that junction's spread, the vertex at which the arc straight back ends (-1 for none), the number
   * of vertices it may be taken from, then each with the turn.
   */
  readonly backward: Int32Array;
  readonly backwardAt: Int32Array;
  /** The dearest turn. */
  readonly longestTurnMs: number;
}

export interface StartLists {
  readonly first: Int32Array;
  readonly vertex: Int32Array;
  readonly turnMs: Int32Array;
}

interface Arcs {
  readonly roads: readonly Road[];
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly allowed: Uint8Array;
}

/** Growing list: from a vertex along an arc, and what turning into it costs. */
interface Entries {
  readonly vertex: number[];
  readonly arc: number[];
  readonly ms: number[];
}

const FORBIDDEN = -1;
/** More than any label of a search. */
const NO_BOUND = 0x3fffffff;

/** `order` lists the junctions such that neighbours stand close together; vertices are numbered along it. */
export function turnVertices(order: Int32Array, arcs: Arcs, rules: TurnRules, costs: TurnCosts): TurnVertices {
  const junctions = order.length;
  const arriving = listsBy(junctions, arcs.head, arcs.allowed);
  const leaving = listsBy(junctions, arcs.tail, arcs.allowed);
  const free = costs.leftMs === 0 && costs.rightMs === 0 && costs.uTurnMs === 0 && costs.junctionMs === 0;
  const arcHead = new Int32Array(arcs.head.length).fill(-1);
  const [firstOf, countOf, spreadMs] = [new Int32Array(junctions), new Int32Array(junctions), new Int32Array(junctions)];
  const junctionOf: number[] = [];
  const entries: Entries = { vertex: [], arc: [], ms: [] };
  let longestTurnMs = 0;
  for (const j of order) {
    const ins = arriving.at(j);
    const outs = leaving.at(j);
    firstOf[j] = junctionOf.length;
    if (free && !ins.some((arc) => rules.concerns(arc))) {
      if (ins.length === 0) continue;
      for (const arc of ins) arcHead[arc] = junctionOf.length;
      for (const arc of outs) enter(entries, junctionOf.length, arc, 0);
      junctionOf.push(j);
    } else {
      const roadCount = new Set([...ins, ...outs].map((arc) => arc >> 1)).size;
      const rows = ins.map((arcIn) => outs.map((arcOut) => (rules.forbids(arcIn, arcOut) ? FORBIDDEN : free ? 0 : costOf(arcs.roads, costs, roadCount, arcIn, arcOut))));
      const groups = new Map<string, number>();
      for (const [i, arcIn] of ins.entries()) {
        const row = rows[i]!;
        let vertex = groups.get(row.join());
        if (vertex === undefined) {
          vertex = junctionOf.push(j) - 1;
          groups.set(row.join(), vertex);
          for (const [o, ms] of row.entries()) if (ms !== FORBIDDEN) enter(entries, vertex, outs[o]!, ms);
        }
        arcHead[arcIn] = vertex;
      }
      const { spread, longest } = turnsAt(ins, outs, rows, groups.size);
      spreadMs[j] = spread;
      longestTurnMs = Math.max(longestTurnMs, longest);
    }
    countOf[j] = junctionOf.length - firstOf[j]!;
  }
  const numbered = { vertexCount: junctionOf.length, junctionOf: Int32Array.from(junctionOf), firstOf, countOf, arcHead, longestTurnMs };
  return { ...numbered, ...listed(numbered, arcs, spreadMs, entries) };
}

/** How much the turns at one junction differ, those straight back aside, and the dearest of all. */
function turnsAt(ins: readonly number[], outs: readonly number[], rows: readonly (readonly number[])[], groups: number): { spread: number; longest: number } {
  let [least, most, longest] = [NO_BOUND, 0, 0];
  let forbidden = false;
  for (const [i, row] of rows.entries()) {
    for (const [o, ms] of row.entries()) {
      longest = Math.max(longest, ms);
      // Arcs that share a vertex have no way back of their own there: all their turns count.
      if (outs[o] === (ins[i]! ^ 1) && groups === ins.length) continue;
      if (ms === FORBIDDEN) forbidden = true;
      else [least, most] = [Math.min(least, ms), Math.max(most, ms)];
    }
  }
  // Turning back can be cheaper than any other turn too.
  for (const [i, row] of rows.entries()) for (const [o, ms] of row.entries()) if (outs[o] === (ins[i]! ^ 1) && ms !== FORBIDDEN) least = Math.min(least, ms);
  return { spread: forbidden ? NO_BOUND : Math.max(0, most - least), longest };
}

function listed(
  { vertexCount, junctionOf, firstOf, countOf, arcHead }: Pick<TurnVertices, "vertexCount" | "junctionOf" | "firstOf" | "countOf" | "arcHead">,
  { tail }: Arcs,
  spreadMs: Int32Array,
  entries: Entries,
): Pick<TurnVertices, "starts" | "onward" | "onwardAt" | "backward" | "backwardAt"> {
  const leaving = grouped(vertexCount, entries.vertex, entries.arc, entries.ms);
  const starting = grouped(arcHead.length, entries.arc, entries.vertex, entries.ms);
  const open = Array.from(arcHead.keys()).filter((arc) => arcHead[arc]! >= 0);
  const arriving = grouped(vertexCount, open.map((arc) => arcHead[arc]!), open, null);
  const [onward, backward]: number[][] = [[], []];
  const onwardAt = new Int32Array(vertexCount + 1);
  const backwardAt = new Int32Array(vertexCount + 1);
  for (let v = 0; v < vertexCount; v++) {
    const junction = junctionOf[v]!;
    const arcsIn = arriving.value.subarray(arriving.first[v], arriving.first[v + 1]);
    onward!.push(countOf[junction] === 1 ? -1 : firstOf[junction]!, spreadMs[junction]!, arcsIn.length === 1 ? arcsIn[0]! ^ 1 : -1);
    for (let i = leaving.first[v]!; i < leaving.first[v + 1]!; i++) onward!.push(leaving.value[i]!, arcHead[leaving.value[i]!]!, leaving.ms[i]!);
    onwardAt[v + 1] = onward!.length;
    for (const arc of arcsIn) {
      const from = tail[arc]!;
      const [low, high] = [starting.first[arc]!, starting.first[arc + 1]!];
      backward!.push(arc, firstOf[from]!, spreadMs[from]!, arcHead[arc ^ 1]!, high - low);
      for (let i = low; i < high; i++) backward!.push(starting.value[i]!, starting.ms[i]!);
    }
    backwardAt[v + 1] = backward!.length;
  }
  return { starts: { first: starting.first, vertex: starting.value, turnMs: starting.ms }, onward: Int32Array.from(onward!), onwardAt, backward: Int32Array.from(backward!), backwardAt };
}

function enter(entries: Entries, vertex: number, arc: number, ms: number): void {
  entries.vertex.push(vertex);
  entries.arc.push(arc);
  entries.ms.push(ms);
}

function costOf(roads: readonly Road[], costs: TurnCosts, roadCount: number, arcIn: number, arcOut: number): number {
  if (arcOut === (arcIn ^ 1)) return costs.uTurnMs + (roadCount < 3 ? 0 : costs.junctionMs);
  // The heading on arrival is that of the way back, turned round.
  return turnMs(costs, roadCount, headingFrom(roads, arcIn ^ 1) + 180, headingFrom(roads, arcOut));
}

/** Heading at the start of an arc, degrees. */
export function headingFrom(roads: readonly Road[], arc: number): number {
  const { line } = roads[arc >> 1]!;
  return arc % 2 === 0 ? bearingDeg(line[0]!, line[1]!) : bearingDeg(line.at(-1)!, line.at(-2)!);
}

/** The open arcs by a junction of theirs. */
function listsBy(junctions: number, junctionOfArc: Int32Array, allowed: Uint8Array): { at(junction: number): number[] } {
  const first = new Int32Array(junctions + 1);
  for (let arc = 0; arc < allowed.length; arc++) if (allowed[arc] === 1) first[junctionOfArc[arc]! + 1]! += 1;
  for (let j = 0; j < junctions; j++) first[j + 1]! += first[j]!;
  const next = first.slice();
  const list = new Int32Array(first[junctions]!);
  for (let arc = 0; arc < allowed.length; arc++) if (allowed[arc] === 1) list[next[junctionOfArc[arc]!]!++] = arc;
  return { at: (junction) => [...list.subarray(first[junction], first[junction + 1])] };
}

/** Values and costs gathered by key, in the order given. */
function grouped(keys: number, keyOf: readonly number[], values: readonly number[], costs: readonly number[] | null) {
  const first = new Int32Array(keys + 1);
  for (const key of keyOf) first[key + 1]! += 1;
  for (let key = 0; key < keys; key++) first[key + 1]! += first[key]!;
  const next = first.slice(0, keys);
  const value = new Int32Array(values.length);
  const ms = new Int32Array(values.length);
  for (let i = 0; i < keyOf.length; i++) {
    const slot = next[keyOf[i]!]!;
    next[keyOf[i]!] = slot + 1;
    value[slot] = values[i]!;
    if (costs) ms[slot] = costs[i]!;
  }
  return { first, value, ms };
}
