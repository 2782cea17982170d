import type { CommandName } from "@tocsin/contract/commands.ts";
import type { Seat } from "@tocsin/contract/views.ts";
import { mayDo } from "../live/session.ts";
import { createStore, useStore } from "../store/external-store.ts";
import { showDetail } from "../selection/panels.ts";

/** Which act on the chosen incident asks for its words at the head of the detail. */
export type DetailAction = "close" | "cancel" | "reopen" | "priority" | "classify" | "locate" | "merge" | "offer" | "takeOver" | "report" | "text" | "hold" | "liftHold" | "transfer" | "whistle" | "post";

const COMMANDS: Readonly<Record<DetailAction, CommandName>> = {
  close: "intake.close", cancel: "intake.cancel", reopen: "intake.reopen", priority: "intake.setPriority", classify: "intake.classify", locate: "intake.locate", merge: "intake.merge",
  offer: "command.offerHandover", takeOver: "command.takeOver", report: "intake.addReport", text: "intake.amend", hold: "governance.hold", liftHold: "governance.liftHold", transfer: "linkage.open", whistle: "linkage.draftWhistle", post: "command.openPost",
};
export const ACTION_KEYS: Readonly<Partial<Record<DetailAction, string>>> = { locate: "l", classify: "y", priority: "p", report: "r", merge: "m", cancel: "w", close: "x", reopen: "o" };

/** A seat is not offered what its role would be refused. */
export const mayStart = (seat: Seat, action: DetailAction): boolean => mayDo(seat, COMMANDS[action]);

export const detailActionStore = createStore<DetailAction | null>(null);
const whole = (action: DetailAction | null): DetailAction | null => action;
export const useDetailAction = (): DetailAction | null => useStore(detailActionStore, whole);

export function startAction(action: DetailAction): void {
  showDetail();
  detailActionStore.set(action);
}
export const endAction = (): void => detailActionStore.set(null);
