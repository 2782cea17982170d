import { isActive } from "@tocsin/contract/dispatch/order.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { grantPaths } from "../session.ts";
import type { DeskDeps } from "./desk-deps.ts";
import type { DoorRequest } from "./door.ts";
import type { LoadedWorld } from "./loaded-world.ts";
import type { Named } from "./named-records.ts";
import { rankFor } from "./rank-for.ts";

/** So long an offer of neighbours' units holds after it was shown; then it is looked whether it still stands. */
const OFFER_MS = 5 * MINUTE;
const NONE: ReadonlySet<string> = new Set();

/** Units of other districts that the caller is offered for an incident: shown lately, or else as things stand. */
async function offered(deps: DeskDeps, request: DoorRequest, incident: Incident, shownId: unknown): Promise<readonly string[]> {
  const options = { at: deps.clock.now(), scope: grantPaths(request.session) };
  const shown = await rankFor(deps, incident, options, shownId);
  const ranking = shown !== null && options.at - shown.at > OFFER_MS ? await rankFor(deps, incident, options) : shown;
  return (ranking?.ranked ?? []).filter(({ reasons }) => reasons.some(({ code }) => code === "MUTUAL_AID")).map(({ unitId }) => unitId);
}

/**
 * Units beyond the caller's area that a command may name all the same: those that mutual aid offers for its incident, and those
 * already lent to it (ORG-04). They are loaded into the world; everything else beyond the area stays unknown.
 */
export async function lentUnits(deps: DeskDeps, request: DoorRequest, named: Named, world: LoadedWorld): Promise<ReadonlySet<string>> {
  const payload = request.payload as Readonly<Record<string, unknown>>;
  const incident = world.incidents.get(String(payload["incidentId"]));
  const missing = named.records.flatMap(({ kind, id }) => (kind === "unit" && !world.units.has(id) ? [id] : []));
  if (incident === undefined || missing.length === 0) return NONE;
  const here = incident.orders.flatMap(({ assignments }) => assignments).filter((a) => isActive(a) && a.lentBy !== undefined).map((a) => a.unitId);
  const lent = request.name === "dispatch.issueOrder" ? [...here, ...(await offered(deps, request, incident, payload["recommendationId"]))] : here;
  const found = missing.filter((id) => lent.includes(id));
  world.put(await deps.ledger.load(found.map((id) => ({ kind: "unit" as const, id }))));
  return new Set(found);
}
