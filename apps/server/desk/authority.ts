import type { Actor } from "@tocsin/domain/decision.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { recordsOf } from "@tocsin/runtime/kinds.ts";
import type { ServedCity } from "../served-city.ts";
import { covers, type Grant, type Session } from "../session.ts";
import { isRecused, seesUnit, sightOf } from "../masking.ts";
import { isPlain, sees } from "../shown-record.ts";
import type { Named } from "./named-records.ts";
import type { LoadedWorld } from "./loaded-world.ts";

/** Whoever brought an incident in may say which matter came with it, also where it sees nothing of incidents: a platform of 12345, in danger (LNK-01, LNK-12). */
const broughtIn = (session: Session, command: string, incident: Incident): boolean => command === "linkage.open" && incident.reports.some(({ by }) => by === session.userId);

/** Org paths of everything that the command names, or null when one of it does not exist for the caller. */
function namedScopes(session: Session, command: string, named: Named, world: LoadedWorld, city: ServedCity, lent: ReadonlySet<string>): (readonly string[])[] | null {
  const scopes: (readonly string[])[] = [];
  for (const { kind, id } of named.records) {
    if (kind === "incident") {
      const incident = world.incidents.get(id);
      if (incident === undefined || (sightOf(session, incident, city.roles, city.index) === null && !broughtIn(session, command, incident))) return null;
      scopes.push(incident.scope);
    } else if (isPlain(kind)) {
      const record = recordsOf(world, kind).get(id);
      if (record === undefined || !sees(session, kind, record, city)) return null;
      scopes.push(record.scope);
    } else {
      // A unit that the city does not have is a mistake in the body, which the decision names.
      if (!city.index.unit.has(id) || lent.has(id)) continue;
      const unit = world.units.get(id);
      if (unit === undefined || !(seesUnit(session, unit, city.roles) || session.grants.some((grant) => covers(grant, unit.scope)))) return null;
      scopes.push(unit.scope);
    }
  }
  for (const id of named.orgIds) {
    const org = city.index.org.get(id);
    if (org === undefined || !session.grants.some((grant) => covers(grant, [org.path]))) return null;
    scopes.push([org.path]);
  }
  return scopes;
}

/**
 * Denied unless a role says otherwise: what lies outside the caller's scope does not exist (404),
 * what lies inside needs a grant whose role names the command (403, X-05). `lent`: units of other areas that mutual aid lets it name.
 */
export function authorise(session: Session, command: string, named: Named, world: LoadedWorld, city: ServedCity, lent: ReadonlySet<string>): Result<Actor, Refusal> {
  if (named.records.some(({ kind, id }) => kind === "incident" && isRecused(session, world.incidents.get(id) ?? {}))) return fail(refuse("RECUSED"));
  const scopes = namedScopes(session, command, named, world, city, lent);
  if (scopes === null) return fail(refuse("NOT_FOUND"));
  const allows = (grant: Grant): boolean => city.roles.mayCommand(grant.role, command) && scopes.every((scope) => covers(grant, scope));
  const grant = session.grants.find(allows);
  if (grant === undefined) return fail(refuse("FORBIDDEN", { command }));
  return ok({ userId: session.userId, name: session.name, role: grant.role, orgPath: grant.orgPath, agency: session.agency, unitId: session.unitId });
}
