import assert from "node:assert/strict";
import { join } from "node:path";
import { test } from "node:test";
import ts from "typescript";
import { plantHouse } from "./planted-house.ts";

/** Messages of the type checker for one project, settings read as `tsc -p` reads them. */
function typeFaults(root: string, project: string): string[] {
  const settingsPath = join(root, project, "tsconfig.json");
  const parsed = ts.getParsedCommandLineOfConfigFile(settingsPath, undefined, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: (fault) => assert.fail(ts.flattenDiagnosticMessageText(fault.messageText, "\n")),
  });
  assert.ok(parsed && parsed.fileNames.length > 0, "the project holds no file");
  const program = ts.createProgram(parsed.fileNames, parsed.options);
  return ts.getPreEmitDiagnostics(program).map((fault) => ts.flattenDiagnosticMessageText(fault.messageText, "\n"));
}

function faultsOfPlanted(path: string, text: string, project: string): string[] {
  const house = plantHouse({ [path]: text });
  try {
    return typeFaults(house.root, project);
  } finally {
    house.tearDown();
  }
}

const PLANTED: readonly (readonly [what: string, text: string, expected: RegExp])[] = [
  ["setTimeout", "export const wait = (): unknown => setTimeout(() => 1, 5);\n", /setTimeout/],
  ["process", "export const home = process.env;\n", /process/],
  ["fetch", `export const ask = (): unknown => fetch("http://localhost");\n`, /fetch/],
  ["console", `export const shout = (): void => console.log("!");\n`, /console/],
  ["document", "export const page = document;\n", /document/],
  ["node:fs", `import { readFileSync } from "node:fs";\nexport const read = readFileSync;\n`, /node:fs/],
  ["an enum", "export enum Status { Free }\n", /erasableSyntaxOnly/],
  ["an unchecked index", "export const first = (list: readonly string[]): string => list[0];\n", /undefined/],
];

for (const [what, text, expected] of PLANTED) {
  test(`types: ${what} in core does not type-check`, () => {
    assert.match(faultsOfPlanted("core/kernel/planted.ts", text, "core").join("\n"), expected);
  });
}

test("types: a pure file in core type-checks", () => {
  assert.deepEqual(faultsOfPlanted("core/kernel/planted.ts", "export const twice = (n: number): number => 2 * n;\n", "core"), []);
});

test("types: the edge may use Node, and is checked", () => {
  const reads = `import { readFileSync } from "node:fs";\nexport const read = (path: string): string => readFileSync(path, "utf8");\n`;
  assert.deepEqual(faultsOfPlanted("edge/roads/planted.ts", reads, "."), []);
  assert.match(faultsOfPlanted("edge/roads/planted.ts", `export const n: number = "1";\n`, ".").join("\n"), /not assignable/);
});
