/** A fault of the house style: where, and why it matters. */
export interface Fault {
  readonly path: string;
  readonly reason: string;
}

export const describeFaults = (faults: readonly Fault[]): string[] => faults.map(({ path, reason }) => `${path}: ${reason}`);

const EMPTY_NAMES = new Set(["util", "utils", "helper", "helpers", "common", "misc", "manager", "managers", "service"]);
const KEBAB = /^[a-z0-9]+(-[a-z0-9]+)*$/;
/** Names that others fixed: tools, conventions of GitHub, and generated artwork. */
const FIXED_NAMES = /^(README|LICENSE|ARCHITECTURE|CONTRIBUTING|GLOSSARY|SECURITY|CHANGELOG)(\.zh-CN)?(\.md)?$|^tsconfig(\.[a-z]+)?\.json$/;

/** Words of a file's or folder's name, without what follows the first dot. */
function wordsOf(name: string): string[] {
  return name.replace(/\..*$/, "").split(/[-_]/);
}

/** Names say content, in kebab-case; a name like `util` says nothing and collects everything. */
export function nameFaults(paths: readonly string[]): Fault[] {
  const faults: Fault[] = [];
  for (const path of paths) {
    for (const name of path.split("/")) {
      if (name.startsWith(".") || FIXED_NAMES.test(name)) continue;
      const stem = name.replace(/\..*$/, "");
      const empty = stem === "service-worker" ? undefined : wordsOf(name).find((word) => EMPTY_NAMES.has(word.toLowerCase()));
      if (empty && /\.(tsx?|mjs|js)$|^[^.]*$/.test(name)) {
        faults.push({ path, reason: `"${empty}" says nothing about the content: name it by what it does` });
      }
      if (!KEBAB.test(stem) && !path.startsWith("cities/")) faults.push({ path, reason: `"${name}" is not kebab-case` });
    }
  }
  return faults;
}

/** Folders whose files stand in one line: migrations run in that order, decisions are cited by it. */
const NUMBERED = /^(edge\/ledger\/migrations|docs\/decisions)\/(\d{4})-/;

/** Two branches that each take the next number merge without a conflict, and then no server starts: whoever comes second renumbers. */
export function numberFaults(paths: readonly string[]): Fault[] {
  const lines = Map.groupBy(paths.filter((path) => NUMBERED.test(path)).sort(), (path) => NUMBERED.exec(path)![1]!);
  return [...lines.values()].flatMap((line) => line.flatMap((path, index) => {
    const number = Number(NUMBERED.exec(path)![2]);
    return number === index + 1 ? [] : [{ path, reason: `number ${number} stands at place ${index + 1}: a number is left out or taken twice` }];
  }));
}

/** A file that only re-exports hides where things live and pulls everything in. */
export function barrelFaults(files: readonly { path: string; text: string }[]): Fault[] {
  return files.flatMap(({ path, text }) => {
    if (/(^|\/)index\.tsx?$/.test(path)) return [{ path, reason: "index files become barrels: import the file that holds the thing" }];
    const lines = text.split("\n").filter((line) => line.trim() !== "" && !/^\s*(\/\/|\/?\*)/.test(line));
    const onlyExports = lines.length > 0 && lines.every((line) => /^export (type )?(\*|\{[^}]*\}) from /.test(line.trim()));
    return onlyExports ? [{ path, reason: "only re-exports: import the file that holds the thing" }] : [];
  });
}
