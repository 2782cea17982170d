import type { CommandPayload, SystemPayload } from "@tocsin/contract/commands.ts";
import type { Mechanism, MechanismEvents } from "@tocsin/contract/organisation/mechanism.ts";
import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { accept, type Context, type Decider, type Drafted, refused, type World } from "../../decision.ts";
import { cityPath } from "../chain.ts";

const onMechanism = <Type extends keyof MechanismEvents & string>(id: string, type: Type, data: MechanismEvents[Type]): Drafted => ({ kind: "mechanism", id, type, data }) as Drafted;

/** The registry is the city's: a seat below it reads. */
const ofCity = ({ actor, city }: Context, command: string): Refusal | null => (actor.orgPath === cityPath(city) ? null : refuse("FORBIDDEN", { command }));

/** ORG-05: a SUPPORT mechanism is entered freely, under a code that was never used. LEAD and MAIN are as many as they are. */
export const addMechanism: Decider<CommandPayload["mechanisms.add"]> = (world, { mechanismId, ...said }, context) => {
  const refusal = ofCity(context, "mechanisms.add");
  if (refusal !== null) return refused(refusal.code, refusal.params);
  if (said.tier !== "SUPPORT") return refused("MECHANISM_FIXED", { mechanism: mechanismId, tier: said.tier });
  if (world.mechanisms.has(mechanismId)) return refused("MECHANISM_TAKEN", { mechanism: mechanismId });
  return accept(onMechanism(mechanismId, "MechanismEntered", { ...said, scope: [cityPath(context.city)] }));
};

/** Nothing is deleted: what carries it keeps it, and nothing new is published under it. */
export const retireMechanism: Decider<CommandPayload["mechanisms.retire"]> = (world, { mechanismId, reason }, context) => {
  const refusal = ofCity(context, "mechanisms.retire");
  if (refusal !== null) return refused(refusal.code, refusal.params);
  const found = world.mechanisms.get(mechanismId);
  if (found === undefined) return refused("NOT_FOUND", { mechanismId });
  if (found.tier !== "SUPPORT") return refused("MECHANISM_FIXED", { mechanism: mechanismId, tier: found.tier });
  return found.status === "RETIRED" ? refused("STATE_CONFLICT", { status: found.status, allowed: [] }) : accept(onMechanism(mechanismId, "MechanismRetired", { reason }));
};

const WORDS = ["nameZh", "nameEn", "purposeZh", "purposeEn"] as const;
const said = (row: Pick<Mechanism, (typeof WORDS)[number]>) => ({ nameZh: row.nameZh, nameEn: row.nameEn, purposeZh: row.purposeZh, purposeEn: row.purposeEn });

/**
 * The city's file: at the first start all of it, later new SUPPORT ones and other words for those that stand. A file that names another
 * LEAD or MAIN than the registry holds is refused: they are neither added nor replaced.
 */
export const registerMechanisms: Decider<SystemPayload["system.registerMechanisms"]> = (world, _payload, context) => {
  const rows = context.city.city.mechanisms.mechanisms;
  const fixed = [...world.mechanisms.values()].filter(({ tier }) => tier !== "SUPPORT");
  const other = fixed.find(({ id, tier }) => !rows.some((row) => row.code === id && row.tier === tier)) ?? (fixed.length === 0 ? undefined : rows.find(({ code, tier }) => tier !== (world.mechanisms.get(code)?.tier ?? "SUPPORT")));
  if (other !== undefined) return refused("MECHANISM_FIXED", { mechanism: "id" in other ? other.id : other.code, tier: other.tier });
  return accept(...rows.flatMap(({ code, ...row }): Drafted[] => {
    const known = world.mechanisms.get(code);
    if (known === undefined) return [onMechanism(code, "MechanismEntered", { ...row, scope: [cityPath(context.city)] })];
    return known.status === "RETIRED" || WORDS.every((word) => known[word] === row[word]) ? [] : [onMechanism(code, "MechanismReworded", said(row))];
  }));
};

/** The mechanism that a plan or module names; undefined for none. */
export const mechanismOf = ({ plan, module }: Pick<PlanVersion, "plan" | "module">): string | undefined => (plan ?? module)?.mechanism;

/** A workflow is published under one mechanism that stands; guidance goes by what the city says of all guidance. */
export function untagged({ mechanisms }: Pick<World, "mechanisms">, version: Pick<PlanVersion, "what" | "plan" | "module">, findings: Context["planFindings"]): Refusal | null {
  if (version.what === "GUIDANCE") return null;
  const mechanism = mechanismOf(version);
  return mechanism !== undefined && mechanisms.get(mechanism)?.status === "STANDING" ? null : refuse("MECHANISM_REQUIRED", { mechanism: mechanism ?? "—", fields: ["/content/mechanism"], findings });
}
