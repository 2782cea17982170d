import type { FastifyInstance } from "fastify";
import type { Cooperation } from "@tocsin/contract/joint/cooperation.ts";
import { JointFigures } from "@tocsin/contract/joint/joint-rules.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { specialistStates } from "@tocsin/domain/organisation/certificates.ts";
import { rosterHoles } from "@tocsin/domain/organisation/roster.ts";
import { jointLines } from "@tocsin/engine/joint/joint-figures.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { answers } from "../../http/answer-schemas.ts";
import { checkPeriod, PeriodQuery } from "../../http/period-query.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { seesCooperation } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths, opensView } from "../../session.ts";

export interface JointDeps {
  readonly ledger: Pick<Ledger, "list">;
  readonly city: ServedCity;
  readonly now: () => number;
}

const MOST = 5_000;
const AHEAD_DAYS = 7;

/** Joint work by line, hours in which the joint desk has nobody, and what specialists there are (JNT-02, JNT-11). */
export function registerJoint(app: FastifyInstance, { ledger, city, now }: JointDeps): void {
  app.get<{ Querystring: PeriodQuery }>(ROUTES.jointFigures, { schema: { tags: ["joint"], querystring: PeriodQuery, response: answers(JointFigures) } }, async (request) => {
    const { from, to } = request.query;
    checkPeriod(request.query);
    const session = sessionOf(request);
    if (!opensView(city.roles, session, "MATTERS")) throw new RefusedRequest(refuse("FORBIDDEN", { command: "read" }));
    const all = (await ledger.list("cooperation", grantPaths(session), { limit: MOST })).map(({ state }) => state as Cooperation);
    const asked = all.filter((found) => found.initiatedAt >= from && found.initiatedAt < to && seesCooperation(session, found, city.roles, city.index));
    const { desk } = city.index.city.joint;
    const org = desk === undefined ? undefined : city.index.org.get(desk);
    return { lines: jointLines(asked), holes: org === undefined ? [] : rosterHoles(city.index, org, now(), AHEAD_DAYS), specialists: specialistStates(city.index, now()), mechanism: city.index.city.mechanisms.reports.JOINT_FIGURES };
  });
}
