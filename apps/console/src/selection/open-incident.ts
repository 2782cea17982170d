import { showDetail } from "./panels.ts";
import { selectIncident } from "./selection.ts";

/** Chooses an incident and shows it, whatever lies over the detail and whichever column a narrow window shows. */
export function openIncident(incidentId: string): void {
  selectIncident(incidentId);
  showDetail();
}
