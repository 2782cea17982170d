import { roomIdOf } from "@tocsin/contract/command/room-id.ts";
import type { StreamRef } from "@tocsin/ledger/types.ts";

/** What a payload names. The caller must be able to see `records` and `orgIds`; `others` may lie beyond. */
export interface Named {
  readonly records: readonly StreamRef[];
  readonly others: readonly StreamRef[];
  readonly orgIds: readonly string[];
}

/** Commands that open an incident under an id of the client's making. */
const OPENING: ReadonlySet<string> = new Set(["intake.receive", "dispatch.mruAlarm", "system.probe"]);
/** Commands that begin a matter under an id of the client's making. */
const BEGINS_MATTER: ReadonlySet<string> = new Set(["linkage.open", "linkage.planExercise", "linkage.draftWhistle"]);
/** Commands whose matter need not be there, or be seen: another platform tells of it. */
const TELLS_MATTER: ReadonlySet<string> = new Set([...BEGINS_MATTER, "linkage.exchange"]);
/** Commands whose record gets a number of the day; a synthetic incident takes none from the people's. */
export const takesNumber = (name: string, payload: unknown): boolean => (OPENING.has(name) && (payload as { probe?: unknown }).probe !== true) || BEGINS_MATTER.has(name) || name === "joint.initiate";
/** Commands that begin a version of a plan under an id of the client's making. */
const BEGINS_PLAN: ReadonlySet<string> = new Set(["plans.create", "plans.createModule", "plans.createGuidance", "plans.draft", "plans.acceptModule"]);
export const opensIncident = (name: string): boolean => OPENING.has(name);

/** Its sender names an advisory before it is there. */
const RAISING: ReadonlySet<string> = new Set(["command.raiseAdvisory"]);

/** Commands that open a command post under an id of the client's making. */
const OPENS_POST: ReadonlySet<string> = new Set(["command.openPost"]);

/** Commands that open a response under an id of the client's making, or add to the one that has it; which incident it is of, the decision looks at. */
const RESPONDING: ReadonlySet<string> = new Set(["command.activatePlan", "command.callModule"]);

/** Commands that begin a cooperation under an id of the client's making. */
const BEGINS_JOINT: ReadonlySet<string> = new Set(["joint.initiate"]);

/** Commands that begin the figures of a month, or go on with them. */
const BEGINS_FIGURES: ReadonlySet<string> = new Set(["publications.draft"]);

/** Commands that enter something into the register under an id of the client's making. */
const REGISTERS: ReadonlySet<string> = new Set(["safety.register"]);

const texts = (value: unknown): string[] => [value].flat().filter((item): item is string => typeof item === "string");

/** Reads the ids out of a checked payload; fields of the same name mean the same in every command. */
export function namedIn(name: string, payload: Readonly<Record<string, unknown>>): Named {
  const refs = (kind: string, ...fields: readonly string[]): StreamRef[] => fields.flatMap((field) => texts(payload[field]).map((id) => ({ kind, id })));
  if (name === "system.deadline") return { records: [], others: [{ kind: String(payload["kind"]), id: String(payload["id"]) }], orgIds: [] };
  if (name === "system.registerLayout") return { records: [], others: refs("layout", "layoutId", "basedOn"), orgIds: [] };
  if (name === "system.registerPlans") return { records: [], others: (payload["entries"] as readonly { readonly planVersionId: string }[]).map(({ planVersionId: id }) => ({ kind: "plan", id })), orgIds: [] };
  if (name === "system.registerMechanisms") return { records: [], others: texts(payload["codes"]).map((id) => ({ kind: "mechanism", id })), orgIds: [] };
  if (name === "system.proposePlan") return { records: [], others: [...refs("incident", "incidentId"), ...refs("activation", "activationId")], orgIds: [] };
  if (name === "system.reviewAssets") return { records: [], others: refs("asset", "assetIds"), orgIds: [] };
  if (name === "system.wireReceipt" || name === "system.wireStatus" || name === "system.custodyRefused" || name === "system.matterErased") return { records: [], others: refs("matter", "matterId"), orgIds: [] };
  if (name === "system.noticeReceipt") return { records: [], others: refs("notice", "noticeId"), orgIds: [] };
  if (name === "system.registerUnit") return { records: [], others: refs("unit", "unitId"), orgIds: [] };
  const opened = refs("incident", "incidentId");
  // What another Tocsin tells of a drill names its exercise, which this platform knows or not.
  const told = texts((payload["about"] as { readonly content?: { readonly exerciseId?: unknown } } | undefined)?.content?.exerciseId).map((id) => ({ kind: "matter", id }));
  return {
    records: [...(opensIncident(name) ? [] : opened), ...(name === "roads.close" ? [] : refs("closure", "closureId")), ...(name === "layouts.draft" ? [] : refs("layout", "layoutId")), ...refs("layout", "basedOn", "copyOf"), ...(RAISING.has(name) ? [] : refs("advisory", "advisoryId")), ...(RESPONDING.has(name) ? [] : refs("activation", "activationId")), ...(TELLS_MATTER.has(name) ? [] : refs("matter", "matterId")), ...refs("matter", "exerciseId"), ...(BEGINS_PLAN.has(name) ? [] : refs("plan", "planVersionId")), ...(name === "command.draw" ? [] : refs("drawing", "drawingId")), ...(OPENS_POST.has(name) ? [] : refs("commandPost", "commandPostId")), ...refs("plan", "follows"), ...(BEGINS_JOINT.has(name) ? [] : refs("cooperation", "cooperationId")), ...(REGISTERS.has(name) ? [] : refs("asset", "assetId")), ...(name === "mechanisms.add" ? [] : refs("mechanism", "mechanismId")), ...(BEGINS_FIGURES.has(name) ? [] : refs("publication", "month")), ...refs("review", "reviewId"), ...refs("notice", "noticeId"), ...refs("incident", "duplicateId", "fromIncidentId"), ...refs("unit", "unitId", "unitIds")],
    // A hand-over goes to a unit of another area too (DSP-02); an id that is to be opened must not exist anywhere.
    others: [...told, ...(opensIncident(name) ? opened : []), ...(BEGINS_JOINT.has(name) ? refs("cooperation", "cooperationId") : []), ...(REGISTERS.has(name) ? refs("asset", "assetId") : []), ...(BEGINS_FIGURES.has(name) ? refs("publication", "month") : []), ...refs("cooperation", "toCooperationId"), ...(name === "mechanisms.add" ? refs("mechanism", "mechanismId") : []), ...(name === "roads.close" ? refs("closure", "closureId") : []), ...(name === "layouts.draft" ? refs("layout", "layoutId") : []), ...(TELLS_MATTER.has(name) ? refs("matter", "matterId") : []), ...(BEGINS_PLAN.has(name) ? refs("plan", "planVersionId") : []), ...(RAISING.has(name) ? refs("advisory", "advisoryId") : []), ...(name.startsWith("rooms.") ? [roomIdOf(payload)].flatMap((id) => (id === undefined ? [] : [{ kind: "room", id }])) : []), ...(name === "command.draw" ? refs("drawing", "drawingId") : []), ...(OPENS_POST.has(name) ? refs("commandPost", "commandPostId") : []), ...(RESPONDING.has(name) ? refs("activation", "activationId") : []), ...refs("unit", "toUnitId", "fromUnitId")],
    orgIds: [...texts(payload["orgId"]), ...texts(payload["orgIds"])],
  };
}
