import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { test } from "node:test";
import { packageOf, undeclaredImports, type Manifest } from "./import-rules.ts";
import { describeFaults } from "./name-rules.ts";
import { ROOT, allPaths, typeScriptFiles } from "./repository-files.ts";
import { EXACT } from "./supply-rules.ts";

const manifest = (folder: string): Manifest => JSON.parse(readFileSync(join(ROOT, folder, "package.json"), "utf8")) as Manifest;

function workspaceOf(path: string): string {
  const [top, room] = path.split("/") as [string, string];
  return top === "cities" || top === "testing" ? top : `${top}/${room}`;
}

test("house: every workspace declares what it imports", () => {
  const root = manifest(".");
  const faults = typeScriptFiles().flatMap((file) => undeclaredImports(file, manifest(workspaceOf(file.path)), root));
  assert.deepEqual(describeFaults(faults), []);
});

test("house: versions are pinned, and workspaces are named by *", () => {
  const loose = allPaths()
    .filter((path) => /(^|\/)package\.json$/.test(path))
    .flatMap((path) => {
      const { dependencies, devDependencies } = manifest(path.replace(/package\.json$/, ""));
      return Object.entries({ ...dependencies, ...devDependencies })
        .filter(([name, version]) => (name.startsWith("@tocsin/") ? version !== "*" : !EXACT.test(version)))
        .map(([name, version]) => `${path}: ${name} ${version}`);
    });
  assert.deepEqual(loose, []);
});

test("house: the lockfile agrees with every package.json, or npm ci would refuse", () => {
  const { packages } = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8")) as { packages: Record<string, Manifest | undefined> };
  const manifests = allPaths().filter((path) => /^(core|edge|apps)\/[^/]+\/package\.json$|^(cities|testing|)\/?package\.json$/.test(path));
  assert.ok(manifests.length > 15);
  for (const path of manifests) {
    const folder = path.replace(/\/?package\.json$/, "");
    const { dependencies = {}, devDependencies = {} } = manifest(folder);
    const locked = packages[folder];
    assert.deepEqual({ ...locked?.dependencies }, dependencies, `${path}: run npm install`);
    assert.deepEqual({ ...locked?.devDependencies }, devDependencies, `${path}: run npm install`);
  }
});

test("house: an undeclared import is caught, also as a type or a dynamic import", () => {
  const own: Manifest = { name: "@tocsin/a", dependencies: { "@tocsin/kernel": "*" } };
  const root: Manifest = { devDependencies: { "fast-check": "1.0.0" } };
  const text = `import type { X } from "@tocsin/roads/x.ts";\nimport "@tocsin/kernel/id.ts";\nimport fs from "node:fs";\nawait import("pg");\nimport "./b.ts";\nimport "fast-check";\n`;
  assert.deepEqual(undeclaredImports({ path: "edge/a/a.ts", text }, own, root).map(({ reason }) => reason.split(" ")[1]).sort(), ["@tocsin/roads,", "fast-check,", "pg,"]);
  assert.equal(undeclaredImports({ path: "edge/a/a.test.ts", text }, own, root).length, 2);
});

test("house: packages are recognised in import specifiers", () => {
  assert.deepEqual(["@tocsin/kernel/geo.ts", "typebox/value", "./a.ts", "node:fs", "fs"].map(packageOf), ["@tocsin/kernel", "typebox", undefined, undefined, undefined]);
});
