/** The content of a draft as the form and the text both hold it. */
export type Content = Readonly<Record<string, unknown>>;
/** Keys and places from the whole down to a field. */
export type Path = readonly (string | number)[];

export const pathText = (path: Path): string => path.join(".");

export function valueAt(content: unknown, path: Path): unknown {
  return path.reduce<unknown>((at, key) => (typeof at === "object" && at !== null ? (at as Readonly<Record<string, unknown>>)[key] : undefined), content);
}

export const rowsAt = (content: unknown, path: Path): readonly Content[] => {
  const value = valueAt(content, path);
  return Array.isArray(value) ? (value as Content[]) : [];
};

/** The content with another value at a path; undefined takes the field away. */
export function withValue(content: Content, path: Path, value: unknown): Content {
  const [key, ...rest] = path;
  if (key === undefined) return value as Content;
  const inner = rest.length === 0 ? value : withValue(((content as Readonly<Record<string | number, unknown>>)[key] ?? {}) as Content, rest, value);
  if (Array.isArray(content)) return content.map((item: unknown, index) => (index === key ? inner : item)) as unknown as Content;
  if (inner === undefined) return Object.fromEntries(Object.entries(content).filter(([name]) => name !== key));
  return { ...content, [key]: inner };
}

export const withRow = (content: Content, path: Path, row: Content): Content => withValue(content, path, [...rowsAt(content, path), row]);
export const withoutRow = (content: Content, path: Path, at: number): Content => withValue(content, path, rowsAt(content, path).filter((_, index) => index !== at));

/** A row one place up (-1) or down (1); at the end it stays. */
export function movedRow(content: Content, path: Path, at: number, by: -1 | 1): Content {
  const rows = [...rowsAt(content, path)];
  const [one, other] = [rows[at], rows[at + by]];
  if (one === undefined || other === undefined) return content;
  [rows[at], rows[at + by]] = [other, one];
  return withValue(content, path, rows);
}

/** Fields of other rows that name a row of a part by its id. */
const NAMED_BY: Readonly<Record<string, readonly string[]>> = { roles: ["role"], tasks: ["after"], calls: ["after"], areas: ["area"] };

/** A row with another id; what named it by the old one goes with it, as long as that is no other row's. */
export function renamedRow(content: Content, part: string, at: number, id: string): Content {
  const before = rowsAt(content, [part])[at]?.["id"];
  const renamed = withValue(content, [part, at, "id"], id);
  const fields = NAMED_BY[part];
  if (fields === undefined || typeof before !== "string" || before === "" || rowsAt(renamed, [part]).some((row) => row["id"] === before)) return renamed;
  const follow = (value: unknown): unknown => (value === before ? id : Array.isArray(value) ? value.map((each: unknown) => (each === before ? id : each)) : value);
  const rowOf = (row: Content): Content => fields.reduce((now, field) => (row[field] === undefined ? now : { ...now, [field]: follow(row[field]) }), row);
  return ["tasks", "calls"].reduce((now, each) => (now[each] === undefined ? now : withValue(now, [each], rowsAt(now, [each]).map(rowOf))), renamed);
}
