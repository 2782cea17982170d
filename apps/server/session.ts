import type { RoleRow } from "@tocsin/contract/organisation/city.ts";
import { within } from "@tocsin/domain/decision.ts";

/** Who is signed in, and where which role holds. It comes from the sign-in alone, never from a body. */
export interface Session {
  readonly userId: string;
  readonly name: string;
  /** Those that hold at this moment: emergency access begins and ends while a session lives (features/emergency). */
  readonly grants: readonly Grant[];
  /** The unit for which the seat acts, if any. */
  readonly unitId: string | null;
  readonly agency: string;
  /** Incidents from which it stays away, closed ones too; absent where the account has declared no number of its own (GOV-02). */
  readonly recusedFrom?: ReadonlySet<string> | undefined;
}

export interface Grant {
  readonly role: string;
  readonly orgPath: string;
  /** Set on rights that are held by emergency access: until when, and why. */
  readonly emergency?: Emergency;
}

export interface Emergency {
  readonly id: string;
  readonly reason: string;
  readonly endsAt: number;
}

export type ViewName = RoleRow["views"][number];

/** What each role may do and see, from the city's `roles.yaml`; whatever is not written there is denied. */
export interface Roles {
  mayCommand(role: string, command: string): boolean;
  maySee(role: string, view: ViewName): boolean;
}

export function indexRoles(rows: readonly RoleRow[]): Roles {
  const commands = new Map(rows.map((row) => [row.role, new Set(row.commands)]));
  const views = new Map(rows.map((row) => [row.role, new Set<string>(row.views)]));
  return {
    mayCommand: (role, command) => {
      const allowed = commands.get(role);
      return allowed !== undefined && (allowed.has(command) || allowed.has(`${command.slice(0, command.indexOf("."))}.*`));
    },
    maySee: (role, view) => views.get(role)?.has(view) ?? false,
  };
}

/** The emergency access that runs for a session. */
export const emergencyOf = (session: Session): (Grant & { readonly emergency: Emergency }) | null =>
  session.grants.find((grant): grant is Grant & { emergency: Emergency } => grant.emergency !== undefined) ?? null;

/** The session without what it holds for a time only: rights to answer and review others' emergency access do not come from one's own. */
export const withoutEmergency = (session: Session): Session => ({ ...session, grants: session.grants.filter(({ emergency }) => emergency === undefined) });

/** Grant paths of a session, for the ledger's row scope. */
export const grantPaths = (session: Session): readonly string[] => [...new Set(session.grants.map((grant) => grant.orgPath))];

/** Whether a grant reaches a record that belongs to these org paths. */
export const covers = (grant: Grant, scope: readonly string[]): boolean => scope.some((path) => within(path, grant.orgPath));

/** The session as the actor that it is under each of its grants. */
export const seatsOf = ({ grants, unitId, agency }: Session): readonly { readonly role: string; readonly orgPath: string; readonly unitId: string | null; readonly agency: string }[] =>
  grants.map(({ role, orgPath }) => ({ role, orgPath, unitId, agency }));

/** Whether one of the session's roles opens this view for a record; without a record, anywhere. */
export function opensView(roles: Roles, session: Session, view: ViewName, scope?: readonly string[]): boolean {
  return session.grants.some((grant) => roles.maySee(grant.role, view) && (scope === undefined || covers(grant, scope)));
}

/** The roles of a session as one word, where no single grant opened the door. */
export const rolesOf = (session: Session): string => [...new Set(session.grants.map((grant) => grant.role))].sort().join("+");
