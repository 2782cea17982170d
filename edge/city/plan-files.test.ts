import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { brief, faultsOf, loadWith } from "./planted-city.ts";

const shipped = (path: string): string => readFileSync(fileURLToPath(new URL(`../../cities/demo/${path}`, import.meta.url)), "utf8");
const NAMES = ["plan-modules/cordon.yaml", "plan-modules/evacuation.yaml", "plan-modules/diversion.yaml", "plan-modules/medical-corridor.yaml", "plan-modules/public-notice.yaml", "plans/gas-leak.yaml"];
const files = Object.fromEntries(NAMES.map((name) => [name, shipped(name)]));
const PLAN = files["plans/gas-leak.yaml"]!;
const lineOf = (text: string, piece: string): number => text.slice(0, text.indexOf(piece)).split("\n").length;

/** Faults with one piece of a file exchanged, and the line on which it stood. */
function planted(name: string, from: string, to: string): { readonly found: readonly string[]; readonly line: number } {
  const text = files[name]!;
  assert.ok(text.includes(from), from);
  return { found: faultsOf(loadWith({ ...files, [name]: text.replace(from, to) })).map(brief), line: lineOf(text, from) };
}

test("CMD-06: a city with its plans loads; a city without any does", () => {
  const loaded = loadWith(files);
  assert.deepEqual(faultsOf(loaded).map(brief), []);
  assert.deepEqual(loaded.ok && [loaded.city.plans.map(({ id }) => id), loaded.city.planModules.length], [["GAS-LEAK"], 5]);
  assert.ok(loadWith({}).ok);
});

test("CMD-06, CMD-07: every fault of a plan or a module is named by file, line and field", () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ["plans/gas-leak.yaml", "startS: 60\n", "startS: 60.5\n", "tasks.0.startS FIELD_TYPE"],
    ["plans/gas-leak.yaml", "    dueS: 300\n", "    dueS: 30\n", "tasks.0.dueS DEADLINE_BEFORE_START"],
    ["plans/gas-leak.yaml", "'facts.injured >= 10'", "'facts.mood >= 10'", "levels.I.when CONDITION_INVALID"],
    ["plans/gas-leak.yaml", "'facts.injured >= 10'", "'facts.suspectName == \"x\"'", "levels.I.when PROHIBITED_FIELD"],
    ["plans/gas-leak.yaml", "holder: { agency: POWER }", "holder: { agency: GRID }", "roles.3.holder UNKNOWN_AGENCY"],
    ["plans/gas-leak.yaml", "area: HOT, gates: 2", "area: HOT, gates: 21", "calls.0.args.gates PARAMETER_OUT_OF_RANGE"],
    ["plans/gas-leak.yaml", "after: [SHUT, MEASURE]", "after: [SHUT, MEASURE, REOPEN]", "tasks.8.after CYCLE"],
    ["plan-modules/cordon.yaml", "after: [LINE]", "after: [LINES]", "tasks.1.after UNKNOWN_DEPENDENCY"],
  ];
  for (const [name, from, to, fault] of cases) {
    const { found, line } = planted(name, from, to);
    assert.ok(found.includes(`${name}:${line} ${fault}`), `wanted ${name}:${line} ${fault}, found ${found.join("; ")}`);
  }
  assert.ok(planted("plans/gas-leak.yaml", "basis:", "resident: x\nbasis:").found.some((fault) => fault.endsWith("resident FIELD_UNKNOWN")));
  assert.ok(planted("plans/gas-leak.yaml", "basis:", "watchlist: x\nbasis:").found.some((fault) => fault.endsWith("watchlist PROHIBITED_FIELD")));
  assert.ok(faultsOf(loadWith({ ...files, "plans/twice.yaml": PLAN })).map(brief).includes("plans/twice.yaml:1 id ID_TWICE"));
});
