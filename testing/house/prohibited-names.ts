export { prohibitedIn, wordsOf } from "@tocsin/contract/prohibited.ts";

/** Names of fields and fixed values in everything that a module exports: TypeBox schemas are plain objects. */
export function schemaNames(exported: unknown, seen = new Set<object>()): string[] {
  if (typeof exported !== "object" || exported === null || seen.has(exported)) return [];
  seen.add(exported);
  const record = exported as Record<string, unknown>;
  const names: string[] = [];
  if (typeof record["properties"] === "object" && record["properties"] !== null) names.push(...Object.keys(record["properties"]));
  if (typeof record["const"] === "string") names.push(record["const"]);
  for (const value of Object.values(record)) names.push(...schemaNames(value, seen));
  return names;
}

/** Identifiers of a migration, without its comments and texts. */
export function sqlNames(sql: string): string[] {
  const bare = sql.replace(/--.*$/gm, "").replace(/\/\*[\s\S]*?\*\//g, "").replace(/'[^']*'/g, "''");
  return [...new Set(bare.match(/[A-Za-z_\u4e00-\u9fff][\w\u4e00-\u9fff]*/g) ?? [])];
}

/** Column names of a CSV file, keys of a JSON or YAML file. */
export function dataNames(path: string, text: string): string[] {
  if (path.endsWith(".csv")) return (text.split(/\r?\n/, 1)[0] ?? "").replace(/^\uFEFF/, "").split(",").map((name) => name.replace(/"/g, "").trim());
  const keys = path.endsWith(".json") || path.endsWith(".geojson") ? /"([^"\\]+)"\s*:/g : /^[\s-]*([^\s#:"'][^:#]*):(?:\s|$)/gm;
  return [...new Set([...text.matchAll(keys)].map(([, key]) => key ?? ""))];
}
