import { useBoard } from "../live/live-board.ts";

/** What a task's unit is called over the radio; null: no unit has it. */
export const useCallSign = (unitId: string | null): string | null => useBoard(({ units }) => (unitId === null ? null : (units.get(unitId)?.callSign ?? unitId)));
