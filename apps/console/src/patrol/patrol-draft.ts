import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import { createStore, useStore } from "../store/external-store.ts";
import { showDetail } from "../selection/panels.ts";
import { selectUnit } from "../selection/selection.ts";
import type { Checkpoint } from "./checkpoints.ts";

/** A patrol that is being put together; the map draws it. */
export interface PatrolDraft {
  readonly unitId: string;
  readonly round: readonly Checkpoint[];
}

export const patrolDraftStore = createStore<PatrolDraft | null>(null);

/** Opens the card of a unit, with its patrol or, for one that is free, the form for one. */
export function planPatrol({ id: unitId, status }: Pick<Unit, "id" | "status">): void {
  selectUnit(unitId);
  showDetail();
  if (status === "AVAILABLE") patrolDraftStore.set({ unitId, round: [] });
}
export const leaveDraft = (): void => patrolDraftStore.set(null);
export const drawRound = (unitId: string, round: readonly Checkpoint[]): void => patrolDraftStore.set({ unitId, round });

const unitOf = (draft: PatrolDraft | null): string | null => draft?.unitId ?? null;
export const useDraftUnit = (): string | null => useStore(patrolDraftStore, unitOf);
