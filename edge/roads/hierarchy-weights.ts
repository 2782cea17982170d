/**
 * The weights on a hierarchy ("perfect customization"). First for every link the least milliseconds from one end to the other by way
 * of lower ranks alone, found from all lower triangles; then by way of any. Links for which the second is less are on no
 * shortest way and are left out: most are.
 */
import type { Hierarchy } from "./hierarchy.ts";
import { UNREACHED } from "./search.ts";
import type { StartLists } from "./turn-vertices.ts";

/** The ways that rank `r` needs: `at[r]` to `at[r + 1] - 1`, each with the higher rank at its other end and its milliseconds. */
export interface Ways {
  readonly at: Int32Array;
  readonly head: Int32Array;
  readonly ms: Int32Array;
}

export interface WeighedWays {
  /** From the lower rank to the higher. */
  readonly up: Ways;
  /** From the higher rank to the lower; listed at the lower one too. */
  readonly down: Ways;
}

interface LinkMs {
  readonly up: Int32Array;
  readonly down: Int32Array;
}

/** `arcWeight` holds milliseconds by arc, more than `UNREACHED` for one that may not be passed. */
export function weighHierarchy(hierarchy: Hierarchy, starts: StartLists, arcWeight: Int32Array): WeighedWays {
  const byLower = ownMs(hierarchy, starts, arcWeight);
  throughLower(hierarchy, byLower);
  const byAny = { up: byLower.up.slice(), down: byLower.down.slice() };
  throughHigher(hierarchy, byAny);
  return { up: needed(hierarchy, byLower.up, byAny.up), down: needed(hierarchy, byLower.down, byAny.down) };
}

/** What single steps take; of parallel roads the fastest. */
function ownMs({ head, placeOf }: Hierarchy, { first, turnMs }: StartLists, arcWeight: Int32Array): LinkMs {
  const own = { up: new Int32Array(head.length).fill(UNREACHED), down: new Int32Array(head.length).fill(UNREACHED) };
  for (let arc = 0; arc < arcWeight.length; arc++) {
    for (let i = first[arc]!; i < first[arc + 1]!; i++) {
      const place = placeOf[i]!;
      // Subtracted, not added: a barred weight plus anything would leave 31 bits.
      if (place < 0 || arcWeight[arc]! >= UNREACHED - turnMs[i]!) continue;
      const ms = arcWeight[arc]! + turnMs[i]!;
      const way = place & 1 ? own.down : own.up;
      if (ms < way[place >> 1]!) way[place >> 1] = ms;
    }
  }
  return own;
}

function throughLower({ at, head, tail, downAt, down: below, rank }: Hierarchy, { up, down }: LinkMs): void {
  const linkTo = new Int32Array(rank.length);
  for (let r = 0; r < rank.length; r++) {
    for (let k = at[r]!; k < at[r + 1]!; k++) linkTo[head[k]!] = k;
    for (let i = downAt[r]!; i < downAt[r + 1]!; i++) {
      const low = below[i]!;
      const [toLow, fromLow] = [down[low]!, up[low]!];
      for (let k = low + 1, end = at[tail[low]! + 1]!; k < end; k++) {
        const link = linkTo[head[k]!]!;
        const onward = toLow + up[k]!;
        if (onward < up[link]!) up[link] = onward;
        const back = down[k]! + fromLow;
        if (back < down[link]!) down[link] = back;
      }
    }
  }
}

/** Downwards by rank: the links between higher ranks are exact when those of a lower one are improved by them. */
function throughHigher({ at, head, tail, downAt, down: below, rank }: Hierarchy, { up, down }: LinkMs): void {
  const linkTo = new Int32Array(rank.length);
  for (let r = rank.length - 1; r >= 0; r--) {
    for (let k = at[r]!; k < at[r + 1]!; k++) linkTo[head[k]!] = k;
    for (let i = downAt[r]!; i < downAt[r + 1]!; i++) {
      const low = below[i]!;
      let [toHere, fromHere] = [up[low]!, down[low]!];
      for (let k = low + 1, end = at[tail[low]! + 1]!; k < end; k++) {
        const link = linkTo[head[k]!]!;
        const [onward, back] = [up[link]!, down[link]!];
        if (up[k]! + back < toHere) toHere = up[k]! + back;
        if (toHere + onward < up[k]!) up[k] = toHere + onward;
        if (onward + down[k]! < fromHere) fromHere = onward + down[k]!;
        if (back + fromHere < down[k]!) down[k] = back + fromHere;
      }
      up[low] = toHere;
      down[low] = fromHere;
    }
  }
}

function needed({ at, head, rank }: Hierarchy, ms: Int32Array, least: Int32Array): Ways {
  let count = 0;
  for (let k = 0; k < head.length; k++) if (ms[k]! < UNREACHED && ms[k] === least[k]) count += 1;
  const ways = { at: new Int32Array(rank.length + 1), head: new Int32Array(count), ms: new Int32Array(count) };
  let next = 0;
  for (let r = 0; r < rank.length; r++) {
    for (let k = at[r]!; k < at[r + 1]!; k++) {
      if (ms[k]! >= UNREACHED || ms[k] !== least[k]) continue;
      ways.head[next] = head[k]!;
      ways.ms[next++] = ms[k]!;
    }
    ways.at[r + 1] = next;
  }
  return ways;
}
