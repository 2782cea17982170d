import assert from "node:assert/strict";
import { test } from "node:test";
import { describeFaults } from "./name-rules.ts";
import { isTest, sourceFiles, typeScriptFiles } from "./repository-files.ts";
import { fileSizeFaults, functionSizeFaults, lineCount, quantile } from "./size-rules.ts";

test("house: files are short (median, p95, maximum)", () => {
  assert.deepEqual(describeFaults(fileSizeFaults(sourceFiles())), []);
});

test("house: test files stay below the hard limit too", () => {
  const tests = typeScriptFiles().filter(({ path }) => isTest(path));
  const long = tests.map(({ path, text }) => ({ path, lines: lineCount(text) })).filter(({ lines }) => lines > 500);
  assert.deepEqual(long, []);
});

test("house: functions fit on a screen", () => {
  assert.deepEqual(describeFaults(sourceFiles().flatMap(functionSizeFaults)), []);
});

const lines = (count: number): string => "// line\n".repeat(count);

test("house: a file of 500 lines passes, 501 does not, and a heavy tail is seen", () => {
  const short = Array.from({ length: 20 }, (_, i) => ({ path: `a${i}.ts`, text: lines(10) }));
  assert.equal(fileSizeFaults([...short, { path: "b.ts", text: lines(500) }]).length, 0);
  assert.equal(fileSizeFaults([...short, { path: "b.ts", text: lines(501) }]).length, 1);
  assert.match(fileSizeFaults(short.map(({ path }, i) => ({ path, text: lines(i < 15 ? 10 : 400) })))[0]?.reason ?? "", /95%/);
  assert.match(fileSizeFaults(short.map(({ path }) => ({ path, text: lines(90) })))[0]?.reason ?? "", /50%/);
  assert.equal(quantile([5, 1, 3], 0.5), 3);
});

test("house: a function of 70 lines passes, 71 does not", () => {
  const functionOf = (count: number): string => `export const f = (): void => {\n${"  g();\n".repeat(count - 2)}};\n`;
  assert.equal(functionSizeFaults({ path: "a.ts", text: functionOf(70) }).length, 0);
  assert.match(functionSizeFaults({ path: "a.ts", text: functionOf(71) })[0]?.reason ?? "", /^f has 71 lines/);
});
