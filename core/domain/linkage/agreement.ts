import type { Agreement } from "@tocsin/contract/linkage/agreement.ts";
import type { Place } from "@tocsin/contract/place.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { inRing } from "@tocsin/kernel/geo.ts";
import { dayText, type Instant } from "@tocsin/kernel/instant.ts";

/** Why an agreement does not carry a request for a place at a moment; null = it does. `offset`: of the city's days from UTC, ms. A strip asks for a point. */
export function agreementRefusal(agreement: Agreement | undefined, place: Pick<Place, "point"> | null, at: Instant, offset: number): Refusal | null {
  if (agreement === undefined) return null;
  const { from, until, strip } = agreement;
  const today = dayText(at, offset);
  if (today < from || today > until) return refuse("AGREEMENT_EXPIRED", { from, until });
  if (strip === undefined) return null;
  const point = place?.point ?? null;
  return point !== null && inRing([point.lon, point.lat], strip) ? null : refuse("OUTSIDE_STRIP", { fields: ["/place"] });
}
