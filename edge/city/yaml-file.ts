import { isProhibitedField } from "@tocsin/contract/prohibited.ts";
import type { Static, TObject } from "typebox";
import { isMap, isPair, isScalar, isSeq, LineCounter, parseDocument, type Document, type Node } from "yaml";
import type { FileFaults, Located } from "./fault.ts";
import { prohibitedMessage } from "./prohibited.ts";
import { judgeOf } from "./row-schema.ts";

/** How often references (`*name`) may bring in what was written once. */
const MOST_REFERENCES = 100;

/** A YAML text as values that still know their lines. `null` when it is not YAML. */
export interface YamlFile {
  readonly value: unknown;
  /** The line of the value at a path, or of its nearest ancestor. */
  lineOf(path: readonly (string | number)[]): number;
}

export function readYaml(text: string, faults: FileFaults): YamlFile | null {
  const lines = new LineCounter();
  const parsed = parsedYaml(text, lines);
  if (typeof parsed === "string") {
    faults.add(1, "", "FILE_SYNTAX", `不是可读的 YAML:${parsed}`, `is not readable as YAML: ${parsed}`);
    return null;
  }
  const { document, value } = parsed;
  const lineAt = (offset: number): number => lines.linePos(offset).line;
  for (const error of document.errors) faults.add(lineAt(error.pos[0]), "", "FILE_SYNTAX", `不是可读的 YAML:${error.code}`, `is not readable as YAML: ${error.message.split("\n")[0] ?? error.code}`);
  if (document.errors.length > 0) return null;
  let twice = false;
  walkKeys(document.contents, (key, offset, again) => {
    if (isProhibitedField(key)) faults.add(lineAt(offset), key, "PROHIBITED_FIELD", ...prohibitedMessage(key));
    if (again) faults.add(lineAt(offset), key, "FILE_SYNTAX", "这个键在同一处出现两次", "stands twice in one place");
    twice ||= again;
  });
  if (twice) return null;
  return {
    value,
    lineOf(path) {
      for (let length = path.length; length > 0; length--) {
        const node = document.getIn(path.slice(0, length), true) as Node | undefined;
        if (node?.range) return lineAt(node.range[0]);
      }
      return 1;
    },
  };
}

/** The document and its value; why there is neither where it nests deeper than can be followed, or grows by its own references. */
function parsedYaml(text: string, lines: LineCounter): { readonly document: Document.Parsed; readonly value: unknown } | string {
  try {
    // The library compares every key with all before it; `walkKeys` finds the doubled ones in one go.
    const document = parseDocument(text, { lineCounter: lines, uniqueKeys: false, logLevel: "error" });
    return { document, value: document.errors.length > 0 ? null : document.toJS({ maxAliasCount: MOST_REFERENCES }) };
  } catch (error) {
    if (error instanceof RangeError) return "nests too deep";
    if (error instanceof ReferenceError) return "its references grow without end";
    return error instanceof Error ? error.message : String(error);
  }
}

/** Tells every key, wherever it stands, and whether its map had it already. */
function walkKeys(node: unknown, tell: (key: string, offset: number, again: boolean) => void): void {
  if (isSeq(node)) for (const item of node.items) walkKeys(item, tell);
  if (!isMap(node)) return;
  const seen = new Set<string>();
  for (const pair of node.items) {
    if (!isPair(pair)) continue;
    if (isScalar(pair.key)) {
      const key = String(pair.key.value);
      tell(key, pair.key.range?.[0] ?? 0, seen.has(key));
      seen.add(key);
    }
    walkKeys(pair.value, tell);
  }
}

/** Reports every finding of the value at `base` under its path; true when there is none. */
function judge(schema: TObject, value: unknown, file: YamlFile, base: readonly (string | number)[], faults: FileFaults): boolean {
  const findings = judgeOf(schema)(value);
  for (const { path, code, zh, en } of findings) {
    const steps = path.map((step) => (/^\d+$/.test(step) ? Number(step) : step));
    if (!steps.some((step) => isProhibitedField(String(step)))) faults.add(file.lineOf([...base, ...steps]), path.join("."), code, zh, en);
  }
  return findings.length === 0;
}

/** A YAML file that is one object of the schema. */
export function readObject<S extends TObject>(text: string, schema: S, faults: FileFaults): { readonly value: Static<S>; readonly file: YamlFile } | null {
  const file = readYaml(text, faults);
  if (file === null || !judge(schema, file.value, file, [], faults)) return null;
  return { value: file.value as Static<S>, file };
}

/** A YAML file that is a list of objects of the schema. */
export function readList<S extends TObject>(text: string, schema: S, faults: FileFaults): Located<Static<S>>[] {
  const file = readYaml(text, faults);
  if (file === null) return [];
  if (!Array.isArray(file.value)) {
    faults.add(1, "", "FILE_SYNTAX", "应为列表(每项以“- ”开头)", "is not a list (each entry starts with \"- \")");
    return [];
  }
  return file.value.flatMap((value: unknown, index) => (judge(schema, value, file, [index], faults) ? [{ line: file.lineOf([index]), value: value as Static<S> }] : []));
}
