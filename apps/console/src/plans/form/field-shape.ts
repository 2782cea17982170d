/** What a field of a form looks like, read from its schema in the contract: the form has no list of fields of its own (CMD-06). */
export type FieldShape =
  | { readonly kind: "text"; readonly max: number; readonly pattern: string | null }
  | { readonly kind: "number"; readonly whole: boolean; readonly min: number | undefined; readonly max: number | undefined }
  | { readonly kind: "flag" }
  | { readonly kind: "choice"; readonly options: readonly string[] }
  | { readonly kind: "codes" }
  | { readonly kind: "rows"; readonly fields: readonly FormField[] }
  | { readonly kind: "group"; readonly fields: readonly FormField[] }
  /** One of several groups, told apart by their first required field. */
  | { readonly kind: "either"; readonly ways: readonly { readonly by: string; readonly fields: readonly FormField[] }[] }
  /** An outline, point by point. */
  | { readonly kind: "points" }
  /** Values by key; which keys there are another record says. */
  | { readonly kind: "byKey" };

export interface FormField {
  readonly name: string;
  readonly optional: boolean;
  /** An empty field is null, not absent. */
  readonly nullable: boolean;
  readonly shape: FieldShape;
}

/** So much of JSON Schema as the contract uses. */
interface Schema {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly anyOf?: readonly Schema[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  readonly items?: Schema | readonly Schema[];
  readonly pattern?: string;
  readonly maxLength?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

const groupOf = ({ properties = {}, required = [] }: Schema): FormField[] => Object.entries(properties).map(([name, schema]) => fieldOf(name, schema, !required.includes(name)));

function eitherOf(ways: readonly Schema[]): FieldShape {
  const told = ways.map((way) => ({ by: way.required?.[0], fields: groupOf(way) }));
  if (!told.every((way): way is { by: string; fields: FormField[] } => way.by !== undefined)) throw new Error("the form cannot tell these ways apart");
  return { kind: "either", ways: told };
}

function shapeOf(schema: Schema): FieldShape {
  if (schema.enum !== undefined) return { kind: "choice", options: schema.enum };
  if (schema.anyOf !== undefined) return eitherOf(schema.anyOf);
  switch (schema.type) {
    case "string": return { kind: "text", max: schema.maxLength ?? 40, pattern: schema.pattern ?? null };
    case "integer": case "number": return { kind: "number", whole: schema.type === "integer", min: schema.minimum, max: schema.maximum };
    case "boolean": return { kind: "flag" };
    case "array": {
      const items = schema.items as Schema;
      return items.type === "array" ? { kind: "points" } : items.type === "object" ? { kind: "rows", fields: groupOf(items) } : { kind: "codes" };
    }
    case "object": return schema.properties === undefined ? { kind: "byKey" } : { kind: "group", fields: groupOf(schema) };
    default: throw new Error(`the form has no field for ${schema.type ?? "a schema without type"}`);
  }
}

function fieldOf(name: string, schema: Schema, optional: boolean): FormField {
  const others = schema.anyOf?.filter(({ type }) => type !== "null") ?? [];
  const nullable = schema.anyOf !== undefined && others.length < schema.anyOf.length;
  return { name, optional, nullable, shape: shapeOf(nullable && others.length === 1 ? others[0]! : schema) };
}

/** The fields of a schema of an object, in the order of the contract. */
export const fieldsOf = (schema: object): readonly FormField[] => groupOf(schema as Schema);

/** What a new row or group begins with: every field that it must have, empty or at its least. */
export function blankOf(fields: readonly FormField[]): Readonly<Record<string, unknown>> {
  return Object.fromEntries(fields.filter(({ optional }) => !optional).map(({ name, nullable, shape }) => [name, nullable ? null : blank(shape)]));
}

function blank(shape: FieldShape): unknown {
  switch (shape.kind) {
    case "text": return "";
    case "number": return shape.min ?? 0;
    case "flag": return false;
    case "choice": return shape.options.at(-1);
    case "codes": case "rows": case "points": return [];
    case "group": return blankOf(shape.fields);
    case "either": return blankOf(shape.ways[0]!.fields);
    case "byKey": return {};
  }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> => typeof value === "object" && value !== null && !Array.isArray(value);

function misfit(shape: FieldShape, value: unknown, path: string): string | null {
  switch (shape.kind) {
    case "text": case "choice": return typeof value === "string" ? null : path;
    case "number": return typeof value === "number" ? null : path;
    case "flag": return typeof value === "boolean" ? null : path;
    case "codes": return Array.isArray(value) && value.every((each) => typeof each === "string") ? null : path;
    case "group": return misfitOf(shape.fields, value, path);
    case "either": case "byKey": return isObject(value) ? null : path;
    case "points": return Array.isArray(value) && value.every((point) => Array.isArray(point) && point.length === 2 && point.every((part) => typeof part === "number")) ? null : path;
    case "rows": return Array.isArray(value) ? value.reduce<string | null>((found, row, at) => found ?? misfitOf(shape.fields, row, `${path}.${at}`), null) : path;
  }
}

/** Where a content that was written as text is of another kind than the form could show; null = nowhere. Whether it is valid is the door's to say. */
export function misfitOf(fields: readonly FormField[], value: unknown, path = ""): string | null {
  if (!isObject(value)) return path === "" ? "{}" : path;
  for (const { name, nullable, shape } of fields) {
    const field = value[name];
    if (field === undefined || (nullable && field === null)) continue;
    const found = misfit(shape, field, path === "" ? name : `${path}.${name}`);
    if (found !== null) return found;
  }
  return null;
}
