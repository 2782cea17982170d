import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { test } from "node:test";
import { describeFaults } from "./name-rules.ts";
import { ROOT, textFiles } from "./repository-files.ts";
import { secretFaults, supplyFaults, type LockedPackage } from "./supply-rules.ts";

const read = <T>(path: string): T => JSON.parse(readFileSync(`${ROOT}/${path}`, "utf8")) as T;
const { allowScripts } = read<{ allowScripts: Record<string, boolean> }>("package.json");
const good: LockedPackage = { version: "1.0.0", license: "MIT", resolved: "https://registry.npmjs.org/a/-/a-1.0.0.tgz", integrity: "sha512-x" };

test("R56: whatever is installed has a licence we may use, comes from the registry with its hash, and runs nothing by itself", () => {
  const { packages } = read<{ packages: Record<string, LockedPackage> }>("package-lock.json");
  assert.ok(Object.keys(packages).length > 300, "the lockfile was read");
  assert.deepEqual(describeFaults(supplyFaults(packages, Object.keys(allowScripts))), []);
});

for (const [what, path, changed] of [
  ["a licence that binds the whole", "node_modules/a", { ...good, license: "AGPL-3.0" }],
  ["no licence", "node_modules/a", { ...good, license: undefined }],
  ["a licence that only tools may have", "node_modules/a", { ...good, license: "MPL-2.0" }],
  ["another registry", "node_modules/a", { ...good, resolved: "https://registry.example.org/a-1.0.0.tgz" }],
  ["a repository instead of the registry", "node_modules/a", { ...good, resolved: "git+ssh://git@example.org/a.git#main" }],
  ["no hash", "node_modules/a", { ...good, integrity: undefined }],
  ["a script at installation", "node_modules/b/node_modules/a", { ...good, hasInstallScript: true }],
  ["an open version", "core/kernel", { version: "0.1.0", dependencies: { a: "^1.0.0" } }],
] as const) {
  test(`R56: ${what} is caught`, () => assert.equal(supplyFaults({ "node_modules/fine": good, [path]: changed }, ["node"]).length, 1));
}

test("R56: the bill of materials names every package that is installed", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "tocsin-sbom-"));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  execFileSync(process.execPath, [`${ROOT}/scripts/sbom.mjs`, join(folder, "sbom.json")], { stdio: "ignore" });
  const { bomFormat, components } = JSON.parse(readFileSync(join(folder, "sbom.json"), "utf8")) as { bomFormat: string; components: { purl: string }[] };
  const named = new Set(components.map(({ purl }) => decodeURIComponent(purl)));
  const { packages } = read<{ packages: Record<string, LockedPackage> }>("package-lock.json");
  const installed = Object.entries(packages).filter(([path, { link, optional }]) => path.includes("node_modules/") && !link && !optional);
  assert.equal(bomFormat, "CycloneDX");
  assert.ok(installed.length > 100);
  const missing = installed.map(([path, { name, version }]) => `pkg:npm/${name ?? path.slice(path.lastIndexOf("node_modules/") + 13)}@${version}`).filter((purl) => !named.has(purl));
  assert.deepEqual(missing, []);
});

test("R56: no secret stands in the repository", () => {
  const files = textFiles().filter(({ path }) => !path.startsWith("testing/house/supply"));
  assert.deepEqual(describeFaults(secretFaults(files)), []);
});

for (const text of [
  `-----BEGIN ${"PRIVATE"} KEY-----\nMC4CAQAwBQYDK2VwBCIEIG1vbmtleXM`,
  "aws_access_key_id = AKIAIOSFODNN7EXAMPLE",
  `token: ghp_${"a1B2".repeat(9)}`,
  `authorization: Bearer eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiIxMjM0NTYifQ.${"c2ln".repeat(6)}`,
  "DATABASE_URL=postgresql://tocsin:hunter22@db.city.example.org/tocsin",
]) {
  test(`R56: ${text.slice(0, 24)}… is caught as a secret`, () => assert.equal(secretFaults([{ path: "a.yaml", text }]).length, 1));
}

test("R56: what only looks like a secret passes", () => {
  const text = "postgresql://user:PASSWORD@db.example.org/x postgresql://tocsin_app:${password}@127.0.0.1:5432/x https://example.org:8443/a@b ----BEGIN";
  assert.deepEqual(secretFaults([{ path: "docs/guide.md", text }]), []);
});
