import type { FastifyInstance } from "fastify";
import { Type } from "typebox";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { isOpen } from "@tocsin/contract/intake/incident.ts";
import { BorderPlace, BorderReach, type Neighbour, Neighbours, reachSeconds } from "@tocsin/contract/linkage/border.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { PlatformRow } from "@tocsin/contract/linkage/wire.ts";
import { Ulid } from "@tocsin/contract/place.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { agreementRefusal } from "@tocsin/domain/linkage/agreement.ts";
import { neighbourOf, neighboursAt } from "@tocsin/domain/linkage/border.ts";
import { exerciseRuns } from "@tocsin/domain/linkage/exercise.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import type { Ranker } from "../../desk/ranker.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import { sightOf } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { covers, grantPaths } from "../../session.ts";
import { askReach } from "../wire/ask-reach.ts";
import type { WireOptions } from "../wire/platform-client.ts";

export interface BorderDeps {
  readonly ledger: Pick<Ledger, "load" | "list">;
  readonly city: ServedCity;
  readonly ranker: Pick<Ranker, "nearestMs">;
  readonly wire: WireOptions;
  readonly now: () => number;
}

const tags = ["linkage"];

interface Asked {
  readonly row: PlatformRow;
  /** Of a drill: the exercise that is on with it. */
  readonly exerciseId?: string;
}

const MOST = 5_000;
/** Of a drill only those with whom an exercise is on now, each with it: nobody else hears of it. */
async function inExercise({ ledger, now }: BorderDeps, rows: readonly PlatformRow[]): Promise<readonly Asked[]> {
  const open = (await ledger.list("matter", undefined, { open: true, limit: MOST })).map(({ state }) => state as Matter);
  return rows.flatMap((row) => {
    const running = open.find((matter) => exerciseRuns(matter, row.id, now()));
    return running === undefined ? [] : [{ row, exerciseId: running.id }];
  });
}

/** Neighbours that the incident's place is shared with and that were not asked about it before: a no, or silence, is not asked again. */
async function notAsked(deps: BorderDeps, { matters = [], place, drill }: Incident): Promise<readonly Asked[]> {
  if (place === null) return [];
  const { ledger, city, now } = deps;
  const { platforms, head } = city.index.city;
  const near = neighboursAt(platforms, place, now(), head.utcOffset * MINUTE);
  if (near.length === 0) return [];
  const known = matters.length === 0 ? [] : await ledger.load(matters.map(({ id }) => ({ kind: "matter", id })));
  const asked = new Set(known.flatMap(({ state }) => [(state as Matter).link, (state as Matter).notTaken?.platform]));
  const left = near.filter(({ id }) => !asked.has(id));
  return drill ? inExercise(deps, left) : left.map((row) => ({ row }));
}

/** Help across the border (JNT-07): who could be asked for it, and what a neighbour is told of us. */
export function registerBorder(app: FastifyInstance, deps: BorderDeps): void {
  const { city, ledger, ranker, wire, now } = deps;
  app.get<{ Params: { id: string } }>(ROUTES.neighbours, { schema: { tags, params: Type.Object({ id: Ulid }), response: answers(Neighbours) } }, async (request) => {
    const session = sessionOf(request);
    const [state] = await ledger.load([{ kind: "incident", id: request.params.id }], grantPaths(session));
    const incident = state?.state as Incident | undefined;
    if (incident === undefined || sightOf(session, incident, city.roles, city.index) === null) throw new RefusedRequest(refuse("NOT_FOUND"));
    if (!session.grants.some((grant) => city.roles.mayCommand(grant.role, "linkage.open") && covers(grant, incident.scope))) throw new RefusedRequest(refuse("FORBIDDEN", { command: "linkage.open" }));
    const point = incident.place?.point ?? null;
    if (point === null || !isOpen(incident)) return { neighbours: [] };
    const rows = await notAsked(deps, incident);
    const neighbours = await Promise.all(rows.map(async ({ row, exerciseId }): Promise<Neighbour> => ({ platform: row.id, name: row.name, ...neighbourOf(row)!, seconds: await askReach(row, point, wire), ...(exerciseId === undefined ? {} : { exerciseId }) })));
    return { neighbours };
  });

  app.post<{ Body: BorderPlace }>(ROUTES.borderReach, { schema: { tags, body: BorderPlace, response: answers(BorderReach) } }, async (request) => {
    const { userId } = sessionOf(request);
    const row = city.index.city.platforms.find(({ custody }) => custody !== undefined && userId === `client/${custody.client}`);
    if (row?.agreement?.strip === undefined) throw new RefusedRequest(refuse("FORBIDDEN", { command: "borderReach" }));
    const refusal = agreementRefusal(row.agreement, { point: request.body }, now(), city.index.city.head.utcOffset * MINUTE);
    if (refusal !== null) throw new RefusedRequest(refusal);
    const ms = await ranker.nearestMs(request.body, now());
    return { seconds: ms === null ? null : reachSeconds(ms) };
  });
}
