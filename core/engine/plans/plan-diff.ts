import type { PlanContent, PlanModule } from "@tocsin/contract/command/plan.ts";
import type { GuidanceContent } from "@tocsin/contract/guidance/content.ts";
import { canonicalJson } from "@tocsin/kernel/canonical.ts";

/** One difference: which part, which item of it, and what of that item. `before` and `after` are null where it is new or gone. */
export interface PlanChange {
  readonly part: string;
  readonly id: string | null;
  readonly kind: "ADDED" | "REMOVED" | "CHANGED" | "MOVED";
  readonly field: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

type Content = PlanContent | PlanModule | GuidanceContent;
type Item = Readonly<Record<string, unknown>>;

const said = (value: unknown): string | null => (value === undefined || value === null ? null : typeof value === "string" ? value : canonicalJson(value));
const same = (a: unknown, b: unknown): boolean => said(a) === said(b);

/** Keys of both, in the order in which the later one has them. */
const keysOf = (before: Item, after: Item): string[] => [...new Set([...Object.keys(after), ...Object.keys(before)])];

function fieldChanges(part: string, id: string | null, before: Item, after: Item): PlanChange[] {
  return keysOf(before, after).flatMap((field): PlanChange[] => (same(before[field], after[field]) ? [] : [{ part, id, kind: "CHANGED", field, before: said(before[field]), after: said(after[field]) }]));
}

const idOf = (item: Item): string => String(item["id"] ?? item["key"]);
const isList = (value: unknown): value is readonly Item[] => Array.isArray(value) && value.every((item) => typeof item === "object" && item !== null && ("id" in item || "key" in item));
const nameOf = (item: Item): string | null => said(item["nameZh"] ?? item["postZh"] ?? item["textZh"] ?? item["module"]);

/** Lists whose items have ids are compared item by item: one that stands elsewhere has moved, which for tasks means nothing but order on paper. */
function listChanges(part: string, before: readonly Item[], after: readonly Item[]): PlanChange[] {
  const earlier = new Map(before.map((item) => [idOf(item), item]));
  const later = new Set(after.map(idOf));
  const order = (items: readonly Item[], other: ReadonlySet<string> | ReadonlyMap<string, Item>): string[] => items.map(idOf).filter((id) => other.has(id));
  const moved = said(order(before, later)) === said(order(after, earlier)) ? [] : [{ part, id: null, kind: "MOVED" as const, field: null, before: null, after: null }];
  return [
    ...after.flatMap((item): PlanChange[] => {
      const known = earlier.get(idOf(item));
      return known === undefined ? [{ part, id: idOf(item), kind: "ADDED", field: null, before: null, after: nameOf(item) }] : fieldChanges(part, idOf(item), known, item);
    }),
    ...before.filter((item) => !later.has(idOf(item))).map((item): PlanChange => ({ part, id: idOf(item), kind: "REMOVED", field: null, before: nameOf(item), after: null })),
    ...moved,
  ];
}

/** What changed from one version of a plan or module to another, part by part (CMD-06). The number of a module's version is not part of it. */
export function planDiff(before: Content, after: Content): PlanChange[] {
  const [one, two] = [before as unknown as Item, after as unknown as Item];
  return keysOf(one, two).filter((part) => part !== "version").flatMap((part): PlanChange[] => {
    const [was, is] = [one[part], two[part]];
    if (isList(was ?? []) && isList(is ?? []) && (Array.isArray(was) || Array.isArray(is))) return listChanges(part, (was ?? []) as readonly Item[], (is ?? []) as readonly Item[]);
    if (part === "levels") return fieldChanges(part, null, (was ?? {}) as Item, (is ?? {}) as Item);
    return same(was, is) ? [] : [{ part, id: null, kind: was === undefined ? "ADDED" : is === undefined ? "REMOVED" : "CHANGED", field: null, before: said(was), after: said(is) }];
  });
}
