import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import { within } from "@tocsin/domain/decision.ts";

/** The seat sits at this very organisation: its copy and its call are meant for it. */
export const sitsAt = (seat: Pick<Seat, "grants">, orgPath: string): boolean => seat.grants.some((grant) => grant.orgPath === orgPath);

/** The organisation lies in the seat's charge. */
export const hasCharge = (seat: Pick<Seat, "grants">, orgPath: string): boolean => seat.grants.some((grant) => within(orgPath, grant.orgPath));

/** A specialist line is awaited that lies in the seat's charge: the duty room itself, or whoever is above it when it is empty (ORG-14). */
export const isAwaited = (incident: Incident, seat: Pick<Seat, "grants">): boolean =>
  incident.seat !== null && incident.seat.answeredAt === null && isOpen(incident) && hasCharge(seat, incident.seat.orgPath);
