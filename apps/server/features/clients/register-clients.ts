import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import { Clients as ClientsView, MakeKey, MadeKey, MOST_KEYS } from "@tocsin/contract/identity/machine-keys.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import type { ServedCity } from "../../served-city.ts";
import { opensView, type Session } from "../../session.ts";
import type { Clients } from "./open-clients.ts";

export interface ClientsRouteDeps {
  readonly clients: Clients;
  readonly city: ServedCity;
  readonly audit: Pick<AuditTrail, "machineKey">;
}

const Id = Type.String({ minLength: 1, maxLength: 64 });
const OfClient = Type.Object({ id: Id }, { additionalProperties: false });
const OfKey = Type.Object({ id: Id, prefix: Id }, { additionalProperties: false });

/** Keys of machines: made, seen and revoked by an administrator whose grant covers the machine's place. */
export function registerClients(app: FastifyInstance, { clients, city, audit }: ClientsRouteDeps): void {
  const tags = ["clients"];
  /** The client's place, for who administers it. @throws RefusedRequest NOT_FOUND, FORBIDDEN for who administers nothing */
  const administered = (session: Session, id: string): string => {
    if (!opensView(city.roles, session, "CONFIG")) throw new RefusedRequest(refuse("FORBIDDEN", { command: "clients" }));
    const path = clients.pathOf(id);
    if (path === null || !opensView(city.roles, session, "CONFIG", [path])) throw new RefusedRequest(refuse("NOT_FOUND"));
    return path;
  };

  app.get(ROUTES.clients, { schema: { tags, response: answers(ClientsView) } }, async (request): Promise<ClientsView> => {
    const session = sessionOf(request);
    if (!opensView(city.roles, session, "CONFIG")) throw new RefusedRequest(refuse("FORBIDDEN", { command: "clients" }));
    const keys = await clients.keys();
    const seen = city.index.city.clients.filter(({ id }) => opensView(city.roles, session, "CONFIG", [clients.pathOf(id)!]));
    return {
      clients: seen.map(({ id, name, purpose, role, org, routes, perMinute, signing }) => ({
        id, name, purpose, role, org, routes, perMinute, signed: signing !== undefined,
        keys: keys.filter(({ client }) => client === id).map(({ prefix, madeAt, madeBy, expiresAt, usedAt }) => ({ prefix, madeAt, madeBy, expiresAt, usedAt })),
      })),
    };
  });
  app.post<{ Params: Static<typeof OfClient>; Body: Static<typeof MakeKey> }>(ROUTES.clientKeys, { schema: { tags, params: OfClient, body: MakeKey, response: answers(MadeKey) } }, async (request): Promise<MadeKey> => {
    const session = sessionOf(request);
    const path = administered(session, request.params.id);
    const made = await clients.make(request.params.id, request.body.days, session.userId);
    if (made === null) throw new RefusedRequest(refuse("KEYS_FULL", { most: MOST_KEYS }));
    await audit.machineKey(session, "key-make", request.params.id, made.prefix, [path]);
    return made;
  });
  app.post<{ Params: Static<typeof OfKey> }>(ROUTES.revokeKey, { schema: { tags, params: OfKey } }, async (request, reply) => {
    const session = sessionOf(request);
    const { id, prefix } = request.params;
    const path = administered(session, id);
    if (!(await clients.revoke(id, prefix))) throw new RefusedRequest(refuse("NOT_FOUND"));
    await audit.machineKey(session, "key-revoke", id, prefix, [path]);
    return reply.code(204).send();
  });
}
