import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { TimeTable } from "@tocsin/engine/siting/nearest-layout.ts";

/** An instance of OR-Library's p-median set (Beasley 1985) with its proven optimum. */
export interface PmedInstance {
  readonly name: string;
  readonly posts: number;
  readonly optimum: number;
  readonly table: TimeTable;
}

/** `data` is the folder of shared data. Vertices are sites and cells at once; all weights are 1. */
export function readPmed(data: string, number: number): PmedInstance {
  const folder = join(data, "bench/pmed");
  const [vertices = 0, edges = 0, posts = 0, ...rest] = readFileSync(join(folder, `pmed${number}.txt`), "utf8").trim().split(/\s+/).map(Number);
  const line = readFileSync(join(folder, "pmedopt.txt"), "utf8").match(new RegExp(`^pmed${number}\\s+(\\d+)`, "m"));
  return { name: `pmed${number}`, posts, optimum: Number(line![1]), table: { cells: vertices, rows: allDistances(vertices, edges, rest), unserved: 1_000_000 } };
}

/** Floyd's algorithm. Where an edge is listed twice, the last one wins: the optima were found that way. */
function allDistances(vertices: number, edges: number, numbers: readonly number[]): Int32Array[] {
  const rows = Array.from({ length: vertices }, (_, i) => new Int32Array(vertices).fill(1_000_000).fill(0, i, i + 1));
  for (let edge = 0; edge < edges; edge++) {
    const [a, b, length] = [numbers[3 * edge]! - 1, numbers[3 * edge + 1]! - 1, numbers[3 * edge + 2]!];
    rows[a]![b] = rows[b]![a] = length;
  }
  for (const middle of rows.keys()) {
    for (const row of rows) {
      const way = row[middle]!;
      for (let to = 0; to < vertices; to++) row[to] = Math.min(row[to]!, way + rows[middle]![to]!);
    }
  }
  return rows;
}
