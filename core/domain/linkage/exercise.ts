import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { PlatformRow } from "@tocsin/contract/linkage/wire.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { MINUTE, type Instant } from "@tocsin/kernel/instant.ts";
import type { CityIndex, Context, World } from "../decision.ts";
import { agreementRefusal } from "./agreement.ts";
import type { MatterFacts } from "./facts.ts";

/** Whether the actor's role may ask a neighbour to exercise together, and so agree to it. */
export const mayPlanExercise = ({ actor, city }: Pick<Context, "actor" | "city">): boolean =>
  city.city.roles.some(({ role, commands }) => role === actor.role && (commands.includes("linkage.planExercise") || commands.includes("linkage.*")));

const GOES_ON: readonly Matter["custody"]["status"][] = ["SIGNED", "PROCESSING"];

/** Whether a joint exercise with a platform is on: the other side has signed it, nobody has called it off or reported on it yet, and it is its time (JNT-07). */
export const exerciseRuns = ({ link, opener, content: { exercise }, custody: { status, passes }, calledOff }: Pick<Matter, "link" | "opener" | "content" | "custody" | "calledOff">, platform: string, at: Instant): boolean =>
  exercise !== undefined && calledOff === undefined && link === platform && GOES_ON.includes(status) && passes.some(({ from, how }) => from === opener && how === "SIGNED") && exercise.from <= at && at <= exercise.until;

/** Why a drill does not go to another Tocsin now; null = it is none, or both have agreed to it. */
export function drillRefusal({ drill, content: { exercise, exerciseId } }: Pick<Matter, "drill" | "content">, platform: string, { at, matter }: Pick<MatterFacts, "at" | "matter">): Refusal | null {
  if (!drill || exercise !== undefined) return null;
  const agreed = exerciseId === undefined ? undefined : matter?.(exerciseId);
  return agreed !== undefined && exerciseRuns(agreed, platform, at) ? null : refuse("EXERCISE_NOT_ON");
}

/** Why an agreement does not carry an exercise at its place on all of its days; null = it does. */
export function exerciseRefusal({ agreement, parties }: Pick<PlatformRow, "agreement" | "parties">, { exercise, place }: Pick<Matter["content"], "exercise" | "place">, { city }: CityIndex): Refusal | null {
  if (agreement?.exercises !== true) return refuse("AGREEMENT_NO_EXERCISES", { party: parties[0] });
  const offset = city.head.utcOffset * MINUTE;
  const days = exercise === undefined ? [] : [exercise.from, exercise.until];
  return days.map((day) => agreementRefusal(agreement, place, day, offset)).find((refusal) => refusal !== null) ?? null;
}

/**
 * Why what another Tocsin tells for the first time is neither certainly real nor a drill to which both have agreed; null = it is one of
 * the two. What it is then never changes.
 */
export function toldDrillRefusal({ drill, content }: Pick<Matter, "drill" | "content">, platform: PlatformRow, { matters }: Pick<World, "matters">, city: CityIndex, at: Instant): Refusal | null {
  if (!drill) return content.exercise === undefined && content.exerciseId === undefined ? null : refuse("DRILL_AND_REAL");
  if (content.exercise !== undefined) return exerciseRefusal(platform, content, city);
  return drillRefusal({ drill, content }, platform.id, { at, matter: (id) => matters.get(id) });
}
