import { type Content, rowsAt } from "./draft-edit.ts";

/** A place in words: which part, which row of it by its id, which field: 任务 SHUT · 完成时限. Values and roles of a module are named by what is found. */
export function placeWords(path: string, content: Content, word: (field: string) => string): string {
  const [part = "", at = "", ...rest] = path.split(".");
  if (!/^\d+$/.test(at)) return [part, at, ...rest].filter((step) => step !== "").map(word).join(" · ");
  const row = rowsAt(content, [part])[Number(at)];
  const name = String(row?.["id"] ?? row?.["key"] ?? "") || `${Number(at) + 1}`;
  const fields = rest[0] === "args" || rest[0] === "roles" ? rest.slice(0, 1) : rest;
  return [`${word(part)} ${name}`, ...fields.map((step) => (/^\d+$/.test(step) ? `${Number(step) + 1}` : word(step)))].join(" · ");
}
