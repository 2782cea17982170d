import type { PlanEvent } from "@tocsin/contract/events.ts";
import type { PlanEvents, PlanStatus, PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import { GUIDANCE_PARTS } from "@tocsin/contract/guidance/content.ts";
import { ImpossibleEvent, withAll } from "../../fold.ts";

type Unversioned = Pick<PlanEvent, "id" | "type" | "data" | "at" | "by">;
type Data<Type extends keyof PlanEvents> = PlanEvents[Type];

/** In which status each event can come. */
const POSSIBLE: Readonly<Record<Exclude<keyof PlanEvents, "PlanDrafted">, readonly PlanStatus[]>> = {
  PlanEdited: ["DRAFT"],
  GuidanceWanted: ["DRAFT", "IN_REVIEW", "APPROVED"],
  PlanSubmitted: ["DRAFT"],
  PlanSentBack: ["IN_REVIEW", "APPROVED"],
  PlanApproved: ["IN_REVIEW"],
  // The city's own file is published without a review in the platform.
  PlanPublished: ["APPROVED", "DRAFT"],
  PlanSuperseded: ["PUBLISHED"],
  PlanRetired: ["PUBLISHED"],
  PlanDiscarded: ["DRAFT"],
  PlanExercised: ["PUBLISHED"],
  PlanContactTried: ["PUBLISHED"],
};

type Written = Pick<PlanVersion, "plan" | "module" | "guidance" | "contentHash" | "nameZh" | "nameEn" | "types" | "uses" | "reviewBy" | "mechanism">;

function written({ plan, module, guidance, contentHash }: Pick<PlanVersion, "plan" | "module" | "guidance" | "contentHash">): Written {
  // Guidance is called by its type, whose name stands in the city.
  if (guidance !== undefined) return { plan, module, guidance, contentHash, nameZh: guidance.type, nameEn: guidance.type, types: [guidance.type], uses: [], reviewBy: guidance.reviewBy };
  const named = plan ?? module;
  if (named === null) throw new ImpossibleEvent("a plan without content");
  const uses = new Map((plan?.calls ?? []).map((call) => [`${call.module} ${call.version}`, { module: call.module, version: call.version }]));
  return { plan, module, contentHash, nameZh: named.nameZh, nameEn: named.nameEn, types: plan?.types ?? [], uses: [...uses.values()], ...(named.mechanism === undefined ? {} : { mechanism: named.mechanism }) };
}

/** Whoever begins an empty draft has written nothing yet: an order that missed guidance makes no author of its dispatcher. */
function drafted(event: Unversioned): PlanVersion {
  const { code, follows, source, scope, ...content } = event.data as Data<"PlanDrafted">;
  return {
    id: event.id, what: content.guidance !== undefined ? "GUIDANCE" : content.plan === null ? "MODULE" : "PLAN", code, no: null, version: 1, status: "DRAFT", ...written(content), follows, succeededBy: null,
    authors: content.guidance !== undefined && GUIDANCE_PARTS.every((part) => content.guidance?.[part].length === 0) ? [] : [event.by], draftedAt: event.at, draftedBy: event.by, submittedAt: null, approvedAt: null, approvedBy: null, publishedAt: null, publishedBy: null,
    reason: null, source, scope, exercises: [], checks: [],
  };
}

function changed(state: PlanVersion, { type, data, at, by }: Unversioned): PlanVersion {
  switch (type) {
    case "PlanEdited":
      return { ...state, ...written(data as Data<"PlanEdited">), authors: withAll(state.authors, [by]) };
    case "GuidanceWanted":
      return { ...state, wanted: { incidentNo: (data as Data<"GuidanceWanted">).incidentNo, at } };
    case "PlanSubmitted":
      return { ...state, status: "IN_REVIEW", submittedAt: at, reason: null };
    case "PlanSentBack":
      return { ...state, status: "DRAFT", submittedAt: null, approvedAt: null, approvedBy: null, reason: (data as Data<"PlanSentBack">).reason };
    case "PlanApproved":
      return { ...state, status: "APPROVED", approvedAt: at, approvedBy: by };
    case "PlanPublished":
      return { ...state, status: "PUBLISHED", no: (data as Data<"PlanPublished">).no, publishedAt: at, publishedBy: by };
    case "PlanSuperseded":
      return { ...state, status: "SUPERSEDED", succeededBy: (data as Data<"PlanSuperseded">).by };
    case "PlanRetired":
      return { ...state, status: "RETIRED", reason: (data as Data<"PlanRetired">).reason };
    case "PlanDiscarded":
      return { ...state, status: "DISCARDED", reason: (data as Data<"PlanDiscarded">).reason };
    case "PlanExercised":
      return { ...state, exercises: [...state.exercises, { ...(data as Data<"PlanExercised">), at, by }] };
    case "PlanContactTried":
      return { ...state, checks: [...state.checks, { ...(data as Data<"PlanContactTried">), at, by }] };
    default:
      throw new ImpossibleEvent(`unknown event ${type as string}`);
  }
}

/** Folds one event into a version of a plan. @throws ImpossibleEvent when the event cannot follow the state. */
export function evolvePlan(state: PlanVersion | null, event: Unversioned): PlanVersion {
  if (event.type === "PlanDrafted") {
    if (state !== null) throw new ImpossibleEvent("drafted twice");
    return drafted(event);
  }
  if (state === null) throw new ImpossibleEvent(`${event.type} on a plan that was never drafted`);
  const possible: readonly PlanStatus[] | undefined = POSSIBLE[event.type];
  if (possible === undefined || !possible.includes(state.status)) throw new ImpossibleEvent(`${event.type} on a plan that is ${state.status}`);
  return { ...changed(state, event), version: state.version + 1 };
}
