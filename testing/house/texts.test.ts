import assert from "node:assert/strict";
import { test } from "node:test";
import { describeFaults } from "./name-rules.ts";
import { sourceFiles, textFiles } from "./repository-files.ts";
import { storageFaults, tableFaults, textFaults } from "./text-rules.ts";

/** The rules themselves and what is planted to try them spell out what they forbid. */
const OWN = /^testing\/house\/text/;

test("house: nothing unfinished, no silenced test, no path of one machine", () => {
  const files = textFiles().filter(({ path }) => !OWN.test(path));
  assert.ok(files.some(({ path }) => path === "README.md"), "texts were found");
  assert.deepEqual(describeFaults(textFaults(files)), []);
});

for (const [path, text] of [
  ["core/domain/a.ts", "// TODO later"],
  ["core/domain/a.test.ts", `test.skip("x", () => {});`],
  ["core/domain/a.test.ts", `test("x", { skip: true }, () => {});`],
  ["edge/roads/a.ts", "// @ts-ignore"],
  ["edge/roads/a.ts", `const file = "/home/me/roads.csv";`],
  ["apps/console/src/joint/a.tsx", `<p>{names.join("、")}</p>`],
  ["apps/field/src/order/a.tsx", `<p>{names.join(lang === "zh" ? "、" : ", ")}</p>`],
  ["apps/console/src/joint/a.tsx", `<p>{name}：{text}</p>`],
  ["docs/guide.md", "see /Users/me/plan.md"],
] as const) {
  test(`house: ${JSON.stringify(text)} is caught`, () => assert.equal(textFaults([{ path, text }]).length, 1));
}

test("house: innocent text passes", () => {
  assert.deepEqual(textFaults([{ path: "a.test.ts", text: `test("x", { skip: reason }, f); fetch("/api/v1/home/root"); // homework` }]), []);
});

test("house: tables are written in one place, where no cell begins a formula (R46)", () => {
  const sources = sourceFiles().filter(({ path }) => !path.startsWith("testing/"));
  assert.ok(sources.some(({ path }) => path === "core/kernel/csv.ts"), "the writer was found");
  assert.deepEqual(describeFaults(tableFaults(sources)), []);
  const planted = (text: string): number => tableFaults([{ path: "apps/cli/plan/planted.ts", text }]).length;
  assert.equal(planted('const row = `"${name.replaceAll(\'"\', \'""\')}"`;'), 1);
  assert.equal(planted('write("posts.csv", rows.map((row) => row.join(",")).join("\\n"));'), 1);
  assert.equal(planted('throw new Error(`no road at ${point.join(",")}`);'), 0);
});

test("house: what a browser keeps is put there by the safe, which seals it, or by the few that keep settings (ASVS V14.3.3)", () => {
  const sources = sourceFiles();
  assert.ok(sources.some(({ path }) => path === "edge/client/open-safe.ts"), "the safe was found");
  assert.deepEqual(describeFaults(storageFaults(sources)), []);
  const planted = (text: string, path = "apps/console/src/detail/planted.tsx"): number => storageFaults([{ path, text }]).length;
  for (const text of ['localStorage.setItem("draft", text);', "await openDB(name);", 'await caches.open("paper");', "document.cookie = text;", "await navigator.storage.getDirectory();"]) assert.equal(planted(text), 1, text);
  assert.equal(planted("const caches = 3; // not in a browser's storage"), 0);
  assert.equal(planted('localStorage.setItem("a", "b");', "testing/browser/planted.ts"), 0);
});
