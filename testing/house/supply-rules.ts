import type { Fault } from "./name-rules.ts";

/** What a lockfile of npm (version 3) says of one installed package. */
export interface LockedPackage {
  /** Where it differs from the folder: the package stands under another name. */
  readonly name?: string;
  readonly version?: string;
  readonly license?: string;
  readonly resolved?: string;
  readonly integrity?: string;
  readonly link?: boolean;
  /** Made for other machines, or left out here for another reason. */
  readonly optional?: boolean;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

/** Licences under which what we use may be given on with the platform. */
const LICENCES: ReadonlySet<string> = new Set(["MIT", "MIT-0", "ISC", "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "0BSD", "BlueOak-1.0.0", "BSL-1.0", "(MIT OR Apache-2.0)", "Python-2.0", "CC0-1.0", "Unlicense"]);
/** Licences with a condition, and for whom it is met. */
const CONDITIONAL: Readonly<Record<string, RegExp>> = {
  "MPL-2.0": /^node_modules\/(@axe-core\/playwright|axe-core|lightningcss(-[\w-]+)?)$/, // tools of building and testing, unchanged, not given on
  "CC-BY-4.0": /^node_modules\/caniuse-lite$/, // data of a tool of building, not given on
};
const REGISTRY = "https://registry.npmjs.org/";
/** One exact version, of the package itself or of another that stands under this name. */
export const EXACT = /^(npm:[\w./@-]+@)?\d+\.\d+\.\d+(-[\w.]+)?$/;

const nameOf = (path: string): string => path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);

function faultsOf(path: string, found: LockedPackage, allowScripts: ReadonlySet<string>): string[] {
  const licence = found.license ?? "none";
  return [
    LICENCES.has(licence) || CONDITIONAL[licence]?.test(path) ? null : `licence ${licence} is not on the list`,
    // Without an address npm takes it by name and version from the registry that is set up; the hash holds it to what it was.
    (found.resolved ?? REGISTRY).startsWith(REGISTRY) ? null : `comes from ${found.resolved}, not from the registry`,
    /^sha512-/.test(found.integrity ?? "") ? null : "has no sha512 to be held against",
    found.hasInstallScript && !allowScripts.has(nameOf(path)) ? "runs a script when it is installed" : null,
  ].filter((fault) => fault !== null);
}

/** Faults of everything that the lockfile installs, and of versions that our own workspaces leave open. */
export function supplyFaults(packages: Readonly<Record<string, LockedPackage>>, allowScripts: readonly string[]): Fault[] {
  const allowed = new Set(allowScripts);
  return Object.entries(packages).flatMap(([path, found]) => {
    if (path.includes("node_modules/")) return found.link ? [] : faultsOf(path, found, allowed).map((reason) => ({ path, reason }));
    return Object.entries({ ...found.dependencies, ...found.devDependencies })
      .filter(([name, wanted]) => !(name.startsWith("@tocsin/") && wanted === "*") && !EXACT.test(wanted))
      .map(([name, wanted]) => ({ path: path || ".", reason: `${name}: ${wanted} is not one exact version` }));
  });
}

/** Things that open doors and must never stand in a repository. */
const SECRETS: readonly { readonly pattern: RegExp; readonly reason: string }[] = [
  { pattern: /-----BEGIN (?:[A-Z]+ )?PRIVATE KEY-----\s*[A-Za-z0-9+/=]{16}/, reason: "a private key" },
  { pattern: /\b(?:AKIA|ASIA)[0-9A-Z]{16}\b/, reason: "a key of a cloud account" },
  { pattern: /\b(?:ghp|gho|ghs|github_pat|glpat|npm|xox[abp])[-_][A-Za-z0-9_-]{20,}/, reason: "an access token" },
  { pattern: /\beyJ[A-Za-z0-9_-]{10,}\.eyJ[A-Za-z0-9_-]{10,}\.[A-Za-z0-9_-]{10,}/, reason: "a signed token" },
  { pattern: /\b[a-z][a-z0-9+]{1,12}:\/\/[A-Za-z0-9._-]{1,40}:(?![$<{%]|PASSWORD|secret@|password@|pw@|test@)[^\s:@/"'`<>${}]{3,80}@[A-Za-z0-9.-]+\.[a-z]{2,}/, reason: "a password in an address" },
];

export function secretFaults(files: readonly { readonly path: string; readonly text: string }[]): Fault[] {
  return files.flatMap(({ path, text }) => SECRETS.filter(({ pattern }) => pattern.test(text)).map(({ reason }) => ({ path, reason })));
}
