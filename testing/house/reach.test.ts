import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import { test } from "node:test";
import { importedSpecifiers } from "./import-rules.ts";
import { ROOT, isTest, typeScriptFiles, type RepositoryFile } from "./repository-files.ts";

/** Where processes and pages begin, and what tools load by its place. */
const ENTRIES = [/^apps\/[^/]+\/(src\/)?main\.tsx?$/, /^apps\/[^/]+\/(vite\.config|src\/(.*\/)?service-worker)\.ts$/, /^cities\/.*(generate|main)[^/]*\.ts$/, /^testing\//, /\.d\.ts$/];
/** Support for tests, beside what it supports; a test must use it. */
const TEST_SUPPORT = /(^|\/)((test|sample|example|planted)-[^/]*|testing|[^/]*-in-memory|[^/]*-crash-worker)\.tsx?$/;

/**
 * Proved parts that wait for the app that will use them, each with what it waits for. The list only shrinks:
 * a file that has been wired in must leave it, and a new one does not come in.
 */
const AWAITED: Readonly<Record<string, string>> = {};

/** A file named by an import or by `new URL("./x.ts", import.meta.url)`, relative to the root; `undefined` for packages. */
function target(from: string, specifier: string): string | undefined {
  if (specifier.startsWith(".")) return posix.normalize(posix.join(dirname(from), specifier.replace(/\?.*$/, "")));
  const own = /^@tocsin\/([^/]+)\/(.+)$/.exec(specifier);
  if (!own) return undefined;
  const [, room, file] = own as unknown as [string, string, string];
  return ["core", "edge", "apps", "."].map((top) => posix.join(top, room, file)).find((path) => existsSync(join(ROOT, path)));
}

function namedFiles({ path, text }: RepositoryFile): string[] {
  const byUrl = [...text.matchAll(/new URL\(\s*["'](?:\.\/)?([\w./-]+\.tsx?)["']/g)].map(([, specifier]) => `./${specifier ?? ""}`);
  return [...importedSpecifiers(text), ...byUrl].map((specifier) => target(path, specifier)).filter((named) => named !== undefined);
}

/** Files that no entry leads to. */
export function unreached(files: readonly RepositoryFile[], isEntry: (path: string) => boolean): string[] {
  const byPath = new Map(files.map((file) => [file.path, file]));
  const reached = new Set<string>();
  const open = files.filter(({ path }) => isEntry(path)).map(({ path }) => path);
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    const file = byPath.get(path);
    if (!file || reached.has(path)) continue;
    reached.add(path);
    open.push(...namedFiles(file));
  }
  return files.map(({ path }) => path).filter((path) => !reached.has(path));
}

test("house: every source file is reached from an app, not only from its own tests", () => {
  const files = typeScriptFiles();
  const entry = (path: string): boolean => ENTRIES.some((pattern) => pattern.test(path)) && !isTest(path);
  const lost = unreached(files, entry).filter((path) => !isTest(path) && !TEST_SUPPORT.test(path));
  assert.deepEqual(lost.filter((path) => !(path in AWAITED)), [], "dead files: delete them, or wire them in");
  assert.deepEqual(Object.keys(AWAITED).filter((path) => !lost.includes(path)), [], "wired in or gone: take them off the list");
});

test("house: test support is used by a test", () => {
  assert.deepEqual(unreached(typeScriptFiles(), (path) => isTest(path)).filter((path) => TEST_SUPPORT.test(path)), []);
});

test("house: a dead file is caught, a file named by URL or by a type import is alive", () => {
  const files: RepositoryFile[] = [
    { path: "apps/a/main.ts", text: `import type { B } from "./b.ts";\nnew Worker(new URL("./worker.ts", import.meta.url));` },
    { path: "apps/a/b.ts", text: "" },
    { path: "apps/a/worker.ts", text: "" },
    { path: "apps/a/dead.ts", text: `import "./b.ts";` },
  ];
  assert.deepEqual(unreached(files, (path) => path === "apps/a/main.ts"), ["apps/a/dead.ts"]);
});
