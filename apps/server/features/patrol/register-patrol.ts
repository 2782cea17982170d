import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import { Code } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { PatrolPlan } from "@tocsin/contract/views.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import type { ServedCity } from "../../served-city.ts";
import { sightedUnit } from "../records/sighted-records.ts";
import { patrolPlan } from "./patrol-plan.ts";

export interface PatrolDeps {
  readonly ledger: Pick<Ledger, "load">;
  readonly city: ServedCity;
  readonly now: () => number;
}

const Params = Type.Object({ id: Code });
const Query = Type.Object({ area: Type.Optional(Code) }, { additionalProperties: false });

/** `GET /api/v1/units/:id/patrol-plan`: where a unit can patrol, and past what (DSP-03). */
export function registerPatrol(app: FastifyInstance, { ledger, city, now }: PatrolDeps): void {
  app.get<{ Params: { id: string }; Querystring: Static<typeof Query> }>(
    ROUTES.patrolPlan,
    { schema: { tags: ["records"], params: Params, querystring: Query, response: answers(PatrolPlan) } },
    async (request) => {
      const unit = await sightedUnit(ledger, city, sessionOf(request), request.params.id);
      const plan = patrolPlan({ index: city.index, ...city.layouts.at(now()) }, unit, request.query.area);
      if (plan === null) throw new RefusedRequest(refuse("NOT_FOUND"));
      return plan;
    },
  );
}
