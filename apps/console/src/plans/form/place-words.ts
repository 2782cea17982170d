import { type Content, rowsAt } from "./draft-edit.ts";

/** A place in words: which part, which row of it by its id, which field: 任务 SHUT · 完成时限. */
export function placeWords(path: string, content: Content, word: (field: string) => string): string {
  const [part = "", at = "", ...rest] = path.split(".");
  if (!/^\d+$/.test(at)) return [part, at, ...rest].filter((step) => step !== "").map(word).join(" · ");
  const row = rowsAt(content, [part])[Number(at)];
  const name = String(row?.["id"] ?? row?.["key"] ?? "") || `${Number(at) + 1}`;
  return [`${word(part)} ${name}`, ...rest.map((step) => (/^\d+$/.test(step) ? `${Number(step) + 1}` : word(step)))].join(" · ");
}
