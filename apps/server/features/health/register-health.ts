import type { FastifyInstance } from "fastify";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { Health } from "@tocsin/contract/views.ts";
import { answers } from "../../http/answer-schemas.ts";

export interface HealthDeps {
  readonly cityId: string;
  readonly build: string;
  readonly now: () => number;
  /** Names of the parts that are down, e.g. `roads`. */
  readonly missing: () => readonly string[];
}

export function registerHealth(app: FastifyInstance, deps: HealthDeps): void {
  app.get(ROUTES.health, { config: { open: true }, schema: { tags: ["health"], response: answers(Health) } }, async () => {
    const missing = [...deps.missing()];
    return { ok: missing.length === 0, at: deps.now(), city: deps.cityId, missing, build: deps.build };
  });
}
