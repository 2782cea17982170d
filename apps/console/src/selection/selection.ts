import { createStore, useStore } from "../store/external-store.ts";

/** What is chosen; choosing anywhere chooses everywhere. */
export interface Selection {
  readonly incidentId: string | null;
  readonly unitId: string | null;
}

export const selectionStore = createStore<Selection>({ incidentId: null, unitId: null });

export const selectIncident = (incidentId: string | null): void => selectionStore.set((before) => (before.incidentId === incidentId ? before : { incidentId, unitId: null }));
export const selectUnit = (unitId: string | null): void => selectionStore.set((before) => ({ ...before, unitId }));

const incidentOf = (selection: Selection): string | null => selection.incidentId;
const unitOf = (selection: Selection): string | null => selection.unitId;
export const useSelectedIncidentId = (): string | null => useStore(selectionStore, incidentOf);
export const useSelectedUnitId = (): string | null => useStore(selectionStore, unitOf);
