/** Wrong bodies made from the schema of a right one: what a broken client or an attacker might send. */

interface Schema {
  readonly type?: string;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
  /** A list of schemas is a tuple. */
  readonly items?: Schema | readonly Schema[];
  readonly anyOf?: readonly Schema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly pattern?: string;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minItems?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

export interface Attack {
  readonly what: string;
  readonly body: string;
  /** Path of the field that the refusal must name. */
  readonly path: string;
  readonly code: "VALIDATION_FAILED" | "PROHIBITED_FIELD" | "PAYLOAD_TOO_LARGE";
  /** What is wrong is the writing of the text, not the shape of the body. */
  readonly encoding: boolean;
}

type Path = readonly (string | number)[];

/** Texts of which one fits every pattern of the contract. */
const TEXTS = ["x", "01ARZ3NDEKTSV4RRFFQ69G5FAV", "CR-03", "A1", "110", "floor", "a".repeat(64), "1", "08:00", "2026-03-02", "2026-02", "01ARZ3NDEKTSV4RRFFQ69G5FAV-U1", "https://push.example/one", "b".repeat(87)];

const form = (schema: Schema): Schema => (schema.anyOf?.[0] === undefined ? schema : form(schema.anyOf[0]));

const isTuple = (items: Schema["items"]): items is readonly Schema[] => Array.isArray(items);

/** A value that the schema accepts, optional fields included; `nth`: another text for each item of a list. @throws when it knows none. */
export function rightValue(given: Schema, nth = 0): unknown {
  const schema = form(given);
  if (schema.const !== undefined) return schema.const;
  if (schema.enum !== undefined) return schema.enum[0];
  switch (schema.type) {
    case "string": {
      const fitting = TEXTS.filter((text) => new RegExp(schema.pattern ?? "", "u").test(text) && text.length >= (schema.minLength ?? 0) && text.length <= (schema.maxLength ?? Infinity));
      const found = fitting[nth % fitting.length];
      if (found === undefined) throw new Error(`no text for ${JSON.stringify(schema)}`);
      return found;
    }
    case "integer":
    case "number":
      return Math.min(schema.maximum ?? Infinity, Math.max(schema.minimum ?? 0, 1));
    case "boolean":
      return true;
    case "array":
      if (isTuple(schema.items)) return schema.items.map((item) => rightValue(item));
      return Array.from({ length: Math.max(1, schema.minItems ?? 0) }, (_, item) => rightValue(schema.items as Schema, item));
    default:
      return Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, field]) => [name, rightValue(field)]));
  }
}

interface Spot {
  readonly path: Path;
  readonly schema: Schema;
}

/** Every field of a body, however deep; of a list its first item. */
function spots(given: Schema, path: Path = []): Spot[] {
  const schema = form(given);
  const here = path.length === 0 ? [] : [{ path, schema }];
  const items = schema.type === "array" && schema.items !== undefined ? spots(isTuple(schema.items) ? (schema.items[0] ?? {}) : schema.items, [...path, 0]) : [];
  return [...here, ...items, ...Object.entries(schema.properties ?? {}).flatMap(([name, field]) => spots(field, [...path, name]))];
}

const pathText = (path: Path): string => `$${path.map((part) => (typeof part === "number" ? `[${part}]` : `.${part}`)).join("")}`;

/** The body with something else at a place; `undefined` takes the field away. */
function changed(body: unknown, path: Path, value: unknown): unknown {
  const [first, ...rest] = path;
  if (first === undefined) return value;
  if (Array.isArray(body)) return body.map((item: unknown, index) => (index === first ? changed(item, rest, value) : item));
  const entries = Object.entries(body as Record<string, unknown>).map(([key, item]) => [key, key === first ? changed(item, rest, value) : item] as const);
  const known = entries.some(([key]) => key === first) ? entries : [...entries, [String(first), changed({}, rest, value)] as const];
  return Object.fromEntries(known.filter(([, item]) => item !== undefined));
}

const RAW = "@raw@";
/** JSON with a piece of text that no JSON writer makes. */
const withRaw = (value: unknown, raw: string): string => JSON.stringify(value).replace(`"${RAW}"`, raw);
const isScalar = (schema: Schema): boolean => schema.type !== "object" && schema.type !== "array" && schema.properties === undefined;
const isText = (schema: Schema): boolean => schema.type === "string" || (schema.enum !== undefined && typeof schema.enum[0] === "string");
const isNumber = (schema: Schema): boolean => schema.type === "number" || schema.type === "integer";
const isObject = (schema: Schema): boolean => schema.properties !== undefined;

/** One field after the other spoilt in every way that its type allows. */
function fieldAttacks(right: unknown, { path, schema }: Spot): Attack[] {
  const at = (what: string, body: string, more: Partial<Attack> = {}): Attack => ({ what: `${what} at ${pathText(path)}`, body, path: pathText(path), code: "VALIDATION_FAILED", encoding: false, ...more });
  const put = (value: unknown): string => JSON.stringify(changed(right, path, value));
  return [
    at("wrong type", put(isScalar(schema) ? { zzz: 1 } : "text")),
    ...(isText(schema) ? [at("NUL", put("a\u0000b"), { encoding: true }), at("lone surrogate", put("\ud800"), { encoding: true }), at("20,000 characters", put("x".repeat(20_000)))] : []),
    ...(isNumber(schema) ? [at("1e999", withRaw(changed(right, path, RAW), "1e999")), at("NaN", withRaw(changed(right, path, RAW), "NaN"), { path: "$", encoding: true })] : []),
    ...(isObject(schema) ? [at("prohibited field", JSON.stringify(changed(right, [...path, "faceTemplate"], "x")), { path: `${pathText(path)}.faceTemplate`, code: "PROHIBITED_FIELD" })] : []),
    ...("lat" in (schema.properties ?? {}) ? [at("swapped point", JSON.stringify(changed(changed(right, [...path, "lon"], 30.1), [...path, "lat"], 112.2)), { path: `${pathText(path)}.lat` })] : []),
  ];
}

/** Everything wrong that can be done to a body of this schema, the body itself included. */
export function attacksOn(schema: object): Attack[] {
  const right = rightValue(schema) as Record<string, unknown>;
  const whole = (what: string, body: string, path: string, more: Partial<Attack> = {}): Attack => ({ what, body, path, code: "VALIDATION_FAILED", encoding: false, ...more });
  const deep = `${"[".repeat(200)}${"]".repeat(200)}`;
  return [
    ...((schema as Schema).required ?? []).map((name) => whole(`without ${name}`, JSON.stringify(changed(right, [name], undefined)), `$.${name}`)),
    whole("unknown field", JSON.stringify({ ...right, zzz: 1 }), "$.zzz"),
    whole("prohibited field", JSON.stringify({ ...right, "id-card-no": "429" }), "$.id-card-no", { code: "PROHIBITED_FIELD" }),
    whole("prototype", JSON.stringify(right).replace("{", '{"__proto__":{"role":"ADMIN"},'), "$.__proto__"),
    whole("constructor", JSON.stringify({ ...right, constructor: { prototype: { role: "ADMIN" } } }), "$.constructor"),
    whole("200 deep", withRaw({ ...right, zzz: RAW }, deep), "$"),
    whole("300 kB", JSON.stringify({ ...right, zzz: "x".repeat(300_000) }), "$", { code: "PAYLOAD_TOO_LARGE" }),
    whole("a list", JSON.stringify([right]), "$", { encoding: true }),
    whole("a text", '"x"', "$", { encoding: true }),
    whole("null", "null", "$", { encoding: true }),
    whole("cut off", JSON.stringify(right).slice(0, -1), "$", { encoding: true }),
    ...spots(schema).flatMap((spot) => fieldAttacks(right, spot)),
  ];
}
