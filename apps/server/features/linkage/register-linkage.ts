import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { type ChainPart, type ExerciseStep, MatterView, OwnerSuggestions } from "@tocsin/contract/linkage/views.ts";
import { Code, Ulid } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { exerciseRecord } from "@tocsin/engine/linkage/exercise-record.ts";
import { suggestOwner } from "@tocsin/engine/linkage/suggest-owner.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { sightOf } from "../../masking.ts";
import { sightedMatter } from "../../matter-sight.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths, opensView, type Session } from "../../session.ts";
import { sees } from "../../shown-record.ts";

export interface LinkageDeps {
  readonly ledger: Pick<Ledger, "load" | "list">;
  readonly city: ServedCity;
}

const LOCKED = { id: null, no: null, owner: null, status: null, from: null, until: null, outcome: null, locked: true } as const;

const ofIncident = ({ id, no, leadAgency, status, receivedAt, closedAt, outcome }: Incident): ChainPart => ({ kind: "incident", id, no, owner: leadAgency, status, from: receivedAt, until: closedAt, outcome: outcome?.code ?? null, locked: false });
const ofMatter = ({ id, no, custody, openedAt, closedAt, verdict }: Matter): ChainPart => ({ kind: "matter", id, no, owner: custody.owner, status: custody.status, from: openedAt, until: closedAt, outcome: verdict?.verdict ?? null, locked: false });

/** The incident and every matter that came of it, each as far as the session has a right to it (LNK-12). The chain is read as the platform, so that a part that is not shown is still there. */
async function chainOf({ ledger, city }: LinkageDeps, session: Session, matter: Matter): Promise<ChainPart[]> {
  if (matter.incidentId === null) return [ofMatter(matter)];
  const [state] = await ledger.load([{ kind: "incident", id: matter.incidentId }]);
  const incident = state?.state as Incident | undefined;
  const others = await ledger.load((incident?.matters ?? []).map(({ id }) => ({ kind: "matter", id })));
  const matters = others.map(({ state: other }) => other as Matter).sort((a, b) => a.openedAt - b.openedAt);
  return [
    ...(incident === undefined ? [] : [sightOf(session, incident, city.roles, city.index) === null ? { kind: "incident" as const, ...LOCKED } : ofIncident(incident)]),
    ...matters.map((other) => (sees(session, "matter", other, city) ? ofMatter(other) : { kind: "matter" as const, ...LOCKED })),
  ];
}

/** What was asked in a joint exercise, as far as the session sees it (JNT-07). */
async function exerciseOf({ ledger, city }: LinkageDeps, session: Session, exerciseId: string): Promise<ExerciseStep[]> {
  const matters = (await ledger.list("matter", grantPaths(session), { limit: LOOKED_AT })).map(({ state }) => state as Matter);
  return exerciseRecord(exerciseId, matters.filter((matter) => sees(session, "matter", matter, city)));
}

/** So many of the newest matters are looked through for rulings, and for what belongs to an exercise. */
const LOOKED_AT = 2_000;
/** What is asked about is named, never said: words of a caller stand in no address. */
const Query = Type.Object({ item: Type.Optional(Code), incident: Type.Optional(Ulid), matter: Type.Optional(Ulid) }, { additionalProperties: false });

/** The words of what is asked about, where the session may read them; else none. */
async function wordsOf({ ledger, city }: LinkageDeps, session: Session, { incident, matter }: Static<typeof Query>): Promise<string> {
  const asked = [...(incident === undefined ? [] : [{ kind: "incident", id: incident }]), ...(matter === undefined ? [] : [{ kind: "matter", id: matter }])];
  const [found] = await ledger.load(asked, grantPaths(session));
  if (found === undefined) return "";
  if (found.kind === "matter") {
    await city.shared.ready([found]);
    return sees(session, "matter", found.state as Matter, city) ? city.shared.readable(found.state as Matter).content.text : "";
  }
  return sightOf(session, found.state as Incident, city.roles, city.index) === null ? "" : (found.state as Incident).text;
}

/** Matters between organisations: one with its chain, and whose a new one may be (LNK-05, LNK-12). */
export function registerLinkage(app: FastifyInstance, deps: LinkageDeps): void {
  const { ledger, city } = deps;
  app.get<{ Params: { id: string } }>(ROUTES.matter, { schema: { tags: ["linkage"], params: Type.Object({ id: Ulid }), response: answers(MatterView) } }, async (request): Promise<MatterView> => {
    const session = sessionOf(request);
    const [state] = await ledger.load([{ kind: "matter", id: request.params.id }], grantPaths(session));
    const matter = state?.state as Matter | undefined;
    if (matter === undefined || !sees(session, "matter", matter, city)) throw new RefusedRequest(refuse("NOT_FOUND"));
    await city.shared.ready([{ kind: "matter", state: matter }]);
    return { matter: sightedMatter(session, city.shared.readable(matter), city), chain: await chainOf(deps, session, matter), ...(matter.content.exercise === undefined ? {} : { exercise: await exerciseOf(deps, session, matter.id) }) };
  });

  app.get<{ Querystring: Static<typeof Query> }>(ROUTES.matterOwners, { schema: { tags: ["linkage"], querystring: Query, response: answers(OwnerSuggestions) } }, async (request) => {
    const session = sessionOf(request);
    if (!opensView(city.roles, session, "MATTERS") && !opensView(city.roles, session, "OWN_MATTERS")) throw new RefusedRequest(refuse("FORBIDDEN", { command: "read" }));
    const { item = null } = request.query;
    const text = await wordsOf(deps, session, request.query);
    const ruled = (await ledger.list("matter", undefined, { limit: LOOKED_AT })).map(({ state }) => state as Matter).filter(({ custody, drill }) => custody.ruling !== null && !drill);
    return { suggestions: suggestOwner({ item, text }, city.index.city.responsibilities, ruled) };
  });
}
