import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import { AskEmergency, EmergencyAccess, EmergencyAccesses, EmergencyRegister, EmergencyReport, RegisterQuery, ReviewEmergency } from "@tocsin/contract/identity/emergency-access.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { spreadsheetText } from "@tocsin/kernel/csv.ts";
import type { Result } from "@tocsin/kernel/result.ts";
import type { StoredEmergency } from "@tocsin/ledger/emergency-access.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import type { Session } from "../../session.ts";
import type { EmergencyDesk } from "./emergency-desk.ts";
import { type emergencyRegister, registerRows } from "./emergency-register.ts";

export interface EmergencyDeps {
  readonly desk: EmergencyDesk;
  readonly register: (session: Session, period: string) => ReturnType<typeof emergencyRegister>;
  /** Of the city, ms. */
  readonly utcOffset: number;
  /** Roles that need a second factor, which the asker must have too; none in a demo. */
  readonly needsFactor: ReadonlySet<string>;
  readonly audit: Pick<AuditTrail, "emergency">;
}

const Id = Type.Object({ id: Type.String({ minLength: 1, maxLength: 64 }) }, { additionalProperties: false });
type WithId = { Params: Static<typeof Id> };

const NO_DAY = { zh: "没有这一天", en: "there is no such day" };
const NOT_TAKEN = { zh: "此项不在您的岗位可申请的范围内", en: "beyond what your role may ask for" };

/** Emergency access: asked for, answered by a second person, ended, and reviewed by a third (GOV-02, R53). */
export function registerEmergency(app: FastifyInstance, { desk, register, utcOffset, needsFactor, audit }: EmergencyDeps): void {
  const tags = ["emergency"];
  const view = { tags, response: answers(EmergencyAccess) };
  const settle = async (session: Session, what: "approve" | "decline" | "end" | "review", outcome: Result<StoredEmergency, Refusal>): Promise<EmergencyAccess> => {
    if (!outcome.ok) throw new RefusedRequest(outcome.error);
    await audit.emergency(session.userId, what, outcome.value, null);
    return desk.view(session, outcome.value);
  };

  app.get(ROUTES.emergency, { schema: { tags, response: answers(EmergencyAccesses) } }, (request) => desk.list(sessionOf(request)));
  app.post<{ Body: AskEmergency }>(ROUTES.emergency, { schema: { ...view, body: AskEmergency } }, async (request) => {
    const session = sessionOf(request);
    if (needsFactor.has(request.body.role) && request.secondFactor !== "ON") throw new RefusedRequest(refuse("SECOND_FACTOR_MISSING"));
    const asked = await desk.ask(session, request.body);
    if (!asked.ok) throw new RefusedRequest(asked.error, asked.error.field === undefined ? undefined : [{ path: asked.error.field, ...NOT_TAKEN }]);
    await audit.emergency(session.userId, "ask", asked.value, null);
    return desk.view(session, asked.value);
  });
  app.post<WithId>(ROUTES.approveEmergency, { schema: { ...view, params: Id } }, async (request) => settle(sessionOf(request), "approve", await desk.answer(sessionOf(request), request.params.id, true)));
  app.post<WithId>(ROUTES.declineEmergency, { schema: { ...view, params: Id } }, async (request) => settle(sessionOf(request), "decline", await desk.answer(sessionOf(request), request.params.id, false)));
  app.post<WithId>(ROUTES.endEmergency, { schema: { ...view, params: Id } }, async (request) => settle(sessionOf(request), "end", await desk.end(sessionOf(request), request.params.id)));
  app.post<WithId & { Body: ReviewEmergency }>(ROUTES.reviewEmergency, { schema: { ...view, params: Id, body: ReviewEmergency } }, async (request) =>
    settle(sessionOf(request), "review", await desk.review(sessionOf(request), request.params.id, request.body)));
  app.get<{ Querystring: RegisterQuery }>(ROUTES.emergencyRegister, { schema: { tags, querystring: RegisterQuery, response: answers(EmergencyRegister) } }, async (request, reply) => {
    const { period, format } = request.query;
    const found = await register(sessionOf(request), period);
    if (!found.ok) throw new RefusedRequest(found.error, found.error.field === undefined ? undefined : [{ path: found.error.field, ...NO_DAY }]);
    if (format !== "csv") return found.value;
    return reply.header("content-disposition", `attachment; filename="emergency-access-${period}.csv"`).type("text/csv; charset=utf-8").send(spreadsheetText(registerRows(found.value, utcOffset)));
  });
  app.get<WithId>(ROUTES.emergencyReport, { schema: { tags, params: Id, response: answers(EmergencyReport) } }, async (request) => {
    const session = sessionOf(request);
    const report = await desk.report(session, request.params.id);
    if (!report.ok) throw new RefusedRequest(report.error);
    await audit.emergency(session.userId, "report", report.value.access, null);
    return report.value.report;
  });
}
