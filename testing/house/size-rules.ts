import ts from "typescript";
import type { Fault } from "./name-rules.ts";

export const FILE_LINES_MAX = 500;
export const FILE_LINES_P95 = 300;
export const FILE_LINES_MEDIAN = 80;
export const FUNCTION_LINES_MAX = 70;

interface Source {
  readonly path: string;
  readonly text: string;
}

export const lineCount = (text: string): number => text.split("\n").length - (text.endsWith("\n") ? 1 : 0);

/** The value below which the given share of a list lies (nearest rank). */
export function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

/** A long file does more than one thing; medians lie, so the tail is bounded too. */
export function fileSizeFaults(files: readonly Source[]): Fault[] {
  const sizes = files.map(({ path, text }) => ({ path, lines: lineCount(text) }));
  const faults = sizes
    .filter(({ lines }) => lines > FILE_LINES_MAX)
    .map(({ path, lines }) => ({ path, reason: `${lines} lines, more than ${FILE_LINES_MAX}: split it by what it does` }));
  const counts = sizes.map(({ lines }) => lines);
  for (const [share, limit] of [[0.5, FILE_LINES_MEDIAN], [0.95, FILE_LINES_P95]] as const) {
    const value = quantile(counts, share);
    if (value > limit) faults.push({ path: "(all files)", reason: `${share * 100}% quantile is ${value} lines, more than ${limit}` });
  }
  return faults;
}

function nameOf(node: ts.SignatureDeclaration): string {
  if (node.name && "text" in node.name) return node.name.text;
  const parent = node.parent as ts.Node | undefined;
  return parent && ts.isVariableDeclaration(parent) && ts.isIdentifier(parent.name) ? parent.name.text : "(unnamed)";
}

/** A function longer than a screen is not read to its end. */
export function functionSizeFaults(file: Source): Fault[] {
  const tree = ts.createSourceFile(file.path, file.text, ts.ScriptTarget.ES2023, true, file.path.endsWith("x") ? ts.ScriptKind.TSX : undefined);
  const faults: Fault[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isFunctionLike(node) && "body" in node && node.body) {
      const first = tree.getLineAndCharacterOfPosition(node.getStart(tree)).line;
      const lines = tree.getLineAndCharacterOfPosition(node.getEnd()).line - first + 1;
      if (lines > FUNCTION_LINES_MAX) {
        faults.push({ path: `${file.path}:${first + 1}`, reason: `${nameOf(node)} has ${lines} lines, more than ${FUNCTION_LINES_MAX}` });
      }
    }
    ts.forEachChild(node, visit);
  };
  visit(tree);
  return faults;
}
