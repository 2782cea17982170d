import type { FrozenPlan, PlanRef } from "@tocsin/contract/command/activation.ts";
import type { PlanModule } from "@tocsin/contract/command/plan.ts";
import { presentPlan, type PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import { hashOf } from "@tocsin/kernel/canonical.ts";
import type { AnyCommand } from "./any-command.ts";

type Versions = readonly PlanVersion[];

/** A version of a plan that holds, with the versions of modules that it calls. */
export interface PublishedPlan {
  readonly ref: PlanRef;
  readonly content: FrozenPlan;
  /** The plan with the exercises held and the contacts tried since: what its readiness goes by. */
  readonly present: FrozenPlan["plan"];
}

/** Versions of modules that may be called: those that were published, also when another has followed. */
const callable = (versions: Versions): PlanVersion[] => versions.filter(({ module, no, status }) => module !== null && no !== null && status !== "RETIRED");

const holding = (versions: Versions, code: string, no?: number): PlanVersion | undefined =>
  versions.find((version) => version.plan !== null && version.code === code && version.status === "PUBLISHED" && (no === undefined || version.no === no));

const calledBy = ({ uses }: PlanVersion, versions: Versions): PlanVersion[] => callable(versions).filter(({ code, module }) => uses.some((use) => use.module === code && use.version === module?.version));

/** The version of a plan that holds now; null when there is none, or when `no` is another one. */
export function publishedPlan(known: Iterable<PlanVersion>, code: string, no?: number): PublishedPlan | null {
  const versions = [...known];
  const version = holding(versions, code, no);
  if (version?.plan == null || version.no === null) return null;
  const content = { plan: version.plan, modules: calledBy(version, versions).flatMap(({ module }) => module ?? []) };
  const { nameZh, nameEn } = version.plan;
  return { ref: { id: code, version: version.no, checksum: hashOf(content), nameZh, nameEn }, content, present: presentPlan(version) ?? version.plan };
}

/** Plans that hold, each once. */
export function publishedPlans(known: Iterable<PlanVersion>): PublishedPlan[] {
  const versions = [...known];
  return [...new Set(versions.map(({ code }) => code))].flatMap((code) => publishedPlan(versions, code) ?? []);
}

const byVersion = (a: PlanVersion, b: PlanVersion): number => (b.module?.version ?? 0) - (a.module?.version ?? 0);
const moduleRecord = (versions: Versions, code: string, no?: number): PlanVersion | undefined =>
  callable(versions).filter((version) => version.code === code && (no === undefined || version.module?.version === no)).toSorted(byVersion)[0];

/** A module that may be called; without a version the latest. */
export const callableModule = (known: Iterable<PlanVersion>, code: string, no?: number): PlanModule | null => moduleRecord([...known], code, no)?.module ?? null;

/** Ids of the versions that a command counts on: of the plan that it names with the modules of that one, or of the module. */
export function versionsFor(command: AnyCommand, known: Iterable<PlanVersion>): string[] {
  const versions = [...known];
  if (command.name === "command.callModule") return [moduleRecord(versions, command.payload.module, command.payload.moduleVersion)].flatMap((one) => one?.id ?? []);
  if (command.name !== "command.activatePlan" && command.name !== "system.proposePlan") return [];
  const plan = holding(versions, command.payload.planId);
  return plan === undefined ? [] : [plan, ...calledBy(plan, versions)].map(({ id }) => id);
}

/** Whether a command counts on versions of plans that it names by their code. */
export const needsPlans = ({ name }: AnyCommand): boolean => name === "command.activatePlan" || name === "command.callModule" || name === "system.proposePlan";
