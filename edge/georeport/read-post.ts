import type { CallerNotice, MatterContent } from "@tocsin/contract/linkage/matter.ts";
import type { MatterUrgency } from "@tocsin/contract/linkage/calendar.ts";
import type { Place } from "@tocsin/contract/place.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import type { GeoFault } from "./fault.ts";
import type { Form } from "./form.ts";
import { definitionOf } from "./responsibility-list.ts";

/** A request as it was posted. Who it is from has no place here but the number to call back in danger: names, mail and devices are read by nobody. */
export interface PostedRequest {
  readonly item: string;
  readonly text: string;
  readonly place: Place;
  readonly danger: boolean;
  readonly urgency: MatterUrgency;
  readonly caller: MatterContent["caller"];
  readonly callback: string | null;
}

/** Fields of the standard; those of the person are let in and left unread. */
const KNOWN: ReadonlySet<string> = new Set(["api_key", "jurisdiction_id", "service_code", "lat", "long", "address_string", "address_id", "email", "device_id", "account_id", "first_name", "last_name", "phone", "description", "media_url"]);
const LONGEST = 4_000;

const fault = (field: string, zh: string, en: string): GeoFault => ({ field, zh, en });
const missing = (field: string): GeoFault => fault(field, "未填写", "was not provided");

function degrees(field: "lat" | "long", text: string, most: number, faults: GeoFault[]): number | null {
  const value = /^[+-]?\d{1,3}(\.\d{1,15})?$/.test(text.trim()) ? Number(text) : NaN;
  if (Math.abs(value) <= most) return value;
  faults.push(fault(field, `须为 -${most} 到 ${most} 的十进制度（WGS-84）`, `must be degrees of WGS-84 from -${most} to ${most}`));
  return null;
}

/** A place by its point, its address, or both; `address_id` names nothing that this platform knows. */
function placeOf({ fields }: Form, faults: GeoFault[]): Place | null {
  const [lat, long, address] = ["lat", "long", "address_string"].map((name) => fields.get(name)?.trim() ?? "") as [string, string, string];
  if (address.length > 200) faults.push(fault("address_string", "不得超过 200 字", "must not be longer than 200 characters"));
  if ((lat === "") !== (long === "")) faults.push(missing(lat === "" ? "lat" : "long"));
  if (lat === "" || long === "") {
    if (lat !== long) return null;
    if (address !== "") return { addressText: address.slice(0, 200), point: null, datum: "WGS84" };
    faults.push(fault("lat", "须有 lat 和 long，或 address_string；本平台不识别 address_id", "give lat and long, or address_string; address_id is not known here"));
    return null;
  }
  const [north, east] = [degrees("lat", lat, 90, faults), degrees("long", long, 180, faults)];
  return north === null || east === null ? null : { addressText: address.slice(0, 200), point: { lat: north, lon: east }, datum: "WGS84" };
}

/** One of the values that the service definition allows; null when it is left out. */
function chosen(form: Form, code: string, faults: GeoFault[]): string | null {
  const attribute = definitionOf("").attributes.find((each) => each.code === code)!;
  const given = form.attributes.get(code) ?? [];
  const field = `attribute[${code}]`;
  if (given.length === 0) {
    if (attribute.required) faults.push(missing(field));
    return null;
  }
  const [value] = given;
  if (given.length === 1 && attribute.values.some(({ key }) => key === value)) return value!;
  faults.push(fault(field, `须为其一：${attribute.values.map(({ key }) => key).join("、")}`, `must be one of ${attribute.values.map(({ key }) => key).join(", ")}`));
  return null;
}

function strangers({ fields, attributes }: Form): GeoFault[] {
  const attributed = new Set(definitionOf("").attributes.map(({ code }) => code));
  const named = [...[...fields.keys()].filter((name) => !KNOWN.has(name)), ...[...attributes.keys()].filter((code) => !attributed.has(code)).map((code) => `attribute[${code}]`)];
  return named.map((name) => fault(name.slice(0, 80), "未知字段", "is not a field of this interface"));
}

function textOf({ fields }: Form, faults: GeoFault[]): string {
  const text = fields.get("description")?.trim() ?? "";
  if (text === "") faults.push(missing("description"));
  if (text.length > LONGEST) faults.push(fault("description", `不得超过 ${LONGEST} 字`, `must not be longer than ${LONGEST} characters`));
  return text;
}

/** Checks a posted request, all of it at once. `items`: codes of the services. */
export function readPost(form: Form, items: { has(item: string): boolean }): Result<PostedRequest, readonly GeoFault[]> {
  const faults = strangers(form);
  const item = form.fields.get("service_code")?.trim() ?? "";
  if (item === "") faults.push(missing("service_code"));
  else if (!items.has(item)) faults.push(fault("service_code", `没有这个服务：${item.slice(0, 40)}`, `there is no service ${item.slice(0, 40)}`));
  if ((form.fields.get("media_url") ?? "") !== "") faults.push(fault("media_url", "不接收外部图片链接", "links to pictures elsewhere are not taken"));
  const text = textOf(form, faults);
  const place = placeOf(form, faults);
  const [danger, urgency, notice, withheld] = ["danger", "urgency", "notice", "withheld"].map((code) => chosen(form, code, faults));
  if (faults.length > 0 || place === null) return fail(faults);
  const number = form.fields.get("phone")?.trim() ?? "";
  return ok({
    item, text, place, danger: danger === "YES", urgency: danger === "YES" ? "URGENT" : ((urgency ?? "GENERAL") as MatterUrgency),
    caller: { notice: (notice ?? "INFORMED") as CallerNotice, withheld: withheld === "YES" }, callback: /^[0-9+*# -]{3,30}$/.test(number) ? number : null,
  });
}
