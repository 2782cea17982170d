/**
 * The skeleton of a customizable contraction hierarchy (Dibbelt, Strasser and Wagner, 2016) over the vertices of a road graph.
 * It depends on which roads meet and on no weight: closures, live speeds and the hour change numbers on it, and it is never
 * built again. Everything here is by rank (see `dissection-order.ts`), not by vertex.
 */
import { dissectionOrder, type OrderInput } from "./dissection-order.ts";

export interface Hierarchy {
  /** Rank by vertex. */
  readonly rank: Int32Array;
  /** The links of rank `r` to higher ranks: `at[r]` to `at[r + 1] - 1`; all of these ranks are among its ancestors. */
  readonly at: Int32Array;
  /** Higher end of every link, ascending within one rank. */
  readonly head: Int32Array;
  /** Lower end of every link. */
  readonly tail: Int32Array;
  /** Least of the higher ends of a rank, -1 for none: its parent in the elimination tree. */
  readonly parent: Int32Array;
  /** Links by their higher end: `downAt[r]` to `downAt[r + 1] - 1` of `down`, by ascending lower end. */
  readonly downAt: Int32Array;
  readonly down: Int32Array;
  /**
   * For each entry of the graph's `starts` the place of its weight: twice the link, and one more if it leads from the higher
   * to the lower end; -1 where a step leads nowhere.
   */
  readonly placeOf: Int32Array;
}

export function buildHierarchy(input: OrderInput): Hierarchy {
  const rank = dissectionOrder(input);
  const { at, head, parent } = contracted(stepsUp(input, rank), input.vertexCount);
  const tail = new Int32Array(head.length);
  const downAt = new Int32Array(input.vertexCount + 1);
  for (let r = 0; r < input.vertexCount; r++) for (let k = at[r]!; k < at[r + 1]!; k++) tail[k] = r;
  for (const r of head) downAt[r + 1]! += 1;
  for (let r = 0; r < input.vertexCount; r++) downAt[r + 1]! += downAt[r]!;
  const next = downAt.slice(0, input.vertexCount);
  const down = new Int32Array(head.length);
  for (let k = 0; k < head.length; k++) down[next[head[k]!]!++] = k;
  return { rank, at, head, tail, parent, downAt, down, placeOf: placesOf(input, rank, at, head) };
}

interface Steps {
  readonly at: Int32Array;
  readonly high: Int32Array;
}

/** For every rank the higher ranks one step away, in either direction. */
function stepsUp({ arcHead, starts, vertexCount }: OrderInput, rank: Int32Array): Steps {
  const at = new Int32Array(vertexCount + 1);
  const each = (visit: (low: number, high: number) => void): void => {
    for (let arc = 0; arc < arcHead.length; arc++) {
      if (arcHead[arc]! < 0) continue;
      const to = rank[arcHead[arc]!]!;
      for (let i = starts.first[arc]!; i < starts.first[arc + 1]!; i++) {
        const from = rank[starts.vertex[i]!]!;
        if (from !== to) visit(Math.min(from, to), Math.max(from, to));
      }
    }
  };
  each((low) => (at[low + 1]! += 1));
  for (let r = 0; r < vertexCount; r++) at[r + 1]! += at[r]!;
  const next = at.slice(0, vertexCount);
  const high = new Int32Array(at[vertexCount]!);
  each((low, top) => (high[next[low]!++] = top));
  return { at, high };
}

/** Whoever is contracted leaves its higher ends linked with each other: they all become higher ends of the least among them. */
function contracted(steps: Steps, n: number): Pick<Hierarchy, "at" | "head" | "parent"> {
  const at = new Int32Array(n + 1);
  const parent = new Int32Array(n).fill(-1);
  const [firstChild, nextChild] = [new Int32Array(n).fill(-1), new Int32Array(n).fill(-1)];
  const seenBy = new Int32Array(n).fill(-1);
  let head = new Int32Array(4 * n + 16);
  const ends = new Int32Array(n);
  for (let r = 0; r < n; r++) {
    let count = 0;
    const add = (high: number): void => {
      if (seenBy[high] === r) return;
      seenBy[high] = r;
      ends[count++] = high;
    };
    for (let i = steps.at[r]!; i < steps.at[r + 1]!; i++) add(steps.high[i]!);
    for (let child = firstChild[r]!; child >= 0; child = nextChild[child]!) for (let k = at[child]! + 1; k < at[child + 1]!; k++) add(head[k]!);
    at[r + 1] = at[r]! + count;
    if (at[r + 1]! > head.length) {
      const larger = new Int32Array(2 * at[r + 1]!);
      larger.set(head);
      head = larger;
    }
    head.set(ends.subarray(0, count).sort(), at[r]);
    if (count === 0) continue;
    const up = head[at[r]!]!;
    parent[r] = up;
    nextChild[r] = firstChild[up]!;
    firstChild[up] = r;
  }
  return { at, head: head.slice(0, at[n]), parent };
}

function placesOf({ arcHead, starts }: OrderInput, rank: Int32Array, at: Int32Array, head: Int32Array): Int32Array {
  const placeOf = new Int32Array(starts.vertex.length).fill(-1);
  for (let arc = 0; arc < arcHead.length; arc++) {
    if (arcHead[arc]! < 0) continue;
    const to = rank[arcHead[arc]!]!;
    for (let i = starts.first[arc]!; i < starts.first[arc + 1]!; i++) {
      const from = rank[starts.vertex[i]!]!;
      if (from < to) placeOf[i] = 2 * linkOf(at, head, from, to);
      else if (from > to) placeOf[i] = 2 * linkOf(at, head, to, from) + 1;
    }
  }
  return placeOf;
}

/** The link between two ranks that are linked. */
function linkOf(at: Int32Array, head: Int32Array, low: number, high: number): number {
  let [first, last] = [at[low]!, at[low + 1]! - 1];
  while (first < last) {
    const middle = (first + last) >> 1;
    if (head[middle]! < high) first = middle + 1;
    else last = middle;
  }
  return first;
}
