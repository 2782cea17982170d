import { Type, type Static } from "typebox";
import { Code } from "../place.ts";

const closed = { additionalProperties: false } as const;
const Day = Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });

/** What may be shared, each with its fields: places and their dangers, never persons (LNK-07, X-10). */
export const DATASETS = {
  PREMISE: ["id", "kind", "nameZh", "nameEn", "address", "lon", "lat"],
  PREMISE_HAZARD: ["premise", "hazardZh", "hazardEn", "source", "verifiedAt", "reviewBy"],
} as const;
export type Dataset = keyof typeof DATASETS;
export const DATASET_NAMES = Object.keys(DATASETS) as [Dataset, ...Dataset[]];

/** `sharing.yaml`: what a machine of another organisation may read, for what, on which legal basis, from its first day to its last. */
export const SharingRow = Type.Object(
  {
    id: Code,
    client: Type.String({ pattern: "^[a-z0-9][a-z0-9-]{1,39}$" }),
    dataset: Type.Enum(DATASET_NAMES),
    /** A word for it, e.g. `FIRE_INSPECTION`: each call names it. */
    purpose: Code,
    /** The same in words, for whoever renews or removes it; left out, the list shows the code. */
    purposeZh: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    purposeEn: Type.Optional(Type.String({ minLength: 1, maxLength: 60 })),
    fields: Type.Array(Type.String(), { minItems: 1, uniqueItems: true }),
    /** Of which organisation's area it reads; left out, of the machine's own place. A wider one stands here or is not read. */
    area: Type.Optional(Code),
    legalBasis: Type.String({ minLength: 4, maxLength: 200 }),
    from: Day,
    until: Day,
  },
  closed,
);
export type SharingRow = Static<typeof SharingRow>;

/** A call: for what, and which fields, separated by commas. */
export const SharedQuery = Type.Object({ purpose: Code, fields: Type.String({ pattern: "^[A-Za-z]{1,40}(,[A-Za-z]{1,40}){0,19}$" }) }, closed);
export type SharedQuery = Static<typeof SharedQuery>;

/** What was shared, by which agreement: the fields that were asked for and no other. */
export const SharedRows = Type.Object({ agreement: Code, rows: Type.Array(Type.Record(Type.String(), Type.Union([Type.String(), Type.Number(), Type.Null()]))) }, closed);
export type SharedRows = Static<typeof SharedRows>;

/** Every agreement with where it reads and its calls of a month. `wider`: beyond the machine's own place. `remove`: it held in that month and nobody called, or it is over. */
export const SharingReport = Type.Object(
  { month: Type.String(), agreements: Type.Array(Type.Object({ ...SharingRow.properties, area: Code, wider: Type.Boolean(), calls: Type.Integer({ minimum: 0 }), remove: Type.Union([Type.Literal("UNUSED"), Type.Literal("OVER"), Type.Null()]) }, closed)) },
  closed,
);
export type SharingReport = Static<typeof SharingReport>;
