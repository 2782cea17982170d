/**
 * `npm run upkeep`: asks the registry for every component that a workspace declares, writes the ledger docs/security/components.md and
 * says what is past its time by docs/security/upkeep.md. `npm run upkeep -- FILE` writes it elsewhere.
 * `npm run upkeep -- --check` asks nobody and judges the ledger that is there by today's date; `--check 2027-03-01` by another day's.
 * Exit code 0: nothing is past its time; 1: something is, listed; 2: the words of the command are wrong; 3: the registry could not be asked.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { askAll } from "./component-answers.mjs";
import { LEDGER, ledgerPage, readHeld, readLedger } from "./component-pages.mjs";
import { declaredComponents, dueDays, ledgerGaps, pastComponents } from "./components.mjs";
import { ROOT } from "./root.mjs";
import { say } from "./say.mjs";

const WORDS = {
  behind: ({ newestOfLine, newerSince }) => [`同一分支自 ${newerSince} 已有更新，最新 ${newestOfLine}`, `a newer release of its line has stood since ${newerSince}; the newest is ${newestOfLine}`],
  unknown: ({ lookedAt }) => [`自 ${lookedAt} 后未再查询，是否有更新不得而知`, `nobody has looked since ${lookedAt}, so whether something newer stands is not known`],
  ended: ({ ended, newest }) => [`所在分支自 ${ended} 已终止，最新 ${newest}`, `its line has ended on ${ended}; the newest is ${newest}`],
  still: ({ lastRelease }) => [`自 ${lastRelease} 再无发布，应予替换`, `no release since ${lastRelease}: to be replaced`],
};

/** Says what is past its time on a day, and what will be next. @returns how much is past */
function judge(rows, held, day) {
  const past = pastComponents(rows, held, day);
  for (const { row, time, due } of past) {
    const [chinese, english] = WORDS[time](row);
    say(`${row.name} ${row.pinned}：${chinese}。期限 ${due}`, `${row.name} ${row.pinned}: ${english}. Its time was ${due}`);
  }
  const waiting = rows.filter(({ name, newerSince }) => newerSince !== null && !past.some(({ row }) => row.name === name)).map((row) => ({ row, due: dueDays(row).behind })).sort((a, b) => (a.due < b.due ? -1 : 1));
  if (waiting.length > 0) say(`${waiting.length} 个组件有更新；最早的期限：${waiting[0].row.name} ${waiting[0].due}`, `${waiting.length} components have a newer release; the first is due: ${waiting[0].row.name} ${waiting[0].due}`);
  say(`${day}：${rows.length} 个组件，${past.length} 项超过维护时限`, `${day}: ${rows.length} components, ${past.length} past their time`);
  return past.length;
}

/** `--check`: the ledger as it stands. @returns the exit code */
function check(declared, rows, day) {
  if (!/^\d{4}-\d\d-\d\d$/.test(day) || Number.isNaN(Date.parse(day))) {
    say(`--check 后的日期应写作 2027-03-01，而不是 ${day}`, `the day after --check is written 2027-03-01, not ${day}`);
    return 2;
  }
  const { missing, surplus } = ledgerGaps(declared, rows);
  for (const one of missing) say(`台账缺 ${one}`, `the ledger lacks ${one}`);
  for (const one of surplus) say(`台账多出 ${one}`, `the ledger has ${one}, which nothing declares`);
  return judge(rows, readHeld(), day) + missing.length + surplus.length === 0 ? 0 : 1;
}

/** Asks, writes and judges. @returns the exit code */
async function renew(declared, earlier, file, today) {
  let rows;
  try {
    rows = await askAll(declared, earlier, today);
  } catch (error) {
    say(`npm 源没有回答：${error.message}。台账未改；这不说明没有更新。`, `The registry did not answer: ${error.message}. The ledger is as it was; this does not mean that nothing is newer.`);
    return 3;
  }
  writeFileSync(file, ledgerPage(rows));
  return judge(rows, readHeld(), today) === 0 ? 0 : 1;
}

async function main([word, ...more]) {
  const today = new Date().toISOString().slice(0, 10);
  const declared = declaredComponents(JSON.parse(readFileSync(`${ROOT}/package-lock.json`, "utf8")).packages);
  const ledger = existsSync(LEDGER) ? readLedger(readFileSync(LEDGER, "utf8")) : [];
  if (word === "--check" && more.length <= 1) return check(declared, ledger, more[0] ?? today);
  if (word?.startsWith("-") || more.length > 0) {
    say(`看不懂：${[word, ...more].join(" ")}。可用：npm run upkeep，npm run upkeep -- 文件，npm run upkeep -- --check [日期]`, `Not understood: ${[word, ...more].join(" ")}. There are: npm run upkeep, npm run upkeep -- FILE, npm run upkeep -- --check [DAY]`);
    return 2;
  }
  return renew(declared, ledger, word === undefined ? LEDGER : resolve(word), today);
}

process.exit(await main(process.argv.slice(2)));
