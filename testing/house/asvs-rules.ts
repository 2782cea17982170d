import type { Fault } from "./name-rules.ts";

const PAGE = "docs/security/asvs.md";
const STATES = ["met", "n.a.", "not met"] as const;
type State = (typeof STATES)[number];

/** One requirement as the document answers it. */
export interface AsvsRow {
  readonly id: string;
  readonly level: string;
  readonly asks: string;
  readonly state: string;
  readonly evidence: string;
}

/** Text of a file of the repository by its path, or undefined where there is none. */
export type ReadFile = (path: string) => string | undefined;

const fault = (where: string, reason: string): Fault => ({ path: `${PAGE} ${where}`, reason });

/** Lines `id,level` under a heading. */
export const readIds = (csv: string): ReadonlyMap<string, string> =>
  new Map(csv.trim().split("\n").slice(1).map((line) => line.split(",") as [string, string]));

const cellsOf = (line: string): string[] => line.split("|").slice(1, -1).map((cell) => cell.trim());

export function readRows(page: string): AsvsRow[] {
  return page.split("\n").filter((line) => /^\| *V\d/.test(line)).map((line) => {
    const [id = "", level = "", asks = "", state = "", evidence = "", ...more] = cellsOf(line);
    return { id, level, asks, state: more.length === 0 ? state : `${more.length} cells too many`, evidence };
  });
}

/** Every id of levels 1 and 2 stands once, no other is made up, and each has its own level. */
export function idFaults(rows: readonly AsvsRow[], ids: ReadonlyMap<string, string>): Fault[] {
  const count = (id: string): number => rows.filter((row) => row.id === id).length;
  return [
    ...[...ids].filter(([id, level]) => level !== "3" && count(id) === 0).map(([id]) => fault(id, "is missing")),
    ...[...new Set(rows.map(({ id }) => id))].filter((id) => count(id) > 1).map((id) => fault(id, "stands twice")),
    ...rows.filter(({ id }) => !ids.has(id)).map(({ id }) => fault(id, "is no requirement of the standard")),
    ...rows.filter(({ id, level }) => ids.has(id) && ids.get(id) !== level).map(({ id, level }) => fault(id, `has level ${ids.get(id)}, not ${level}`)),
  ];
}

/** Titles of a test file, as they are written; blanks of a template stay blanks. */
const titlesOf = (text: string): string[] => [...text.matchAll(/\btest\(\s*(["'`])((?:\\.|(?!\1)[^\\])*)\1/g)].map(([, , title]) => title ?? "");

/** Files in code font with the quoted parts of titles that follow them. */
function citedFiles(evidence: string): { readonly path: string; readonly fragments: readonly string[] }[] {
  return [...evidence.matchAll(/`([\w@./-]+\.\w+|LICENSE)`((?: · "[^"]+")*)/g)]
    .map(([, path = "", quoted = ""]) => ({ path, fragments: [...quoted.matchAll(/"([^"]+)"/g)].map(([, text]) => text ?? "") }));
}

function evidenceFaults({ id, evidence }: AsvsRow, read: ReadFile): Fault[] {
  const cited = citedFiles(evidence);
  if (cited.length === 0) return [fault(id, "is met by nothing that it names")];
  const quoted = cited.reduce((sum, { fragments }) => sum + fragments.length, 0);
  if ((evidence.match(/"[^"]+"/g) ?? []).length !== quoted) return [fault(id, "quotes a title of no file")];
  return cited.flatMap(({ path, fragments }) => {
    const text = read(path);
    if (text === undefined) return [fault(id, `${path} does not exist`)];
    if (!/\.test\.tsx?$/.test(path)) return fragments.map((part) => fault(id, `${path} is no test, and has no title "${part}"`));
    if (fragments.length === 0) return [fault(id, `${path} is named without a title`)];
    const titles = titlesOf(text);
    return fragments.filter((part) => !titles.some((title) => title.includes(part))).map((part) => fault(id, `${path} has no test "${part}"`));
  });
}

/** Each row has one of the three states, and what the state calls for: evidence that exists, a reason, a lack. */
export function stateFaults(rows: readonly AsvsRow[], read: ReadFile): Fault[] {
  return rows.flatMap((row) => {
    if (!(STATES as readonly string[]).includes(row.state)) return [fault(row.id, `has no state: ${row.state}`)];
    if (row.asks === "") return [fault(row.id, "does not say what it asks")];
    if (row.evidence === "") return [fault(row.id, `is ${row.state} without a word`)];
    return row.state === "met" ? evidenceFaults(row, read) : [];
  });
}

/** The table of counts: `| level | met | n.a. | not met | in all |`. */
export function countFaults(page: string, rows: readonly AsvsRow[]): Fault[] {
  const table = page.split("\n").filter((line) => /^\| *[123] *\|/.test(line)).map(cellsOf);
  return ["1", "2", "3"].flatMap((level) => {
    const of = (state: State): number => rows.filter((row) => row.level === level && row.state === state).length;
    const right = [level, ...STATES.map(of), rows.filter((row) => row.level === level).length].join(" | ");
    const told = table.filter(([first]) => first === level).map((cells) => cells.join(" | "));
    return told.length === 1 && told[0] === right ? [] : [fault(`level ${level}`, `the counts are ${right}`)];
  });
}

/** What a README may say of the list: `<met> met, <n.a.> n.a., <not met> not met`, of levels 1 and 2. */
export function saidCounts(rows: readonly AsvsRow[]): readonly number[] {
  const judged = rows.filter(({ level }) => level !== "3");
  return STATES.map((state) => judged.filter((row) => row.state === state).length);
}
