import type { FastifyInstance, FastifyRequest } from "fastify";
import { Type, type Static } from "typebox";
import { Clients as ClientsView, MakeKey, MadeKey, MOST_KEYS } from "@tocsin/contract/identity/machine-keys.ts";
import type { ClientRow } from "@tocsin/contract/organisation/machine-client.ts";
import { broken } from "@tocsin/contract/organisation/separation.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import type { ServedCity } from "../../served-city.ts";
import { opensView, withoutEmergency, type Session } from "../../session.ts";
import type { Clients } from "./open-clients.ts";

export interface ClientsRouteDeps {
  readonly clients: Clients;
  readonly city: ServedCity;
  readonly audit: Pick<AuditTrail, "machineKey">;
}

const Id = Type.String({ minLength: 1, maxLength: 64 });
const OfClient = Type.Object({ id: Id }, { additionalProperties: false });
const OfKey = Type.Object({ id: Id, prefix: Id }, { additionalProperties: false });

/** Who looks after machines: their administrator, and whoever approves access to what they read. */
const LOOKS_AFTER = ["CONFIG", "ACCESS_APPROVAL"] as const;

/** What keeps a session from making a machine's key; null when nothing does. Where the key alone opens the door, whoever makes it holds the machine's rights as well (SUP-08). */
function separated(session: Session, { role, signing }: ClientRow, { index: { city } }: ServedCity): Refusal | null {
  const held = new Set([...session.grants.map((grant) => grant.role), role]);
  const [pair] = signing === undefined ? broken(city.roles.filter((row) => held.has(row.role))) : [];
  return pair === undefined ? null : refuse("SOD_CONFLICT", { pair: `${pair.zh} ${pair.en}` });
}

/** Keys of machines: seen and revoked by who administers the machine's place or approves access there, made by whom nothing separates from what the machine may. */
export function registerClients(app: FastifyInstance, { clients, city, audit }: ClientsRouteDeps): void {
  const tags = ["clients"];
  const looksAfter = (session: Session, scope?: readonly string[]): boolean => LOOKS_AFTER.some((view) => opensView(city.roles, withoutEmergency(session), view, scope));
  /** @throws RefusedRequest FORBIDDEN for who looks after no machine anywhere */
  const caretaker = (request: FastifyRequest): Session => {
    const session = sessionOf(request);
    if (!looksAfter(session)) throw new RefusedRequest(refuse("FORBIDDEN", { command: "clients" }));
    return session;
  };
  /** A machine that the session looks after, and its place. @throws RefusedRequest NOT_FOUND */
  const theirs = (session: Session, id: string): { readonly row: ClientRow; readonly path: string } => {
    const [path, row] = [clients.pathOf(id), city.index.city.clients.find((each) => each.id === id)];
    if (path === null || row === undefined || !looksAfter(session, [path])) throw new RefusedRequest(refuse("NOT_FOUND"));
    return { row, path };
  };

  app.get(ROUTES.clients, { schema: { tags, response: answers(ClientsView) } }, async (request): Promise<ClientsView> => {
    const session = caretaker(request);
    const keys = await clients.keys();
    const seen = city.index.city.clients.filter(({ id }) => looksAfter(session, [clients.pathOf(id)!]));
    return {
      clients: seen.map((row) => ({
        id: row.id, name: row.name, purpose: row.purpose, role: row.role, org: row.org, routes: row.routes, perMinute: row.perMinute, signed: row.signing !== undefined, mayMake: separated(session, row, city) === null,
        keys: keys.filter(({ client }) => client === row.id).map(({ prefix, madeAt, madeBy, expiresAt, usedAt }) => ({ prefix, madeAt, madeBy, expiresAt, usedAt })),
      })),
    };
  });
  app.post<{ Params: Static<typeof OfClient>; Body: Static<typeof MakeKey> }>(ROUTES.clientKeys, { schema: { tags, params: OfClient, body: MakeKey, response: answers(MadeKey) } }, async (request): Promise<MadeKey> => {
    const session = caretaker(request);
    const { row, path } = theirs(session, request.params.id);
    const refusal = separated(session, row, city);
    if (refusal !== null) throw new RefusedRequest(refusal);
    const made = await clients.make(request.params.id, request.body.days, session.userId);
    if (made === null) throw new RefusedRequest(refuse("KEYS_FULL", { most: MOST_KEYS }));
    await audit.machineKey(session, "key-make", request.params.id, made.prefix, [path]);
    return made;
  });
  app.post<{ Params: Static<typeof OfKey> }>(ROUTES.revokeKey, { schema: { tags, params: OfKey } }, async (request, reply) => {
    const session = caretaker(request);
    const { id, prefix } = request.params;
    const { path } = theirs(session, id);
    if (!(await clients.revoke(id, prefix))) throw new RefusedRequest(refuse("NOT_FOUND"));
    await audit.machineKey(session, "key-revoke", id, prefix, [path]);
    return reply.code(204).send();
  });
}
