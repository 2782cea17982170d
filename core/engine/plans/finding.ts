import type { PlanFinding, PlanFindingCode } from "@tocsin/contract/command/plan-finding.ts";

export const finding = (code: PlanFindingCode, path: string, zh: string, en: string): PlanFinding => ({ code, path, zh, en });

/** Every key that stands twice, at its later place. */
export function twice(ids: readonly string[], path: (index: number) => string): PlanFinding[] {
  return ids.flatMap((id, index) => (ids.indexOf(id) === index ? [] : [finding("ID_TWICE", path(index), `编号 ${id} 用了两次`, `${id} is used twice`)]));
}

/** A workflow names the mechanism under which it runs; whether that one stands, the registry says (ORG-05). */
export const untagged = ({ mechanism }: { readonly mechanism?: string }): PlanFinding[] => (mechanism === undefined ? [finding("MECHANISM_REQUIRED", "mechanism", "没有标注所属机制", "no mechanism is named")] : []);
