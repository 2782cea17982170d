import type { CoverTable } from "@tocsin/engine/siting/cover-table.ts";
import type { SiteLimits } from "@tocsin/engine/siting/site-limits.ts";

/** What is wanted of cover: as much as possible, or a share of all with as few posts as possible. */
export type CoverGoal = { readonly kind: "most" } | { readonly kind: "fewest"; readonly worth: number };

/** Terms per line: the LP format has a limit on the length of a line. */
const PER_LINE = 40;

function sum(terms: readonly string[]): string {
  const lines: string[] = [];
  for (let i = 0; i < terms.length; i += PER_LINE) lines.push(terms.slice(i, i + PER_LINE).join(" + "));
  return lines.length === 0 ? "0 x0" : lines.join("\n + ");
}

/**
 * The covering problem as text in CPLEX's LP format. `x<site>` is 1 when the site has a post; `y<row>_<k>` is how far the
 * k-th step of a row is covered. Steps never grow, so the y need not be whole: they fill from the first on by themselves.
 */
export function coverProgram(table: CoverTable, limits: SiteLimits, goal: CoverGoal): string {
  const reach = Array.from({ length: table.rows }, (): string[] => []);
  for (let site = 0; site < table.sites; site++) for (let i = table.first[site]!; i < table.first[site + 1]!; i++) reach[table.row[i]!]!.push(`x${site}`);
  const worth: string[] = [];
  const bounds: string[] = [];
  const rules: string[] = [];
  for (const [row, sites] of reach.entries()) {
    if (sites.length === 0) continue;
    const steps = table.steps[table.kind[row]!]!.slice(0, sites.length).filter((step) => step > 0);
    const names = Array.from(steps, (_, k) => `y${row}_${k}`);
    names.forEach((name, k) => {
      worth.push(`${table.weights[row]! * steps[k]!} ${name}`);
      bounds.push(`0 <= ${name} <= 1`);
    });
    rules.push(`${sum(names)} - ${sum(sites).replaceAll("+", "-")} <= 0`);
  }
  const all = Array.from({ length: table.sites }, (_, site) => `x${site}`);
  rules.push(`${sum(all)} <= ${limits.posts}`);
  if (goal.kind === "fewest") rules.push(`${sum(worth)} >= ${goal.worth}`);
  rules.push(...limitRules(limits, all));
  const objective = goal.kind === "most" ? `Maximize\n obj: ${sum(worth)}` : `Minimize\n obj: ${sum(all)}`;
  return `${objective}\nSubject To\n${rules.map((rule, i) => ` c${i}: ${rule}`).join("\n")}\nBounds\n${bounds.join("\n")}\nBinary\n${all.join("\n")}\nEnd\n`;
}

function limitRules({ must = [], forbidden = [], districts, budget }: SiteLimits, all: readonly string[]): string[] {
  const rules = [...[...new Set(must)].map((site) => `x${site} = 1`), ...[...new Set(forbidden)].map((site) => `x${site} = 0`)];
  if (budget) rules.push(`${sum(all.map((name, site) => `${budget.cost[site]!} ${name}`))} <= ${budget.total}`);
  for (let d = 0; districts && d < districts.least.length; d++) {
    const inside = sum(all.filter((_, site) => districts.of[site] === d));
    if (districts.least[d]! > 0) rules.push(`${inside} >= ${districts.least[d]!}`);
    if (districts.most[d]! < all.length) rules.push(`${inside} <= ${districts.most[d]!}`);
  }
  return rules;
}
