import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** The repository's root folder, absolute, without a trailing slash. */
export const ROOT = fileURLToPath(new URL("../..", import.meta.url)).replace(/[\\/]$/, "");

/** A file of the repository; `path` is relative to the root, with forward slashes. */
export interface RepositoryFile {
  readonly path: string;
  readonly text: string;
}

const LEFT_OUT = new Set(["node_modules", "dist", "artefacts", ".git", ".data"]);
const TEXT = /\.(ts|tsx|mts|mjs|js|json|md|css|html|sql|csv|yaml|yml|svg|webmanifest)$|(^|\/)(\.npmrc|\.gitignore|LICENSE|run)$/;

function* pathsBelow(folder: string): Generator<string> {
  for (const entry of readdirSync(join(ROOT, folder), { withFileTypes: true })) {
    if (LEFT_OUT.has(entry.name)) continue;
    const path = folder === "" ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* pathsBelow(path);
    else if (entry.isFile()) yield path;
  }
}

/** Paths of all files of the repository, without what is installed or built. */
export const allPaths = (): string[] => [...pathsBelow("")].sort();

/** All text files whose path matches. */
export function textFiles(pattern: RegExp = TEXT): RepositoryFile[] {
  return allPaths()
    .filter((path) => pattern.test(path))
    .map((path) => ({ path, text: readFileSync(join(ROOT, path), "utf8") }));
}

export const isTest = (path: string): boolean => /\.test\.tsx?$/.test(path);

/** TypeScript of all workspaces, tests included. */
export const typeScriptFiles = (): RepositoryFile[] => textFiles(/^(core|edge|apps|cities|testing)\/.*\.tsx?$/);

/** Code that is kept short and named by content: everything but tests. */
export const sourceFiles = (): RepositoryFile[] =>
  textFiles(/^(core|edge|apps|cities|testing|scripts)\/.*\.(tsx?|mjs)$/).filter((file) => !isTest(file.path));
