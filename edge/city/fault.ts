import type { PlanFindingCode } from "@tocsin/contract/command/plan-finding.ts";

/** Everything wrong with a city's files, all at once: an operator mends a folder in one pass (X-04). */

/** One fault. `line` counts from 1; `field` is a column, a YAML path or "" for the whole file or row. */
export interface Fault {
  readonly file: string;
  readonly line: number;
  readonly field: string;
  readonly code: FaultCode;
  readonly messageZh: string;
  readonly messageEn: string;
}

export type FaultCode =
  | "FILE_MISSING"
  | "FILE_ENCODING"
  | "FILE_SYNTAX"
  | "COLUMN_UNKNOWN"
  | "COLUMN_MISSING"
  | "COLUMN_TWICE"
  | "CELL_COUNT"
  | "PROHIBITED_FIELD"
  | "FIELD_MISSING"
  | "FIELD_FORMAT"
  | "FIELD_LENGTH"
  | "FIELD_RANGE"
  | "FIELD_CHOICE"
  | "FIELD_TYPE"
  | "FIELD_UNKNOWN"
  | "ID_TWICE"
  | "REFERENCE_UNKNOWN"
  | "ORG_PARENT_LEVEL_INVALID"
  | "ADMIN_CODE_CHAIN"
  | "COORDINATES_SWAPPED"
  | "OUT_OF_BOUNDS"
  | "RING_OPEN"
  | "RING_TOO_SHORT"
  | "RING_SELF_INTERSECTING"
  | "MATRIX_INCOMPLETE"
  | "MECHANISM_COUNT"
  | "DEADLINE_ORDER"
  | "RETENTION_TOO_SHORT"
  | "ROLE_CONFLICT"
  | "ORG_NOT_POST"
  | "SHIFT_ORDER"
  | "SHIFT_OVERLAP"
  | "PERIOD_ORDER"
  | "PERIOD_OVERLAP"
  | "COMMAND_UNKNOWN"
  | "DATE_INVALID"
  | "ORG_NOT_DISTRICT"
  | "TOP_PRIORITY_WAITS"
  | "NO_ACCESS_ROAD"
  | PlanFindingCode;

/** Collects the faults of one file. */
export class FileFaults {
  readonly file: string;
  readonly #all: Fault[];

  constructor(file: string, all: Fault[]) {
    this.file = file;
    this.#all = all;
  }

  add(line: number, field: string, code: FaultCode, messageZh: string, messageEn: string): void {
    this.#all.push({ file: this.file, line, field, code, messageZh, messageEn });
  }
}

/** A row with the line on which it starts. */
export interface Located<T> {
  readonly line: number;
  readonly value: T;
}

/** One line of text per fault: `file:line field CODE message`. */
export const faultText = (fault: Fault, language: "zh" | "en" = "zh"): string =>
  `${fault.file}:${fault.line}${fault.field === "" ? "" : ` ${fault.field}`} ${fault.code} ${language === "zh" ? fault.messageZh : fault.messageEn}`;
