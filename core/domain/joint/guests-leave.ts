import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { CityIndex, Drafted, World } from "../decision.ts";
import { ended } from "./cooperation-facts.ts";

/** A matter is over: whoever sat in on it does so no longer (JNT-04). */
export const guestsLeave = (world: World, { guests = [] }: Pick<Incident, "guests">, city: CityIndex): Drafted[] =>
  guests.flatMap(({ cooperationId, leftAt }) => {
    const found = world.cooperations.get(cooperationId);
    return found === undefined || leftAt !== null ? [] : ended(world, found, "MATTER_CLOSED", "", city);
  });
