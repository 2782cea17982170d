import type { City, FactKeyRow } from "@tocsin/contract/organisation/city.ts";

/** What a plan may refer to: the city's own codes. */
export interface PlanVocabulary {
  readonly types: ReadonlySet<string>;
  readonly capabilities: ReadonlySet<string>;
  /** POLICE and every department. */
  readonly agencies: ReadonlySet<string>;
  /** Roles of `roles.yaml`. */
  readonly seats: ReadonlySet<string>;
  readonly units: ReadonlySet<string>;
  readonly facts: readonly FactKeyRow[];
}

export const vocabularyOf = (city: Pick<City, "types" | "capabilities" | "departments" | "roles" | "units" | "factKeys">): PlanVocabulary => ({
  types: new Set(city.types.map(({ code }) => code)),
  capabilities: new Set(city.capabilities.map(({ code }) => code)),
  agencies: new Set(["POLICE", ...city.departments.map(({ code }) => code)]),
  seats: new Set(city.roles.map(({ role }) => role)),
  units: new Set(city.units.map(({ id }) => id)),
  facts: city.factKeys,
});

/**
 * The names of a condition with their types in CEL, beside `facts`, whose names are the city's own (`facts.csv`). None of them
 * stands for a natural person (SCN-04). What is not known at a moment is left out, never guessed.
 */
export const NAMES = {
  incident: { type: "string", category: "string", priority: "string", drill: "bool", flags: "list<string>", reports: "int", units: "int" },
  place: { district: "string", station: "string", setting: "string", premise: "string" },
  time: { month: "int", weekday: "int", hour: "int" },
  weather: { warning: "string", rainMmPerHour: "double", windMetresPerSecond: "double", temperature: "double" },
  counts: { openP1: "int", sameType: "int" },
} as const;

/** How `answer` of `facts.csv` is typed; numbers compare with whole and decimal ones alike by <, <=, >, >=. */
export const FACT_TYPES = { YES_NO: "bool", NUMBER: "double", TEXT: "string" } as const satisfies Record<FactKeyRow["answer"], string>;

type Typed = { string: string; bool: boolean; int: number; double: number; "list<string>": readonly string[] };
type Values<Fields extends Record<string, keyof Typed>> = { readonly [Field in keyof Fields]?: Typed[Fields[Field]] };

/** Values of the names at one moment. Weekday 1 = Monday. Warnings: NONE, BLUE, YELLOW, ORANGE, RED. */
export type PlanNames = { readonly [Group in keyof typeof NAMES]: Values<(typeof NAMES)[Group]> } & { readonly facts: Readonly<Record<string, string | number | boolean>> };
