import type { GeoFormat, GeoWord } from "@tocsin/contract/linkage/georeport.ts";
import { GEO_WORDS } from "@tocsin/contract/linkage/georeport.ts";
import type { WireStatus } from "@tocsin/contract/linkage/wire.ts";

/** An element of XML, as far as an answer of GeoReport has any. */
export interface Node {
  readonly name: string;
  readonly text: string;
  readonly children: readonly Node[];
}
/** Null for what is no well-formed document. */
export type ParseXml = (bytes: Uint8Array) => Node | null;

/** One entry of an answer: its fields as texts; what is empty or no text is left out. */
export type Entry = ReadonlyMap<string, string>;

const MOST_ENTRIES = 2_000;
const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : typeof value === "number" ? String(value) : null);

function jsonEntries(bytes: Uint8Array): readonly Entry[] | null {
  let parsed: unknown;
  try {
    parsed = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch {
    return null;
  }
  const list: readonly unknown[] = Array.isArray(parsed) ? parsed : [parsed];
  if (list.length > MOST_ENTRIES || list.some((item) => typeof item !== "object" || item === null || Array.isArray(item))) return null;
  return list.map((item) => new Map(Object.entries(item as object).flatMap(([name, value]) => (textOf(value) === null ? [] : [[name, textOf(value)!]]))));
}

function xmlEntries(root: Node | null): readonly Entry[] | null {
  if (root === null || root.children.length > MOST_ENTRIES) return null;
  return root.children.map((item) => new Map(item.children.filter(({ text }) => text !== "").map(({ name, text }) => [name, text])));
}

/** The entries of an answer in either form; null for what is none. */
export const entriesOf = (bytes: Uint8Array, format: GeoFormat, parseXml: ParseXml): readonly Entry[] | null => (format === "json" ? jsonEntries(bytes) : xmlEntries(parseXml(bytes)));

/** An id that can be asked for in an address. */
const ID = /^[A-Za-z0-9_.~:-]{1,80}$/;
const idIn = (entry: Entry | undefined, field: string): string | null => {
  const id = entry?.get(field);
  return id !== undefined && ID.test(id) ? id : null;
};

/** What a platform answered to a posted request: the id, a token by which to ask for it, or neither. */
export function receiptOf(entries: readonly Entry[] | null): { readonly requestId: string } | { readonly token: string } | null {
  if (entries?.length !== 1) return null;
  const requestId = idIn(entries[0], "service_request_id");
  if (requestId !== null) return { requestId };
  const token = idIn(entries[0], "token");
  return token === null ? null : { token };
}

/** The sentences of a refusal. */
export const errorsOf = (entries: readonly Entry[] | null): string => (entries ?? []).flatMap((entry) => entry.get("description") ?? []).join("; ").slice(0, 400);

const NOTES = /^\[([A-Z_]{3,20})\][^:：]{0,80}(?:[:：]([\s\S]*))?$/;
const MOMENT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,9})?)?(Z|[+-]\d\d:?\d\d)$/;
const isWord = (word: string | undefined): word is GeoWord => (GEO_WORDS as readonly string[]).includes(word ?? "");

/** By the platform's own word where it has one; else an open request was received, and a closed one answered. */
function meaning(status: string, notes: string): Pick<WireStatus, "word" | "text"> {
  const own = NOTES.exec(notes);
  if (own !== null) return isWord(own[1]) ? { word: own[1], text: own[2]?.trim() ?? "" } : { word: "UNMAPPED", text: "" };
  if (status === "open") return { word: "SIGNED", text: "" };
  return status === "closed" ? { word: "REPLIED", text: notes } : { word: "UNMAPPED", text: "" };
}

/**
 * How a request stands by an entry; null for one that says nothing usable. A time that lies ahead of now counts as now: else one wrong
 * date would silence every later word.
 */
export function statusOf(entry: Entry, now: number): WireStatus | null {
  const requestId = idIn(entry, "service_request_id");
  const [status, updated] = [entry.get("status")?.toLowerCase(), entry.get("updated_datetime") ?? entry.get("requested_datetime") ?? ""];
  const at = MOMENT.test(updated) ? Date.parse(updated) : NaN;
  if (requestId === null || status === undefined || !(at >= 0)) return null;
  const notes = (entry.get("status_notes") ?? "").trim();
  const { word, text } = meaning(status, notes);
  const clean = (words: string, most: number): string => words.replaceAll(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g, "").slice(0, most);
  return { requestId, word, raw: clean(`${status} ${notes}`.trim(), 400), text: clean(text, 2_000), at: Math.min(at, now) };
}
