import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { pathToFileURL } from "node:url";
import { ROOT } from "./repository-files.ts";

const { runTestFiles } = (await import(pathToFileURL(join(ROOT, "scripts/test-files.mjs")).href)) as {
  runTestFiles: (files: readonly string[], how: { processes: number; print: (piece: string) => void; leftOpenMs?: number }) => Promise<boolean>;
};

/** Runs planted files with `processes` processes. @returns whether they passed, and the report with their bare names */
async function run(files: Readonly<Record<string, string>>, processes = 1): Promise<{ passed: boolean; report: string }> {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-runner-"));
  try {
    for (const [name, text] of Object.entries(files)) writeFileSync(join(folder, `${name}.mjs`), `import { after, before, test } from "node:test";\n${text}`);
    let report = "";
    const passed = await runTestFiles(Object.keys(files).map((name) => join(folder, `${name}.mjs`)), { processes, print: (piece) => (report += piece), leftOpenMs: 2_000 });
    return { passed, report: report.replaceAll(`${folder}/`, "") };
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const FINE = `test("fine", () => {});`;

test("runner: every file runs once, with its own hooks, one after the other in a process; its suites come whole", async () => {
  const hooked = (name: string): string => `before(() => console.log("open ${name}")); after(() => console.log("close ${name}")); test("${name} works", () => console.log("in ${name}"));`;
  const { passed, report } = await run({ a: hooked("a"), b: hooked("b"), c: hooked("c") });
  assert.ok(passed);
  assert.deepEqual([...report.matchAll(/^(open|in|close) (\w)$/gm)].map(([, what, name]) => `${what} ${name}`), ["a", "b", "c"].flatMap((name) => [`open ${name}`, `in ${name}`, `close ${name}`]));
  assert.match(report, /ℹ tests 3\n/);
  const together = await run({ a: FINE, b: FINE, c: FINE }, 2);
  assert.ok(together.passed);
  for (const name of ["a", "b", "c"]) assert.match(together.report, new RegExp(`▶ ${name}.mjs\n {2}✔ fine .*\n✔ ${name}.mjs`));
});

const PLANTED: readonly (readonly [what: string, text: string, said: RegExp])[] = [
  ["a test that fails", `test("wrong", () => { throw new Error("no"); });`, /✖ wrong/],
  ["a file that cannot be loaded", `throw new Error("at load");`, /✖ planted\.mjs[\s\S]*at load/],
  ["a hook that fails", `before(() => { throw new Error("no city"); }); ${FINE}`, /no city/],
  ["a process that ends well in the middle", `test("gone", () => process.exit(0));`, /✖ planted\.mjs: 进程中途结束/],
  ["a rejection that nobody awaits", `test("late", async () => { Promise.reject(new Error("unawaited")); await new Promise((resolve) => setTimeout(resolve, 20)); });`, /unawaited/],
  ["something left open", `test("open", () => { setInterval(() => undefined, 1_000); });`, /✖ 测试留下了未关闭的资源/],
];

for (const [what, text, said] of PLANTED) {
  test(`runner: ${what} is caught, and the other files still run or are named`, async () => {
    const { passed, report } = await run({ planted: text, other: FINE });
    assert.equal(passed, false);
    assert.match(report, said);
    assert.match(report, /✔ other\.mjs|✖ \S*other\.mjs: 未运行/);
  });
}
