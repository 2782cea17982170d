import { randomBytes } from "node:crypto";
import { ulid } from "@tocsin/kernel/id.ts";
import { parseJson } from "../../http/json-text.ts";
import { mendJsonText, visibleControls, visibleUtf8 } from "./visible-text.ts";

/** Longest text of a report; what an escape pushes beyond it stays in the kept bytes. */
const TEXT_LIMIT = 4_000;

export interface ReadReport {
  readonly payload: unknown;
  /** The text could not be taken as it came: the bytes must be kept. */
  readonly raw: boolean;
}

/** Every text in a value made storable; line breaks stay. */
function visibleTexts(value: unknown): unknown {
  if (typeof value === "string") return visibleControls(value);
  if (Array.isArray(value)) return value.map(visibleTexts);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, visibleTexts(item)]));
}

/** The beginning of a text that is too long; no character is cut in two. */
const beginning = (text: string): string => (text.length <= TEXT_LIMIT ? text : text.slice(0, TEXT_LIMIT).replace(/[\uD800-\uDBFF]$/, ""));

function shortened(payload: unknown): unknown {
  if (typeof payload !== "object" || payload === null || !("text" in payload) || typeof payload.text !== "string") return payload;
  return { ...payload, text: beginning(payload.text) };
}

/** A report of which only the text is known. */
const bareReport = (text: string, at: number): unknown => ({
  incidentId: ulid(at, randomBytes(16)), channel: "PARTNER", text: beginning(visibleControls(text)), noCallbackReason: "WITHHELD", placeUnknown: "UNKNOWN",
});

const isGb18030 = (contentType: string | undefined): boolean => /charset="?gb(18030|k|2312)/i.test(contentType ?? "");

/** The bytes as text, both for reading as JSON and for showing to people. */
function textsOf(body: Buffer, contentType: string | undefined): { readonly json: string; readonly plain: string; readonly changed: boolean } {
  if (isGb18030(contentType)) {
    const text = new TextDecoder("gb18030").decode(body);
    if (!text.includes("\uFFFD")) return { json: text, plain: text, changed: false };
  }
  const json = visibleUtf8(body, "\\\\");
  return { json: json.text, plain: json.changed ? visibleUtf8(body, "\\").text : json.text, changed: json.changed };
}

/**
 * Reads the body of `intake.receive` whatever its bytes are (INC-01). JSON is mended where its encoding is broken;
 * what is no JSON object at all becomes the text of a report.
 * @throws RefusedRequest VALIDATION_FAILED on an empty body, on one that nests too deep, or with a key that reaches a prototype.
 */
export function readReport(body: Buffer, contentType: string | undefined, at: number): ReadReport {
  const { json, plain, changed } = textsOf(body, contentType);
  if (plain.trim() === "") return { payload: {}, raw: false };
  const mended = mendJsonText(json.replace(/^\uFEFF/, ""));
  let parsed: unknown;
  try {
    parsed = parseJson(mended.text);
  } catch (error) {
    if (isBroken(mended.text)) return { payload: bareReport(plain, at), raw: true };
    throw error;
  }
  if (typeof parsed !== "object" || parsed === null || Array.isArray(parsed)) return { payload: bareReport(plain, at), raw: true };
  const payload = visibleTexts(parsed);
  const raw = changed || mended.changed || JSON.stringify(payload) !== JSON.stringify(parsed);
  return { payload: raw ? shortened(payload) : payload, raw };
}

/** Whether a text is no JSON, as against JSON that is refused for its shape. */
function isBroken(text: string): boolean {
  try {
    JSON.parse(text);
    return false;
  } catch {
    return true;
  }
}
