/** The two pages about components: the ledger that `npm run upkeep` writes, and the reasons that people write into the page of times. */
import { readFileSync } from "node:fs";
import { ROOT } from "./root.mjs";

export const LEDGER = `${ROOT}/docs/security/components.md`;
const REASONS = `${ROOT}/docs/security/upkeep.md`;

const HEAD = `# Components · 组件台账

What every workspace declares, and what the registry said of it. Written by \`npm run upkeep\`; [upkeep.md](upkeep.md) says how old a component may be and what is held back for a reason. 各工作区声明的组件，及软件源所述；由 \`npm run upkeep\` 写成，勿手工改。

*newer since*: since when a newer release of the same line has stood. *line ended*: since when a newer line has stood, or the maintainers have given this one up. *use*: runs in a city, or builds and tests only.

| component · 组件 | pinned · 锁定 | released · 发布 | newest of its line · 同线最新 | newer since · 已有更新 | newest · 最新 | line ended · 本线终止 | last release · 最近发布 | use · 用途 | looked at · 查于 |
|---|---|---|---|---|---|---|---|---|---|
`;
const FIELDS = ["name", "pinned", "released", "newestOfLine", "newerSince", "newest", "ended", "lastRelease", "use", "lookedAt"];

/** The cells of the rows of a page's tables that have so many cells and whose first is a name in code font. */
const rowsOf = (page, cells) =>
  page.split("\n").filter((line) => line.startsWith("| `"))
    .map((line) => line.split("|").slice(1, -1).map((cell) => cell.trim().replace(/^`(.*)`$/, "$1")))
    .filter((row) => row.length === cells);

export const ledgerPage = (rows) => `${HEAD}${rows.map((row) => `| ${FIELDS.map((field) => (field === "name" ? `\`${row.name}\`` : row[field] ?? "")).join(" | ")} |\n`).join("")}`;

/** The rows of the ledger; an empty cell is null. */
export const readLedger = (page) => rowsOf(page, FIELDS.length).map((cells) => Object.fromEntries(FIELDS.map((field, at) => [field, cells[at] || null])));

/** What is held back: `| component | behind, ended or still | until | why | 理由 |`. */
export const readHeld = (page = readFileSync(REASONS, "utf8")) => rowsOf(page, 5).map(([name, time, until, why, reason]) => ({ name, time, until, why, reason }));
