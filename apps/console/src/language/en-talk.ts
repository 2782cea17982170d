import type { zhTalk } from "./zh-talk.ts";

/** Words of what is said at an incident (CMD-03). */
export const enTalk: Readonly<Record<keyof typeof zhTalk, string>> = {
  "talk.name": "Talk", "talk.log": "What was said", "talk.in": "seen by the desks of this incident and {units} units at work", "talk.none": "Nothing said yet. Units at work and agencies in the room will see it.", "talk.noneSaid": "Nothing was said.", "talk.closed": "read only",
  "talk.older": "Earlier", "talk.written": "written {time}", "talk.voice": "Voice", "talk.photo": "Photo", "talk.point": "Position", "talk.write": "Tell everybody here", "talk.send": "Send", "talk.addPhoto": "Photo", "talk.record": "Voice", "talk.stop": "Stop and send {second}/{most} s",
  "talk.notSent": "Not sent, try again", "talk.noMicrophone": "The microphone cannot be used; look at the browser's permissions", "talk.receipts": "received {delivered}/{units} · read {read}/{units}", "talk.seatsRead": "read at {count} seats", "talk.deliveredTo": "Received: {names}", "talk.readBy": "Read: {names}", "talk.unread": "{count} unread",
};
