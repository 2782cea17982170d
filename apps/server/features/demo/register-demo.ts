import type { FastifyInstance } from "fastify";
import type { City } from "@tocsin/contract/organisation/city.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { DemoSignIns } from "@tocsin/contract/views.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { answers } from "../../http/answer-schemas.ts";

export interface DemoDeps {
  readonly city: City;
  readonly now: () => number;
}

/** A seat counts as taken this long after its last request; the stream is one request, so reading alone keeps a seat this long. */
const TAKEN_MS = 10 * MINUTE;

/**
 * The sign-ins of a demo, for everyone who finds it, with the seats at which somebody sits: the simulated people of the
 * demo city leave those alone. Registered in a demo only; elsewhere the path is not there.
 */
export function registerDemo(app: FastifyInstance, { city, now }: DemoDeps): void {
  const actedAt = new Map<string, number>();
  const roles = new Map(city.roles.map((row) => [row.role, row]));
  app.addHook("onResponse", async (request, reply) => {
    if (reply.statusCode >= 400) return;
    const signedIn = request.url === ROUTES.signIn ? (request.body as { account?: string } | undefined)?.account : request.session?.userId;
    if (signedIn !== undefined) actedAt.set(signedIn, now());
  });
  app.get(ROUTES.demo, { config: { open: true }, schema: { tags: ["demo"], response: answers(DemoSignIns) } }, async () => ({
    signIns: city.accounts.flatMap((account) => {
      const role = account.grants[0]?.role ?? "";
      if (account.demoPassword === undefined) return [];
      const taken = now() - (actedAt.get(account.id) ?? -Infinity) < TAKEN_MS;
      return [{ account: account.id, password: account.demoPassword, name: account.name, role, roleZh: roles.get(role)?.nameZh ?? role, roleEn: roles.get(role)?.nameEn ?? role, unitId: account.unit ?? null, taken }];
    }),
  }));
}
