/** What a GeoReport answer is made of; a list stands under a name of its own in XML. */
export type XmlValue = string | number | boolean | null | readonly XmlValue[] | { readonly [name: string]: XmlValue };

const ENTITIES: Readonly<Record<string, string>> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };
/** XML 1.0 has no way to write these, not even as references. */
 
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;

/** A carriage return is written as a reference: a reader turns a bare one into a line feed. */
const escaped = (text: string): string => text.replaceAll(UNWRITABLE, "\ufffd").replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign]!).replaceAll("\r", "&#13;");

/** `itemNames`: what the entries of a list are called, by the name of the list. */
function element(name: string, value: XmlValue, itemNames: Readonly<Record<string, string>>): string {
  if (value === null || value === "") return `<${name}/>`;
  if (Array.isArray(value)) return `<${name}>${(value as readonly XmlValue[]).map((item) => element(itemNames[name] ?? "item", item, itemNames)).join("")}</${name}>`;
  if (typeof value === "object") return `<${name}>${Object.entries(value).map(([key, inner]) => element(key, inner, itemNames)).join("")}</${name}>`;
  return `<${name}>${escaped(String(value))}</${name}>`;
}

/** A whole document under one root. */
export const xmlText = (root: string, value: XmlValue, itemNames: Readonly<Record<string, string>>): string => `<?xml version="1.0" encoding="utf-8"?>\n${element(root, value, itemNames)}\n`;
