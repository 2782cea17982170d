import type { ReactNode } from "react";
import type { ModuleOf } from "./called-modules.ts";
import type { ChoicesOf } from "./choices.ts";
import type { Content, Path } from "./draft-edit.ts";
import type { FormField } from "./field-shape.ts";
import type { Beside } from "./findings-beside.ts";

/** What every field of the form works on. */
export interface FormState {
  readonly content: Content;
  readonly findings: readonly Beside[];
  readonly choicesOf: ChoicesOf;
  readonly moduleOf: ModuleOf;
  /** The place that somebody wants to see, `tasks.3.after`: the row in which it lies opens. */
  readonly goal: string | null;
  readonly change: (content: Content) => void;
}

/** A field in its row: rows are made of fields, and a field may be made of rows. */
export type DrawField = (field: FormField, path: Path) => ReactNode;
