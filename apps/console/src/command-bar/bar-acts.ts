import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { PlaceCandidate } from "@tocsin/contract/views.ts";
import { COMMAND_OF, commandStep } from "../detail/commander.tsx";
import { startAction } from "../detail/detail-action.ts";
import { assign } from "../dispatch/assign.ts";
import { drawOff } from "../dispatch/draw.ts";
import { recommend, recommendedStore } from "../dispatch/recommendation-store.ts";
import { sayNow } from "../language/words.ts";
import { act } from "../live/act.ts";
import { notify } from "../live/notice.ts";
import { mayDo, seatNow } from "../live/session.ts";
import { openRoads } from "../roads/road-draft.ts";
import { openDrawing } from "../advisories/raising.ts";
import { planPatrol } from "../patrol/patrol-draft.ts";
import { openPanel, showIntake, showTab } from "../selection/panels.ts";
import { selectIncident } from "../selection/selection.ts";
import type { Meaning } from "./grammar.ts";

const stopAt = (incident: Incident, unitId: string): string | undefined =>
  incident.orders.findLast(({ assignments }) => assignments.some((assignment) => assignment.unitId === unitId && assignment.endedAt === null))?.id;

/** Does what a line means. The line was complete: `wants` was null. */
export async function doMeaning(meaning: Meaning, place: PlaceCandidate | null): Promise<void> {
  const { verb, incident, units } = meaning;
  if (incident) {
    selectIncident(incident.id);
    // The detail ends what was begun on another incident as it changes; what this line begins comes after.
    await Promise.resolve();
  }
  switch (verb?.id) {
    case "create": return mayDo(seatNow(), "intake.receive") ? showIntake(true) : notify("refused", sayNow("intake.notYours"));
    case "patrol": return void (units[0] && planPatrol(units[0]));
    case "planner": return openPanel("planner");
    case "layouts": return openPanel("layouts");
    case "plans": return openPanel("plans");
    case "guidance": return openPanel("guidance");
    case "speed": return openPanel("speed");
    case "audit": return openPanel("audit");
    case "advisories": return openPanel("advisories");
    case "support": return openPanel("support");
    case "draw": return openDrawing();
    case "posts": return openPanel("posts");
    case "reviews": return openPanel("reviews");
    case "matters": return openPanel("matters");
    case "joint": return openPanel("joint");
    case "duty": return openPanel("duty");
    case "assets": return openPanel("assets");
    case "mechanisms": return openPanel("mechanisms");
    case "figures": return openPanel("figures");
    case "roads": return openRoads(place);
    case "look": return showTab("dispatch");
    case "startPlan": return showTab("plan");
    case "unitStatus": return void (units[0] && meaning.unitStatus && (await act("dispatch.setUnitStatus", { unitId: units[0].id, status: meaning.unitStatus, ...(meaning.unitStatus === "UNAVAILABLE" ? { reason: "OTHER" as const } : {}) }, { done: sayNow("notice.statusSet") })));
    case "clearDuress": return void (units[0] && (await act("dispatch.clearDuress", { unitId: units[0].id, reason: meaning.text }, { done: sayNow("alarm.cleared") })));
    case "reassign": {
      const unit = units[0];
      if (!unit?.assignment || !incident) return;
      return void (await drawOff(unit.id, unit.assignment.incidentId, incident.id, "OTHER", meaning.text));
    }
    default: return incident ? doOnIncident(incident, meaning, place) : undefined;
  }
}

async function doOnIncident(incident: Incident, meaning: Meaning, place: PlaceCandidate | null): Promise<void> {
  const incidentId = incident.id;
  const { verb, units, text } = meaning;
  switch (verb?.id) {
    case "assign": {
      showTab("dispatch");
      if (recommendedStore.get().incidentId !== incidentId) await recommend(incidentId);
      return void (await assign(incidentId, units.map(({ id }) => id)));
    }
    case "recall": {
      for (const unit of units) {
        const orderId = stopAt(incident, unit.id);
        if (orderId) await act("dispatch.recall", { incidentId, orderId, unitId: unit.id, reason: text }, { done: sayNow("notice.recalled") });
      }
      return;
    }
    case "classify": return void (meaning.type && (await act("intake.classify", { incidentId, typeCode: meaning.type.code }, { done: sayNow("notice.classified", { type: meaning.type.nameZh }) })));
    case "priority": return void (meaning.priority && (await act("intake.setPriority", { incidentId, priority: meaning.priority, reason: text }, { done: sayNow("notice.priority", { priority: sayNow(`priority.${meaning.priority}`) }) })));
    case "locate": {
      const chosen = place ? { point: place.point, accuracyM: place.accuracyM, placeId: place.id, ...(place.premiseId ? { premiseId: place.premiseId } : {}) } : { point: null };
      return void (await act("intake.locate", { incidentId, place: { addressText: meaning.place, datum: "WGS84", ...chosen } }, { done: sayNow("notice.located") }));
    }
    case "note": return void (await act("intake.addNote", { incidentId, text }, { done: sayNow("notice.noteAdded") }));
    case "report": return text === "" ? startAction("report") : void (await act("intake.addReport", { incidentId, channel: "CALL_110", noCallbackReason: "WITHHELD", text }, { done: sayNow("notice.reportAdded") }));
    case "close": {
      const undo = { key: "Z", text: sayNow("act.reopen"), run: () => startAction("reopen") };
      return void (meaning.outcome && (await act("intake.close", { incidentId, outcomeCode: meaning.outcome.code, text }, { done: sayNow("notice.closed"), undo })));
    }
    case "transfer": return startAction("transfer");
    case "whistle": return startAction("whistle");
    case "merge": return void (meaning.other && (await act("intake.merge", { incidentId: meaning.other.id, duplicateId: incidentId }, { done: sayNow("notice.merged") })));
    case "unmerge": return void (meaning.other && (await act("intake.unmerge", { incidentId, duplicateId: meaning.other.id, reason: text }, { done: sayNow("notice.unmerged") })));
    case "take": return commandStep(incident, seatNow().userId) === "takeOver" && mayDo(seatNow(), COMMAND_OF.takeOver) ? startAction("takeOver") : void (await act("command.take", { incidentId }, { done: sayNow("command.taken") }));
    case "offer": return void (meaning.seat && (await act("command.offerHandover", { incidentId, toUserId: meaning.seat.userId }, { done: sayNow("command.offerSent") })));
    case "accept": return void (await act("command.acceptHandover", { incidentId }, { done: sayNow("command.taken") }));
    case "cancel": return void (await act("intake.cancel", { incidentId, reason: text }, { done: sayNow("notice.cancelled") }));
    case "reopen": return void (await act("intake.reopen", { incidentId, reason: text }, { done: sayNow("notice.reopened") }));
    case "invite": return void (meaning.agency && (await act("intake.inviteAgency", { incidentId, agency: meaning.agency.code }, { done: sayNow("room.invited", { agency: meaning.agency.nameZh }) })));
    default: return;
  }
}
