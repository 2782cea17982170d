import type { Db, Row } from "./db.ts";
import type { ListOptions, StoredState, StreamRef } from "./types.ts";

/** @throws RangeError on a grant that is no dotted org path: such a one could only come from a mistake. */
export function grantPaths(scope: readonly string[] | undefined): readonly string[] | null {
  if (scope === undefined) return null;
  for (const path of scope) {
    if (!/^[^.\s*]+(\.[^.\s*]+)*$/.test(path)) throw new RangeError(`scope: not an org path: ${JSON.stringify(path)}`);
  }
  return scope;
}

export async function loadStates(
  db: Db, refs: readonly StreamRef[], scope: readonly string[] | undefined,
): Promise<StoredState[]> {
  if (refs.length === 0) return [];
  const wanted = JSON.stringify(refs.map(({ kind, id }) => ({ kind, id })));
  return db.safeQuery<StoredState & Row>("select * from tocsin.load($1::jsonb, $2)", [wanted, grantPaths(scope)], "load");
}

export async function listStates(
  db: Db, kind: string, scope: readonly string[] | undefined, options: ListOptions = {},
): Promise<StoredState[]> {
  const limit = options.limit ?? 200;
  if (!Number.isInteger(limit) || limit < 1 || limit > 5_000) throw new RangeError(`limit: 1 to 5000, not ${limit}`);
  return db.safeQuery<StoredState & Row>(
    "select * from tocsin.list($1, $2, $3, $4, $5)",
    [kind, grantPaths(scope), options.open ?? null, options.before ?? null, limit], "list",
  );
}
