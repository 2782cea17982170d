import type { CityIndex } from "@tocsin/domain/decision.ts";
import { POLICE } from "@tocsin/domain/linkage/matter-facts.ts";
import type { Session } from "./session.ts";

type Machine = Pick<Session, "userId" | "agency" | "grants">;

/** A machine of another platform of the police. What police desks read for being the police is not its own (X-05, LNK-02). */
export const isPolicePlatform = ({ userId, agency }: Pick<Session, "userId" | "agency">): boolean => agency === POLICE && userId.startsWith("client/");

/** Whether one of these organisation paths is the very place for which the machine is declared: neither what lies below nor what lies above. */
export const isAtPlace = ({ grants }: Machine, paths: readonly string[]): boolean => grants.some(({ orgPath }) => paths.includes(orgPath));

/** Whether one of these parties is the organisation for which the machine is declared; the police as a whole are not. */
export const isItsParty = (session: Machine, parties: readonly string[], city: CityIndex): boolean => isAtPlace(session, parties.flatMap((party) => city.org.get(party)?.path ?? []));
