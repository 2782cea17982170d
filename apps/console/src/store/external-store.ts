import { useRef, useSyncExternalStore } from "react";

/** A value outside React that components read through selectors. */
export interface Store<Value> {
  get(): Value;
  set(next: Value | ((before: Value) => Value)): void;
  subscribe(listener: () => void): () => void;
}

export function createStore<Value>(initial: Value): Store<Value> {
  let value = initial;
  const listeners = new Set<() => void>();
  return {
    get: () => value,
    set(next) {
      const after = typeof next === "function" ? (next as (before: Value) => Value)(value) : next;
      if (Object.is(after, value)) return;
      value = after;
      for (const listener of [...listeners]) listener();
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

/**
 * Reads a part of a store. The component renders again only when that part is another object;
 * a selector that builds a new object each time must pass `same`.
 */
export function useStore<Value, Part>(store: Store<Value>, select: (value: Value) => Part, same: (a: Part, b: Part) => boolean = Object.is): Part {
  const last = useRef<{ value: Value; select: unknown; part: Part } | undefined>(undefined);
  const read = (): Part => {
    const value = store.get();
    const before = last.current;
    if (before && Object.is(before.value, value) && before.select === select) return before.part;
    const part = select(value);
    const kept = before && same(before.part, part) ? before.part : part;
    last.current = { value, select, part: kept };
    return kept;
  };
  return useSyncExternalStore(store.subscribe, read, read);
}

/** A setting of this machine that survives a reload, in clear under `tocsin.<name>`: nothing of an incident or a person (kept-records.ts seals those). A value that no longer passes `accept` is forgotten. */
export function createKeptStore<Value>(name: string, initial: Value, accept: (value: unknown) => value is Value): Store<Value> {
  const key = `tocsin.${name}`;
  const store = createStore<Value>(readKept(key, accept) ?? initial);
  store.subscribe(() => {
    try {
      localStorage.setItem(key, JSON.stringify(store.get()));
    } catch {
      // storage is full or forbidden: the value lives until the page is closed
    }
  });
  return store;
}

function readKept<Value>(key: string, accept: (value: unknown) => value is Value): Value | undefined {
  try {
    const text = localStorage.getItem(key);
    if (text === null) return undefined;
    const value: unknown = JSON.parse(text);
    return accept(value) ? value : undefined;
  } catch {
    return undefined;
  }
}
