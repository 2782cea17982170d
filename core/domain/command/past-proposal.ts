import { isGraver } from "@tocsin/contract/command/activation.ts";
import type { PlanLevel } from "@tocsin/contract/command/plan-task.ts";
import type { Incident, PastProposal } from "@tocsin/contract/intake/incident.ts";

/** What became of the last proposal of a plan to an incident, where there was one. */
export const pastProposal = ({ pastProposals = [] }: Pick<Incident, "pastProposals">, planId: string): PastProposal | undefined => pastProposals.find((past) => past.planId === planId);

/** Whether a person's no still holds: what was turned down is proposed again at a graver level only, and what the facts took back whenever they call for it (CMD-08). */
export const isTurnedDown = (past: PastProposal | undefined, level: PlanLevel | null): boolean => past?.turnedDown === true && (level === null || !isGraver(level, past.level));
