import type { StreamKind } from "@tocsin/contract/events.ts";
import type { StoredState, StreamRef } from "@tocsin/ledger/types.ts";
import { KINDS, noRecords, putRecord, type Records } from "@tocsin/runtime/kinds.ts";
import type { Versions } from "@tocsin/runtime/step.ts";

/** The records of one decision, with the versions at which they were read. */
export interface LoadedWorld extends Records, Versions {
  has(kind: string, id: string): boolean;
  put(states: readonly StoredState[]): void;
  /** All that was loaded. */
  refs(): StreamRef[];
  /** Whether any of these has another version than the one that was loaded. */
  differsFrom(states: readonly StoredState[]): boolean;
}

export function emptyWorld(): LoadedWorld {
  const records = noRecords();
  const versions = new Map<string, number>();
  const loaded: StreamRef[] = [];
  return {
    ...records,
    of: (kind, id) => versions.get(`${kind}/${id}`) ?? 0,
    has: (kind, id) => versions.has(`${kind}/${id}`),
    put: (states) => {
      for (const { kind, id, version, state } of states) {
        versions.set(`${kind}/${id}`, version);
        loaded.push({ kind, id });
        if (Object.hasOwn(KINDS, kind)) putRecord(records, kind as StreamKind, id, state);
      }
    },
    refs: () => loaded,
    differsFrom: (states) => states.some(({ kind, id, version }) => versions.get(`${kind}/${id}`) !== version),
  };
}
