import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { countFaults, idFaults, readIds, readRows, saidCounts, stateFaults, type ReadFile } from "./asvs-rules.ts";
import { describeFaults } from "./name-rules.ts";
import { ROOT } from "./repository-files.ts";

const read: ReadFile = (path) => (existsSync(join(ROOT, path)) ? readFileSync(join(ROOT, path), "utf8") : undefined);
const page = read("docs/security/asvs.md") ?? "";
const ids = readIds(read("testing/house/asvs-ids.csv") ?? "");
const rows = readRows(page);

test("R49, R50: every requirement of ASVS 5.0.0, levels 1 and 2, is answered once", () => {
  const levels = [...ids.values()];
  assert.deepEqual(["1", "2", "3"].map((level) => levels.filter((one) => one === level).length), [70, 183, 92], "the standard's own numbers");
  assert.deepEqual(describeFaults(idFaults(rows, ids)), []);
});

test("R49, R50: what is met names files that exist and tests that are there; what is not says why", () => {
  assert.deepEqual(describeFaults(stateFaults(rows, read)), []);
});

test("house: the counts of the ASVS list are right, in it and in both READMEs", () => {
  assert.deepEqual(describeFaults(countFaults(page, rows)), []);
  const said = (path: string, pattern: RegExp): number[] => (pattern.exec(read(path) ?? "") ?? []).slice(1).map(Number);
  assert.deepEqual(said("README.md", /\(docs\/security\/asvs\.md\): (\d+) met, (\d+) n\.a\., (\d+) not met/), saidCounts(rows));
  assert.deepEqual(said("README.zh-CN.md", /\(docs\/security\/asvs\.md\)：满足 (\d+) 条，不适用 (\d+) 条，不满足 (\d+) 条/), saidCounts(rows));
});

const IDS = readIds("id,level\nV1.1.1,1\nV1.1.2,2\nV1.1.3,3\n");
const FILES: Readonly<Record<string, string>> = { "edge/a.test.ts": 'test("R50: a token is \\"spent\\" once", () => {});\ntest(\n  `R49: guesses`, f);', "edge/a.ts": 'const said = "a token";' };
const planted: ReadFile = (path) => FILES[path];
const good = ["| V1.1.1 | 1 | tokens | met | `edge/a.test.ts` · \"a token is\" · \"guesses\"; `edge/a.ts` |", "| V1.1.2 | 2 | mail | n.a. | no mail |"];
const COUNTS = ["| 1 | 1 | 0 | 0 | 1 |", "| 2 | 0 | 1 | 0 | 1 |", "| 3 | 0 | 0 | 0 | 0 |"];
const faultsOf = (lines: readonly string[]): string[] => {
  const text = lines.join("\n");
  return describeFaults([...idFaults(readRows(text), IDS), ...stateFaults(readRows(text), planted), ...countFaults(text, readRows(text))]);
};

test("house: a list in order passes", () => assert.deepEqual(faultsOf([...COUNTS, ...good]), []));

for (const [what, lines, said] of [
  ["a requirement that is missing", [...COUNTS.slice(0, 1), "| 2 | 0 | 0 | 0 | 0 |", COUNTS[2]!, good[0]!], /V1\.1\.2: is missing/],
  ["one that stands twice", ["| 1 | 2 | 0 | 0 | 2 |", ...COUNTS.slice(1), good[0]!, ...good], /stands twice/],
  ["one that is made up", [COUNTS[0]!, "| 2 | 0 | 2 | 0 | 2 |", COUNTS[2]!, ...good, good[1]!.replace("V1.1.2", "V1.9.9")], /is no requirement/],
  ["a wrong level", [...COUNTS.slice(0, 1), "| 2 | 0 | 0 | 0 | 0 |", "| 3 | 0 | 1 | 0 | 1 |", good[0]!, good[1]!.replace("| 2 |", "| 3 |")], /has level 2, not 3/],
  ["a state of its own", ["| 1 | 0 | 0 | 0 | 1 |", ...COUNTS.slice(1), good[0]!.replace("| met |", "| mostly met |"), good[1]!], /has no state/],
  ["a lack without a word", [COUNTS[0]!, "| 2 | 0 | 0 | 1 | 1 |", COUNTS[2]!, good[0]!, "| V1.1.2 | 2 | mail | not met | |"], /without a word/],
  ["met by words alone", [...COUNTS, "| V1.1.1 | 1 | tokens | met | we take care |", good[1]!], /met by nothing/],
  ["a file that is not there", [...COUNTS, good[0]!.replace("edge/a.ts", "edge/b.ts"), good[1]!], /edge\/b\.ts does not exist/],
  ["a test without a title", [...COUNTS, "| V1.1.1 | 1 | tokens | met | `edge/a.test.ts` |", good[1]!], /named without a title/],
  ["a title that no test has", [...COUNTS, good[0]!.replace("a token is", "a token was"), good[1]!], /has no test "a token was"/],
  ["a title of a file that is no test", [...COUNTS, "| V1.1.1 | 1 | tokens | met | `edge/a.ts` · \"a token\" |", good[1]!], /is no test/],
  ["a title beside its file", [...COUNTS, "| V1.1.1 | 1 | tokens | met | `edge/a.ts`, \"a token\" |", good[1]!], /title of no file/],
  ["a wrong count", ["| 1 | 2 | 0 | 0 | 1 |", ...COUNTS.slice(1), ...good], /level 1: the counts are 1 \| 1 \| 0 \| 0 \| 1/],
  ["counts that are not told", [...COUNTS.slice(1), ...good], /level 1: the counts/],
] as const) {
  test(`house: in the ASVS list ${what} is caught`, () => {
    const faults = faultsOf(lines);
    assert.equal(faults.length, 1, faults.join("\n"));
    assert.match(faults[0]!, said);
  });
}
