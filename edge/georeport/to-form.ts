import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { PlatformRow } from "@tocsin/contract/linkage/wire.ts";
import { maskedWords } from "@tocsin/domain/linkage/masked-words.ts";

const LONGEST = 4_000;

/** The code under which the platform knows what the matter is about. */
function serviceOf({ content }: Pick<Matter, "content">, { services, other }: Pick<PlatformRow, "services" | "other">): string {
  if (content.item === null) return other;
  return services === undefined ? content.item : (services[content.item] ?? other);
}

/** A matter as the form of a GeoReport request: what the receiver needs to know, our number, and nobody's name or number (LNK-01, X-10). */
export function toForm(matter: Pick<Matter, "no" | "content">, platform: PlatformRow): string {
  const { content, no } = matter;
  const sign = `〔110 ${no}〕`;
  const { place } = content;
  const form = new URLSearchParams({ service_code: serviceOf(matter, platform), description: `${maskedWords(content.text).slice(0, LONGEST - sign.length)}${sign}` });
  if (platform.jurisdiction !== undefined) form.set("jurisdiction_id", platform.jurisdiction);
  if (place !== null && place.point !== null) {
    form.set("lat", String(place.point.lat));
    form.set("long", String(place.point.lon));
  }
  const address = place === null || place.addressText === "" ? (place?.point == null ? "地点不明" : "") : maskedWords(place.addressText);
  if (address !== "") form.set("address_string", address);
  if (platform.attributes) {
    // Whoever was in danger was helped before the matter could be handed on (DISPATCH_FIRST).
    form.set("attribute[danger]", "NO");
    form.set("attribute[urgency]", content.urgency);
    form.set("attribute[notice]", content.caller.notice);
    form.set("attribute[withheld]", content.caller.withheld ? "YES" : "NO");
  }
  return form.toString();
}
