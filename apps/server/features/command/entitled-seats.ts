import type { Static } from "typebox";
import type { Successors } from "@tocsin/contract/views.ts";
import type { ServedCity } from "../../served-city.ts";
import { covers, type Grant, type Session } from "../../session.ts";
import { readings } from "../city/pinyin-readings.ts";
import type { Seats } from "../identity/seats.ts";

interface SeatsDeps {
  readonly city: ServedCity;
  readonly seats: Pick<Seats, "present">;
}

/** The grant by which a seat may run a command on a record of this scope, if it has one. */
export const entitled = ({ city }: Pick<SeatsDeps, "city">, session: Session, command: string, scope: readonly string[]): Grant | undefined =>
  session.grants.find((grant) => city.roles.mayCommand(grant.role, command) && covers(grant, scope));

/** The other seats that are manned now and may run a command there: to whom command can be handed (CMD-04). */
export async function entitledSeats(deps: SeatsDeps, session: Session, command: string, scope: readonly string[]): Promise<Static<typeof Successors>["seats"]> {
  const roles = new Map(deps.city.index.city.roles.map((row) => [row.role, row]));
  const seats = (await deps.seats.present()).flatMap((seat) => {
    const grant = seat.userId === session.userId ? undefined : entitled(deps, seat, command, scope);
    const role = grant === undefined ? undefined : roles.get(grant.role);
    return grant === undefined || role === undefined ? [] : [{ userId: seat.userId, name: seat.name, role: role.role, roleZh: role.nameZh, roleEn: role.nameEn, orgPath: grant.orgPath, keys: readings(seat.name) }];
  });
  return seats.sort((a, b) => (a.orgPath < b.orgPath ? -1 : a.orgPath > b.orgPath ? 1 : a.userId < b.userId ? -1 : 1));
}
