import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Type } from "typebox";
import { GEO_FORMATS, GeoErrors, GeoReceipts, GeoRequests, GeoServiceDefinition, GeoServices, GeoTokens } from "@tocsin/contract/linkage/georeport.ts";
import { Code } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { agreementRefusal } from "@tocsin/domain/linkage/agreement.ts";
import { readForm } from "@tocsin/georeport/form.ts";
import { readPost } from "@tocsin/georeport/read-post.ts";
import { definitionOf, serviceOf } from "@tocsin/georeport/responsibility-list.ts";
import type { RequestNames } from "@tocsin/georeport/to-request.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import { earlierCommand } from "@tocsin/ledger/look-back.ts";
import type { OpenLedger } from "@tocsin/ledger/open-ledger.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import type { Desk } from "../../desk/desk.ts";
import type { KeptResult } from "../../desk/to-commit.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import type { ServedCity } from "../../served-city.ts";
import type { Session } from "../../session.ts";
import type { CheckMachine } from "../clients/check-client-requests.ts";
import type { Clients } from "../clients/open-clients.ts";
import { findRequests, requestsById, RequestsQuery } from "./find-requests.ts";
import { geoAnswer, geoErrors, GeoFaults } from "./geo-answer.ts";
import { takePost } from "./take-post.ts";

export interface GeoreportDeps {
  readonly ledger: Pick<OpenLedger, "load" | "list" | "db">;
  readonly desk: Pick<Desk, "execute">;
  readonly city: ServedCity;
  /** Whose a key is, and what its declaration lets it. */
  readonly machines: Pick<Clients, "find"> & { readonly check: CheckMachine };
  readonly audit: Pick<AuditTrail, "denied">;
  readonly now: () => number;
}

const LIMIT = 64 * 1024;
const Format = Type.Object({ format: Type.Enum(GEO_FORMATS) });
const Jurisdiction = Type.Object({ jurisdiction_id: Type.Optional(Type.String({ maxLength: 80 })) }, { additionalProperties: false });
const answered = (view: object) => ({ 200: view, "4xx": GeoErrors, "5xx": GeoErrors });
const tags = ["georeport"];
/** The body's description for those who read it; the form itself is checked field by field. Fields of a person are taken by nobody and not described. */
const PostBody = Type.Object({
  service_code: Type.String(), description: Type.String({ maxLength: 4_000 }), lat: Type.Optional(Type.Number()), long: Type.Optional(Type.Number()), address_string: Type.Optional(Type.String({ maxLength: 200 })),
  jurisdiction_id: Type.Optional(Type.String()), api_key: Type.Optional(Type.String()), "attribute[danger]": Type.Enum(["YES", "NO"]), "attribute[urgency]": Type.Optional(Type.String()), "attribute[notice]": Type.Optional(Type.String()), "attribute[withheld]": Type.Optional(Type.String()),
});
const unchecked = () => () => true;

/** A platform that speaks of another city has the wrong address. */
function checkJurisdiction(city: ServedCity, named: string | undefined): void {
  const { id } = city.index.city.head;
  if (named !== undefined && named !== "" && named !== id) throw new GeoFaults([{ field: "jurisdiction_id", zh: `未找到，本平台为 ${id}`, en: `was not found; this is ${id}` }], 404);
}

const namesOf = ({ index }: ServedCity): RequestNames => ({
  service: (item) => (item === null ? null : (index.responsibility.get(item)?.matterZh ?? null)),
  party: (party) => index.department.get(party)?.nameZh ?? index.org.get(party)?.nameZh ?? (party === "POLICE" ? "110" : party),
});

/** Who posts: by the header, or by the field of the standard. A seat is no platform. */
async function posterOf(deps: GeoreportDeps, request: FastifyRequest, key: string | undefined, urgent: boolean): Promise<Session> {
  if (request.machine === null && key !== undefined) {
    const found = await deps.machines.find(key);
    request.session = found?.session ?? null;
    request.machine = found?.machine ?? null;
  }
  const { session, machine } = request;
  if (session === null || machine === null) throw new RefusedRequest(refuse("NOT_SIGNED_IN"));
  await deps.machines.check(request, machine, urgent);
  return session;
}

async function post(deps: GeoreportDeps, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const body = Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
  const form = readForm(body);
  if (!form.ok) throw new GeoFaults(form.error);
  const session = await posterOf(deps, request, form.value.fields.get("api_key"), form.value.attributes.get("danger")?.[0] === "YES");
  checkJurisdiction(deps.city, form.value.fields.get("jurisdiction_id"));
  const posted = readPost(form.value, deps.city.index.responsibility);
  if (!posted.ok) throw new GeoFaults(posted.error);
  const agreement = request.machine?.agreement;
  const { utcOffset } = deps.city.index.city.head;
  // Danger asks for no agreement: whoever reports it is heard (LNK-01).
  const refusal = posted.value.danger ? null : agreementRefusal(agreement, posted.value.place, deps.now(), utcOffset * MINUTE);
  if (refusal !== null) throw new RefusedRequest(refusal);
  return geoAnswer(request, reply, "service_requests", await takePost(deps, request, session, { ...posted.value, onward: agreement?.onward !== false, ...(agreement?.answerSeconds === undefined ? {} : { answerSeconds: agreement.answerSeconds }) }, body));
}

function registerServices(scope: FastifyInstance, { city }: GeoreportDeps): void {
  const { responsibilities } = city.index.city;
  const names = namesOf(city);
  scope.get<{ Querystring: { jurisdiction_id?: string } }>(ROUTES.geoServices, { schema: { tags, params: Format, querystring: Jurisdiction, response: answered(GeoServices) } }, async (request, reply) => {
    checkJurisdiction(city, request.query.jurisdiction_id);
    return geoAnswer(request, reply, "services", responsibilities.map((row) => serviceOf(row, names.party(row.department))));
  });
  const One = Type.Object({ code: Code, format: Type.Enum(GEO_FORMATS) });
  scope.get<{ Params: { code: string }; Querystring: { jurisdiction_id?: string } }>(ROUTES.geoService, { schema: { tags, params: One, querystring: Jurisdiction, response: answered(GeoServiceDefinition) } }, async (request, reply) => {
    checkJurisdiction(city, request.query.jurisdiction_id);
    const { code } = request.params;
    if (!city.index.responsibility.has(code)) throw new GeoFaults([{ field: "service_code", zh: `没有这个服务：${code}`, en: `there is no service ${code}` }], 404);
    return geoAnswer(request, reply, "service_definition", definitionOf(code));
  });
}

function registerRequests(scope: FastifyInstance, deps: GeoreportDeps): void {
  const { city, ledger, now } = deps;
  const names = namesOf(city);
  scope.get<{ Querystring: RequestsQuery }>(ROUTES.geoRequests, { schema: { tags, params: Format, querystring: RequestsQuery, response: answered(GeoRequests) } }, async (request, reply) => {
    checkJurisdiction(city, request.query.jurisdiction_id);
    return geoAnswer(request, reply, "service_requests", await findRequests({ ledger, city, names, session: sessionOf(request) }, request.query, now()));
  });
  const One = Type.Object({ id: Type.String({ maxLength: 80 }), format: Type.Enum(GEO_FORMATS) });
  scope.get<{ Params: { id: string }; Querystring: { jurisdiction_id?: string } }>(ROUTES.geoRequest, { schema: { tags, params: One, querystring: Jurisdiction, response: answered(GeoRequests) } }, async (request, reply) => {
    checkJurisdiction(city, request.query.jurisdiction_id);
    const found = await requestsById({ ledger, city, names, session: sessionOf(request) }, [request.params.id]);
    if (found.length === 0) throw new RefusedRequest(refuse("NOT_FOUND"));
    return geoAnswer(request, reply, "service_requests", found);
  });
  const Token = Type.Object({ token: Type.String({ maxLength: 150 }), format: Type.Enum(GEO_FORMATS) });
  scope.get<{ Params: { token: string }; Querystring: { jurisdiction_id?: string } }>(ROUTES.geoToken, { schema: { tags, params: Token, querystring: Jurisdiction, response: answered(GeoTokens) } }, async (request, reply) => {
    checkJurisdiction(city, request.query.jurisdiction_id);
    const { token } = request.params;
    const sent = await earlierCommand(ledger.db, sessionOf(request).userId, token);
    const id = (sent?.result as KeptResult | undefined)?.matters?.[0];
    if (id === undefined) throw new RefusedRequest(refuse("NOT_FOUND"));
    return geoAnswer(request, reply, "service_requests", [{ service_request_id: id, token }]);
  });
  scope.post(ROUTES.geoRequests, { bodyLimit: LIMIT, config: { open: true }, validatorCompiler: unchecked, schema: { tags, consumes: ["application/x-www-form-urlencoded"], params: Format, body: PostBody, response: answered(GeoReceipts) } }, (request, reply) => post(deps, request, reply));
}

/** Open311 GeoReport v2: the wire by which platforms of 12345 and of departments send matters and ask what became of them (LNK-01, LNK-02). */
export function registerGeoreport(app: FastifyInstance, deps: GeoreportDeps): void {
  void app.register(async (scope) => {
    scope.removeAllContentTypeParsers();
    scope.addContentTypeParser("application/x-www-form-urlencoded", { parseAs: "buffer", bodyLimit: LIMIT }, async (_request: FastifyRequest, body: Buffer) => body);
    scope.setErrorHandler((error, request, reply) => geoErrors(error, request, reply, deps.audit.denied));
    registerServices(scope, deps);
    registerRequests(scope, deps);
  });
}
