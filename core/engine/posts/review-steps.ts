import type { PostLogEntry, StepTaken } from "@tocsin/contract/command/command-post.ts";
import type { ResponseLimits } from "@tocsin/contract/organisation/city.ts";
import { typedByHand } from "./hand-times.ts";
import { fields, ofType, textIn } from "./log-reader.ts";

/** The clocks whose limit is the step's, the first that ran counts; those of 1-3-5 before the plain one. */
const CLOCKS: Readonly<Partial<Record<StepTaken["step"], readonly string[]>>> = {
  DISPATCH: ["FIRST_ORDER"], ARRIVE: ["ON_SCENE", "ECHELON_1", "POLICE", "ARRIVAL"], FEEDBACK: ["FIRST_FEEDBACK"],
};
/** The event that first says of each step that it was taken. */
const TAKEN: Readonly<Record<StepTaken["step"], string>> = { INTAKE: "IncidentReceived", DISPATCH: "OrderIssued", SIGN: "OrderAcknowledged", ARRIVE: "AssignmentArrived", HANDLE: "HandlingStarted", FEEDBACK: "FeedbackGiven" };
/** From which step each limit counts where no clock says it. */
const SINCE: Readonly<Record<StepTaken["step"], StepTaken["step"] | null>> = { INTAKE: null, DISPATCH: "INTAKE", SIGN: "DISPATCH", ARRIVE: "DISPATCH", HANDLE: "ARRIVE", FEEDBACK: "ARRIVE" };

const inWholeSeconds = (from: number, to: number): number => Math.max(0, Math.floor((to - from) / 1_000));

/** The step's clock: since when it ran, its limit, and the entries that say so. */
function clockOf(log: readonly PostLogEntry[], step: StepTaken["step"]): { readonly since: PostLogEntry; readonly limitS: number; readonly missed: PostLogEntry | undefined } | null {
  for (const name of CLOCKS[step] ?? []) {
    const since = ofType(log, "ClockStarted").find(({ data }) => textIn(fields(data)["clock"], "step") === name);
    if (since === undefined) continue;
    const clock = fields(fields(since.data)["clock"]);
    return { since, limitS: Number(clock["limitS"]), missed: ofType(log, "ClockBreached").find(({ data }) => textIn(data, "clockId") === clock["id"]) };
  }
  return null;
}

/**
 * Intake, dispatch, sign, arrive, handle, feedback: when each was first taken, from recorded events alone, and by which limit it is
 * judged (CMD-12): the limit of the clock that ran, for signing the city's target. A breach that was recorded stays one.
 */
export function stepsOf(log: readonly PostLogEntry[], { acknowledge }: Pick<ResponseLimits, "acknowledge">): StepTaken[] {
  const first = (step: StepTaken["step"]): PostLogEntry | undefined => ofType(log, TAKEN[step]).at(0);
  if (first("INTAKE") === undefined) return [];
  return (Object.keys(TAKEN) as StepTaken["step"][]).map((step) => {
    const taken = first(step);
    const clock = clockOf(log, step);
    const before = SINCE[step] === null ? undefined : first(SINCE[step]);
    const since = clock?.since ?? before;
    const limitS = clock?.limitS ?? (step === "SIGN" ? acknowledge.target : null);
    const tookS = taken === undefined || since === undefined ? null : inWholeSeconds(since.at, taken.at);
    const kept = limitS === null ? null : clock?.missed !== undefined ? false : tookS === null ? null : tookS <= limitS;
    const cites = [...new Set([since, taken, clock?.missed].flatMap((entry) => (entry === undefined ? [] : [entry.ref])))];
    return { step, at: taken?.at ?? null, hand: taken !== undefined && typedByHand(taken), tookS, limitS, kept, cites };
  });
}
