import type { CityIndex } from "@tocsin/domain/decision.ts";
import { isPointOpen } from "@tocsin/domain/organisation/rapid-point.ts";
import { isRostered } from "@tocsin/domain/organisation/roster.ts";
import { MINUTE, civil, DAY, HOUR, type Instant } from "@tocsin/kernel/instant.ts";
import type { StandingPost } from "./planner-ground.ts";

/** The next beginning of an hour of the week (1 = Monday) by the city's clock; that of this very hour when it runs. */
export function nextHour(now: Instant, { weekday, hour }: { readonly weekday: number; readonly hour: number }, utcOffset: number): Instant {
  const today = civil(now, utcOffset * MINUTE);
  const start = Math.floor((now + utcOffset * MINUTE) / DAY) * DAY - utcOffset * MINUTE;
  const days = (weekday - (today.weekday === 0 ? 7 : today.weekday) + 7) % 7;
  const at = start + days * DAY + hour * HOUR;
  return at + HOUR <= now ? at + 7 * DAY : at;
}

/**
 * Where police units stand by at an hour: at home, unless their post has no valid roster (DSP-04), or at the rapid-response
 * point that they man then. A home whose units are all at points stands open no more until one of those closes.
 */
export function standingPosts(index: CityIndex, at: Instant): StandingPost[] {
  const { units, rapidPoints, head } = index.city;
  const homes = new Map<string, { readonly id: string; readonly lon: number; readonly lat: number; readonly units: string[]; readonly org: string }>();
  const homeOf = new Map<string, string>();
  for (const unit of units) {
    if (unit.agency !== "POLICE" || unit.kind === "MRU_TEAM") continue;
    const key = `${unit.lon} ${unit.lat}`;
    // Two places of one organisation need two names.
    const taken = [...homes.values()].some(({ id }) => id === unit.org);
    const home = homes.get(key) ?? { id: taken ? unit.id : unit.org, lon: unit.lon, lat: unit.lat, units: [], org: unit.org };
    homes.set(key, home);
    home.units.push(unit.id);
    homeOf.set(unit.id, home.id);
  }
  const away = new Set(rapidPoints.filter((point) => isPointOpen(point, at, head.utcOffset)).flatMap((point) => point.units));
  const posts = [...homes.values()].map(({ id, lon, lat, units: here, org }): StandingPost => {
    const row = index.org.get(org)!;
    const rostered = row.level !== "POST" || isRostered(index, row, at);
    return { id, kind: "POST", nameZh: row.nameZh, nameEn: row.nameEn, lon, lat, open: rostered && here.some((unit) => !away.has(unit)), homes: [] };
  });
  const points = rapidPoints.map((point): StandingPost => ({
    id: point.id, kind: "POINT", nameZh: point.nameZh, nameEn: point.nameEn, lon: point.lon, lat: point.lat,
    open: isPointOpen(point, at, head.utcOffset), homes: [...new Set(point.units.flatMap((unit) => homeOf.get(unit) ?? []))],
  }));
  return [...posts, ...points];
}
