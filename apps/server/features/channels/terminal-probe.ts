import { createHash, randomBytes, randomInt } from "node:crypto";
import type { TerminalRow } from "@tocsin/contract/organisation/city.ts";

/** A terminal that only this server knows, and that is no unit's. */
export interface TerminalProbe {
  readonly row: TerminalRow;
  readonly code: string;
}

export function newTerminalProbe(): TerminalProbe {
  const code = randomBytes(16).toString("hex");
  const terminal = `9${Array.from({ length: 18 }, () => randomInt(10)).join("")}`;
  return { code, row: { terminal, unit: "_PROBE", codeSha256: createHash("sha256").update(code).digest("hex"), datum: "WGS84" } };
}
