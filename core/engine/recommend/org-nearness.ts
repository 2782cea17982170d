/** Shares of organisation paths such as `CITY.D01.S0103.P010302`; level 1 is the city, 2 the district, 3 the station. */

/** Number of leading levels that two paths share. */
export function sharedLevels(a: string, b: string): number {
  const left = a.split(".");
  const right = b.split(".");
  let depth = 0;
  while (depth < left.length && depth < right.length && left[depth] === right[depth]) depth++;
  return depth;
}

/** From which level on a unit is a stranger to the incident's area; null inside the same station, or above it in its line. */
export function outOfArea(unitPath: string, incidentPath: string): "DISTRICT" | "STATION" | null {
  const shared = sharedLevels(unitPath, incidentPath);
  const depth = Math.min(unitPath.split(".").length, incidentPath.split(".").length);
  if (shared >= depth || shared >= 3) return null;
  return shared <= 1 ? "DISTRICT" : "STATION";
}
