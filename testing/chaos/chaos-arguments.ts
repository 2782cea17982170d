import { parseArgs } from "node:util";

export interface ChaosArguments {
  /** Upper case; empty = all. */
  readonly rows: readonly string[];
  readonly form: "quick" | "long";
  readonly seed: number;
  readonly tries: number | undefined;
  /** The rows share so many minutes evenly; each ends with its tries or its share. */
  readonly minutes: number | undefined;
  /** Judge the twins instead of the rows; names of those wanted follow in `rows`. */
  readonly twins: boolean;
  /** Of the twins so many, chosen by the seed. */
  readonly some: number | undefined;
}

const whole = (text: string | undefined, name: string): number | undefined => {
  if (text === undefined) return undefined;
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`--${name}: 应为非负整数 / must be a whole number: ${text}`);
  return value;
};

/** @throws RangeError naming the argument that is wrong. */
export function chaosArguments(argv: readonly string[], now: number): ChaosArguments {
  const { values, positionals } = parseArgs({
    args: [...argv], allowPositionals: true,
    options: { quick: { type: "boolean" }, long: { type: "boolean" }, twins: { type: "boolean" }, seed: { type: "string" }, tries: { type: "string" }, minutes: { type: "string" }, some: { type: "string" } },
  });
  if (values.quick && values.long) throw new RangeError("--quick --long: 只能选一个 / choose one");
  const twins = values.twins ?? false;
  const rows = positionals.map((name) => (twins ? name : name.toUpperCase()));
  if (!twins) for (const row of rows) if (!/^R\d{1,2}$/.test(row)) throw new RangeError(`${row}: 应为 R1 到 R59 / must be R1 to R59`);
  return { rows, form: values.long ? "long" : "quick", seed: whole(values.seed, "seed") ?? Math.floor(now / 1_000) % 1_000_000, tries: whole(values.tries, "tries"), minutes: whole(values.minutes, "minutes"), twins, some: whole(values.some, "some") };
}
