import { Type, type Static } from "typebox";
import { At, Code, nullable, text } from "../place.ts";

const closed = { additionalProperties: false } as const;
const Name = Type.String({ minLength: 1, maxLength: 40 });

/** "1+5+N": one LEAD loop, five MAIN mechanisms, any number of SUPPORT ones (ORG-05). */
export const MECHANISM_TIERS = ["LEAD", "MAIN", "SUPPORT"] as const;
export type MechanismTier = (typeof MECHANISM_TIERS)[number];
/** How many of a tier there are, always; of SUPPORT as many as a city likes. */
export const MECHANISMS_OF: Readonly<Record<Exclude<MechanismTier, "SUPPORT">, number>> = { LEAD: 1, MAIN: 5 };

const said = { nameZh: Name, nameEn: text(60), purposeZh: text(200), purposeEn: text(300) };
export const MechanismRow = Type.Object({ code: Code, tier: Type.Enum(MECHANISM_TIERS), ...said }, closed);
export type MechanismRow = Static<typeof MechanismRow>;

/** Work whose steps are the platform's own; plans and modules each carry a mechanism of their own. */
export const WORKFLOWS = ["INTAKE", "DISPATCH", "PATROL", "LAYOUTS", "GUIDANCE", "ADVISORIES", "COMMAND_POSTS", "RESERVES", "ROAD_CLOSURES", "MATTERS", "WHISTLES", "JOINT_WORK", "EMERGENCY_ACCESS", "LEGAL_HOLD", "RESPONSIBILITY", "UPWARD_REPORTS"] as const;
export type Workflow = (typeof WORKFLOWS)[number];
/** Figures that somebody looks at. */
export const REPORTS = ["SPEED", "BREACHES", "DEMAND", "SITING", "PLAN_READINESS", "LINKAGE_SUMMARY", "WHISTLE_RATES", "JOINT_FIGURES", "EMERGENCY_REPORT", "AUDIT"] as const;
export type Report = (typeof REPORTS)[number];

const each = <Key extends string>(keys: readonly Key[]) => Type.Object(Object.fromEntries(keys.map((key) => [key, Code])) as Record<Key, typeof Code>, closed);
/** Which one mechanism each kind of work and each report belongs to; none may be left out. */
const tags = { workflows: each(WORKFLOWS), reports: each(REPORTS) };
/** `mechanisms.yaml`: the mechanisms with which a city begins, and what belongs to which. */
export const Mechanisms = Type.Object({ mechanisms: Type.Array(MechanismRow, { minItems: 1, maxItems: 60 }), ...tags }, closed);
export type Mechanisms = Static<typeof Mechanisms>;

/** A mechanism of the registry, under its code. A retired one stays: what was tagged with it says so for ever. */
export const Mechanism = Type.Object(
  {
    id: Code,
    version: Type.Integer({ minimum: 1 }),
    tier: Type.Enum(MECHANISM_TIERS),
    ...said,
    status: Type.Enum(["STANDING", "RETIRED"]),
    enteredAt: At,
    enteredBy: Type.String(),
    retiredAt: nullable(At),
    retiredBy: nullable(Type.String()),
    retireReason: nullable(Type.String()),
    scope: Type.Array(Type.String()),
  },
  closed,
);
export type Mechanism = Static<typeof Mechanism>;

type Said = Pick<Mechanism, "nameZh" | "nameEn" | "purposeZh" | "purposeEn">;
export interface MechanismEvents {
  readonly MechanismEntered: Said & { readonly tier: MechanismTier; readonly scope: string[] };
  /** The city's file says it in other words. */
  readonly MechanismReworded: Said;
  readonly MechanismRetired: { readonly reason: string };
}

export const add = Type.Object({ mechanismId: Code, tier: Type.Enum(MECHANISM_TIERS), ...said }, closed);
export const retire = Type.Object({ mechanismId: Code, reason: text(200) }, closed);
