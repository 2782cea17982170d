import type { CommandPayload } from "@tocsin/contract/commands.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import { HERE, type HelpStep, type Matter } from "@tocsin/contract/linkage/matter.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { type Context, type Drafted, onIncident, type World } from "../decision.ts";
import { said } from "./facts.ts";
import { matterFacts, onMatter, POLICE } from "./matter-facts.ts";

type Received = Pick<CommandPayload["intake.receive"], "matterId" | "drill">;

/** The matter of a neighbour in which an incident helps; undefined where it names none. */
const helped = ({ matters }: Pick<World, "matters">, { matterId }: Received): Matter | undefined => (matterId === undefined ? undefined : matters.get(matterId));

/**
 * Why an incident cannot be opened for what a neighbour asks; null = it can, or is for nobody else. It must have come from there, be
 * signed here, and have no incident yet; and a drill's request is answered by a drill, a real one by what is real (JNT-07, X-09).
 */
export function helpRefusal(world: Pick<World, "matters">, received: Received, context: Pick<Context, "city" | "at">): Refusal | null {
  if (received.matterId === undefined) return null;
  const matter = helped(world, received);
  if (matter === undefined || matter.content.exercise !== undefined || matterFacts(context).platformOf(matter.opener) === HERE) return refuse("NOT_FOUND", { matterId: received.matterId });
  const { owner, status } = matter.custody;
  if (owner !== POLICE) return refuse("NOT_OWNER", { owner });
  if (matter.incidentId !== null || status === "CLOSED") return refuse("STATE_CONFLICT", { status, allowed: [] });
  return matter.drill === (received.drill ?? false) ? null : refuse("DRILL_AND_REAL", { fields: ["/drill"] });
}

/** The incident is linked to what it helps in, on both records. */
export function helpBegun(world: Pick<World, "matters">, received: Received, { id, no }: Pick<Incident, "id" | "no">): readonly Drafted[] {
  const matter = helped(world, received);
  return matter === undefined ? [] : [onIncident(id, "MatterLinked", { matterId: matter.id, no: matter.no }), ...onMatter(matter.id, [said("HelpBegun", { incidentId: id, no })])];
}

/** What units of an incident do that helps a neighbour, for the neighbour to hear; nothing for other incidents. */
export const helpTold = ({ helps }: Pick<Incident, "helps">, what: HelpStep["what"], callSigns: readonly string[]): readonly Drafted[] =>
  helps === undefined ? [] : callSigns.flatMap((who) => onMatter(helps, [said("HelpStepped", { who: who.slice(0, 40), what })]));
