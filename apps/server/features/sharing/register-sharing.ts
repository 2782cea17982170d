import type { FastifyInstance } from "fastify";
import { Type, type Static } from "typebox";
import { DATASETS, DATASET_NAMES, SharedQuery, SharedRows, SharingReport, type Dataset } from "@tocsin/contract/linkage/sharing.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { within } from "@tocsin/domain/decision.ts";
import { cityPath } from "@tocsin/domain/organisation/chain.ts";
import { agreementFor, reachOf, sharingReport } from "@tocsin/domain/linkage/sharing.ts";
import { dayText, MINUTE, startOfDay } from "@tocsin/kernel/instant.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { sharingCalls } from "@tocsin/ledger/sharing-calls.ts";
import type { AuditTrail } from "../../audit-trail.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import { sessionOf } from "../../http/request-session.ts";
import type { ServedCity } from "../../served-city.ts";
import { opensView } from "../../session.ts";

export interface SharingDeps {
  readonly db: Db;
  readonly city: ServedCity;
  readonly audit: Pick<AuditTrail, "shared">;
  readonly now: () => number;
}

const OfDataset = Type.Object({ dataset: Type.Enum(DATASET_NAMES) }, { additionalProperties: false });
const OfMonth = Type.Object({ month: Type.Optional(Type.String({ pattern: "^20\\d{2}-(0[1-9]|1[0-2])$" })) }, { additionalProperties: false });

/** The month after or before, as text. */
const monthFrom = (month: string, step: 1 | -1): string => {
  const [year, number] = month.split("-").map(Number) as [number, number];
  const at = year * 12 + number - 1 + step;
  return `${Math.floor(at / 12)}-${String((at % 12) + 1).padStart(2, "0")}`;
};

type Row = Readonly<Record<string, string | number | null>>;

/** The rows of each dataset with where they lie, by the areas that hold now: reckoned once for each layout. */
function rowsByPlace({ index, layouts }: ServedCity): (dataset: Dataset, at: number) => readonly { readonly row: Row; readonly path: string }[] {
  const { city } = index;
  const root = cityPath(index);
  const known = new WeakMap<object, Readonly<Record<Dataset, readonly { readonly row: Row; readonly path: string }[]>>>();
  return (dataset, at) => {
    const terms = layouts.at(at);
    let placed = known.get(terms);
    if (placed === undefined) {
      const pathOf = new Map(city.premises.map((each) => [each.id, terms.jurisdiction(each).orgPath]));
      placed = { PREMISE: city.premises.map((row) => ({ row, path: pathOf.get(row.id) ?? root })), PREMISE_HAZARD: city.hazards.map((row) => ({ row, path: pathOf.get(row.premise) ?? root })) };
      known.set(terms, placed);
    }
    return placed[dataset];
  };
}

/** Data that another organisation's machine reads by agreement, each call by itself: dataset, purpose, fields, days; and what became of the agreements (LNK-07). */
export function registerSharing(app: FastifyInstance, { db, city, audit, now }: SharingDeps): void {
  const { sharing, head } = city.index.city;
  const offset = head.utcOffset * MINUTE;
  const rowsOf = rowsByPlace(city);
  const tags = ["sharing"];

  app.get<{ Params: Static<typeof OfDataset>; Querystring: SharedQuery }>(ROUTES.shared, { schema: { tags, params: OfDataset, querystring: SharedQuery, response: answers(SharedRows) } }, async (request): Promise<SharedRows> => {
    const { machine, params: { dataset }, query: { purpose } } = request;
    const session = sessionOf(request);
    if (machine === null) throw new RefusedRequest(refuse("FORBIDDEN", { command: "shared" }));
    const fields = [...new Set(request.query.fields.split(","))];
    const known: readonly string[] = DATASETS[dataset];
    const unknown = fields.filter((field) => !known.includes(field));
    if (unknown.length > 0) throw new RefusedRequest(refuse("VALIDATION_FAILED", { fields: ["$.fields"] }), [{ path: "$.fields", zh: `没有字段：${unknown.join("、")}`, en: `has no field ${unknown.join(", ")}` }]);
    const found = agreementFor(sharing.filter((row) => row.client === machine.id && row.dataset === dataset), { purpose, fields }, dayText(now(), offset));
    const call = { purpose, fields, traceId: request.id };
    if (!found.ok) {
      const { agreement } = found.error.params;
      await audit.shared(session, { ...call, agreement: typeof agreement === "string" ? agreement : null, area: null, reason: null }, found.error);
      throw new RefusedRequest(found.error);
    }
    const { path } = reachOf(found.value, city.index);
    await audit.shared(session, { ...call, agreement: found.value.id, area: path, reason: found.value.legalBasis }, null);
    const reached = rowsOf(dataset, now()).filter((each) => within(each.path, path));
    return { agreement: found.value.id, rows: reached.map(({ row }) => Object.fromEntries(fields.map((field) => [field, row[field] ?? null]))) };
  });

  app.get<{ Querystring: Static<typeof OfMonth> }>(ROUTES.sharing, { schema: { tags, querystring: OfMonth, response: answers(SharingReport) } }, async (request): Promise<SharingReport> => {
    const session = sessionOf(request);
    if (!opensView(city.roles, session, "CONFIG")) throw new RefusedRequest(refuse("FORBIDDEN", { command: "sharing" }));
    const administered = sharing.filter((row) => {
      const { own, path } = reachOf(row, city.index);
      return opensView(city.roles, session, "CONFIG", [own, path]);
    });
    const month = request.query.month ?? monthFrom(dayText(now(), offset).slice(0, 7), -1);
    return sharingReport(administered, city.index, await sharingCalls(db, startOfDay(`${month}-01`, offset), startOfDay(`${monthFrom(month, 1)}-01`, offset)), month);
  });
}
