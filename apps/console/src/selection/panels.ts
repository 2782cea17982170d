import { createStore, useStore } from "../store/external-store.ts";

/** Which large panel lies over map or detail; the strip and the queue stay. */
export type Panel = "none" | "units" | "breaches" | "reserve" | "keys" | "go-to" | "speed" | "planner" | "layouts" | "plans" | "guidance" | "account" | "emergency" | "roads" | "advisories" | "matters" | "joint" | "duty" | "assets" | "flow" | "posts" | "reviews" | "support" | "draw" | "audit" | "mechanisms" | "figures";
export type DetailTab = "dispatch" | "timeline" | "guidance" | "plan" | "facts" | "room";
export const DETAIL_TABS: readonly DetailTab[] = ["dispatch", "timeline", "guidance", "plan", "facts", "room"];
/** Which of the three columns a narrow window shows. */
export type Column = "queue" | "map" | "detail";

export interface Panels {
  readonly panel: Panel;
  readonly intake: boolean;
  readonly bar: boolean;
  readonly tab: DetailTab;
  readonly column: Column;
}

export const NO_PANELS: Panels = { panel: "none", intake: false, bar: false, tab: "dispatch", column: "queue" };
export const panelStore = createStore<Panels>(NO_PANELS);
export const showPanel = (panel: Panel): void => panelStore.set((before) => ({ ...before, panel: before.panel === panel ? "none" : panel }));
/** Unlike `showPanel`, leaves one that is open open: what a command means. */
export const openPanel = (panel: Panel): void => panelStore.set((before) => ({ ...before, panel }));
/** These leave the detail in sight; every other lies over it, or stands in its place. */
const BESIDE_DETAIL: readonly Panel[] = ["none", "go-to", "flow"];
/** These stand among the columns; every other lies over map and detail, on a narrow window over the queue as well. */
const IN_ITS_PLACE: readonly Panel[] = ["roads", "draw"];
const AMONG_COLUMNS: readonly Panel[] = [...BESIDE_DETAIL, ...IN_ITS_PLACE];
/** What stands in the detail's place has ↵ and digits for itself: ↵ ends what is drawn on the map. */
export const replacesDetail = ({ panel }: Pick<Panels, "panel">): boolean => IN_ITS_PLACE.includes(panel);
export const coversColumns = ({ panel }: Pick<Panels, "panel">): boolean => !AMONG_COLUMNS.includes(panel);

/** The detail, in sight: a form or a list that nobody sees must not take the next key. */
const atDetail = (before: Panels): Panels => ({ ...before, intake: false, column: "detail", panel: BESIDE_DETAIL.includes(before.panel) ? before.panel : "none" });
export const showDetail = (): void => panelStore.set(atDetail);
export const showTab = (tab: DetailTab): void => panelStore.set((before) => ({ ...atDetail(before), tab }));
export const showIntake = (intake: boolean): void => panelStore.set((before) => ({ ...before, intake, panel: "none", column: intake ? "detail" : before.column }));
export const showBar = (bar: boolean): void => panelStore.set((before) => ({ ...before, bar }));
/** Turns to a column, away from whatever lies over it. */
export const turnTo = (column: Column): void => panelStore.set((before) => ({ ...before, column, panel: coversColumns(before) ? "none" : before.panel }));
export const showColumn = (column: Column): void => panelStore.set((before) => ({ ...before, column }));

const whole = (panels: Panels): Panels => panels;
export const usePanels = (): Panels => useStore(panelStore, whole);
