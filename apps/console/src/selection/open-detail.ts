import { showDetail } from "./panels.ts";
import { selectIncident, selectUnit } from "./selection.ts";

/** Chooses an incident and shows it, whatever lies over the detail and whichever column a narrow window shows. */
export function openIncident(incidentId: string): void {
  selectIncident(incidentId);
  showDetail();
}

/** Chooses a unit and shows its card, which stands in the detail. */
export function openUnit(unitId: string): void {
  selectUnit(unitId);
  showDetail();
}
