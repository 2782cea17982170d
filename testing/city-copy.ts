import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { STANDARD, TEST_CITY } from "./harness.ts";

export interface CityCopy {
  readonly dir: string;
  /** Replaces text in a file, which is taken from the common vocabulary when the city has none. @throws when the text is not there. */
  change(file: string, from: string | RegExp, to: string): void;
  /** Writes a file of the city's own. */
  put(file: string, text: string): void;
  drop(file: string): void;
  remove(): void;
}

/** The fixture city in a folder of its own, to be changed by a test. */
export function copyCity(): CityCopy {
  const dir = mkdtempSync(join(tmpdir(), "tocsin-city-"));
  cpSync(TEST_CITY, dir, { recursive: true });
  const textOf = (file: string): string => {
    try {
      return readFileSync(join(dir, file), "utf8");
    } catch {
      return readFileSync(join(STANDARD, file), "utf8");
    }
  };
  return {
    dir,
    change(file, from, to) {
      const before = textOf(file);
      const after = before.replace(from, to);
      if (after === before) throw new Error(`${file}: nothing to replace for ${String(from)}`);
      writeFileSync(join(dir, file), after);
    },
    put: (file, text) => {
      mkdirSync(dirname(join(dir, file)), { recursive: true });
      writeFileSync(join(dir, file), text);
    },
    drop: (file) => rmSync(join(dir, file)),
    remove: () => rmSync(dir, { recursive: true, force: true }),
  };
}
