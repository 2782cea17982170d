import { parseArgs } from "node:util";
import { Complaint } from "./complaint.ts";

type Spec = Readonly<Record<string, "text" | "flag">>;
type Given<S extends Spec> = { readonly [Name in keyof S]: S[Name] extends "flag" ? boolean : string | undefined };

/** Reads `--name value` and `--flag` options and plain words. @throws Complaint naming an option that is not known. */
export function readArguments<S extends Spec>(args: readonly string[], spec: S): { readonly options: Given<S>; readonly words: readonly string[] } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: Object.fromEntries(Object.entries(spec).map(([name, kind]) => [name, { type: kind === "flag" ? ("boolean" as const) : ("string" as const) }])),
    });
    const options = Object.fromEntries(Object.entries(spec).map(([name, kind]) => [name, values[name] ?? (kind === "flag" ? false : undefined)]));
    return { options: options as Given<S>, words: positionals };
  } catch (error) {
    throw new Complaint(error instanceof Error ? error.message : String(error));
  }
}

/** A number within bounds. @throws Complaint naming the option. */
export function numberOption(name: string, text: string | undefined, fallback: number, low: number, high: number): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isFinite(value) || value < low || value > high) throw new Complaint(`--${name}: 应为 ${low} 到 ${high} 之间的数 / must be a number from ${low} to ${high}: ${text}`);
  return value;
}

export function needed(what: string, text: string | undefined): string {
  if (text === undefined || text === "") throw new Complaint(`缺少 ${what} / missing ${what}`);
  return text;
}
