import type { Place } from "@tocsin/contract/place.ts";
import { toWgs84 } from "@tocsin/places/datum.ts";

/** Digits of a degree that are kept: 1e-7 is a centimetre. */
const round = (degrees: number): number => Math.round(degrees * 1e7) / 1e7;

/**
 * A place whose point is WGS-84, with the pair as it was given kept beside it. `datum` goes on saying in which system that
 * was, and the kept pair decides: converting twice gives the same place.
 */
export function normalisePlace(place: Place): Place {
  if (place.point === null || place.datum !== "GCJ02") return place;
  const given = place.originalPoint ?? place.point;
  const [lon, lat] = toWgs84([given.lon, given.lat], place.datum);
  return { ...place, point: { lon: round(lon), lat: round(lat) }, originalPoint: given };
}

/** The payload of a command with its place in WGS-84; whatever has no place passes through untouched. */
export function normalisePayload<Payload>(payload: Payload): Payload {
  if (typeof payload !== "object" || payload === null || !("place" in payload)) return payload;
  const { place } = payload;
  return typeof place === "object" && place !== null ? { ...payload, place: normalisePlace(place as Place) } : payload;
}
