import { areaOf, type Vec } from "./plane.ts";

/**
 * A plane divided into faces by edges (half-edge structure). Edge k is the half-edges 2k and 2k+1, which run against
 * each other; every half-edge has its face on the left. Splitting keeps the structure whole, so that blocks never overlap.
 */
export class PlanarMap {
  readonly points: Vec[];
  readonly origin: number[] = [];
  readonly next: number[] = [];
  readonly prev: number[] = [];
  readonly face: number[] = [];
  /** Street of each edge. */
  readonly street: number[] = [];
  /** One half-edge of each face. */
  readonly edgeOfFace: number[] = [];
  /** The face outside of everything. */
  outside = -1;

  /** `edges` are pairs of points with their street; they must meet only in their ends and hang together. */
  constructor(points: readonly Vec[], edges: readonly { readonly a: number; readonly b: number; readonly street: number }[]) {
    this.points = [...points];
    for (const { a, b, street } of edges) {
      this.origin.push(a, b);
      this.street.push(street);
    }
    this.#link();
    this.#findFaces();
  }

  point(half: number): Vec {
    return this.points[this.origin[half]!]!;
  }

  end(half: number): Vec {
    return this.points[this.origin[half ^ 1]!]!;
  }

  /** The half-edges around a face, counter-clockwise. */
  loop(face: number): number[] {
    const start = this.edgeOfFace[face]!;
    const halves = [start];
    for (let half = this.next[start]!; half !== start; half = this.next[half]!) halves.push(half);
    return halves;
  }

  ring(face: number): Vec[] {
    return this.loop(face).map((half) => this.point(half));
  }

  /** Puts a point into an edge and returns its index; `half` then ends there. */
  splitEdge(half: number, at: Vec): number {
    const vertex = this.points.push(at) - 1;
    const twin = half ^ 1;
    const on = this.origin.length;
    const back = on + 1;
    this.origin.push(vertex, this.origin[twin]!);
    this.street.push(this.street[half >> 1]!);
    this.face.push(this.face[half]!, this.face[twin]!);
    const after = this.next[half]!;
    const before = this.prev[twin]!;
    this.next.push(after, twin);
    this.prev.push(half, before);
    this.prev[after] = on;
    this.next[half] = on;
    this.next[before] = back;
    this.prev[twin] = back;
    this.origin[twin] = vertex;
    return vertex;
  }

  /** Cuts a face from the origin of one of its half-edges to that of another. Returns the new half-edge from `from`'s origin. */
  splitFace(from: number, to: number, street: number): number {
    const face = this.face[from]!;
    const fresh = this.edgeOfFace.length;
    const along = this.origin.length;
    const back = along + 1;
    this.origin.push(this.origin[from]!, this.origin[to]!);
    this.street.push(street);
    const [beforeFrom, beforeTo] = [this.prev[from]!, this.prev[to]!];
    this.next.push(to, from);
    this.prev.push(beforeFrom, beforeTo);
    this.next[beforeFrom] = along;
    this.prev[to] = along;
    this.next[beforeTo] = back;
    this.prev[from] = back;
    this.face.push(fresh, face);
    this.edgeOfFace.push(along);
    this.edgeOfFace[face] = back;
    for (let half = to; half !== along; half = this.next[half]!) this.face[half] = fresh;
    return along;
  }

  /** Half-edges that leave each point, in no order. */
  leaving(): number[][] {
    const lists: number[][] = this.points.map(() => []);
    for (const [half, vertex] of this.origin.entries()) lists[vertex]!.push(half);
    return lists;
  }

  #link(): void {
    const angle = (half: number): number => {
      const [a, b] = [this.point(half), this.end(half)];
      return Math.atan2(b[1] - a[1], b[0] - a[0]);
    };
    for (const halves of this.leaving()) {
      const around = halves.map((half) => ({ half, angle: angle(half) })).sort((a, b) => a.angle - b.angle || a.half - b.half);
      for (const [index, { half }] of around.entries()) {
        // Coming in against `half`, the face on the left goes on with the next one clockwise.
        const onward = around[(index - 1 + around.length) % around.length]!.half;
        this.next[half ^ 1] = onward;
        this.prev[onward] = half ^ 1;
      }
    }
  }

  #findFaces(): void {
    this.face.length = this.origin.length;
    this.face.fill(-1);
    let lowest = 0;
    for (let half = 0; half < this.origin.length; half++) {
      if (this.face[half] !== -1) continue;
      const face = this.edgeOfFace.push(half) - 1;
      let at = half;
      do {
        this.face[at] = face;
        at = this.next[at]!;
      } while (at !== half);
      const area = areaOf(this.ring(face));
      if (area < lowest) {
        lowest = area;
        this.outside = face;
      }
    }
  }
}
