import { isPending, type Outcome } from "./row.ts";

const pad = (text: string | number, width: number): string => String(text).padEnd(width);

/** One line of the table: row, tries, kept, fault, promise; below it the seed of each failure, or why it was not tried. */
export function outcomeText({ row, tries, kept, failures, notTried, seconds }: Outcome): string {
  const mark = failures.length > 0 ? "✖" : notTried === null ? "✔" : "–";
  const counts = notTried === null ? `${pad(tries, 8)}${pad(kept, 8)}${pad(seconds.toFixed(1), 7)}` : pad("—", 23);
  const promise = isPending(row) ? "" : ` ⟶ ${row.promise.join(" · ")}`;
  const more = [...(notTried === null ? [] : [notTried]), ...failures.map(({ seed, why }) => `seed ${seed}: ${why}`)];
  return [`${mark} ${pad(row.id, 5)}${counts}${row.fault.join(" · ")}${promise}`, ...more.map((line) => `        ${line}`)].join("\n");
}

export const HEADING = `  ${pad("行 row", 5)}${pad("次 tries", 8)}${pad("守 kept", 8)}${pad("秒 s", 7)}故障 fault ⟶ 承诺 promise`;

export function summaryText(outcomes: readonly Outcome[], seed: number): string {
  const tried = outcomes.filter(({ notTried }) => notTried === null);
  const broken = tried.filter(({ failures }) => failures.length > 0);
  const sum = (pick: (outcome: Outcome) => number): number => tried.reduce((total, outcome) => total + pick(outcome), 0);
  return [
    `种子 seed ${seed} · ${tried.length} 行已试 rows tried · ${sum(({ tries }) => tries)} 次 tries · ${sum(({ kept }) => kept)} 次守诺 kept · ${outcomes.length - tried.length} 行未试 not tried`,
    ...broken.map(({ row, failures }) => `失守 broken: npm run chaos -- ${row.id} --seed ${failures[0]!.seed} --tries 1`),
  ].join("\n");
}
