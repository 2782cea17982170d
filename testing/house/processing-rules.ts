import type { Fault } from "./name-rules.ts";
import { wordsOf } from "./prohibited-names.ts";

const PAGE = "docs/security/processing.md";
const COLUMNS = ["activity", "fields", "legal basis", "purpose", "kept", "owner", "risk"] as const;

/** Words in the name of a field that may be of a person: such a field is marked personal by its name. */
const PERSONAL = new Set([
  "callback", "phone", "phones", "telephone", "mobile", "mail", "email", "caller", "callers", "contact", "contacts", "member", "members", "citizen", "citizens", "complainant",
  "petitioner", "liaison", "deputy", "account", "accounts", "user", "users", "person", "persons", "people", "subject", "media", "photo", "photos", "picture", "pictures", "surname",
]);

/** One activity of the record, its cells by their columns. */
export type ProcessingRow = Readonly<Record<(typeof COLUMNS)[number], string>>;

const fault = (where: string, reason: string): Fault => ({ path: `${PAGE} ${where}`, reason });
const inCode = (text: string): string[] => [...text.matchAll(/`(\w+)`/g)].map(([, name]) => name ?? "");

export const readProcessing = (page: string): ProcessingRow[] =>
  page.split("\n").filter((line) => line.startsWith("| ") && !line.startsWith("| activity") && !line.startsWith("|---")).map((line) => {
    const cells = line.split("|").slice(1, -1).map((cell) => cell.trim());
    return Object.fromEntries(COLUMNS.map((column, n) => [column, cells[n] ?? ""])) as ProcessingRow;
  });

export const mayBePersonal = (name: string): boolean => wordsOf(name).some((word) => PERSONAL.has(word));

/** Each activity has its basis, purpose, time and owner, and times that are classes of the retention job exist there. */
export function processingFaults(rows: readonly ProcessingRow[], classes: readonly string[]): Fault[] {
  return rows.flatMap((row) => [
    ...COLUMNS.filter((column) => row[column] === "").map((column) => fault(row.activity || "a row", `has no ${column}`)),
    ...inCode(row.kept).filter((name) => !classes.includes(name)).map((name) => fault(row.activity, `${name} is no class of retention.yaml`)),
  ]);
}

/** Fields that may be of a person and are declared nowhere; fields that are declared and exist nowhere. @param names of all fields of all schemas */
export function undeclaredFaults(page: string, rows: readonly ProcessingRow[], names: ReadonlySet<string>): Fault[] {
  const harmless = inCode(/^Named like it, and of nobody[^:]*:(.*)$/m.exec(page)?.[1] ?? "");
  const declared = [...rows.flatMap(({ fields }) => inCode(fields)), ...harmless];
  return [
    ...[...names].filter((name) => mayBePersonal(name) && !declared.includes(name)).map((name) => fault(name, "may be of a person: declare its legal basis, purpose, time and owner")),
    ...declared.filter((name) => !names.has(name)).map((name) => fault(name, "is a field of no schema")),
  ];
}
