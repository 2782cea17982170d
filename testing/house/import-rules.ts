import { builtinModules } from "node:module";
import ts from "typescript";
import type { Fault } from "./name-rules.ts";

/** The parts of a package.json that matter here. */
export interface Manifest {
  readonly name?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
  readonly peerDependencies?: Readonly<Record<string, string>>;
}

const BUILT_IN = new Set(builtinModules);

/** `@scope/name` or `name` of an import such as `@scope/name/file.ts`; `undefined` for relative and built-in ones. */
export function packageOf(specifier: string): string | undefined {
  if (/^[./#]/.test(specifier) || specifier.startsWith("node:") || specifier.startsWith("virtual:") || BUILT_IN.has(specifier)) return undefined;
  return specifier.split("/").slice(0, specifier.startsWith("@") ? 2 : 1).join("/");
}

/** Every module a file names: imports, re-exports, dynamic imports with a fixed name. */
export function importedSpecifiers(text: string): string[] {
  return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
}

/**
 * A workspace declares what it imports, so that its reach can be read in its package.json.
 * Tests may use the tools that the root installs for all, and the test room.
 */
export function undeclaredImports(file: { path: string; text: string }, own: Manifest, root: Manifest): Fault[] {
  const declared = new Set([own.name, ...Object.keys({ ...own.dependencies, ...own.devDependencies, ...own.peerDependencies })]);
  const isTool = /\.test\.tsx?$|^testing\/|vite\.config\.ts$|\.d\.ts$/.test(file.path);
  const tools = new Set(isTool ? [...Object.keys(root.devDependencies ?? {}), "@tocsin/testing"] : []);
  const names = new Set(importedSpecifiers(file.text).map(packageOf));
  return [...names]
    .filter((name): name is string => name !== undefined && !declared.has(name) && !declared.has(`@types/${name}`) && !tools.has(name))
    .map((name) => ({ path: file.path, reason: `imports ${name}, which its package.json does not declare` }));
}
