import { Type, type Static } from "typebox";
import { Code, text } from "../place.ts";
import { AreaShape, Condition, DutyEn, DutyZh, Key, ModuleArguments, ModuleTask, NameEn, NameZh, PlanLevel, PlanRole, PlanTask, ResourceNeed } from "./plan-task.ts";

const closed = { additionalProperties: false } as const;
/** A calendar day of the city, `YYYY-MM-DD`. */
const Day = Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });

/** A condition with what it says in words. */
const Clause = Type.Object({ when: Condition, zh: text(200), en: text(300) }, closed);

export const AREA_KINDS = ["CORDON", "STAGING", "EVACUATION", "DIVERSION", "TREATMENT", "DECONTAMINATION", "LANDING", "SEARCH"] as const;
/** Where something is done: around the incident, unless it is drawn. */
export const PlanArea = Type.Object({ id: Code, kind: Type.Enum(AREA_KINDS), nameZh: NameZh, nameEn: NameEn, shape: AreaShape }, closed);
export type PlanArea = Static<typeof PlanArea>;

/** Words that are ready to go out. */
export const PlanNotice = Type.Object(
  { id: Code, from: PlanLevel, to: Type.Enum(["PUBLIC", "AGENCIES", "UNITS"]), agencies: Type.Optional(Type.Array(Code, { maxItems: 40 })), textZh: text(300), textEn: text(500) },
  closed,
);
export type PlanNotice = Static<typeof PlanNotice>;

/** A module called by a plan: which version, with which values, and who of the plan holds the module's roles (left out, the module says so itself). */
export const ModuleCall = Type.Object(
  {
    id: Code,
    module: Code,
    version: Type.Integer({ minimum: 1 }),
    from: PlanLevel,
    when: Type.Optional(Condition),
    args: ModuleArguments,
    roles: Type.Optional(Type.Record(Type.String({ pattern: "^[A-Z0-9][A-Z0-9_-]*$" }), Code, { additionalProperties: false })),
    /** Tasks and calls that must be done before any task of this one. */
    after: Type.Optional(Type.Array(Code, { maxItems: 20, uniqueItems: true })),
  },
  closed,
);
export type ModuleCall = Static<typeof ModuleCall>;

/** A duty post that can be reached at any hour, and when that was last tried; a try that failed since stands until one succeeds (CMD-09). `agency`: whose it is; the joint duty catalogue is then asked for it as well (LNK-09). */
export const PlanContact = Type.Object({ id: Code, postZh: NameZh, postEn: NameEn, agency: Type.Optional(Code), dutyLine: text(40), verifiedAt: Type.Union([Day, Type.Null()]), failedAt: Type.Optional(Day) }, closed);
export type PlanContact = Static<typeof PlanContact>;

/** What the plan counts on: so many units of a capability, or these units. */
export const PlanResource = Type.Object({ id: Code, nameZh: NameZh, nameEn: NameEn, need: Type.Optional(ResourceNeed), units: Type.Optional(Type.Array(Code, { minItems: 1, maxItems: 60 })) }, closed);
export type PlanResource = Static<typeof PlanResource>;

/** `plans/<id>.yaml`: a response plan as it is written. A draft may lack what the linter asks for; a published one lacks nothing (CMD-06). */
export const PlanContent = Type.Object(
  {
    id: Code,
    nameZh: NameZh,
    nameEn: NameEn,
    /** The one mechanism of the registry under which it runs (ORG-05). */
    mechanism: Type.Optional(Code),
    /** Laws, standards and plans of a higher level that it follows. */
    basis: Type.Optional(Type.Array(text(120), { maxItems: 12 })),
    /** Incident types for which it is offered. */
    types: Type.Array(Type.String({ pattern: "^[A-Z]{2}-[0-9]{2}$" }), { maxItems: 20, uniqueItems: true }),
    /** When it is proposed. */
    trigger: Type.Optional(Clause),
    /** Of those that hold, the gravest counts. */
    levels: Type.Object({ I: Type.Optional(Clause), II: Type.Optional(Clause), III: Type.Optional(Clause), IV: Type.Optional(Clause) }, closed),
    roles: Type.Array(PlanRole, { maxItems: 30 }),
    areas: Type.Optional(Type.Array(PlanArea, { maxItems: 20 })),
    tasks: Type.Array(PlanTask, { maxItems: 80 }),
    calls: Type.Optional(Type.Array(ModuleCall, { maxItems: 20 })),
    notices: Type.Optional(Type.Array(PlanNotice, { maxItems: 20 })),
    contacts: Type.Array(PlanContact, { maxItems: 40 }),
    resources: Type.Optional(Type.Array(PlanResource, { maxItems: 40 })),
    /** A contact that was last reached longer ago counts as unverified. */
    verifyEveryDays: Type.Integer({ minimum: 1, maximum: 366 }),
    exerciseEveryDays: Type.Integer({ minimum: 7, maximum: 1_096 }),
    lastExercise: Type.Union([Day, Type.Null()]),
  },
  closed,
);
export type PlanContent = Static<typeof PlanContent>;

export const PARAMETER_TYPES = ["INTEGER", "NUMBER", "CHOICE", "AREA", "TEXT", "YES_NO"] as const;
export const ModuleParameter = Type.Object(
  {
    key: Key,
    nameZh: NameZh,
    nameEn: NameEn,
    type: Type.Enum(PARAMETER_TYPES),
    /** INTEGER and NUMBER: bounds, in `unit`. AREA: bounds of a circle's radius in metres. */
    min: Type.Optional(Type.Number()),
    max: Type.Optional(Type.Number()),
    unit: Type.Optional(text(10)),
    /** CHOICE: what there is to choose from. */
    choices: Type.Optional(Type.Array(Type.Object({ value: Code, zh: text(40), en: text(60) }, closed), { minItems: 1, maxItems: 20 })),
  },
  closed,
);
export type ModuleParameter = Static<typeof ModuleParameter>;

/** `plan-modules/<id>.yaml`: a block that many plans share, and that can be called alone during an incident (CMD-07). Every parameter must be given. */
export const PlanModule = Type.Object(
  {
    id: Code,
    version: Type.Integer({ minimum: 1 }),
    nameZh: NameZh,
    nameEn: NameEn,
    /** As of a plan (ORG-05). */
    mechanism: Type.Optional(Code),
    purposeZh: DutyZh,
    purposeEn: DutyEn,
    parameters: Type.Array(ModuleParameter, { maxItems: 12 }),
    roles: Type.Array(PlanRole, { maxItems: 12 }),
    tasks: Type.Array(ModuleTask, { maxItems: 30 }),
  },
  closed,
);
export type PlanModule = Static<typeof PlanModule>;
