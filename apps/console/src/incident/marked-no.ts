import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { Say } from "../language/words.ts";
import { shortNo } from "./summary.ts";

/** The short number where an incident is only named: a drill says so in front of it, on every screen (X-09). */
export const markedNo = (say: Say, { no, drill }: Pick<Incident, "no" | "drill">): string => `${drill ? `${say("incident.drill")} ` : ""}${shortNo(no)}`;
