import { NetworkError, RefusedError } from "@tocsin/client/transport.ts";
import type { PostProposal } from "@tocsin/contract/layouts/layout.ts";
import type { PlannerCosts, PlannerCoverage, PlannerHour, PlannerLayout, PlannerPlan, PlannerRoads, PlannerWhatIf, PlannerWish } from "@tocsin/contract/planner/planner.ts";
import type { Point } from "@tocsin/contract/place.ts";
import { refusalSentence } from "../live/act.ts";
import { client } from "../live/session.ts";
import { createStore, useStore } from "../store/external-store.ts";

/** What is changed in the sandbox: nothing of it leaves the planner. */
export interface Sandbox {
  readonly add: readonly Point[];
  readonly move: Readonly<Record<string, Point>>;
  readonly close: readonly string[];
}
export const EMPTY_SANDBOX: Sandbox = { add: [], move: {}, close: [] };

export interface Planned {
  readonly wish: PlannerWish;
  readonly plan: PlannerPlan;
}

export interface PlannerState {
  readonly when: PlannerHour;
  readonly coverage: PlannerCoverage | null;
  readonly roads: PlannerRoads | null;
  readonly sandbox: Sandbox;
  readonly whatIf: PlannerWhatIf | null;
  readonly planned: Planned | null;
  readonly costs: PlannerCosts | null;
  readonly busy: "coverage" | "whatIf" | "plan" | "costs" | null;
  /** Why there is no newer answer; empty when no answer came at all. */
  readonly failed: string | null;
  /** Id of a post, or `+0` for the first that was added. */
  readonly chosen: string | null;
  /** The next click on the map sets a post. */
  readonly adding: boolean;
}

const START: PlannerState = {
  when: { weekday: 1, hour: 8 }, coverage: null, roads: null, sandbox: EMPTY_SANDBOX, whatIf: null, planned: null, costs: null, busy: null, failed: null, chosen: null, adding: false,
};
export const plannerStore = createStore<PlannerState>(START);
const put = (more: Partial<PlannerState>): void => plannerStore.set((before) => ({ ...before, ...more }));
const whole = (state: PlannerState): PlannerState => state;
export const usePlanner = (): PlannerState => useStore(plannerStore, whole);

/** The question under way; a newer one takes its place, and its answer is not waited for. */
let asking = new AbortController();

async function asked<T>(busy: NonNullable<PlannerState["busy"]>, question: (signal: AbortSignal) => Promise<T>, take: (answer: T) => Partial<PlannerState>): Promise<void> {
  asking.abort();
  const own = (asking = new AbortController());
  put({ busy, failed: null });
  try {
    const answer = await question(own.signal);
    if (asking === own) put({ ...take(answer), busy: null });
  } catch (error) {
    if (own.signal.aborted) return;
    if (!(error instanceof RefusedError || error instanceof NetworkError)) throw error;
    put({ busy: null, failed: error instanceof RefusedError ? refusalSentence(error.refused) : "" });
  }
}

/** Coverage of an hour; what was tried in the sandbox is tried again at the new hour. */
export async function askCoverage(when: PlannerHour): Promise<void> {
  put({ when, planned: null, costs: null, whatIf: null, chosen: null });
  await asked("coverage", async (signal) => {
    const [coverage, roads] = await Promise.all([client.plannerCoverage(when, { signal }), plannerStore.get().roads ?? client.plannerRoads()]);
    return { coverage, roads };
  }, (answer) => answer);
  if (isChanged(plannerStore.get().sandbox)) await askWhatIf();
}

export const isChanged = ({ add, move, close }: Sandbox): boolean => add.length + Object.keys(move).length + close.length > 0;

async function askWhatIf(): Promise<void> {
  const { when, sandbox } = plannerStore.get();
  if (!isChanged(sandbox)) {
    asking.abort();
    return put({ whatIf: null, busy: null, failed: null });
  }
  const move = Object.entries(sandbox.move).filter(([id]) => !sandbox.close.includes(id)).map(([id, { lon, lat }]) => ({ id, lon, lat }));
  await asked("whatIf", (signal) => client.plannerWhatIf({ ...when, add: sandbox.add.map(({ lon, lat }) => ({ lon, lat })), move, close: [...sandbox.close] }, { signal }), (whatIf) => ({ whatIf }));
}

/** Changes the sandbox and asks what that would mean. A place that the server refuses is taken back. */
export async function changeSandbox(change: (before: Sandbox) => Sandbox): Promise<void> {
  const before = plannerStore.get();
  put({ sandbox: change(before.sandbox), planned: null, adding: false });
  await askWhatIf();
  const { failed } = plannerStore.get();
  if (failed !== null && failed !== "") put({ sandbox: before.sandbox, whatIf: before.whatIf });
}

/** A plan becomes the sandbox: there it is moved, cut down, and put forward. */
export const planToSandbox = ({ added, closed }: PlannerPlan): Promise<void> => changeSandbox(() => ({ add: added.map(({ lon, lat }) => ({ lon, lat })), move: {}, close: closed }));

/** Posts that somebody has put forward, tried at their hour: figures are made anew. */
export async function openInSandbox({ weekday, hour, changes }: PostProposal): Promise<void> {
  const of = (kind: PostProposal["changes"][number]["kind"]): PostProposal["changes"] => changes.filter((change) => change.kind === kind);
  const move = Object.fromEntries(of("MOVE").map(({ id, lon, lat }) => [id ?? "", { lon, lat }]));
  put({ sandbox: { add: of("ADD").map(({ lon, lat }) => ({ lon, lat })), move, close: of("CLOSE").flatMap(({ id }) => id ?? []) } });
  await askCoverage({ weekday, hour });
}

export const clearSandbox = (): Promise<void> => {
  put({ chosen: null });
  return changeSandbox(() => EMPTY_SANDBOX);
};
export const choosePost = (chosen: string | null): void => put({ chosen });
export const setAdding = (adding: boolean): void => put({ adding });
export const askPlan = (wish: PlannerWish): Promise<void> => asked("plan", (signal) => client.plannerPlan(wish, { signal }), (plan) => ({ planned: { wish, plan } }));
export const askCosts = (): Promise<void> => asked("costs", (signal) => client.plannerCosts(plannerStore.get().when, { signal }), (costs) => ({ costs }));
export const leavePlan = (): void => put({ planned: null });

/** What the map and the lists show: a plan, the sandbox, or the city as it is. */
export function shownLayout({ coverage, whatIf, planned }: PlannerState): PlannerLayout | null {
  return planned?.plan.after ?? whatIf?.after ?? coverage?.layout ?? null;
}
