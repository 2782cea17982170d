import type { PostLogEntry } from "@tocsin/contract/command/command-post.ts";

type Fields = Readonly<Record<string, unknown>>;

/** What an event carries, whatever it is. */
export const fields = (value: unknown): Fields => (typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Fields) : {});
export const textIn = (value: unknown, key: string): string => {
  const found = fields(value)[key];
  return typeof found === "string" || typeof found === "number" || typeof found === "boolean" ? String(found) : "";
};
export const listIn = (value: unknown, key: string): readonly unknown[] => {
  const found = fields(value)[key];
  return Array.isArray(found) ? found : [];
};

export const ofType = (log: readonly PostLogEntry[], ...types: readonly string[]): PostLogEntry[] => log.filter(({ type }) => types.includes(type));

/** The newest entry for each key, in the order in which the keys first came. */
export function newestBy(entries: readonly PostLogEntry[], key: (entry: PostLogEntry) => string): ReadonlyMap<string, PostLogEntry> {
  const found = new Map<string, PostLogEntry>();
  for (const entry of entries) found.set(key(entry), entry);
  return found;
}
