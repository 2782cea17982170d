import { placeIn } from "@tocsin/contract/command/plan-draft.ts";
import { type Content, type Path, pathText, rowsAt } from "./draft-edit.ts";

/** Something that is to be mended, and where: `tasks.3.after`; "" = the whole. */
export interface Beside {
  readonly path: string;
  readonly zh: string;
  readonly en: string;
}

const isWithin = (path: string, where: string): boolean => path === where || path.startsWith(`${where}.`);

/**
 * Findings were made for a draft as it stood a moment ago; rows may have been added, moved or taken away since. Each goes to where its
 * row, told by its id, stands now; that of a row which is gone goes with it.
 */
export function movedFindings<Found extends Beside>(findings: readonly Found[], then: Content, now: Content): Found[] {
  if (then === now) return [...findings];
  return findings.flatMap((found) => {
    const [part, at, ...rest] = found.path.split(".");
    const row = part === undefined || at === undefined || !/^\d+$/.test(at) ? undefined : rowsAt(then, [part])[Number(at)];
    if (part === undefined || row === undefined || typeof row["id"] !== "string") return [found];
    const index = rowsAt(now, [part]).findIndex(({ id }) => id === row["id"]);
    return index < 0 ? [] : [{ ...found, path: [part, index, ...rest].join(".") }];
  });
}

/** What stands beside a field: what names it or a part of it, unless a field below shows that itself. */
export const findingsAt = <Found extends Beside>(findings: readonly Found[], path: Path): Found[] => findings.filter((found) => isWithin(found.path, pathText(path)));
/** What names this very thing, and no field of it. */
export const findingsOn = <Found extends Beside>(findings: readonly Found[], path: Path): Found[] => findings.filter((found) => found.path === pathText(path));

/** Faults that the door named by field below `root`, `$.content.tasks[3].dutyZh`. */
export const faultsOf = (fields: readonly { readonly path: string; readonly message: string }[] | undefined, root: string): Beside[] =>
  (fields ?? []).flatMap(({ path, message }) => {
    const place = placeIn(root, path);
    return place === null ? [] : [{ path: place, zh: message, en: message }];
  });
