import { parseXml, XmlDocumentType, XmlElement, XmlError, type XmlNode, XmlText, XmlCdata } from "@rgrove/parse-xml";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import type { CapFault } from "./alert.ts";

/** An element with its namespace; `text` is what stands directly in it, trimmed. */
export interface Element {
  readonly name: string;
  readonly namespace: string;
  readonly text: string;
  readonly children: readonly Element[];
}

export const MOST_BYTES = 512 * 1024;
/** Alerts are four levels deep; a signature, some more. */
const DEEPEST = 32;
/** Chinese warnings come in both. */
const ENCODINGS: Readonly<Record<string, string>> = { "utf-8": "utf-8", utf8: "utf-8", "us-ascii": "utf-8", gb18030: "gb18030", gbk: "gb18030", gb2312: "gb18030" };
const DECLARED = /^<\?xml[^>]{0,200}?encoding\s{0,9}=\s{0,9}["']([A-Za-z0-9._-]{1,40})["']/;

const fault = (code: CapFault["code"], detail: string): Result<never, CapFault> => fail({ path: "", code, detail });

function decoded(bytes: Uint8Array): Result<string, CapFault> {
  if (bytes.length > MOST_BYTES) return fault("TOO_LARGE", `${bytes.length} > ${MOST_BYTES}`);
  const named = DECLARED.exec(new TextDecoder("latin1").decode(bytes.subarray(0, 300)).replace(/^\u00ef\u00bb\u00bf/, ""))?.[1] ?? "utf-8";
  const encoding = ENCODINGS[named.toLowerCase()];
  if (encoding === undefined) return fault("ENCODING", named);
  try {
    return ok(new TextDecoder(encoding, { fatal: true }).decode(bytes));
  } catch {
    return fault("ENCODING", named);
  }
}

const isText = (node: XmlNode): node is XmlText => node instanceof XmlText || node instanceof XmlCdata;

function resolved(element: XmlElement, outer: Readonly<Record<string, string>>, depth: number): Element {
  if (depth > DEEPEST) throw new RangeError(`deeper than ${DEEPEST} elements`);
  const spaces = { ...outer };
  for (const [name, value] of Object.entries(element.attributes)) {
    if (name === "xmlns") spaces[""] = value;
    else if (name.startsWith("xmlns:")) spaces[name.slice(6)] = value;
  }
  const colon = element.name.indexOf(":");
  const prefix = colon < 0 ? "" : element.name.slice(0, colon);
  return {
    name: element.name.slice(colon + 1),
    namespace: Object.hasOwn(spaces, prefix) ? (spaces[prefix] ?? "") : "",
    text: element.children.filter(isText).map(({ text }) => text).join("").trim(),
    children: element.children.flatMap((child) => (child instanceof XmlElement ? [resolved(child, spaces, depth + 1)] : [])),
  };
}

/**
 * The elements of a document. Nothing is fetched and no entity of its own is resolved: a document with a type declaration is refused,
 * since an alert has none and whoever sends one wants something else.
 */
export function xmlTree(bytes: Uint8Array): Result<Element, CapFault> {
  const text = decoded(bytes);
  if (!text.ok) return text;
  try {
    const document = parseXml(text.value, { preserveDocumentType: true });
    if (document.children.some((node) => node instanceof XmlDocumentType)) return fault("DOCTYPE", "<!DOCTYPE");
    return document.root === null ? fault("SYNTAX", "no element") : ok(resolved(document.root, {}, 1));
  } catch (error) {
    if (error instanceof XmlError) return fault(/<!DOCTYPE/.test(text.value.slice(0, 4_096)) ? "DOCTYPE" : "SYNTAX", error.message.split("\n")[0] ?? "");
    if (error instanceof RangeError) return fault("SYNTAX", error.message);
    throw error;
  }
}
