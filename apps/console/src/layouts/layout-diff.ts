import type { LayoutArea } from "@tocsin/contract/layouts/layout.ts";

export type ChangeKind = "ADDED" | "REMOVED" | "OUTLINE" | "OWNER" | "PATROL" | "NAME";
export interface AreaChange {
  readonly area: LayoutArea;
  readonly kinds: readonly ChangeKind[];
}

const text = (value: unknown): string => JSON.stringify(value);

/** What became of each area from one version to another, by its id; areas that stayed are left out. */
export function layoutDiff(before: readonly LayoutArea[], after: readonly LayoutArea[]): AreaChange[] {
  const known = new Map(before.map((area) => [area.id, area]));
  const left = new Set(after.map(({ id }) => id));
  const changed = after.flatMap((area): AreaChange[] => {
    const was = known.get(area.id);
    if (was === undefined) return [{ area, kinds: ["ADDED"] }];
    const kinds = [
      ...(text(was.rings) === text(area.rings) ? [] : (["OUTLINE"] as const)),
      ...(was.org === area.org && was.parent === area.parent && was.tier === area.tier ? [] : (["OWNER"] as const)),
      ...(text([was.mustVisit, was.shifts]) === text([area.mustVisit, area.shifts]) ? [] : (["PATROL"] as const)),
      ...(was.nameZh === area.nameZh && was.nameEn === area.nameEn ? [] : (["NAME"] as const)),
    ];
    return kinds.length === 0 ? [] : [{ area, kinds }];
  });
  return [...changed, ...before.filter(({ id }) => !left.has(id)).map((area): AreaChange => ({ area, kinds: ["REMOVED"] }))];
}
