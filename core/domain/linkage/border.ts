import type { Border } from "@tocsin/contract/linkage/border.ts";
import type { PlatformRow } from "@tocsin/contract/linkage/wire.ts";
import type { Place } from "@tocsin/contract/place.ts";
import type { Instant } from "@tocsin/kernel/instant.ts";
import type { CityIndex } from "../decision.ts";
import { agreementRefusal } from "./agreement.ts";
import { POLICE } from "./matter-facts.ts";

/** What a neighbour's police are called here; null where a platform is no neighbour with whom help is agreed. */
export function neighbourOf({ parties, custody, agreement }: PlatformRow): { readonly party: string; readonly answerSeconds: number } | null {
  const party = custody === undefined ? undefined : parties.find((each) => custody.names[each] === POLICE);
  return party === undefined || agreement?.answerSeconds === undefined ? null : { party, answerSeconds: agreement.answerSeconds };
}

/** Whether a party is a neighbour's police, who answer within seconds: as safe to ask in danger as our own (JNT-07). */
export const isNeighbour = ({ city }: Pick<CityIndex, "city">, party: string): boolean => city.platforms.some((row) => neighbourOf(row)?.party === party);

/** Neighbours with whom the place is shared now: their agreement has a strip, and the place lies in it. `offset`: of the city's days from UTC, ms. */
export const neighboursAt = (platforms: readonly PlatformRow[], place: Pick<Place, "point">, at: Instant, offset: number): readonly PlatformRow[] =>
  platforms.filter((row) => neighbourOf(row) !== null && row.agreement?.strip !== undefined && agreementRefusal(row.agreement, place, at, offset) === null);

/** The strips of a city, for those who work in it. */
export const bordersOf = (platforms: readonly PlatformRow[]): readonly Border[] =>
  platforms.flatMap((row) => {
    const { agreement } = row;
    const party = neighbourOf(row)?.party;
    return party === undefined || agreement?.strip === undefined ? [] : [{ platform: row.id, party, from: agreement.from, until: agreement.until, ...(agreement.exercises === true ? { exercises: true } : {}), strip: [...agreement.strip] }];
  });
