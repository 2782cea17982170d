import type { CommandName, CommandPayload, SystemCommandName, SystemPayload } from "@tocsin/contract/commands.ts";
import { confirmAdvisory, dismissAdvisory, endAdvisory, raiseAdvisory, watchAdvisory } from "@tocsin/domain/command/advisory.ts";
import { endPostTask, dissolveTaskForce, endPostRole, issueReport, logEntry, setObjective, setPostLevel, setPostRole, setPostTask, setTaskForce } from "@tocsin/domain/command/posts/post-work.ts";
import { draw, redraw, removeDrawing, shareDrawing, undoDrawing } from "@tocsin/domain/command/drawings/drawing.ts";
import { openPost } from "@tocsin/domain/command/posts/open-post.ts";
import { standDown } from "@tocsin/domain/command/posts/end-post.ts";
import { acceptShift, offerShift } from "@tocsin/domain/command/posts/shift.ts";
import { confirmReadiness } from "@tocsin/domain/command/reserve.ts";
import { acceptModule, approvePlan, createGuidance, createModule, createPlan, discardPlan, draftPlan, editGuidance, editModule, editPlan, publishPlan, recordExercise, retirePlan, sendBackPlan, submitPlan, tryContact } from "@tocsin/domain/command/plans/plan-life.ts";
import { registerPlans } from "@tocsin/domain/command/plans/register-plans.ts";
import { callModule } from "@tocsin/domain/command/call-module.ts";
import { activatePlan, dismissPlan, proposePlan, reviewPlan, setPlanLevel, terminatePlan } from "@tocsin/domain/command/plan-response.ts";
import { finishTask, keepTask, reassignTask, skipTask, startTask } from "@tocsin/domain/command/plan-tasks.ts";
import { surge } from "@tocsin/domain/command/surge.ts";
import { acceptHandover as acceptCommand, offerHandover as offerCommand, take } from "@tocsin/domain/command/take.ts";
import { finishReviewTask, signReview } from "@tocsin/domain/command/reviews/sign-review.ts";
import { takeOver, takeOverShift } from "@tocsin/domain/command/take-over.ts";
import type { Decider } from "@tocsin/domain/decision.ts";
import { deadlineDue } from "@tocsin/domain/dispatch/due.ts";
import { decline, reassign, recall } from "@tocsin/domain/dispatch/end.ts";
import { acceptHandover, declineHandover, offerHandover, withdrawHandover } from "@tocsin/domain/dispatch/handover.ts";
import { issueOrder } from "@tocsin/domain/dispatch/issue.ts";
import { mruAlarm } from "@tocsin/domain/dispatch/mru-alarm.ts";
import { checkpoint, endPatrol, startPatrol } from "@tocsin/domain/dispatch/patrol.ts";
import { acknowledge, arrive, complete, enRoute, feedback, handle } from "@tocsin/domain/dispatch/progress.ts";
import { answerRelease, requestRelease } from "@tocsin/domain/dispatch/release.ts";
import { adviseMove, dismissMove, endStandby, reachStandby, standBy } from "@tocsin/domain/dispatch/standby.ts";
import { acceptSupport, answerSeat, answerSupport, explainBreach, requestSupport, seeCopy, veto } from "@tocsin/domain/dispatch/support.ts";
import { clearDuress, duress, registerUnit, setUnitStatus } from "@tocsin/domain/dispatch/unit-status.ts";
import { correctFigures, draftFigures, publishFigures } from "@tocsin/domain/governance/publications.ts";
import { acceptAsset, declineAsset, offerAsset, registerAsset, retireAsset, reviewAssets, withdrawAsset } from "@tocsin/domain/governance/assets.ts";
import { hold, liftHold } from "@tocsin/domain/governance/hold.ts";
import { answerMatch, markFactRead, markRead } from "@tocsin/domain/guidance/read.ts";
import { verifyContact } from "@tocsin/domain/organisation/contact.ts";
import { addFact, addNote, amend, locate } from "@tocsin/domain/intake/amend.ts";
import { classify, setPriority } from "@tocsin/domain/intake/classify.ts";
import { cancel, close, reopen } from "@tocsin/domain/intake/close.ts";
import { merge, unmerge } from "@tocsin/domain/intake/merge.ts";
import { probe } from "@tocsin/domain/intake/probe.ts";
import { addReport, receive } from "@tocsin/domain/intake/receive.ts";
import { inviteAgency, joinRoom, leaveRoom, setAgencyStatus, setLeadAgency } from "@tocsin/domain/intake/room.ts";
import { answerJoint, answerTime, approveJoint, askTime, endJoint, startJoint, stopJoint } from "@tocsin/domain/joint/answer.ts";
import { appraiseJoint } from "@tocsin/domain/joint/appraisal.ts";
import { endTask, holdMeeting, noteTask, raiseTask, receiveTask, reportJoint, setTask } from "@tocsin/domain/joint/carry-out.ts";
import { answerContact, confirmContact, proposeContact, setContact } from "@tocsin/domain/joint/contacts.ts";
import { initiate } from "@tocsin/domain/joint/initiate.ts";
import { bookEquipment, moveBooking } from "@tocsin/domain/joint/pool.ts";
import { addMechanism, registerMechanisms, retireMechanism } from "@tocsin/domain/organisation/mechanisms/registry.ts";
import { discardLayout, draftLayout, editLayout, publishLayout, registerLayout, withdrawLayout } from "@tocsin/domain/layouts/layout.ts";
import { adjudicateMatter, answerMatterExtension, askMatterAssistant, askMatterExtension, callOffExercise, closeMatter, disputeMatter, finishMatterAssisting, progressMatter, rateMatter, releaseMatterAssistant, reopenMatter, replyMatter, returnMatter, signMatter, takeUpMatter, transferMatter, verifyMatter, withdrawOffer } from "@tocsin/domain/linkage/matter-commands.ts";
import { ackWhistle, approveWhistle, cosignWhistle, draftWhistle, judgeWhistle, leaveWhistle, rateWhistle, rejectWhistle, releaseFromWhistle, reportIn, resolveWhistle } from "@tocsin/domain/linkage/whistle.ts";
import { reportUp, setSeverity } from "@tocsin/domain/linkage/severity.ts";
import { exchangeMatter } from "@tocsin/domain/linkage/exchange-matter.ts";
import { confer, joinCall, leaveCall, openCall } from "@tocsin/domain/linkage/call.ts";
import { openMatter } from "@tocsin/domain/linkage/open-matter.ts";
import { planExercise } from "@tocsin/domain/linkage/plan-exercise.ts";
import { noticeReceipt, noticeReceived, tellSummary } from "@tocsin/domain/command/notices/notice.ts";
import { tellByPhone } from "@tocsin/domain/command/notices/untold-letter.ts";
import { leaveFloor, markMessages, postMessage, takeFloor } from "@tocsin/domain/command/rooms/room.ts";
import { custodyRefused, matterErased, wireReceipt, wireStatus } from "@tocsin/domain/linkage/wire.ts";
import { closeRoads, openRoads } from "@tocsin/domain/roads/closure.ts";

type Deciders = { readonly [Name in CommandName]: Decider<CommandPayload[Name]> } & { readonly [Name in SystemCommandName]: Decider<SystemPayload[Name]> };

/** What decides each command: leaving one out does not compile. */
export const DECIDERS: Deciders = {
  "intake.receive": receive,
  "intake.classify": classify,
  "intake.setPriority": setPriority,
  "intake.locate": locate,
  "intake.amend": amend,
  "intake.addFact": addFact,
  "intake.addNote": addNote,
  "intake.addReport": addReport,
  "intake.merge": merge,
  "intake.unmerge": unmerge,
  "intake.cancel": cancel,
  "intake.close": close,
  "intake.reopen": reopen,
  "intake.inviteAgency": inviteAgency,
  "intake.joinRoom": joinRoom,
  "intake.leaveRoom": leaveRoom,
  "intake.setAgencyStatus": setAgencyStatus,
  "intake.setLeadAgency": setLeadAgency,
  "dispatch.issueOrder": issueOrder,
  "dispatch.acknowledge": acknowledge,
  "dispatch.decline": decline,
  "dispatch.enRoute": enRoute,
  "dispatch.arrive": arrive,
  "dispatch.handle": handle,
  "dispatch.feedback": feedback,
  "dispatch.complete": complete,
  "dispatch.recall": recall,
  "dispatch.reassign": reassign,
  "dispatch.requestRelease": requestRelease,
  "dispatch.answerRelease": answerRelease,
  "dispatch.requestSupport": requestSupport,
  "dispatch.acceptSupport": acceptSupport,
  "dispatch.answerSupport": answerSupport,
  "dispatch.duress": duress,
  "dispatch.clearDuress": clearDuress,
  "dispatch.setUnitStatus": setUnitStatus,
  "dispatch.standBy": standBy,
  "dispatch.reachStandby": reachStandby,
  "dispatch.endStandby": endStandby,
  "dispatch.dismissMove": dismissMove,
  "dispatch.offerHandover": offerHandover,
  "dispatch.acceptHandover": acceptHandover,
  "dispatch.declineHandover": declineHandover,
  "dispatch.withdrawHandover": withdrawHandover,
  "dispatch.startPatrol": startPatrol,
  "dispatch.checkpoint": checkpoint,
  "dispatch.endPatrol": endPatrol,
  "dispatch.explainBreach": explainBreach,
  "dispatch.veto": veto,
  "dispatch.mruAlarm": mruAlarm,
  "dispatch.seeCopy": seeCopy,
  "dispatch.verifyContact": verifyContact,
  "dispatch.answerSeat": answerSeat,
  "command.take": take,
  "command.offerHandover": offerCommand,
  "command.acceptHandover": acceptCommand,
  "command.takeOver": takeOver,
  "command.confirmReadiness": confirmReadiness,
  "command.raiseAdvisory": raiseAdvisory,
  "command.confirmAdvisory": confirmAdvisory,
  "command.watchAdvisory": watchAdvisory,
  "command.dismissAdvisory": dismissAdvisory,
  "command.endAdvisory": endAdvisory,
  "command.draw": draw,
  "command.redraw": redraw,
  "command.undoDrawing": undoDrawing,
  "command.shareDrawing": shareDrawing,
  "command.removeDrawing": removeDrawing,
  "command.openPost": openPost,
  "command.setPostLevel": setPostLevel,
  "command.setPostRole": setPostRole,
  "command.endPostRole": endPostRole,
  "command.setTaskForce": setTaskForce,
  "command.dissolveTaskForce": dissolveTaskForce,
  "command.setObjective": setObjective,
  "command.setPostTask": setPostTask,
  "command.endPostTask": endPostTask,
  "command.logEntry": logEntry,
  "command.issueReport": issueReport,
  "command.offerShift": offerShift,
  "command.acceptShift": acceptShift,
  "command.takeOverShift": takeOverShift,
  "command.standDown": standDown,
  "command.finishReviewTask": finishReviewTask,
  "command.activatePlan": activatePlan,
  "command.dismissPlan": dismissPlan,
  "command.setPlanLevel": setPlanLevel,
  "command.callModule": callModule,
  "command.startTask": startTask,
  "command.finishTask": finishTask,
  "command.skipTask": skipTask,
  "command.reassignTask": reassignTask,
  "command.keepTask": keepTask,
  "command.terminatePlan": terminatePlan,
  "command.reviewPlan": reviewPlan,
  "governance.hold": hold,
  "governance.liftHold": liftHold,
  "guidance.markRead": markRead,
  "guidance.markFactRead": markFactRead,
  "guidance.answerMatch": answerMatch,
  "joint.initiate": initiate,
  "joint.answer": answerJoint,
  "joint.approve": approveJoint,
  "joint.start": startJoint,
  "joint.end": endJoint,
  "joint.askTime": askTime,
  "joint.answerTime": answerTime,
  "joint.setTask": setTask,
  "joint.receiveTask": receiveTask,
  "joint.noteTask": noteTask,
  "joint.endTask": endTask,
  "joint.raiseTask": raiseTask,
  "joint.holdMeeting": holdMeeting,
  "joint.setContact": setContact,
  "joint.confirmContact": confirmContact,
  "joint.proposeContact": proposeContact,
  "joint.answerContact": answerContact,
  "joint.report": reportJoint,
  "joint.appraise": appraiseJoint,
  "joint.book": bookEquipment,
  "joint.moveBooking": moveBooking,
  "layouts.draft": draftLayout,
  "layouts.edit": editLayout,
  "layouts.publish": publishLayout,
  "layouts.discard": discardLayout,
  "layouts.withdraw": withdrawLayout,
  "linkage.open": openMatter,
  "linkage.planExercise": planExercise,
  "linkage.callOffExercise": callOffExercise,
  "linkage.exchange": exchangeMatter,
  "linkage.transfer": transferMatter,
  "linkage.sign": signMatter,
  "linkage.return": returnMatter,
  "linkage.withdraw": withdrawOffer,
  "linkage.dispute": disputeMatter,
  "linkage.takeUp": takeUpMatter,
  "linkage.adjudicate": adjudicateMatter,
  "linkage.openCall": openCall,
  "linkage.joinCall": joinCall,
  "linkage.leaveCall": leaveCall,
  "linkage.confer": confer,
  "linkage.progress": progressMatter,
  "linkage.reply": replyMatter,
  "linkage.verify": verifyMatter,
  "linkage.rate": rateMatter,
  "linkage.close": closeMatter,
  "linkage.reopen": reopenMatter,
  "linkage.askExtension": askMatterExtension,
  "linkage.answerExtension": answerMatterExtension,
  "linkage.askAssistant": askMatterAssistant,
  "linkage.finishAssisting": finishMatterAssisting,
  "linkage.releaseAssistant": releaseMatterAssistant,
  "linkage.setSeverity": setSeverity,
  "linkage.reportUp": reportUp,
  "linkage.draftWhistle": draftWhistle,
  "linkage.approveWhistle": approveWhistle,
  "linkage.rejectWhistle": rejectWhistle,
  "linkage.ackWhistle": ackWhistle,
  "linkage.reportIn": reportIn,
  "linkage.releaseFromWhistle": releaseFromWhistle,
  "linkage.resolveWhistle": resolveWhistle,
  "linkage.cosignWhistle": cosignWhistle,
  "linkage.leaveWhistle": leaveWhistle,
  "linkage.rateWhistle": rateWhistle,
  "linkage.judgeWhistle": judgeWhistle,
  "mechanisms.add": addMechanism,
  "mechanisms.retire": retireMechanism,
  "plans.create": createPlan,
  "plans.createModule": createModule,
  "plans.createGuidance": createGuidance,
  "plans.draft": draftPlan,
  "plans.acceptModule": acceptModule,
  "plans.edit": editPlan,
  "plans.editModule": editModule,
  "plans.editGuidance": editGuidance,
  "plans.submit": submitPlan,
  "plans.sendBack": sendBackPlan,
  "plans.approve": approvePlan,
  "plans.publish": publishPlan,
  "plans.retire": retirePlan,
  "plans.discard": discardPlan,
  "plans.recordExercise": recordExercise,
  "plans.tryContact": tryContact,
  "publications.draft": draftFigures,
  "publications.correct": correctFigures,
  "supervision.publishFigures": publishFigures,
  "roads.close": closeRoads,
  "roads.open": openRoads,
  "safety.register": registerAsset,
  "safety.offer": offerAsset,
  "safety.accept": acceptAsset,
  "safety.decline": declineAsset,
  "safety.withdraw": withdrawAsset,
  "safety.retire": retireAsset,
  "supervision.signReview": signReview,
  "supervision.stopJoint": stopJoint,
  "notices.received": noticeReceived,
  "notices.tellByPhone": tellByPhone,
  "rooms.post": postMessage,
  "rooms.mark": markMessages,
  "rooms.takeFloor": takeFloor,
  "rooms.leaveFloor": leaveFloor,
  "system.matterErased": matterErased,
  "system.wireReceipt": wireReceipt,
  "system.wireStatus": wireStatus,
  "system.custodyRefused": custodyRefused,
  "system.deadline": deadlineDue,
  "system.proposePlan": proposePlan,
  "system.registerUnit": registerUnit,
  "system.registerLayout": registerLayout,
  "system.registerPlans": registerPlans,
  "system.registerMechanisms": registerMechanisms,
  "system.probe": probe,
  "system.noticeReceipt": noticeReceipt,
  "system.tellSummary": tellSummary,
  "system.reviewAssets": reviewAssets,
  "system.surge": surge,
  "system.adviseMove": adviseMove,
};
