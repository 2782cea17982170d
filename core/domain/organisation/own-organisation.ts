import { type Actor, type CityIndex, within } from "../decision.ts";

type Seat = Pick<Actor, "orgPath" | "agency">;

const agencyAt = ({ orgByPath }: CityIndex, path: string): string | undefined => orgByPath.get(path)?.agency;

/**
 * Whether a seat is the organisation's at this path: it sits at this very place and is of its agency. The desk of a department may stand at
 * the city's path as well; it is not the city's police.
 */
export const sitsAt = (city: CityIndex, { orgPath, agency }: Seat, path: string | undefined): boolean => path === orgPath && agencyAt(city, orgPath) === agency;

/**
 * Whether an organisation is the seat's own or lies below it: to the police what lies below their place, to a department's desk what is of its
 * agency there, or all of it where the place itself is the department's.
 */
export const hasBelow = (city: CityIndex, { orgPath, agency }: Seat, path: string): boolean =>
  within(path, orgPath) && (agency === "POLICE" || agencyAt(city, path) === agency || agencyAt(city, orgPath) === agency);
