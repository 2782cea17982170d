import { Type, type Static } from "typebox";
import { nullable } from "../place.ts";

/** Open311 GeoReport v2: what platforms of 12345 and of departments speak. The names are the standard's. */
export const GEO_FORMATS = ["json", "xml"] as const;
export type GeoFormat = (typeof GEO_FORMATS)[number];

const closed = { additionalProperties: false } as const;
const Words = nullable(Type.String());

export const GeoService = Type.Object(
  { service_code: Type.String(), service_name: Type.String(), description: Type.String(), metadata: Type.Boolean(), type: Type.Enum(["realtime"]), keywords: Type.String(), group: Type.String() },
  closed,
);
export type GeoService = Static<typeof GeoService>;
export const GeoServices = Type.Array(GeoService);

const GeoAttribute = Type.Object(
  {
    variable: Type.Boolean(), code: Type.String(), datatype: Type.Enum(["singlevaluelist"]), required: Type.Boolean(), datatype_description: Words, order: Type.Integer(), description: Type.String(),
    values: Type.Array(Type.Object({ key: Type.String(), name: Type.String() }, closed)),
  },
  closed,
);
export const GeoServiceDefinition = Type.Object({ service_code: Type.String(), attributes: Type.Array(GeoAttribute) }, closed);
export type GeoServiceDefinition = Static<typeof GeoServiceDefinition>;

/** The answer to a request that was taken: its id, by which it is asked about. */
export const GeoReceipts = Type.Array(Type.Object({ service_request_id: Type.String(), service_notice: Words, account_id: Type.Null() }, closed), { maxItems: 1 });
export type GeoReceipts = Static<typeof GeoReceipts>;
/** `token`: the idempotency key under which a request was sent. Who lost the answer finds the id by it. */
export const GeoTokens = Type.Array(Type.Object({ service_request_id: Type.String(), token: Type.String() }, closed), { maxItems: 1 });
export type GeoTokens = Static<typeof GeoTokens>;

export const GeoRequest = Type.Object(
  {
    service_request_id: Type.String(),
    status: Type.Enum(["open", "closed"]),
    /** `[WORD] text`: one of GEO_WORDS, then what people read. */
    status_notes: Words,
    service_name: Words,
    service_code: Type.String(),
    description: Words,
    agency_responsible: Words,
    service_notice: Words,
    requested_datetime: Type.String(),
    updated_datetime: Type.String(),
    expected_datetime: Words,
    address: Words,
    address_id: Type.Null(),
    zipcode: Type.Null(),
    lat: nullable(Type.Number()),
    long: nullable(Type.Number()),
    media_url: Type.Null(),
  },
  closed,
);
export type GeoRequest = Static<typeof GeoRequest>;
export const GeoRequests = Type.Array(GeoRequest);

export const GeoErrors = Type.Array(Type.Object({ code: Type.Integer(), description: Type.String() }, closed), { minItems: 1 });
export type GeoErrors = Static<typeof GeoErrors>;

/** How a request stands, from the side of whoever sent it: not signed yet, signed, worked on, given back, answered. */
export const GEO_WORDS = ["SENT", "SIGNED", "PROCESSING", "RETURNED", "REPLIED"] as const;
export type GeoWord = (typeof GEO_WORDS)[number];
