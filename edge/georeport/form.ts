import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import type { GeoFault } from "./fault.ts";

/** A form as GeoReport sends it (application/x-www-form-urlencoded): plain fields, and `attribute[code]`. */
export interface Form {
  readonly fields: ReadonlyMap<string, string>;
  readonly attributes: ReadonlyMap<string, readonly string[]>;
}

const MOST_FIELDS = 100;
const ATTRIBUTE = /^attribute\[([A-Za-z0-9_.-]{1,60})\](?:\[\])?$/;

/** UTF-8 and nothing else; null when it is none. */
function decoded(text: string): string | null {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return null;
  }
}

const broken = (field: string): GeoFault => ({ field, zh: "编码有误，须为 UTF-8 表单编码", en: "is not well encoded: UTF-8 as a form is needed" });
const twice = (field: string): GeoFault => ({ field, zh: "重复出现", en: "stands there twice" });

const NAMELESS: GeoFault = { field: "body", zh: "有一个字段没有名称", en: "has a field without a name" };

/** Reads a body. A field that stands there twice is a fault: which one would count? */
export function readForm(body: Uint8Array): Result<Form, readonly GeoFault[]> {
  const pairs = Buffer.from(body).toString("latin1").split("&").filter((pair) => pair !== "");
  if (pairs.length > MOST_FIELDS) return fail([{ field: "body", zh: `字段超过 ${MOST_FIELDS} 个`, en: `has more than ${MOST_FIELDS} fields` }]);
  const fields = new Map<string, string>();
  const attributes = new Map<string, string[]>();
  const faults: GeoFault[] = [];
  for (const pair of pairs) {
    const at = pair.indexOf("=");
    const [name, value] = [decoded(at < 0 ? pair : pair.slice(0, at)), decoded(at < 0 ? "" : pair.slice(at + 1))];
    const attribute = name === null ? null : ATTRIBUTE.exec(name);
    if (name === "") {
      if (!faults.includes(NAMELESS)) faults.push(NAMELESS);
    } else if (name === null || value === null) faults.push(broken(name?.slice(0, 80) ?? "body"));
    else if (attribute !== null) attributes.set(attribute[1]!, [...(attributes.get(attribute[1]!) ?? []), value]);
    else if (fields.has(name)) faults.push(twice(name.slice(0, 80)));
    else fields.set(name, value);
  }
  return faults.length > 0 ? fail(faults) : ok({ fields, attributes });
}
