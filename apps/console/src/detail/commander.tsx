import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import { Age } from "../incident/age.tsx";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { mayDo, useSeat } from "../live/session.ts";
import { startAction } from "./detail-action.ts";

/** Takes command, accepts it when it is offered to this seat, starts to offer it, or to take it over from somebody else: one key for all. */
export function commandStep(incident: Incident, userId: string): "take" | "accept" | "offer" | "takeOver" {
  if (incident.handover?.to === userId) return "accept";
  if (incident.commander === null) return "take";
  return incident.commander.userId === userId ? "offer" : "takeOver";
}

export function stepCommand(incident: Incident, userId: string): void {
  const incidentId = incident.id;
  switch (commandStep(incident, userId)) {
    case "take": return void act("command.take", { incidentId });
    case "accept": return void act("command.acceptHandover", { incidentId });
    case "offer": return startAction("offer");
    case "takeOver": return startAction("takeOver");
  }
}

export const COMMAND_OF = { take: "command.take", accept: "command.acceptHandover", offer: "command.offerHandover", takeOver: "command.takeOver" } as const;

/** Who commands; exactly one at a time. It changes hands by offer and acceptance, or is taken over with a reason, which everybody sees (CMD-04). */
export function Commander({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const seat = useSeat();
  const { userId } = seat;
  const { commander, handover, takenOver } = incident;
  const step = commandStep(incident, userId);
  const may = isOpen(incident) && mayDo(seat, COMMAND_OF[step]);
  return (
    <span className="commander">
      <span className="dim">{say("command.name")}</span> {commander ? commander.name : say("command.nobody")}
      {handover && <span className="tag tag-amber">{say("command.offered", { to: handover.toName ?? handover.to })}</span>}
      {takenOver && <span className="tag tag-amber" title={takenOver.reason}>{say("command.takenOver", { by: takenOver.byName, from: takenOver.fromName })} <Age at={takenOver.at} /></span>}
      {may && <button type="button" className="plain" onClick={() => stepCommand(incident, userId)}>{say(`command.${step}`)} <kbd>C</kbd></button>}
    </span>
  );
}
