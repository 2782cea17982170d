import { cpSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { ROOT } from "./repository-files.ts";

const ROOMS = ["core/kernel", "core/contract", "core/domain", "core/engine", "core/runtime", "edge/roads", "edge/ledger", "edge/client", "apps/server", "apps/cli", "apps/console", "apps/field"];
const SETTINGS = ["package.json", "tsconfig.base.json", "tsconfig.json", "core/tsconfig.json", "apps/console/tsconfig.json", ".oxlintrc.json", "scripts/lint-core.mjs", ".dependency-cruiser.mjs"];

/** Links every installed package into the planted house, except our own rooms, which are linked to its own folders. */
function linkPackages(house: string): void {
  const modules = join(house, "node_modules");
  mkdirSync(join(modules, "@tocsin"), { recursive: true });
  for (const name of readdirSync(join(ROOT, "node_modules"))) {
    if (name !== "@tocsin" && !name.startsWith(".")) symlinkSync(join(ROOT, "node_modules", name), join(modules, name));
  }
  symlinkSync(join(ROOT, "node_modules/.bin"), join(modules, ".bin"));
  for (const room of ROOMS) symlinkSync(join(house, room), join(modules, "@tocsin", room.split("/")[1]!));
}

/**
 * A house of the same plan with the same settings, holding only the given files: a rule is tried by breaking it here.
 * @param files text by path, relative to the root of the house
 * @returns its absolute path, and how to tear it down
 */
export function plantHouse(files: Readonly<Record<string, string>>): { root: string; tearDown: () => void } {
  const root = realpathSync(mkdtempSync(join(tmpdir(), "tocsin-house-")));
  for (const room of ROOMS) {
    mkdirSync(join(root, room), { recursive: true });
    cpSync(join(ROOT, room, "package.json"), join(root, room, "package.json"));
  }
  mkdirSync(join(root, "scripts"));
  for (const name of SETTINGS) cpSync(join(ROOT, name), join(root, name));
  linkPackages(root);
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
  return { root, tearDown: () => rmSync(root, { recursive: true, force: true }) };
}
