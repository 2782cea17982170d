import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import type { CityIndex } from "../decision.ts";

/** Category of the types by which somebody reports that a way to report does not work (R39). */
export const LINE_CATEGORY = "reporting_line";

/** A person has said what is done: in a note, by sending somebody, or by taking command. */
const isAnswered = ({ notes, orders, commander }: Incident): boolean => notes.length > 0 || orders.length > 0 || commander !== null;

/** Whether somebody has reported a broken line and nobody has answered yet. Drills ring no bell. */
export const lineUnanswered = (incident: Incident, types: CityIndex["type"]): boolean =>
  isOpen(incident) && !incident.drill && incident.typeCode !== null && types.get(incident.typeCode)?.category === LINE_CATEGORY && !isAnswered(incident);
