import { Type, type Static } from "typebox";
import { Latitude, Longitude } from "../coordinates.ts";
import { Code, Point, nullable, text } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** I is the gravest of the four levels of response. */
export const PLAN_LEVELS = ["I", "II", "III", "IV"] as const;
export const PlanLevel = Type.Enum(PLAN_LEVELS);
export type PlanLevel = (typeof PLAN_LEVELS)[number];

/** Whether what holds from `from` on holds at `level`: from III means at III, II and I. */
export const holdsAt = (from: PlanLevel, level: PlanLevel): boolean => PLAN_LEVELS.indexOf(level) <= PLAN_LEVELS.indexOf(from);

export const NameZh = text(60);
export const NameEn = text(100);
export const DutyZh = text(240);
export const DutyEn = text(360);
/** Whole seconds from when a task is issued; a week at most. */
export const LimitS = Type.Integer({ minimum: 1, maximum: 604_800 });
/** An expression in CEL over the declared names (`core/engine/plans/vocabulary.ts`). */
export const Condition = Type.String({ minLength: 1, maxLength: 600 });
/** Key of a parameter. */
export const Key = Type.String({ pattern: "^[a-z][a-zA-Z0-9]*$", maxLength: 40 });

/** Who holds a role: a seat by its role in `roles.yaml`, at the city, or at the district, station or post of the incident; or the desk of an agency. Never a named person. */
export const RoleHolder = Type.Union([
  Type.Object({ seat: Code, level: Type.Enum(["CITY", "DISTRICT", "STATION", "POST"]) }, closed),
  Type.Object({ agency: Code }, closed),
]);
export type RoleHolder = Static<typeof RoleHolder>;

/** A duty post of a plan or a module. `COMMANDER` is the one who commands. */
export const PlanRole = Type.Object({ id: Code, nameZh: NameZh, nameEn: NameEn, holder: RoleHolder }, closed);
export type PlanRole = Static<typeof PlanRole>;
export const COMMANDER = "COMMANDER";

/** So many units or teams that can do this. */
export const ResourceNeed = Type.Object({ capability: Code, count: Type.Integer({ minimum: 1, maximum: 200 }) }, closed);
export type ResourceNeed = Static<typeof ResourceNeed>;

const TaskCore = {
  /** Unique within its plan or module; `CALL/TASK` for the task of a module that a plan calls. */
  id: Code,
  nameZh: NameZh,
  nameEn: NameEn,
  /** What is to be done, so that it can be seen whether it was. In a module `{parameter}` stands for its value. */
  dutyZh: DutyZh,
  dutyEn: DutyEn,
  role: Code,
  /** Tasks that must be done first; in a plan also calls, whose tasks must all be done. */
  after: Type.Optional(Type.Array(Code, { maxItems: 20, uniqueItems: true })),
  /** Begun at the latest so many seconds after it is issued … */
  startS: LimitS,
  /** … and done. */
  dueS: LimitS,
  /** A response does not end while one of these is open (CMD-08). */
  critical: Type.Optional(Type.Boolean()),
  needs: Type.Optional(Type.Array(ResourceNeed, { maxItems: 10 })),
} as const;

/** A task of a module. `area`: the parameter of type AREA in which it is done. */
export const ModuleTask = Type.Object({ ...TaskCore, area: Type.Optional(Key) }, closed);
export type ModuleTask = Static<typeof ModuleTask>;

/** A task of a plan: from which level it holds, and under which condition beside. `area`: one of the plan's areas. */
export const PlanTask = Type.Object({ ...TaskCore, from: PlanLevel, when: Type.Optional(Condition), area: Type.Optional(Code) }, closed);
export type PlanTask = Static<typeof PlanTask>;

/** A circle, around the incident when it has no centre of its own, or a drawn outline. */
export const AreaShape = Type.Union([
  Type.Object({ radiusM: Type.Integer({ minimum: 5, maximum: 50_000 }), centre: Type.Optional(Point) }, closed),
  Type.Object({ ring: Type.Array(Type.Tuple([Longitude, Latitude]), { minItems: 4, maxItems: 500 }) }, closed),
]);
export type AreaShape = Static<typeof AreaShape>;

/** The value of a parameter; in a plan the value of an AREA is the id of one of its areas. */
export const ModuleArgument = Type.Union([Type.Number(), Type.Boolean(), text(200), AreaShape]);
export type ModuleArgument = Static<typeof ModuleArgument>;
export const ModuleArguments = Type.Record(Type.String({ pattern: "^[a-z][a-zA-Z0-9]*$" }), ModuleArgument, { additionalProperties: false });
export type ModuleArguments = Static<typeof ModuleArguments>;

/** A task ready to be issued: everything said, nothing left to look up. What an activation keeps and what reaches a role. */
export const IssuableTask = Type.Object(
  {
    /** `TASK`, or `CALL/TASK`: the same in every version that has it, so that two levels can be held against each other. */
    id: Type.String({ pattern: "^[A-Z0-9][A-Z0-9_-]*(/[A-Z0-9][A-Z0-9_-]*)?$", maxLength: 81 }),
    nameZh: NameZh,
    nameEn: NameEn,
    dutyZh: text(400),
    dutyEn: text(600),
    role: PlanRole,
    after: Type.Array(Type.String({ maxLength: 81 })),
    startS: LimitS,
    dueS: LimitS,
    critical: Type.Boolean(),
    needs: Type.Array(ResourceNeed),
    area: nullable(Type.Object({ nameZh: NameZh, nameEn: NameEn, shape: AreaShape }, closed)),
    /** Which module it comes from. */
    module: nullable(Type.Object({ id: Code, version: Type.Integer({ minimum: 1 }) }, closed)),
  },
  closed,
);
export type IssuableTask = Static<typeof IssuableTask>;
