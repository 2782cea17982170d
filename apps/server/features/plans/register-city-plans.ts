import { randomBytes } from "node:crypto";
import type { PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import { filedPlans } from "@tocsin/domain/command/plans/register-plans.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import { ulid } from "@tocsin/kernel/id.ts";
import type { Desk } from "../../desk/desk.ts";
import type { ServedCity } from "../../served-city.ts";
import type { CityPresent } from "../present/city-present.ts";

/**
 * Enters the plans and modules of the city's folder into the log: at the first start as published versions, later, where a file
 * has changed, as a draft after the one that holds; on several servers, once (CMD-06).
 */
export async function registerCityPlans(present: Pick<CityPresent, "plans" | "caughtUp">, desk: Pick<Desk, "executeSystem">, { index }: ServedCity, now: number): Promise<void> {
  const known = [...present.plans.values()];
  const holding = (code: string): PlanVersion | undefined => known.find((version) => version.code === code && version.status === "PUBLISHED");
  // One that was retired here stays so, whatever the file says.
  const fresh = filedPlans(index.city).filter(({ code, source }) => !known.some((version) => version.code === code && (version.source === source || version.status === "RETIRED")));
  if (fresh.length === 0) return;
  const entries = fresh.map(({ code, source }) => ({ planVersionId: ulid(now, randomBytes(16)), source, follows: holding(code)?.id ?? null }));
  const answer = await desk.executeSystem({ name: "system.registerPlans", payload: { entries }, commandId: `register-plans:${hashOf(fresh.map(({ source }) => source))}` });
  if (!answer.ok) throw new Error(`the city's plans cannot be registered: ${answer.refusal.code}`);
  await present.caughtUp();
}
