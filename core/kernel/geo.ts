/** Geographic primitives. All coordinates are WGS-84 degrees, longitude first; distances are metres. */

/** `[longitude, latitude]` in degrees. */
export type LonLat = readonly [number, number];

const EARTH_RADIUS_M = 6_371_008.8;
const RAD = Math.PI / 180;

/** Great-circle distance in metres (haversine). */
export function distanceM(a: LonLat, b: LonLat): number {
  const dLat = (b[1] - a[1]) * RAD;
  const dLon = (b[0] - a[0]) * RAD;
  const h = Math.sin(dLat / 2) ** 2 + Math.cos(a[1] * RAD) * Math.cos(b[1] * RAD) * Math.sin(dLon / 2) ** 2;
  return 2 * EARTH_RADIUS_M * Math.asin(Math.min(1, Math.sqrt(h)));
}

/** Distance from a point to the nearest place of a line in metres: straight stretches on a plane at the point, exact enough below some kilometres. */
export function lineDistanceM(p: LonLat, line: readonly LonLat[]): number {
  const [east, north] = [distanceM(p, [p[0] + 0.01, p[1]]) / 0.01, distanceM(p, [p[0], p[1] + 0.01]) / 0.01];
  const flat = line.map(([lon, lat]) => [(lon - p[0]) * east, (lat - p[1]) * north] as const);
  return flat.reduce((least, [x, y], index) => {
    const [fromX, fromY] = flat[Math.max(0, index - 1)] ?? [x, y];
    const [dx, dy] = [x - fromX, y - fromY];
    const long = dx * dx + dy * dy;
    const share = long === 0 ? 0 : Math.min(1, Math.max(0, -(fromX * dx + fromY * dy) / long));
    return Math.min(least, Math.hypot(fromX + share * dx, fromY + share * dy));
  }, Infinity);
}

/** Initial bearing from a to b in degrees, 0 = north, clockwise, [0, 360). */
export function bearingDeg(a: LonLat, b: LonLat): number {
  const dLon = (b[0] - a[0]) * RAD;
  const y = Math.sin(dLon) * Math.cos(b[1] * RAD);
  const x = Math.cos(a[1] * RAD) * Math.sin(b[1] * RAD) - Math.sin(a[1] * RAD) * Math.cos(b[1] * RAD) * Math.cos(dLon);
  return (Math.atan2(y, x) / RAD + 360) % 360;
}

/** The point at `fraction` (0 to 1) of the straight line from a to b; fit for spans of a city. */
export function between(a: LonLat, b: LonLat, fraction: number): LonLat {
  return [a[0] + (b[0] - a[0]) * fraction, a[1] + (b[1] - a[1]) * fraction];
}

/** Whether a pair is a legal coordinate: finite, |lon| <= 180, |lat| <= 90. */
export function isLonLat(p: LonLat): boolean {
  return Number.isFinite(p[0]) && Number.isFinite(p[1]) && Math.abs(p[0]) <= 180 && Math.abs(p[1]) <= 90;
}

/** Whether a point lies in a ring (even-odd rule; the ring may be closed or open). */
export function inRing(p: LonLat, ring: readonly LonLat[]): boolean {
  let inside = false;
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const a = ring[i]!;
    const b = ring[j]!;
    if (a[1] > p[1] !== b[1] > p[1] && p[0] < ((b[0] - a[0]) * (p[1] - a[1])) / (b[1] - a[1]) + a[0]) inside = !inside;
  }
  return inside;
}
