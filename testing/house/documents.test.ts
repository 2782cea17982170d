import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join } from "node:path";
import { test } from "node:test";
import { ROOT, textFiles } from "./repository-files.ts";

/** Targets of Markdown links and images that point into the repository. */
function linksOf(markdown: string): string[] {
  const prose = markdown.replace(/```[\s\S]*?```/g, "");
  return [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => (target ?? "").replace(/#.*$/, "")).filter((target) => target !== "" && !/^[a-z]+:/.test(target));
}

const brokenLinks = (path: string, text: string): string[] =>
  linksOf(text)
    .filter((target) => !existsSync(join(ROOT, dirname(path), target)))
    .map((target) => `${path}: ${target}`);

test("house: every link of the documents leads somewhere", () => {
  const documents = textFiles(/\.md$/);
  assert.ok(documents.length >= 10, "documents were found");
  assert.deepEqual(documents.flatMap(({ path, text }) => brokenLinks(path, text)), []);
});

test("house: every path in the code font of the documents exists", () => {
  const missing = textFiles(/\.md$/).flatMap(({ path, text }) =>
    [...text.matchAll(/`((?:core|edge|apps|cities|testing|scripts|docs)\/[\w./-]+)`/g)]
      .map(([, named]) => (named ?? "").replace(/\/$/, ""))
      .filter((named) => !existsSync(join(ROOT, named)))
      .map((named) => `${path}: ${named}`),
  );
  assert.deepEqual(missing, []);
});

test("house: both READMEs name the two commands, and no other set-up", () => {
  for (const { path, text } of textFiles(/^README(\.zh-CN)?\.md$/)) {
    const commands = [...text.matchAll(/```\n([\s\S]*?)```/g)].map(([, block]) => block?.trim());
    assert.deepEqual(commands, ["npm start", "npm test"], path);
  }
});

test("house: a broken link is caught", () => {
  assert.deepEqual(brokenLinks("docs/a.md", "[x](../README.md) [y](nowhere.md#part) [z](https://example.org)"), ["docs/a.md: nowhere.md"]);
});
