import { createHash } from "node:crypto";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { Type, type Static } from "typebox";
import { Month, PublicFigures, PublicMonths } from "@tocsin/contract/governance/publication.ts";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { openRequestRate } from "@tocsin/identity/request-rate.ts";
import { spreadsheetText } from "@tocsin/kernel/csv.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { systemClock } from "../../clock.ts";
import { answers } from "../../http/answer-schemas.ts";
import { RefusedRequest } from "../../http/refused-request.ts";
import type { ServedCity } from "../../served-city.ts";
import { figuresPage, PAGE_POLICY } from "./figures-page.ts";
import { figureRows, publicMonths, type PublicMonth } from "./public-figures.ts";

export interface PublicationsDeps {
  readonly ledger: Pick<Ledger, "list">;
  readonly city: ServedCity;
}

/** A minute, of one address and of everybody: whoever reads does not keep a dispatcher waiting. */
const PER_ADDRESS = 120;
const TOGETHER = 1_800;
/** Addresses share so many counts, so that a flood of them fills no memory. */
const slotOf = (address: string): number => createHash("sha256").update(address).digest().readUInt16BE(0) % 4_096;

/** Slows whoever asks beyond what anybody can read. @throws RefusedRequest RATE_LIMITED */
function publicRate(): (request: Pick<FastifyRequest, "ip">) => Promise<void> {
  const rate = openRequestRate();
  return async ({ ip }) => {
    const now = systemClock.now();
    const wait = rate.take(`address ${slotOf(ip)}`, PER_ADDRESS, now) || rate.take("everybody", TOGETHER, now);
    if (wait > 0) throw new RefusedRequest(refuse("RATE_LIMITED", { seconds: wait }));
  };
}

const One = Type.Object({ month: Month }, { additionalProperties: false });
const Form = Type.Object({ version: Type.Optional(Type.Integer({ minimum: 1 })), format: Type.Optional(Type.Enum(["json", "csv"])) }, { additionalProperties: false });
/** Whoever types an address is answered by the page, whatever it says. */
const PageQuery = Type.Object({ month: Type.Optional(Type.Unknown()) });

/** @throws RefusedRequest NOT_FOUND: nothing of that month is public */
function monthOf(months: readonly PublicMonth[], month: string): PublicMonth {
  const found = months.find((one) => one.month === month);
  if (found === undefined) throw new RefusedRequest(refuse("NOT_FOUND"));
  return found;
}

/** What everybody may read without signing in: published figures of each month with method and corrections (GOV-03). */
export function registerPublications(app: FastifyInstance, { ledger, city }: PublicationsDeps): void {
  const { head } = city.index.city;
  const open = { config: { open: true }, onRequest: publicRate() };
  app.get(ROUTES.publicFigures, { ...open, schema: { tags: ["public"], response: answers(PublicMonths) } }, async () => ({
    months: (await publicMonths(ledger)).map(({ month, versions }) => ({ month, versions: versions.length, publishedAt: versions.at(-1)!.publishedAt })),
  }));
  app.get<{ Params: Static<typeof One>; Querystring: Static<typeof Form> }>(ROUTES.publicMonth, { ...open, schema: { tags: ["public"], params: One, querystring: Form, response: answers(PublicFigures) } }, async (request, reply) => {
    const { version, format } = request.query;
    const { month, versions } = monthOf(await publicMonths(ledger), request.params.month);
    const asked = version === undefined ? versions : versions.filter(({ no }) => no === version);
    if (asked.length === 0) throw new RefusedRequest(refuse("NOT_FOUND"));
    if (format !== "csv") return { month, versions: [...asked] };
    const newest = asked.at(-1)!;
    return reply.header("content-disposition", `attachment; filename="figures-${month}-v${newest.no}.csv"`).type("text/csv; charset=utf-8").send(spreadsheetText(figureRows(month, newest)));
  });
  app.get<{ Querystring: Static<typeof PageQuery> }>("/figures", {
    ...open, schema: { hide: true, querystring: PageQuery },
    onSend: async (_request, reply) => void reply.header("content-security-policy", PAGE_POLICY),
  }, async (request, reply) => {
    const months = await publicMonths(ledger);
    const asked = request.query.month;
    const shown = (asked === undefined ? months[0] : months.find(({ month }) => month === asked)) ?? null;
    return reply.code(asked !== undefined && shown === null ? 404 : 200).header("cache-control", "no-cache").type("text/html; charset=utf-8").send(figuresPage({ zh: head.nameZh, en: head.nameEn }, months, shown, head.utcOffset));
  });
}
