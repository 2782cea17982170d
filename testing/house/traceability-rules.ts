import type { Fault } from "./name-rules.ts";
import { CAPABILITY_IDS, citedIds } from "./spec-ids.ts";

const PAGE = "docs/traceability.md";
const STATES = ["IMPLEMENTED", "PARTIAL", "OPEN", "EXCLUDED"];

/** One capability as the page answers it. */
export interface TraceRow {
  readonly id: string;
  readonly capability: string;
  readonly state: string;
  /** Names of folders of the server's features. */
  readonly where: readonly string[];
  readonly note: string;
}

const fault = (where: string, reason: string): Fault => ({ path: `${PAGE} ${where}`, reason });
const named = (text: string): string[] => [...text.matchAll(/`([\w-]+)`/g)].map(([, name]) => name ?? "");

export const readTrace = (page: string): TraceRow[] =>
  page.split("\n").filter((line) => /^\| *[A-Z]{3}-\d/.test(line)).map((line) => {
    const [id = "", capability = "", state = "", where = "", note = ""] = line.split("|").slice(1, -1).map((cell) => cell.trim());
    return { id, capability, state, where: named(where), note };
  });

/** Ids that the titles of tests cite. */
export const idsOfTitles = (texts: readonly string[]): ReadonlySet<string> =>
  new Set(texts.flatMap((text) => [...text.matchAll(/\btest\(\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1/g)].flatMap(([, , title]) => citedIds(title ?? ""))));

/** Each capability once, in the catalogue's order, with its name; no other. */
export function traceIdFaults(rows: readonly TraceRow[]): Fault[] {
  const ids = rows.map(({ id }) => id);
  const missing = CAPABILITY_IDS.filter((id) => !ids.includes(id)).map((id) => fault(id, "is missing"));
  const unknown = ids.filter((id) => !CAPABILITY_IDS.includes(id)).map((id) => fault(id, "is no capability of the catalogue"));
  const twice = [...new Set(ids.filter((id, n) => ids.indexOf(id) !== n))].map((id) => fault(id, "stands twice"));
  return [...missing, ...unknown, ...twice, ...rows.filter(({ capability }) => capability === "").map(({ id }) => fault(id, "has no name"))];
}

/** What each state calls for: tests that name the capability, a lack, a reason. */
export function traceStateFaults(rows: readonly TraceRow[], tested: ReadonlySet<string>): Fault[] {
  return rows.flatMap(({ id, state, note }) => {
    if (!STATES.includes(state)) return [fault(id, `has no state: ${state}`)];
    const built = state === "IMPLEMENTED" || state === "PARTIAL";
    const faults: Fault[] = [];
    if (built && !tested.has(id)) faults.push(fault(id, `is ${state}, and no test names it`));
    if (state === "OPEN" && tested.has(id)) faults.push(fault(id, "is OPEN, and a test names it: say IMPLEMENTED, or PARTIAL and what is missing"));
    if ((state === "PARTIAL" || state === "EXCLUDED") && note === "") faults.push(fault(id, `is ${state} without a word`));
    if (state === "IMPLEMENTED" && note !== "") faults.push(fault(id, "is IMPLEMENTED, and something is missing"));
    return faults;
  });
}

/** Every feature's folder carries a capability or is named among those that serve all; every folder that is named exists. */
export function traceFolderFaults(page: string, rows: readonly TraceRow[], folders: readonly string[]): Fault[] {
  const serving = named(/Folders that serve all of them: ([^.]*)\./.exec(page)?.[1] ?? "");
  const told = new Set([...serving, ...rows.flatMap(({ where }) => where)]);
  return [
    ...folders.filter((folder) => !told.has(folder)).map((folder) => fault(folder, "is a feature of no capability")),
    ...[...told].filter((folder) => !folders.includes(folder)).map((folder) => fault(folder, "is no folder of apps/server/features")),
  ];
}
