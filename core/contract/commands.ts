import type { Static } from "typebox";
import type { StreamKind } from "./events.ts";
import type { ChannelOut } from "./command/notice.ts";
import type { MoveAdvice } from "./dispatch/unit.ts";
import * as advisory from "./command/advisory.ts";
import * as drawing from "./command/drawing.ts";
import * as commandPost from "./command/command-post.ts";
import * as response from "./command/activation-commands.ts";
import * as command from "./command/commands.ts";
import * as dispatch from "./dispatch/commands.ts";
import * as review from "./command/review.ts";
import * as asset from "./governance/asset.ts";
import * as publication from "./governance/publication.ts";
import * as governance from "./governance/commands.ts";
import * as guidance from "./guidance/commands.ts";
import * as intake from "./intake/commands.ts";
import * as plans from "./command/plan-version.ts";
import * as notices from "./command/notice.ts";
import * as rooms from "./command/room.ts";
import * as joint from "./joint/commands.ts";
import * as layouts from "./layouts/layout.ts";
import * as linkage from "./linkage/commands.ts";
import * as severity from "./linkage/severity.ts";
import type { WirePayload } from "./linkage/wire.ts";
import * as mechanisms from "./organisation/mechanism.ts";
import * as roads from "./roads/closure.ts";

/**
 * Every command that a client can send, by name: `POST /api/v1/<group>/<verb>` with an `Idempotency-Key`.
 * The body is the payload. Actor and authority come from the session, time from the clock.
 */
export const COMMANDS = {
  "intake.receive": intake.receive,
  "intake.classify": intake.classify,
  "intake.setPriority": intake.setPriority,
  "intake.locate": intake.locate,
  "intake.amend": intake.amend,
  "intake.addFact": intake.addFact,
  "intake.addNote": intake.addNote,
  "intake.addReport": intake.addReport,
  "intake.merge": intake.merge,
  "intake.unmerge": intake.unmerge,
  "intake.cancel": intake.cancel,
  "intake.close": intake.close,
  "intake.reopen": intake.reopen,
  "intake.inviteAgency": intake.inviteAgency,
  "intake.joinRoom": intake.joinRoom,
  "intake.leaveRoom": intake.leaveRoom,
  "intake.setAgencyStatus": intake.setAgencyStatus,
  "intake.setLeadAgency": intake.setLeadAgency,
  "dispatch.issueOrder": dispatch.issueOrder,
  "dispatch.acknowledge": dispatch.acknowledge,
  "dispatch.decline": dispatch.decline,
  "dispatch.enRoute": dispatch.enRoute,
  "dispatch.arrive": dispatch.arrive,
  "dispatch.handle": dispatch.handle,
  "dispatch.feedback": dispatch.feedback,
  "dispatch.complete": dispatch.complete,
  "dispatch.recall": dispatch.recall,
  "dispatch.reassign": dispatch.reassign,
  "dispatch.requestRelease": dispatch.requestRelease,
  "dispatch.answerRelease": dispatch.answerRelease,
  "dispatch.requestSupport": dispatch.requestSupport,
  "dispatch.acceptSupport": dispatch.acceptSupport,
  "dispatch.answerSupport": dispatch.answerSupport,
  "dispatch.duress": dispatch.duress,
  "dispatch.clearDuress": dispatch.clearDuress,
  "dispatch.setUnitStatus": dispatch.setUnitStatus,
  "dispatch.standBy": dispatch.standBy,
  "dispatch.reachStandby": dispatch.reachStandby,
  "dispatch.endStandby": dispatch.endStandby,
  "dispatch.dismissMove": dispatch.dismissMove,
  "dispatch.offerHandover": dispatch.offerHandover,
  "dispatch.acceptHandover": dispatch.acceptHandover,
  "dispatch.declineHandover": dispatch.declineHandover,
  "dispatch.withdrawHandover": dispatch.withdrawHandover,
  "dispatch.startPatrol": dispatch.startPatrol,
  "dispatch.checkpoint": dispatch.checkpoint,
  "dispatch.endPatrol": dispatch.endPatrol,
  "dispatch.explainBreach": dispatch.explainBreach,
  "dispatch.veto": dispatch.veto,
  "dispatch.mruAlarm": dispatch.mruAlarm,
  "dispatch.seeCopy": dispatch.seeCopy,
  "dispatch.verifyContact": dispatch.verifyContact,
  "dispatch.answerSeat": dispatch.answerSeat,
  "command.take": command.take,
  "command.offerHandover": command.offerHandover,
  "command.acceptHandover": command.acceptHandover,
  "command.takeOver": command.takeOver,
  "command.confirmReadiness": command.confirmReadiness,
  "command.raiseAdvisory": advisory.raiseAdvisory,
  "command.confirmAdvisory": advisory.confirmAdvisory,
  "command.watchAdvisory": advisory.watchAdvisory,
  "command.dismissAdvisory": advisory.dismissAdvisory,
  "command.endAdvisory": advisory.endAdvisory,
  "command.draw": drawing.draw,
  "command.redraw": drawing.redraw,
  "command.undoDrawing": drawing.undoDrawing,
  "command.shareDrawing": drawing.shareDrawing,
  "command.removeDrawing": drawing.removeDrawing,
  "command.openPost": commandPost.openPost,
  "command.setPostLevel": commandPost.setPostLevel,
  "command.setPostRole": commandPost.setPostRole,
  "command.endPostRole": commandPost.endPostRole,
  "command.setTaskForce": commandPost.setTaskForce,
  "command.dissolveTaskForce": commandPost.dissolveTaskForce,
  "command.setObjective": commandPost.setObjective,
  "command.setPostTask": commandPost.setPostTask,
  "command.endPostTask": commandPost.endPostTask,
  "command.logEntry": commandPost.logEntry,
  "command.issueReport": commandPost.issueReport,
  "command.offerShift": commandPost.offerShift,
  "command.acceptShift": commandPost.acceptShift,
  "command.takeOverShift": commandPost.takeOverShift,
  "command.standDown": commandPost.standDown,
  "command.finishReviewTask": review.finishReviewTask,
  "command.activatePlan": response.activatePlan,
  "command.dismissPlan": response.dismissPlan,
  "command.setPlanLevel": response.setPlanLevel,
  "command.callModule": response.callModule,
  "command.startTask": response.startTask,
  "command.finishTask": response.finishTask,
  "command.skipTask": response.skipTask,
  "command.reassignTask": response.reassignTask,
  "command.keepTask": response.keepTask,
  "command.terminatePlan": response.terminatePlan,
  "command.reviewPlan": response.reviewPlan,
  "governance.hold": governance.hold,
  "governance.liftHold": governance.liftHold,
  "guidance.markRead": guidance.markRead,
  "guidance.markFactRead": guidance.markFactRead,
  "guidance.answerMatch": guidance.answerMatch,
  "joint.initiate": joint.initiate,
  "joint.answer": joint.answer,
  "joint.approve": joint.approve,
  "joint.start": joint.start,
  "joint.end": joint.end,
  "joint.askTime": joint.askTime,
  "joint.answerTime": joint.answerTime,
  "joint.setTask": joint.setTask,
  "joint.receiveTask": joint.receiveTask,
  "joint.noteTask": joint.noteTask,
  "joint.endTask": joint.endTask,
  "joint.raiseTask": joint.raiseTask,
  "joint.holdMeeting": joint.holdMeeting,
  "joint.setContact": joint.setContact,
  "joint.confirmContact": joint.confirmContact,
  "joint.proposeContact": joint.proposeContact,
  "joint.answerContact": joint.answerContact,
  "joint.report": joint.report,
  "joint.appraise": joint.appraise,
  "joint.book": joint.book,
  "joint.moveBooking": joint.moveBooking,
  "layouts.draft": layouts.draft,
  "layouts.edit": layouts.edit,
  "layouts.publish": layouts.publish,
  "layouts.discard": layouts.discard,
  "layouts.withdraw": layouts.withdraw,
  "linkage.open": linkage.open,
  "linkage.planExercise": linkage.planExercise,
  "linkage.callOffExercise": linkage.callOffExercise,
  "linkage.exchange": linkage.exchange,
  "linkage.transfer": linkage.transfer,
  "linkage.sign": linkage.sign,
  "linkage.return": linkage.giveBack,
  "linkage.withdraw": linkage.withdraw,
  "linkage.dispute": linkage.dispute,
  "linkage.takeUp": linkage.takeUp,
  "linkage.adjudicate": linkage.adjudicate,
  "linkage.openCall": linkage.openCall,
  "linkage.joinCall": linkage.joinCall,
  "linkage.leaveCall": linkage.leaveCall,
  "linkage.confer": linkage.confer,
  "linkage.progress": linkage.progress,
  "linkage.reply": linkage.reply,
  "linkage.verify": linkage.verify,
  "linkage.rate": linkage.rate,
  "linkage.close": linkage.close,
  "linkage.reopen": linkage.reopen,
  "linkage.askExtension": linkage.askExtension,
  "linkage.answerExtension": linkage.answerExtension,
  "linkage.askAssistant": linkage.askAssistant,
  "linkage.finishAssisting": linkage.finishAssisting,
  "linkage.releaseAssistant": linkage.releaseAssistant,
  "linkage.setSeverity": severity.setSeverity,
  "linkage.reportUp": severity.reportUp,
  "linkage.draftWhistle": linkage.draftWhistle,
  "linkage.approveWhistle": linkage.approveWhistle,
  "linkage.rejectWhistle": linkage.rejectWhistle,
  "linkage.ackWhistle": linkage.ackWhistle,
  "linkage.reportIn": linkage.reportIn,
  "linkage.releaseFromWhistle": linkage.releaseFromWhistle,
  "linkage.resolveWhistle": linkage.resolveWhistle,
  "linkage.cosignWhistle": linkage.cosignWhistle,
  "linkage.leaveWhistle": linkage.leaveWhistle,
  "linkage.rateWhistle": linkage.rateWhistle,
  "linkage.judgeWhistle": linkage.judgeWhistle,
  "mechanisms.add": mechanisms.add,
  "mechanisms.retire": mechanisms.retire,
  "plans.create": plans.create,
  "plans.createModule": plans.createModule,
  "plans.createGuidance": plans.createGuidance,
  "plans.draft": plans.draft,
  "plans.acceptModule": plans.acceptModule,
  "plans.edit": plans.edit,
  "plans.editModule": plans.editModule,
  "plans.editGuidance": plans.editGuidance,
  "plans.submit": plans.submit,
  "plans.sendBack": plans.sendBack,
  "plans.approve": plans.approve,
  "plans.publish": plans.publish,
  "plans.retire": plans.retire,
  "plans.discard": plans.discard,
  "plans.recordExercise": plans.recordExercise,
  "plans.tryContact": plans.tryContact,
  "publications.draft": publication.draft,
  "publications.correct": publication.correct,
  "supervision.publishFigures": publication.publish,
  "roads.close": roads.close,
  "roads.open": roads.open,
  "safety.register": asset.register,
  "safety.offer": asset.offer,
  "safety.accept": asset.accept,
  "safety.decline": asset.decline,
  "safety.withdraw": asset.withdraw,
  "safety.retire": asset.retire,
  "supervision.signReview": review.signReview,
  "supervision.stopJoint": joint.end,
  "notices.received": notices.received,
  "notices.tellByPhone": notices.tellByPhone,
  "rooms.post": rooms.post,
  "rooms.mark": rooms.mark,
  "rooms.takeFloor": rooms.takeFloor,
  "rooms.leaveFloor": rooms.leaveFloor,
} as const;

export type CommandName = keyof typeof COMMANDS;
export type CommandPayload = { [Name in CommandName]: Static<(typeof COMMANDS)[Name]> };
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[];

/** Commands that only the platform itself sends: a timer that came due, a unit that joins the register. */
export interface SystemPayload extends WirePayload {
  "system.deadline": { readonly kind: StreamKind; readonly id: string; readonly deadlineId: string };
  /** What an incident's facts say of a plan now: proposes it under this id, or tells another level, or takes the proposal back. */
  "system.proposePlan": { readonly activationId: string; readonly incidentId: string; readonly planId: string };
  "system.registerUnit": { readonly unitId: string };
  /** The areas of the city's file: the first layout, in force at once, or a draft that follows `basedOn`. `source`: fingerprint of the file. */
  "system.registerLayout": { readonly layoutId: string; readonly basedOn: string | null; readonly source: string };
  /** Plans, modules and guidance of the city's files, by their fingerprints: first versions, published at once, or drafts that follow a published one. */
  "system.registerMechanisms": { readonly codes: readonly string[] };
  "system.registerPlans": { readonly entries: readonly { readonly planVersionId: string; readonly source: string; readonly follows: string | null }[] };
  /** Enters these of what the city's files know where they are not yet entered, and looks whether who answers for the others is still there. */
  "system.reviewAssets": { readonly assetIds: readonly string[] };
  /** `count`: open P1 incidents in the area `orgPath`; null = the surge is over. */
  /** The advice for a unit as it stands now; null withdraws it. */
  "system.adviseMove": { readonly unitId: string; readonly advice: Omit<MoveAdvice, "at"> | null };
  /** What came in by a way that brings no incidents of its own, as a synthetic incident of that channel (R38). */
  "system.probe": { readonly incidentId: string; readonly channel: string };
  /** What became of a notice on a channel, as its gateway learned it. */
  "system.noticeReceipt": { readonly noticeId: string; readonly channel: ChannelOut; readonly outcome: "DELIVERED" | "FAILED" | "SETTLED"; readonly detail: string };
  /** The counts of a day go to an organisation by mail: in its number, the day (LNK-03). */
  "system.tellSummary": { readonly party: string; readonly day: string };
  "system.surge": { readonly incidentId: string; readonly orgPath: string; readonly count: number | null };
}
export type SystemCommandName = keyof SystemPayload;
