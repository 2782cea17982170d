import type { PlanContact, PlanContent } from "@tocsin/contract/command/plan.ts";
import type { PlanFinding } from "@tocsin/contract/command/plan-finding.ts";
import { DAY, isDay, startOfDay } from "@tocsin/kernel/instant.ts";
import { finding, twice } from "./finding.ts";

/** Days from one to another, both `YYYY-MM-DD`. */
export const daysBetween = (from: string, to: string): number => Math.round((startOfDay(to, 0) - startOfDay(from, 0)) / DAY);

/** FAILED: the last try found nobody; OLD: reached longer ago than so many days. */
export function contactState({ verifiedAt, failedAt }: Pick<PlanContact, "verifiedAt" | "failedAt">, today: string, days: number): "VERIFIED" | "FAILED" | "NEVER" | "OLD" {
  if (failedAt !== undefined && (verifiedAt === null || verifiedAt < failedAt)) return "FAILED";
  if (verifiedAt === null) return "NEVER";
  return daysBetween(verifiedAt, today) > days ? "OLD" : "VERIFIED";
}

/** Duty posts of which nobody knows whether they answer. */
export function contactFindings({ contacts, verifyEveryDays: days }: Pick<PlanContent, "contacts" | "verifyEveryDays">, today: string): PlanFinding[] {
  return [
    ...twice(contacts.map(({ id }) => id), (index) => `contacts.${index}.id`),
    ...contacts.flatMap((contact, index): PlanFinding[] => {
      const { postZh, postEn, verifiedAt, failedAt } = contact;
      const path = `contacts.${index}.verifiedAt`;
      if ([verifiedAt, failedAt].some((day) => typeof day === "string" && !isDay(day))) return [finding("DATE_INVALID", path, "没有这一天", "there is no such day")];
      switch (contactState(contact, today, days)) {
        case "VERIFIED":
          return [];
        case "OLD":
          return [finding("CONTACT_OLD", path, `${postZh}的联系方式 ${verifiedAt ?? ""} 核验,已超过 ${days} 天`, `${postEn} was last reached on ${verifiedAt ?? ""}, more than ${days} days ago`)];
        case "FAILED":
          return [finding("CONTACT_NOT_VERIFIED", path, `${postZh}的联系方式核验未通过`, `${postEn} could not be reached when it was last tried`)];
        case "NEVER":
          return [finding("CONTACT_NOT_VERIFIED", path, `${postZh}的联系方式从未核验`, `${postEn} has never been tried`)];
      }
    }),
  ];
}
