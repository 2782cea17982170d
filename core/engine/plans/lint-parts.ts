import type { PlanRole, ResourceNeed } from "@tocsin/contract/command/plan-task.ts";
import type { PlanFinding } from "@tocsin/contract/command/plan-finding.ts";
import { finding, twice } from "./finding.ts";
import { vagueIn } from "./vague-words.ts";
import type { PlanVocabulary } from "./vocabulary.ts";

/** A duty that nobody could check (plans and modules alike). */
export function dutyFindings({ dutyZh, dutyEn }: { readonly dutyZh: string; readonly dutyEn: string }, path: string): PlanFinding[] {
  const word = vagueIn(dutyZh, dutyEn);
  if (word === null) return [];
  const [zh, en] = word === "" ? ["任务内容过短,没有说清做什么", "the duty is too short to say what is to be done"] : [`任务内容含糊:“${word}”没有说清做什么、做到什么程度`, `the duty is vague: “${word}” does not say what is to be done, or how far`];
  return [finding("VAGUE_DUTY", `${path}.dutyZh`, zh, en)];
}

export const needFindings = (needs: readonly ResourceNeed[], path: string, { capabilities }: PlanVocabulary): PlanFinding[] =>
  needs.flatMap(({ capability }) => (capabilities.has(capability) ? [] : [finding("UNKNOWN_CAPABILITY", path, `没有能力 ${capability}`, `there is no capability ${capability}`)]));

export function roleFindings(roles: readonly PlanRole[], { seats, agencies }: PlanVocabulary): PlanFinding[] {
  return [
    ...twice(roles.map(({ id }) => id), (index) => `roles.${index}.id`),
    ...roles.flatMap(({ holder }, index) => {
      const path = `roles.${index}.holder`;
      if ("agency" in holder) return agencies.has(holder.agency) ? [] : [finding("UNKNOWN_AGENCY", path, `没有部门 ${holder.agency}`, `there is no agency ${holder.agency}`)];
      return seats.has(holder.seat) ? [] : [finding("UNKNOWN_SEAT", path, `没有岗位角色 ${holder.seat}`, `there is no role ${holder.seat}`)];
    }),
  ];
}
