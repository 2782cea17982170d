import assert from "node:assert/strict";
import { test } from "node:test";
import { barrelFaults, describeFaults, nameFaults, numberFaults } from "./name-rules.ts";
import { allPaths, typeScriptFiles } from "./repository-files.ts";

test("house: names say content, in kebab-case", () => {
  assert.deepEqual(describeFaults(nameFaults(allPaths())), []);
});

test("house: no barrels", () => {
  const files = typeScriptFiles();
  assert.ok(files.length > 30, "files were found");
  assert.deepEqual(describeFaults(barrelFaults(files)), []);
});

for (const path of ["edge/roads/utils.ts", "core/domain/date-helper.ts", "apps/server/common/a.ts", "edge/city/CityLoader.ts", "edge/city/city_loader.ts", "apps/server/unit-manager.ts"]) {
  test(`house: the name ${path} is refused`, () => assert.equal(nameFaults([path]).length, 1));
}

test("house: good names pass", () => {
  assert.deepEqual(nameFaults(["edge/roads/travel-times.ts", "README.zh-CN.md", "docs/decisions/0001-workspaces.md", "apps/console/src/queue-row.tsx", "tsconfig.json"]), []);
});

test("house: migrations and decisions are numbered one after the other, also when two branches meet", () => {
  assert.deepEqual(describeFaults(numberFaults(allPaths())), []);
  const [first, second] = ["edge/ledger/migrations/0001-log.sql", "edge/ledger/migrations/0002-commit.sql"];
  assert.equal(numberFaults([first, second]).length, 0);
  assert.equal(numberFaults([first, second, "edge/ledger/migrations/0002-other.sql"]).length, 1, "taken twice");
  assert.equal(numberFaults([first, "edge/ledger/migrations/0003-later.sql"]).length, 1, "left out");
  assert.equal(numberFaults(["docs/decisions/0001-a.md", "docs/decisions/0001-b.md"]).length, 1);
});

test("house: barrels are refused, one export among code is not", () => {
  assert.equal(barrelFaults([{ path: "a/index.ts", text: "export const a = 1;" }]).length, 1);
  assert.equal(barrelFaults([{ path: "a/all.ts", text: `// all\nexport * from "./a.ts";\nexport type { B } from "./b.ts";\n` }]).length, 1);
  assert.equal(barrelFaults([{ path: "a/b.ts", text: `export type { B } from "./b.ts";\nexport const c = 1;\n` }]).length, 0);
});
