import { generateDemoCity } from "@tocsin/cities/generate.ts";
import { needed, readArguments } from "./arguments.ts";

/** Writes the demo city's files: the same seed gives the same bytes. */
export async function generate(args: readonly string[]): Promise<void> {
  const { options, words } = readArguments(args, { seed: "text" });
  generateDemoCity(needed("DIR", words[0]), options.seed ?? "lanjiang");
}
