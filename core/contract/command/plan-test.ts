import { Type, type Static } from "typebox";
import { Facts } from "../intake/incident.ts";
import { Priority } from "../organisation/city.ts";
import { text } from "../place.ts";
import { PlanLevel } from "./plan-task.ts";

const closed = { additionalProperties: false } as const;
const Count = Type.Integer({ minimum: 0, maximum: 1_000_000 });
const TaskIds = Type.Array(Type.String({ maxLength: 81 }), { maxItems: 200 });
const Word = Type.String({ maxLength: 40 });

/** What is known at the moment of a test; what is left out is not known. */
const Given = Type.Object(
  {
    type: Type.Optional(Type.String({ pattern: "^[A-Z]{2}-[0-9]{2}$" })),
    priority: Type.Optional(Priority),
    flags: Type.Optional(Type.Array(Word)),
    reports: Type.Optional(Count),
    units: Type.Optional(Count),
    premise: Type.Optional(Word),
    setting: Type.Optional(Type.Enum(["URBAN", "TOWN", "RURAL"])),
    month: Type.Optional(Type.Integer({ minimum: 1, maximum: 12 })),
    weekday: Type.Optional(Type.Integer({ minimum: 1, maximum: 7 })),
    hour: Type.Optional(Type.Integer({ minimum: 0, maximum: 23 })),
    weather: Type.Optional(Type.Object({ warning: Type.Optional(Type.Enum(["NONE", "BLUE", "YELLOW", "ORANGE", "RED"])), rainMmPerHour: Type.Optional(Type.Number()), windMetresPerSecond: Type.Optional(Type.Number()), temperature: Type.Optional(Type.Number()) }, closed)),
    openP1: Type.Optional(Count),
    sameType: Type.Optional(Count),
    facts: Type.Optional(Facts),
  },
  closed,
);

/** One case of `plans/<id>.test.yaml`: given these facts, this level and these tasks. */
export const PlanTestCase = Type.Object(
  {
    name: text(80),
    given: Given,
    /** Whether the plan is proposed, and at which level. */
    trigger: Type.Enum(["YES", "NO", "UNKNOWN"]),
    level: Type.Union([PlanLevel, Type.Null()]),
    /** What should be asked to be sure of the level. */
    ask: Type.Optional(Type.Array(Word)),
    /** All tasks of the level, in any order … */
    tasks: Type.Optional(TaskIds),
    /** … or some that must be there, and some that must not. */
    has: Type.Optional(TaskIds),
    hasNot: Type.Optional(TaskIds),
    /** Raised to a graver level: what is issued beside. */
    raise: Type.Optional(Type.Object({ to: PlanLevel, issues: TaskIds }, closed)),
    /** Lowered, when these tasks have begun: what is cancelled, and what somebody must decide. */
    lower: Type.Optional(Type.Object({ to: PlanLevel, begun: TaskIds, cancels: TaskIds, decides: TaskIds }, closed)),
  },
  closed,
);
export type PlanTestCase = Static<typeof PlanTestCase>;
