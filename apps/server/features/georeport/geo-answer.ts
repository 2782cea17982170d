import type { FastifyError, FastifyReply, FastifyRequest } from "fastify";
import type { GeoErrors, GeoFormat } from "@tocsin/contract/linkage/georeport.ts";
import { refusalStatus, refusalText, type refuse } from "@tocsin/contract/refusal.ts";
import type { GeoFault } from "@tocsin/georeport/fault.ts";
import { xmlText, type XmlValue } from "@tocsin/georeport/xml-text.ts";
import { languageOf, type Language } from "../../http/answer-language.ts";
import { refusalOf } from "../../http/error-answers.ts";
import { RefusedRequest } from "../../http/refused-request.ts";

/** What the entries of a list are called in XML. */
const ITEMS = { services: "service", attributes: "attribute", values: "value", service_requests: "request", errors: "error" } as const;
export type GeoRoot = "services" | "service_definition" | "service_requests" | "errors";

export const formatOf = (request: FastifyRequest): GeoFormat => ((request.params as { readonly format?: string }).format === "xml" ? "xml" : "json");

/** An answer in the form that the address asks for; JSON has no root element. */
export function geoAnswer(request: FastifyRequest, reply: FastifyReply, root: GeoRoot, value: XmlValue): FastifyReply {
  if (formatOf(request) === "json") return reply.send(value);
  return reply.type("text/xml; charset=utf-8").send(xmlText(root, value, ITEMS));
}

/** A request that is refused for its fields: 404 for a jurisdiction that is not this one, else 400. */
export class GeoFaults extends Error {
  override readonly name = "GeoFaults";
  readonly status: 400 | 404;
  readonly faults: readonly GeoFault[];
  constructor(faults: readonly GeoFault[], status: 400 | 404 = 400) {
    super(faults.map(({ field, en }) => `${field} ${en}`).join("; "));
    this.faults = faults;
    this.status = status;
  }
}

/** The standard's: 400 for what is missing or wrong, 403 for a key that opens nothing. */
const geoStatus = (status: number): number => (status === 422 ? 400 : status === 401 ? 403 : status);
const said = (fault: { readonly field: string; readonly zh: string; readonly en: string }, lang: Language): string => (lang === "zh" ? `${fault.field}：${fault.zh}` : `${fault.field} ${fault.en}`);
const INTERNAL: Readonly<Record<Language, string>> = { zh: "系统内部错误，已记录", en: "Internal error; it has been recorded" };
const FORM_ONLY: GeoFault = { field: "Content-Type", zh: "须为 application/x-www-form-urlencoded", en: "must be application/x-www-form-urlencoded" };

interface Told {
  readonly status: number;
  readonly descriptions: readonly string[];
}

function told(error: unknown, lang: Language): Told {
  if (error instanceof GeoFaults) return { status: error.status, descriptions: error.faults.slice(0, 100).map((fault) => said(fault, lang)) };
  if ((error as FastifyError).code === "FST_ERR_CTP_INVALID_MEDIA_TYPE") return { status: 400, descriptions: [said(FORM_ONLY, lang)] };
  const known = refusalOf(error);
  if (known === null) return { status: 500, descriptions: [INTERNAL[lang]] };
  const { refusal, fields = [] } = known;
  const status = geoStatus(refusalStatus(refusal.code));
  const named = fields.map((field) => `${field.path.replace(/^\$\.?/, "")} ${field[lang]}`.trim());
  return { status, descriptions: refusal.code === "VALIDATION_FAILED" && named.length > 0 ? named : [`${refusal.code} ${refusalText(refusal, lang)}`, ...named] };
}

export type OnDenied = (request: FastifyRequest, refusal: ReturnType<typeof refuse>) => Promise<void>;

/** Refusals in the form of GeoReport, each naming its field. What was denied is in the audit as elsewhere. */
export async function geoErrors(error: unknown, request: FastifyRequest, reply: FastifyReply, onDenied: OnDenied): Promise<FastifyReply> {
  if (error instanceof RefusedRequest) {
    await onDenied(request, error.refusal);
    const { seconds } = error.refusal.params;
    if (typeof seconds === "number") void reply.header("retry-after", seconds);
  }
  const { status, descriptions } = told(error, languageOf(request));
  if (status === 500) request.log.error({ err: error }, "request failed");
  const errors: GeoErrors = descriptions.map((description) => ({ code: status, description }));
  return geoAnswer(request, reply.code(status), "errors", errors);
}
