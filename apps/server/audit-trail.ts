import type { FastifyRequest } from "fastify";
import { refusalStatus, type Refusal } from "@tocsin/contract/refusal.ts";
import { cityPath } from "@tocsin/domain/organisation/chain.ts";
import { recordAudit } from "@tocsin/ledger/audit.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { SHARED_DATA } from "@tocsin/ledger/sharing-calls.ts";
import { openRefusalTally } from "./refusal-tally.ts";
import type { ServedCity } from "./served-city.ts";
import { grantPaths, rolesOf, type Emergency, type Grant, type Session } from "./session.ts";

/** What somebody does at their own seat, or tries to. */
export type SeatAct = "sign-out" | "seat-lock" | "seat-unlock" | "factor-begin" | "factor-confirm" | "factor-drop" | "passkey-add" | "passkey-drop" | "password-reset" | "session-end" | "own-numbers";

/** By what somebody came in, or tried to. */
export type SignInWay = "PASSWORD" | "PASSKEY" | "PROVIDER";

/** What came beside a password: a code of an app, one of the recovery codes, a passkey. */
export type SecondFactorKind = "CODE" | "RECOVERY_CODE" | "PASSKEY";

/** Refusals that say that a request was wrong in itself, or one too many: counted, since anybody can send them in any number. */
const COUNTED: ReadonlySet<string> = new Set(["VALIDATION_FAILED", "PAYLOAD_TOO_LARGE", "IDEMPOTENCY_KEY_REQUIRED", "RATE_LIMITED", "FORBIDDEN", "NOT_FOUND"]);

/** Rows of the audit beside those of commands: who was denied a look, who signed in and who tried to. */
export interface AuditTrail {
  denied(request: FastifyRequest, refusal: Refusal): Promise<void>;
  password(session: Session, refusal: Refusal | null): Promise<void>;
  /** A sign-in ended, by whom it may be: the owner, an administrator. */
  sessionEnded(by: Session, account: string, scope: readonly string[]): Promise<void>;
  /** An administrator took a factor away or gave a password anew, and how they made sure who asks. */
  helped(by: Session, what: "factor-drop" | "password-reset", account: string, madeSure: string, scope: readonly string[]): Promise<void>;
  /** A spent token came back: somebody has a copy, and the sign-in has ended for both. */
  replayed(account: string, address: string): Promise<void>;
  seat(session: Session, what: SeatAct, refusal: Refusal | null): Promise<void>;
  /** A step in the life of an emergency access; `by` is null where it ended by itself. */
  emergency(by: string | null, what: "ask" | "approve" | "decline" | "end" | "review" | "report", access: EmergencyFacts, refusal: Refusal | null): Promise<void>;
  /** What was read under an emergency access. @throws when the row could not be kept: nothing is shown then. */
  emergencyRead(account: string, under: Grant & { readonly emergency: Emergency }, row: { readonly name: string; readonly objects: readonly string[]; readonly incidentNos: readonly string[]; readonly traceId?: string }): Promise<void>;
  /** A machine's key was made or revoked; named by its prefix. */
  machineKey(by: Session, what: "key-make" | "key-revoke", client: string, prefix: string, scope: readonly string[]): Promise<void>;
  /** A machine's request that was refused for its key's limits: its routes, its signature. */
  machineRefused(client: string, scope: readonly string[], name: string, refusal: Refusal): Promise<void>;
  /** An answer shows something of incidents, or of the audit itself. */
  read(session: Session, row: { readonly name: string; readonly purpose: string; readonly objects: readonly string[]; readonly traceId: string }): Promise<void>;
  /** A machine asked for data by an agreement; `reason` is its legal basis. @throws when the row could not be kept: nothing is shown then. */
  shared(session: Session, what: SharedFacts, refusal: Refusal | null): Promise<void>;
  /** A caller's number was asked for. @throws when the row could not be kept: no number is given then. */
  revealed(session: Session, what: RevealFacts, scope: readonly string[]): Promise<void>;
  signIn(account: string, address: string, outcome: Session | Refusal, by: SignInWay, factor?: SecondFactorKind): Promise<void>;
  /** Writes what is still being counted, then stops. */
  close(): Promise<void>;
}

/** What a row says of an emergency access. */
export interface EmergencyFacts {
  readonly id: string;
  readonly account: string;
  readonly role: string;
  readonly orgPath: string;
  readonly reason: string;
  readonly minutes: number;
}

/** Which number, what for, and whether the asker has to do with the incident (R53). */
export interface RevealFacts {
  readonly incidentId: string;
  readonly reportId: string;
  readonly purpose: string;
  readonly reason: string | null;
  readonly concerned: boolean;
  readonly traceId: string;
}

export interface SharedFacts {
  /** The one that carries the call, or that comes nearest; null = there is none. */
  readonly agreement: string | null;
  readonly purpose: string;
  readonly fields: readonly string[];
  /** Whose area was read, as a path; null where nothing was. */
  readonly area: string | null;
  readonly reason: string | null;
  readonly traceId: string;
}

export interface AuditTrailDeps {
  readonly db: Db;
  readonly city: ServedCity;
  readonly now: () => number;
  readonly report: (what: string, error: unknown) => void;
}

type Facts = { readonly name: string; readonly outcome: string } & Readonly<Record<string, unknown>>;

const outcomeOf = (refusal: Refusal | null): { readonly outcome: string; readonly code?: string } => (refusal === null ? { outcome: "ACCEPTED" } : { outcome: "REFUSED", code: refusal.code });

/** A row that cannot be written is reported; it does not turn a denial into an error. */
export function openAuditTrail({ db, city, now, report }: AuditTrailDeps): AuditTrail {
  const everywhere = [cityPath(city.index)];
  const write = async (actor: string, scope: readonly string[], facts: Facts): Promise<void> => {
    const entry = { role: null, purpose: "ACCESS", reason: null, traceId: null, objects: [], ...facts };
    await recordAudit(db, { at: now(), actor, entry }, scope).catch((error: unknown) => report("audit", error));
  };
  const tally = openRefusalTally(({ actor, scope, code, count, routes, addresses, from, to }) => write(actor, scope, { name: "refused-requests", outcome: "REFUSED", code, count, objects: routes, addresses, from, to }), now);
  const bySeat = (session: Session, facts: Facts, scope = grantPaths(session)): Promise<void> => write(session.userId, scope, { role: rolesOf(session), ...facts });
  return {
    async denied(request, refusal) {
      const status = refusalStatus(refusal.code);
      const { session } = request;
      // A denial of who is signed in is a row of its own. Strangers, and what is wrong in itself, are counted: nobody must be able to fill the audit.
      if (!session || (status !== 403 && status !== 404)) {
        if (COUNTED.has(refusal.code)) tally.note({ actor: session?.userId ?? "unknown", scope: session ? grantPaths(session) : everywhere, code: refusal.code, route: routeOf(request), address: request.ip });
        return;
      }
      await bySeat(session, { name: `${request.method} ${request.routeOptions.url ?? request.url}`, outcome: "REFUSED", code: refusal.code, traceId: request.id, objects: objectsOf(request) });
    },
    password: (session, refusal) => bySeat(session, { name: "password-change", ...outcomeOf(refusal) }),
    sessionEnded: (by, account, scope) => bySeat(by, { name: "session-end", outcome: "ACCEPTED", account, objects: [account] }, scope),
    helped: (by, what, account, madeSure, scope) => bySeat(by, { name: what, outcome: "ACCEPTED", account, reason: madeSure, objects: [account] }, scope),
    replayed: (account, address) => write(account, everywhere, { name: "token-replayed", outcome: "ENDED", address }),
    seat: (session, what, refusal) => bySeat(session, { name: what, ...outcomeOf(refusal) }),
    async emergency(by, what, { id, account, role, orgPath, reason, minutes }, refusal) {
      await write(by ?? account, [orgPath], { name: `emergency-${what}`, ...outcomeOf(refusal), emergency: id, account, role, orgPath, reason, minutes, objects: [id], ...(by === null ? { byItself: true } : {}) });
    },
    async emergencyRead(account, { role, orgPath, emergency }, { traceId = null, ...row }) {
      await recordAudit(db, { at: now(), actor: account, entry: { ...row, outcome: "READ", role, purpose: "EMERGENCY_ACCESS", emergency: emergency.id, reason: emergency.reason, traceId } }, [orgPath]);
    },
    async machineKey(by, what, client, prefix, scope) {
      await bySeat(by, { name: what, outcome: "ACCEPTED", client, prefix, objects: [client] }, scope);
    },
    async machineRefused(client, scope, name, refusal) {
      await write(`client/${client}`, scope, { name, outcome: "REFUSED", code: refusal.code, ...refusal.params });
    },
    read: (session, row) => bySeat(session, { outcome: "READ", ...row }),
    async shared(session, { agreement, ...what }, refusal) {
      const entry = { name: SHARED_DATA, role: rolesOf(session), ...(refusal === null ? { outcome: "READ" } : outcomeOf(refusal)), ...what, objects: agreement === null ? [] : [agreement] };
      await recordAudit(db, { at: now(), actor: session.userId, entry }, [...grantPaths(session), ...(what.area === null ? [] : [what.area])]);
    },
    async revealed(session, { incidentId, reportId, purpose, reason, concerned, traceId }, scope) {
      const entry = { name: "reveal", outcome: "READ", role: rolesOf(session), purpose, reason, traceId, objects: [incidentId, reportId], concerned };
      await recordAudit(db, { at: now(), actor: session.userId, entry }, scope);
    },
    close: () => tally.stop(),
    async signIn(account, address, outcome, by, factor) {
      const known = city.index.city.accounts.find(({ id }) => id === account);
      if ("code" in outcome) await write(known?.id ?? "unknown", everywhere, { name: "sign-in", outcome: "REFUSED", code: outcome.code, address, by });
      else await bySeat(outcome, { name: "sign-in", outcome: "ACCEPTED", address, by, ...(factor === undefined ? {} : { factor }) });
    },
  };
}

/** An address that cannot be decoded has no route. */
const routeOf = (request: FastifyRequest): string => `${request.method} ${(request.routeOptions as FastifyRequest["routeOptions"] | undefined)?.url ?? "?"}`;

/** What a request names in its path. */
function objectsOf({ params }: FastifyRequest): readonly unknown[] {
  return typeof params === "object" && params !== null ? Object.values(params) : [];
}
