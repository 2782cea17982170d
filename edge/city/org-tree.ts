import { ORG_LEVELS, type OrgUnit, type OrgUnitRow } from "@tocsin/contract/organisation/city.ts";
import type { FileFaults, Located } from "./fault.ts";

/** The five-level tree (ORG-01): every unit hangs exactly one level below its parent. */

/** The ids from the root to a unit, or null when a parent is missing or the parents form a ring. */
export function ancestry(id: string, parents: ReadonlyMap<string, string | null>): readonly string[] | null {
  const chain: string[] = [];
  for (let at: string | null = id; at !== null; ) {
    if (chain.includes(at) || !parents.has(at)) return null;
    chain.unshift(at);
    at = parents.get(at) ?? null;
  }
  return chain;
}

/** Units with their dotted paths, in the order given. Units outside the tree are left out. */
export function withPaths(rows: readonly OrgUnitRow[]): OrgUnit[] {
  const parents = new Map(rows.map((row) => [row.id, row.parent]));
  return rows.flatMap((row) => {
    const chain = ancestry(row.id, parents);
    return chain === null ? [] : [{ ...row, path: chain.join(".") }];
  });
}

/** Whether a path lies in the subtree of another, itself included. */
export const isWithin = (path: string, root: string): boolean => path === root || path.startsWith(`${root}.`);

/** Checks the tree and the chain of division codes; `named` are all ids of the file, also of rows that have other faults. */
export function checkOrgTree(rows: readonly Located<OrgUnitRow>[], named: ReadonlySet<string>, faults: FileFaults): void {
  const byId = new Map<string, Located<OrgUnitRow>>();
  for (const row of rows) {
    const earlier = byId.get(row.value.id);
    if (earlier === undefined) byId.set(row.value.id, row);
    else if (earlier.value.parent !== row.value.parent) {
      faults.add(row.line, "parent", "ORG_PARENT_LEVEL_INVALID", `${row.value.id} 已在第 ${earlier.line} 行有上级,不能再有第二个上级`, `${row.value.id} has a parent on line ${earlier.line} already; a second parent is not allowed`);
    } else faults.add(row.line, "id", "ID_TWICE", `编号 ${row.value.id} 已在第 ${earlier.line} 行使用`, `${row.value.id} is on line ${earlier.line} already`);
  }
  const parents = new Map([...byId].map(([id, row]) => [id, row.value.parent]));
  const roots = rows.filter((row) => row.value.level === "CITY");
  if (roots.length === 0 && named.size > 0) faults.add(1, "level", "ORG_PARENT_LEVEL_INVALID", "没有市级(CITY)机构", "there is no unit of level CITY");
  for (const root of roots.slice(1)) faults.add(root.line, "level", "ORG_PARENT_LEVEL_INVALID", "市级机构只能有一个", "only one unit of level CITY is allowed");
  for (const row of rows) checkParent(row, byId, parents, named, faults);
}

function checkParent(row: Located<OrgUnitRow>, byId: ReadonlyMap<string, Located<OrgUnitRow>>, parents: ReadonlyMap<string, string | null>, named: ReadonlySet<string>, faults: FileFaults): void {
  const { id, parent, level, adminCode } = row.value;
  const fault = (zh: string, en: string): void => faults.add(row.line, "parent", "ORG_PARENT_LEVEL_INVALID", zh, en);
  const wanted = ORG_LEVELS[ORG_LEVELS.indexOf(level) - 1];
  if (parent === null) {
    if (wanted !== undefined) fault(`${level} 的上级应为 ${wanted} 一级,此处为空`, `${level} needs a parent of level ${wanted}; there is none`);
    return;
  }
  if (wanted === undefined) return fault("市级机构没有上级", "a unit of level CITY has no parent");
  const above = byId.get(parent)?.value;
  if (above === undefined && named.has(parent)) return;
  if (above === undefined) return faults.add(row.line, "parent", "REFERENCE_UNKNOWN", `没有编号为 ${parent} 的机构`, `there is no unit ${parent}`);
  if (ancestry(id, parents) === null && isInRing(id, parents)) fault(`${id} 的上级链成环`, `the parents of ${id} form a ring`);
  else if (above.level !== wanted) fault(`${level} 的上级应为 ${wanted} 一级,${parent} 是 ${above.level}`, `${level} needs a parent of level ${wanted}; ${parent} is ${above.level}`);
  // A parent whose code ends in 00 stands for a whole city: it shares the first four digits, any other all six.
  const digits = above.adminCode.endsWith("00") ? 4 : 6;
  if (adminCode.slice(0, digits) !== above.adminCode.slice(0, digits)) {
    faults.add(row.line, "admin_code", "ADMIN_CODE_CHAIN", `应以上级 ${parent} 的 ${above.adminCode.slice(0, digits)} 开头`, `does not start with ${above.adminCode.slice(0, digits)} of its parent ${parent}`);
  }
}

function isInRing(id: string, parents: ReadonlyMap<string, string | null>): boolean {
  const seen = new Set<string>();
  for (let at = parents.get(id) ?? null; at !== null && !seen.has(at); at = parents.get(at) ?? null) {
    if (at === id) return true;
    seen.add(at);
  }
  return false;
}
