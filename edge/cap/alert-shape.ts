import { CATEGORIES, CERTAINTIES, MESSAGE_TYPES, RESPONSES, SCOPES, SEVERITIES, STATUSES, URGENCIES } from "./alert.ts";

/** What one element may hold: text that `test` accepts, or a sequence of others. */
export type Content = { readonly kind: "text"; readonly test: (text: string) => boolean; readonly wanted: string } | { readonly kind: "sequence"; readonly parts: readonly Part[] };
export interface Part {
  readonly name: string;
  readonly content: Content;
  readonly least: 0 | 1;
  readonly most: number;
}

const MANY = 200;
/** Some feeds put a whole bulletin into one description. */
const LONGEST = 40_000;

const text = (test: (text: string) => boolean, wanted: string): Content => ({ kind: "text", test: (value) => value.length <= LONGEST && test(value), wanted });
const any = text(() => true, `0-${LONGEST} characters`);
const filled = text((value) => value !== "", `1-${LONGEST} characters`);
/** No space, comma, `<` or `&`, by section 3.2.1 of the standard: references are split at them. */
const token = text((value) => /^[^\s,<&]{1,300}$/.test(value), "no space, comma, < or &");
const choice = (values: readonly string[]): Content => text((value) => values.includes(value), values.join(" | "));
const number = text((value) => /^[+-]?\d{1,9}(\.\d{1,9})?$/.test(value), "a number");

/** Milliseconds UTC of a moment as CAP writes it; NaN for anything else, and for a day that the calendar does not have. */
export function instantOf(value: string): number {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)T\d\d:\d\d:\d\d[-+]\d\d:\d\d$/.exec(value) ?? [];
  // `Date.parse` turns 30 February into 2 March.
  return new Date(Date.UTC(Number(year), Number(month) - 1, Number(day))).getUTCDate() === Number(day) ? Date.parse(value) : NaN;
}

const dateTime = text((value) => Number.isFinite(instantOf(value)), "YYYY-MM-DDThh:mm:ss±hh:mm");

const one = (name: string, content: Content): Part => ({ name, content, least: 1, most: 1 });
const maybe = (name: string, content: Content): Part => ({ name, content, least: 0, most: 1 });
const some = (name: string, content: Content, least: 0 | 1 = 0): Part => ({ name, content, least, most: MANY });
const sequence = (...parts: readonly Part[]): Content => ({ kind: "sequence", parts });

const pair = sequence(one("valueName", any), one("value", any));

const area = sequence(one("areaDesc", filled), some("polygon", filled), some("circle", filled), some("geocode", pair), maybe("altitude", number), maybe("ceiling", number));
const resource = sequence(one("resourceDesc", any), one("mimeType", any), maybe("size", number), maybe("uri", any), maybe("derefUri", any), maybe("digest", any));

const info = sequence(
  maybe("language", any), some("category", choice(CATEGORIES), 1), one("event", filled), some("responseType", choice(RESPONSES)),
  one("urgency", choice(URGENCIES)), one("severity", choice(SEVERITIES)), one("certainty", choice(CERTAINTIES)), maybe("audience", any),
  some("eventCode", pair), maybe("effective", dateTime), maybe("onset", dateTime), maybe("expires", dateTime), maybe("senderName", any),
  maybe("headline", any), maybe("description", any), maybe("instruction", any), maybe("web", any), maybe("contact", any),
  some("parameter", pair), some("resource", resource), some("area", area),
);

/** The schema of the standard, `cap12.xsd`, as a table; with its rules for identifiers, which the schema leaves out. */
export const ALERT: Content = sequence(
  one("identifier", token), one("sender", token), one("sent", dateTime), one("status", choice(STATUSES)), one("msgType", choice(MESSAGE_TYPES)),
  maybe("source", any), one("scope", choice(SCOPES)), maybe("restriction", any), maybe("addresses", any), some("code", any), maybe("note", any),
  maybe("references", any), maybe("incidents", any), some("info", info),
);
