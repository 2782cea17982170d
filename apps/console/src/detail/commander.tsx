import { isOpen, type Incident } from "@tocsin/contract/intake/incident.ts";
import { useSay } from "../language/words.ts";
import { act } from "../live/act.ts";
import { mayDo, useSeat } from "../live/session.ts";
import { startAction } from "./detail-action.ts";

/** Takes command, accepts it when it is offered to this seat, or starts to offer it: one key for all three. */
export function commandStep(incident: Incident, userId: string): "take" | "accept" | "offer" | "other" {
  if (incident.handover?.to === userId) return "accept";
  if (incident.commander === null) return "take";
  return incident.commander.userId === userId ? "offer" : "other";
}

export function stepCommand(incident: Incident, userId: string): void {
  const incidentId = incident.id;
  switch (commandStep(incident, userId)) {
    case "take": return void act("command.take", { incidentId });
    case "accept": return void act("command.acceptHandover", { incidentId });
    case "offer": return startAction("offer");
    case "other": return;
  }
}

/** Who commands; exactly one at a time, and it changes hands only by offer and acceptance (CMD-04). */
export function Commander({ incident }: { readonly incident: Incident }) {
  const say = useSay();
  const seat = useSeat();
  const { userId } = seat;
  const step = mayDo(seat, "command.take") && isOpen(incident) ? commandStep(incident, userId) : "other";
  const words = { take: say("command.take"), accept: say("command.accept"), offer: say("command.offer"), other: "" } as const;
  return (
    <span className="commander">
      <span className="dim">{say("command.name")}</span> {incident.commander ? incident.commander.name : say("command.nobody")}
      {incident.handover && <span className="tag tag-amber">{say("command.offered", { to: incident.handover.toName ?? incident.handover.to })}</span>}
      {step !== "other" && <button type="button" className="plain" onClick={() => stepCommand(incident, userId)}>{words[step]} <kbd>C</kbd></button>}
    </span>
  );
}
