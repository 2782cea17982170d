import type { City } from "@tocsin/contract/organisation/city.ts";
import type { CityIndex } from "../decision.ts";
import { workingCalendar } from "../linkage/working-time.ts";

const by = <T, K>(list: readonly T[], key: (item: T) => K): ReadonlyMap<K, T> => new Map(list.map((item) => [key(item), item]));

/** The look-ups that decisions need over a loaded city. */
export function indexCity(city: City): CityIndex {
  return {
    city,
    org: by(city.orgs, (org) => org.id),
    orgByPath: by(city.orgs, (org) => org.path),
    type: by(city.types, (type) => type.code),
    unit: by(city.units, (unit) => unit.id),
    premise: by(city.premises, (premise) => premise.id),
    department: by(city.departments, (department) => department.code),
    responsibility: by(city.responsibilities, ({ item }) => item),
    calendar: workingCalendar(city.calendar, city.deadlines.linkage.officeHours, city.head.utcOffset),
    custodyOf: new Map(city.platforms.flatMap(({ id, parties, custody }) => (custody === undefined ? [] : parties.map((party) => [party, id] as const)))),
    platformOf: new Map(city.platforms.filter(({ custody }) => custody === undefined).flatMap(({ id, parties }) => parties.map((party) => [party, id] as const))),
    outcome: by(city.outcomes, (outcome) => outcome.code),
    standbyPost: by(city.standbyPosts, (post) => post.id),
  };
}
