import type { Point } from "@tocsin/contract/place.ts";
import type { CityView } from "@tocsin/contract/views.ts";
import { dayText, MINUTE, type Instant } from "@tocsin/kernel/instant.ts";
import { siteIcon } from "./map-icons.ts";

type SiteKind = "RAPID" | "STANDBY" | "PREMISE";

/** A place that stays where it is: a rapid-response point, a post for standing by, premises (CMD-02). */
export interface Site {
  readonly id: string;
  readonly kind: SiteKind;
  readonly nameZh: string;
  readonly nameEn: string;
  readonly point: Point;
  /** A known danger: since when it is verified, and whether that still counts. */
  readonly hazard: { readonly verifiedAt: string; readonly unverified: boolean } | null;
}

type Places = Pick<CityView, "premises" | "hazards" | "rapidPoints" | "standbyPosts">;

/** Of several dangers of one place the one that was looked at longest ago tells its age: the others are no worse known. */
function hazardOf(premise: string, hazards: CityView["hazards"], today: string): Site["hazard"] {
  const [oldest] = hazards.filter((row) => row.premise === premise).sort((a, b) => a.verifiedAt.localeCompare(b.verifiedAt));
  return oldest === undefined ? null : { verifiedAt: oldest.verifiedAt, unverified: hazards.some((row) => row.premise === premise && row.reviewBy < today) };
}

export function sitesOf({ premises, hazards, rapidPoints, standbyPosts }: Places, now: Instant, utcOffset: number): readonly Site[] {
  const today = dayText(now, utcOffset * MINUTE);
  const of = (kind: SiteKind) => ({ id, nameZh, nameEn, lon, lat }: { readonly id: string; readonly nameZh: string; readonly nameEn: string; readonly lon: number; readonly lat: number }): Site =>
    ({ id: `${kind}:${id}`, kind, nameZh, nameEn, point: { lon, lat }, hazard: kind === "PREMISE" ? hazardOf(id, hazards, today) : null });
  return [...rapidPoints.map(of("RAPID")), ...standbyPosts.map(of("STANDBY")), ...premises.map(of("PREMISE"))];
}

export function siteFeatures(sites: readonly Site[], lang: string): GeoJSON.FeatureCollection<GeoJSON.Point> {
  return {
    type: "FeatureCollection",
    features: sites.map(({ id, kind, nameZh, nameEn, point, hazard }) => ({
      type: "Feature",
      geometry: { type: "Point", coordinates: [point.lon, point.lat] },
      properties: { id, icon: siteIcon(kind, hazard, lang), name: lang === "zh" ? nameZh : nameEn, near: kind === "PREMISE" && hazard === null },
    })),
  };
}
