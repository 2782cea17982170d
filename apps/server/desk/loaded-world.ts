import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import type { Layout } from "@tocsin/contract/layouts/layout.ts";
import type { RoadClosure } from "@tocsin/contract/roads/closure.ts";
import type { World } from "@tocsin/domain/decision.ts";
import type { StoredState, StreamRef } from "@tocsin/ledger/types.ts";
import type { Versions } from "@tocsin/runtime/step.ts";

/** The records of one decision, with the versions at which they were read. */
export interface LoadedWorld extends World, Versions {
  readonly incidents: Map<string, Incident>;
  readonly units: Map<string, Unit>;
  readonly closures: Map<string, RoadClosure>;
  readonly layouts: Map<string, Layout>;
  readonly advisories: Map<string, Advisory>;
  readonly matters: Map<string, Matter>;
  readonly plans: Map<string, PlanVersion>;
  has(kind: string, id: string): boolean;
  put(states: readonly StoredState[]): void;
  /** All that was loaded. */
  refs(): StreamRef[];
  /** Whether any of these has another version than the one that was loaded. */
  differsFrom(states: readonly StoredState[]): boolean;
}

export function emptyWorld(): LoadedWorld {
  const incidents = new Map<string, Incident>();
  const units = new Map<string, Unit>();
  const closures = new Map<string, RoadClosure>();
  const layouts = new Map<string, Layout>();
  const advisories = new Map<string, Advisory>();
  const matters = new Map<string, Matter>();
  const plans = new Map<string, PlanVersion>();
  const versions = new Map<string, number>();
  const loaded: StreamRef[] = [];
  return {
    incidents,
    units,
    closures,
    layouts,
    advisories,
    matters,
    plans,
    of: (kind, id) => versions.get(`${kind}/${id}`) ?? 0,
    has: (kind, id) => versions.has(`${kind}/${id}`),
    put: (states) => {
      for (const { kind, id, version, state } of states) {
        versions.set(`${kind}/${id}`, version);
        loaded.push({ kind, id });
        if (kind === "incident") incidents.set(id, state as Incident);
        else if (kind === "unit") units.set(id, state as Unit);
        else if (kind === "closure") closures.set(id, state as RoadClosure);
        else if (kind === "layout") layouts.set(id, state as Layout);
        else if (kind === "advisory") advisories.set(id, state as Advisory);
        else if (kind === "matter") matters.set(id, state as Matter);
        else if (kind === "plan") plans.set(id, state as PlanVersion);
      }
    },
    refs: () => loaded,
    differsFrom: (states) => states.some(({ kind, id, version }) => versions.get(`${kind}/${id}`) !== version),
  };
}
