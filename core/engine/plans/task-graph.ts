import { type PlanLevel, holdsAt } from "@tocsin/contract/command/plan-task.ts";
import type { PlanFinding } from "@tocsin/contract/command/plan-finding.ts";
import { finding } from "./finding.ts";

/** A task or a call as a knot of the order in which things are done. */
export interface Knot {
  readonly id: string;
  readonly path: string;
  readonly from: PlanLevel;
  readonly after: readonly string[];
  readonly startS: number;
  readonly dueS: number;
}

/** Knots whose predecessors all come before them, in the order in which they are written where that leaves a choice; what lies in or behind a cycle is left out (Kahn 1962). */
export function inOrder<K extends Pick<Knot, "id" | "after">>(knots: readonly K[]): K[] {
  const known = new Set(knots.map(({ id }) => id));
  const placed = new Set<string>();
  const ordered: K[] = [];
  let waiting = [...knots];
  for (;;) {
    const next = waiting.find(({ after }) => after.every((id) => placed.has(id) || !known.has(id)));
    if (next === undefined) return ordered;
    placed.add(next.id);
    ordered.push(next);
    waiting = waiting.filter((knot) => knot !== next);
  }
}

/** Everything that must be done before a knot, itself only when it lies in a cycle. */
function before(id: string, byId: ReadonlyMap<string, Knot>): Set<string> {
  const seen = new Set<string>();
  const open = [...(byId.get(id)?.after ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    open.push(...(byId.get(next)?.after ?? []));
  }
  return seen;
}

/** Faults of the order: unknown predecessors, cycles, what can never begin, and limits that cannot be kept. */
export function graphFindings(knots: readonly Knot[]): PlanFinding[] {
  const byId = new Map(knots.map((knot) => [knot.id, knot]));
  const earlier = new Map(knots.map(({ id }) => [id, before(id, byId)]));
  const inCycle = (id: string): boolean => earlier.get(id)?.has(id) === true;
  return knots.flatMap((knot): PlanFinding[] => {
    const { id, path, from, after, startS, dueS } = knot;
    const found: PlanFinding[] = [];
    if (dueS < startS) found.push(finding("DEADLINE_BEFORE_START", `${path}.dueS`, `完成时限 ${dueS} 秒早于开始时限 ${startS} 秒`, `due after ${dueS} s, before its start limit of ${startS} s`));
    for (const other of after.filter((each) => !byId.has(each))) found.push(finding("UNKNOWN_DEPENDENCY", `${path}.after`, `没有前置任务 ${other}`, `there is no ${other} to come before`));
    if (inCycle(id)) return [...found, finding("CYCLE", `${path}.after`, `任务 ${id} 的前置关系成环`, `${id} waits for itself, in a circle`)];
    const cyclic = [...(earlier.get(id) ?? [])].find(inCycle);
    if (cyclic !== undefined) found.push(finding("UNREACHABLE_TASK", path, `任务 ${id} 永远不能开始:它等待成环的 ${cyclic}`, `${id} can never begin: it waits for ${cyclic}, which is in a circle`));
    for (const first of after.flatMap((each) => byId.get(each) ?? [])) {
      if (!holdsAt(first.from, from)) {
        found.push(finding("UNREACHABLE_TASK", path, `${from} 级的任务 ${id} 等待 ${first.from} 级才有的 ${first.id},不能开始`, `${id} of level ${from} waits for ${first.id}, which there is from level ${first.from} only`));
      } else if (!inCycle(first.id) && dueS < first.dueS) {
        found.push(finding("DUE_BEFORE_PREDECESSOR", `${path}.dueS`, `完成时限早于前置任务 ${first.id}(${first.dueS} 秒)`, `due before ${first.id}, which must be done first (${first.dueS} s)`));
      }
    }
    return found;
  });
}
