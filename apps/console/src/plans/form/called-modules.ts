import { useEffect } from "react";
import type { PlanModule } from "@tocsin/contract/command/plan.ts";
import type { PlanHead } from "@tocsin/contract/command/plan-version.ts";
import { client } from "../../live/session.ts";
import { createStore, useStore } from "../../store/external-store.ts";
import { usePlanHeads } from "../use-plans.ts";
import { type Content, rowsAt } from "./draft-edit.ts";

/** Contents of versions of modules by the id of the version: what was published never changes. */
const modulesStore = createStore<ReadonlyMap<string, PlanModule>>(new Map());
const whole = (modules: ReadonlyMap<string, PlanModule>): ReadonlyMap<string, PlanModule> => modules;

/** Versions that a plan may call: every one that was published and not retired. */
export const callableOf = (heads: readonly PlanHead[]): PlanHead[] => heads.filter(({ what, no, status }) => what === "MODULE" && no !== null && (status === "PUBLISHED" || status === "SUPERSEDED"));

/** The version of a module that a row of a plan calls. */
export const calledBy = ({ module, version }: Content, heads: readonly PlanHead[]): PlanHead | undefined => callableOf(heads).find(({ code, no }) => code === module && no === version);

export type ModuleOf = (row: Content) => PlanModule | null;

/** The modules that a draft calls, fetched as it begins to call them; null while one is on its way, or where there is none. */
export function useCalledModules(content: Content): ModuleOf {
  const heads = usePlanHeads();
  const known = useStore(modulesStore, whole);
  const missing = [...new Set(rowsAt(content, ["calls"]).flatMap((row) => calledBy(row, heads)?.id ?? []))].filter((id) => !known.has(id)).join();
  useEffect(() => {
    for (const id of missing.split(",").filter((each) => each !== "")) {
      client.plan(id).then(({ record: { module } }) => {
        if (module !== null) modulesStore.set((before) => new Map([...before, [id, module]]));
      }, () => undefined);
    }
  }, [missing]);
  return (row) => known.get(calledBy(row, heads)?.id ?? "") ?? null;
}
