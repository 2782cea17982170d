import type { Fault } from "./name-rules.ts";

interface Source {
  readonly path: string;
  readonly text: string;
}

/** What must not be written, and why. A test may skip itself at run time with a reason (`t.skip("…")`, `{ skip: reason }`). */
const RULES: readonly { readonly pattern: RegExp; readonly where: RegExp; readonly reason: string }[] = [
  { pattern: /\b(TODO|FIXME|XXX|HACK)\b/, where: /\.(tsx?|mjs|js|sql|css)$/, reason: "unfinished work is an issue, not a comment" },
  { pattern: /\b(it|test|describe|suite)\.(skip|only|todo)\b/, where: /\.tsx?$/, reason: "a test that does not run proves nothing" },
  { pattern: /\b(skip|only|todo): true\b/, where: /\.test\.tsx?$/, reason: "a test that does not run proves nothing; a skip needs its reason" },
  { pattern: /@ts-(ignore|nocheck)/, where: /\.(tsx?|mjs)$/, reason: "mend the type, or use @ts-expect-error with the reason" },
  { pattern: /\.join\([^()]*"(?:[、，；：] ?|[,;:] )"\)|"[、，；：]" :|[`}]：[`{]/, where: /^apps\/(?:console|field)\/src\/.*\.tsx$/, reason: "what stands between the things of a list is a word of the language: list.comma, list.semicolon, list.colon of the console, list() of the field app" },
  { pattern: /(^|[\s"'`(=])\/(work|root|home|Users|tmp)\/[\w.-]/, where: /./, reason: "a path of one machine: derive it from the repository or os.tmpdir()" },
];

/** Files of the sources that put CSV together by hand: there a cell could begin a formula (R46). The one writer is `core/kernel/csv.ts`. */
export function tableFaults(files: readonly Source[]): Fault[] {
  const doubled = /\.replace(All)?\([^)]*(?:'""'|"\\"\\"")/;
  const joined = /\.join\((?:","|',')\)/;
  return files
    .filter(({ path, text }) => path !== "core/kernel/csv.ts" && (doubled.test(text) || (/csv/i.test(path + text) && joined.test(text))))
    .map(({ path }) => ({ path, reason: "cells joined by hand: csvText of core/kernel/csv.ts writes tables, and lets none begin a formula" }));
}

/** The only ones that put anything into a browser's storage, and what: the safe seals it, the others write settings, ids and the app's own files. */
const KEEPERS = new Map([
  ["edge/client/open-safe.ts", "what is sealed"],
  ["apps/console/src/store/external-store.ts", "settings"],
  ["apps/field/src/main.tsx", "settings"],
  ["apps/field/src/session/session.ts", "settings"],
  ["apps/field/src/session/meeting.ts", "whether somebody is signed in"],
  ["apps/field/src/order/order-over.tsx", "the id of an order"],
  ["apps/field/src/offline/service-worker.ts", "the app's files and tiles of the map"],
  ["apps/console/src/store/old-records.ts", "takes away what older builds left"],
  ["apps/field/src/outbox/old-disk.ts", "takes away what older builds left"],
]);

/** Files that reach for a browser's storage by themselves: what they put there would lie in clear (ASVS V14.3.3). */
export function storageFaults(files: readonly Source[]): Fault[] {
  const reaches = /\b(?:localStorage|sessionStorage|indexedDB|openDB|cookieStore)\b|\bcaches\.|\bdocument\.cookie\b|\bstorage\.getDirectory\b/;
  return files
    .filter(({ path, text }) => /^(?:apps\/(?:console|field)\/src|edge\/(?:client|voice))\//.test(path) && !KEEPERS.has(path) && reaches.test(text))
    .map(({ path }) => ({ path, reason: "reaches for the browser's storage: edge/client/open-safe.ts seals what is kept there; a setting goes where the others are" }));
}

/** Lines that break a rule of the house, as `path:line`. */
export function textFaults(files: readonly Source[]): Fault[] {
  return files.flatMap(({ path, text }) => {
    const rules = RULES.filter(({ where, pattern }) => where.test(path) && pattern.test(text));
    if (rules.length === 0) return [];
    return text.split("\n").flatMap((line, index) =>
      rules.filter(({ pattern }) => pattern.test(line)).map(({ reason }) => ({ path: `${path}:${index + 1}`, reason: `${reason}: ${line.trim().slice(0, 80)}` })),
    );
  });
}
