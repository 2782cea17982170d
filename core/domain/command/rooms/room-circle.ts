import { isActive } from "@tocsin/contract/dispatch/order.ts";
import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { RoomCircle, RoomParty } from "@tocsin/contract/command/room.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Actor, CityIndex } from "../../decision.ts";
import { sitsAt } from "../../organisation/own-organisation.ts";

/**
 * Who is in an incident's room beside the desks of its area: units with a running part, and agencies that lead, were let in or sit
 * in it and have not left (INC-04). Site groups have their card and no room.
 */
export function circleOf(incident: Incident, city: CityIndex): RoomCircle {
  const left = new Set(incident.room.filter((seat) => seat.leftAt !== null).map((seat) => seat.agency));
  const agencies = [incident.leadAgency, ...incident.room.map((seat) => seat.agency), ...incident.scope.flatMap((path) => city.orgByPath.get(path)?.agency ?? [])];
  const units = incident.orders.flatMap((order) => order.assignments.filter((a) => isActive(a) && a.kind !== "MRU_TEAM").map((a) => a.unitId));
  return { units: [...new Set(units)].sort(), agencies: [...new Set(agencies)].filter((agency) => !left.has(agency)).sort() };
}

/** Who is in the room of a task force: its units, and the desks of the post, which are those of the commander's organisation and those that fill a role (CMD-05). */
export function circleOfForce(post: Pick<CommandPost, "forces" | "commander" | "holders">, forceId: string, city: CityIndex): RoomCircle {
  const roles = post.holders.flatMap(({ orgId, seat }) => ({ orgPath: city.org.get(orgId)?.path ?? "", role: seat ?? null }));
  const units = post.forces.find(({ id }) => id === forceId)?.unitIds ?? [];
  return { units: [...units].sort(), agencies: [], seats: [{ orgPath: post.commander.orgPath, role: null }, ...roles] };
}

/** Whether a unit, or a desk that sees what the room is of, is in it. */
export const isIn = ({ units, seats }: RoomCircle, actor: Pick<Actor, "unitId" | "role" | "orgPath" | "agency">, city: CityIndex): boolean =>
  actor.unitId === null ? seats === undefined || seats.some(({ orgPath, role }) => sitsAt(city, actor, orgPath) && (role === null || role === actor.role)) : units.includes(actor.unitId);

/** The key of a unit's or a seat's party. */
export const partyKey = (unitId: string | null, role: string, orgPath: string): string => (unitId === null ? `seat/${role}@${orgPath}` : `unit/${unitId}`);

type Named = Pick<Actor, "unitId" | "role" | "orgPath" | "agency">;

/** Who acts, as everybody in the room reads it: the call sign, or the organisation and what the seat is there for. */
export function partyOf(actor: Named, city: CityIndex): RoomParty {
  const key = partyKey(actor.unitId, actor.role, actor.orgPath);
  const callSign = actor.unitId === null ? undefined : city.unit.get(actor.unitId)?.callSign;
  if (callSign !== undefined) return { key, unitId: actor.unitId, nameZh: callSign, nameEn: callSign, agency: actor.agency };
  const org = city.orgByPath.get(actor.orgPath);
  const role = city.city.roles.find((row) => row.role === actor.role);
  return {
    key, unitId: null, agency: actor.agency,
    nameZh: `${org?.nameZh ?? actor.orgPath} ${role?.nameZh ?? actor.role}`,
    nameEn: `${org?.nameEn ?? actor.orgPath}, ${role?.nameEn ?? actor.role}`,
  };
}

/** The party of a key; null where it names no unit that is in, and no seat of the city. */
export function partyByKey(key: string, { units }: RoomCircle, city: CityIndex): RoomParty | null {
  const [, unitId, role, orgPath] = /^(?:unit\/(.+)|seat\/([^@]+)@(.+))$/.exec(key) ?? [];
  const agencyOf = (org: { readonly agency: string } | undefined): string => org?.agency ?? "";
  if (unitId !== undefined) return units.includes(unitId) ? partyOf({ unitId, role: "", orgPath: "", agency: agencyOf(city.org.get(city.unit.get(unitId)?.org ?? "")) }, city) : null;
  if (role === undefined || orgPath === undefined || !city.orgByPath.has(orgPath) || !city.city.roles.some((row) => row.role === role)) return null;
  return partyOf({ unitId: null, role, orgPath, agency: agencyOf(city.orgByPath.get(orgPath)) }, city);
}
