import type { zhTalk } from "./zh-talk.ts";

/** Words of what is said at an incident (CMD-03). */
export const enTalk: Readonly<Record<keyof typeof zhTalk, string>> = {
  "talk.name": "Talk", "talk.log": "What was said", "talk.in": "seen by the desks of this incident and {units} units at work", "talk.none": "Nothing said yet. Units at work and agencies in the room will see it.", "talk.noneSaid": "Nothing was said.", "talk.closed": "read only",
  "talk.older": "Earlier", "talk.written": "written {time}", "talk.voice": "Voice", "talk.photo": "Photo", "talk.point": "Position", "talk.write": "Tell everybody here", "talk.send": "Send", "talk.addPhoto": "Photo", "talk.record": "Voice", "talk.stop": "Stop and send {second}/{most} s",
  "talk.notSent": "Not sent, try again", "talk.noMicrophone": "The microphone cannot be used; look at the browser's permissions", "talk.receipts": "received {delivered}/{units} · read {read}/{units}", "talk.seatsRead": "read at {count} seats", "talk.deliveredTo": "Received: {names}", "talk.readBy": "Read: {names}", "talk.unread": "{count} unread",
  "talk.hold": "Hold to speak", "talk.asking": "Asking for the floor…", "talk.speaking": "Speaking · {count} listen", "talk.connecting": "Speaking · connecting, go ahead", "talk.recording": "Not connected; goes as a voice message when you let go", "talk.over": "The floor is another's, let go", "talk.left": "Not everybody heard it; left as a voice message",
  "talk.hearing": "{who} is speaking", "talk.hearing.CONNECTING": "connecting", "talk.hearing.HEARING": "you hear it", "talk.hearing.SILENT": "click to hear", "talk.hearing.FAILED": "not connected; a voice message follows", "talk.spoken": "spoke {second} s", "talk.heardBy": "Heard: {names}", "talk.heardByNone": "heard by nobody at the time",
  "reach.PUSH": "Push", "reach.SMS": "SMS", "reach.VOICE": "Call", "reach.waits": "waiting for the receipt", "reach.DELIVERED": "delivered", "reach.FAILED": "not sent", "reach.SILENT": "no receipt", "reach.undelivered": "not delivered, call by radio",
  "reach.why.NO_DEVICE": "no device to wake", "reach.why.NO_NUMBER": "no duty telephone", "reach.why.NO_GATEWAY": "no such gateway", "reach.why.NOT_CONNECTED": "gateway down", "alarm.undelivered": "The order of {unit} was not delivered (#{no}): call by radio",
};
