import type { ReactNode } from "react";
import type { ChoicesOf } from "./choices.ts";
import type { Content, Path } from "./draft-edit.ts";
import type { FormField } from "./field-shape.ts";
import type { Beside } from "./findings-beside.ts";

/** What every field of the form works on. */
export interface FormState {
  readonly content: Content;
  readonly findings: readonly Beside[];
  readonly choicesOf: ChoicesOf;
  readonly change: (content: Content) => void;
}

/** A field in its row: rows are made of fields, and a field may be made of rows. */
export type DrawField = (field: FormField, path: Path) => ReactNode;
