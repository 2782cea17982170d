import { Type } from "typebox";
import { At, Code, Place, Ulid, text } from "../place.ts";
import { MATTER_URGENCIES } from "./calendar.ts";
import { WHISTLE_KINDS } from "./whistle.ts";
import { CALL_OFF_REASONS, CallOff, CALLER_NOTICES, Custody, HELP_KEPT, HelpStep, MatterContent, MatterWords, Party, VERDICTS } from "./matter.ts";

const closed = { additionalProperties: false } as const;
const Reason = text(400);
const Words = text(1_000, 0);

/**
 * A matter for another organisation, with the least that it needs to know; with `to` it is offered at once (LNK-01). Whoever opens it
 * says whether anybody or anything is in danger: then somebody is sent first. `caller`: the caller agreed or was told, and may stay unnamed.
 */
export const open = Type.Object(
  {
    matterId: Ulid,
    incidentId: Type.Optional(Ulid),
    danger: Type.Boolean(),
    item: Type.Optional(Code),
    text: text(4_000),
    place: Type.Optional(Place),
    urgency: Type.Enum(MATTER_URGENCIES),
    caller: Type.Object({ notice: Type.Enum(CALLER_NOTICES), withheld: Type.Boolean() }, closed),
    /** By agreement it goes on to no third platform (JNT-07). */
    onward: Type.Optional(Type.Literal(false)),
    /** By agreement it is signed or refused so soon. */
    answerSeconds: Type.Optional(Type.Integer({ minimum: 10, maximum: 86_400 })),
    to: Type.Optional(Party),
    reason: Type.Optional(Reason),
    /** Of a drill that asks the other city for help: the exercise to which both have agreed (JNT-07). */
    exerciseId: Type.Optional(Ulid),
  },
  closed,
);
/** Asks a neighbour's police to exercise together: at a place of the shared strip, from when until when. Who signs it there agrees (JNT-07). */
export const planExercise = Type.Object({ matterId: Ulid, to: Party, text: text(2_000), place: Place, from: At, until: At }, closed);
/** Whoever asked for an exercise calls it off, also when the other city has agreed to it already (JNT-07). */
export const callOffExercise = Type.Object({ matterId: Ulid, why: Type.Enum(CALL_OFF_REASONS) }, closed);
export const transfer = Type.Object({ matterId: Ulid, to: Party, clause: Type.Optional(Code), reason: Reason }, closed);
export const sign = Type.Object({ matterId: Ulid }, closed);
/** Refuses an offer, or gives a signed matter back: on an item of the responsibility list, which names another. A neighbour's request for help is declined without one. */
export const giveBack = Type.Object({ matterId: Ulid, clause: Type.Optional(Code), reason: Reason }, closed);
export const withdraw = Type.Object({ matterId: Ulid }, closed);
export const dispute = Type.Object({ matterId: Ulid, reason: Reason }, closed);
/** Whoever has a matter that waits for a ruling takes it up for good. */
export const takeUp = Type.Object({ matterId: Ulid, reason: Reason }, closed);
export const adjudicate = Type.Object({ matterId: Ulid, to: Party, clause: Type.Optional(Code), reason: Reason }, closed);
/** Calls others to the caller's line, or to a call without one (LNK-01): they are asked, and everybody on it sees who has come. */
export const openCall = Type.Object({ matterId: Ulid, conferenceId: Ulid, parties: Type.Array(Party, { minItems: 1, maxItems: 5, uniqueItems: true }), caller: Type.Boolean() }, closed);
/** `who`: an organisation, or CALLER. Each says it of itself, or whoever is on the line says it of one whom no screen shows. */
export const joinCall = Type.Object({ matterId: Ulid, conferenceId: Ulid, who: Code }, closed);
export const leaveCall = Type.Object({ matterId: Ulid, conferenceId: Ulid, who: Code }, closed);
/** What came of a call of three, which ends with it: `agreed` is whose it is; left out, nobody agreed, and it stays with whoever has it. */
export const confer = Type.Object({ matterId: Ulid, conferenceId: Ulid, parties: Type.Array(Party, { minItems: 2, maxItems: 6, uniqueItems: true }), agreed: Type.Optional(Party), text: Type.Optional(Words) }, closed);
export const progress = Type.Object({ matterId: Ulid, text: text(2_000) }, closed);
export const reply = Type.Object({ matterId: Ulid, text: text(2_000) }, closed);
export const verify = Type.Object({ matterId: Ulid, verdict: Type.Enum(VERDICTS), text: Type.Optional(Words) }, closed);
export const rate = Type.Object({ matterId: Ulid, score: Type.Integer({ minimum: 1, maximum: 5 }), text: Type.Optional(Words) }, closed);
export const close = Type.Object({ matterId: Ulid }, closed);
export const reopen = Type.Object({ matterId: Ulid, reason: Reason }, closed);
export const askExtension = Type.Object({ matterId: Ulid, until: At, reason: Reason }, closed);
export const answerExtension = Type.Object({ matterId: Ulid, granted: Type.Boolean(), reason: Reason }, closed);
export const askAssistant = Type.Object({ matterId: Ulid, party: Party, task: text(400), dueAt: At }, closed);
export const finishAssisting = Type.Object({ matterId: Ulid, text: Words }, closed);
export const releaseAssistant = Type.Object({ matterId: Ulid, party: Party, reason: Reason }, closed);

/** A station calls departments to what is beyond the police's power (LNK-04); its chief approves. The matter is the station's and stays so. */
export const draftWhistle = Type.Object(
  { matterId: Ulid, incidentId: Type.Optional(Ulid), kind: Type.Enum(WHISTLE_KINDS), item: Code, departments: Type.Array(Party, { minItems: 1, maxItems: 10, uniqueItems: true }), text: text(2_000), place: Type.Optional(Place) },
  closed,
);
export const approveWhistle = Type.Object({ matterId: Ulid }, closed);
export const rejectWhistle = Type.Object({ matterId: Ulid, reason: Reason }, closed);
export const ackWhistle = Type.Object({ matterId: Ulid }, closed);
/** Where the department's people are as they report in. */
export const reportIn = Type.Object({ matterId: Ulid, place: Place }, closed);
export const releaseFromWhistle = Type.Object({ matterId: Ulid, party: Party, reason: Reason }, closed);
export const resolveWhistle = Type.Object({ matterId: Ulid, text: text(2_000) }, closed);
export const cosignWhistle = Type.Object({ matterId: Ulid }, closed);
export const leaveWhistle = Type.Object({ matterId: Ulid }, closed);
/** The station of a department. */
export const rateWhistle = Type.Object({ matterId: Ulid, party: Party, score: Type.Integer({ minimum: 1, maximum: 5 }) }, closed);
/** A department of the whistle. */
export const judgeWhistle = Type.Object({ matterId: Ulid, necessary: Type.Boolean() }, closed);

/** What another Tocsin tells of a matter: how it stands there, whole. Its codes of parties are ours already (LNK-08, JNT-07). */
export const exchange = Type.Object(
  { matterId: Ulid, about: Type.Object({ no: Type.String({ minLength: 1, maxLength: 30 }), drill: Type.Boolean(), opener: Party, content: MatterContent }, closed), custody: Custody, words: Type.Optional(MatterWords), /** Units that came from there. */ help: Type.Optional(Type.Array(HelpStep, { maxItems: HELP_KEPT })), /** When it deleted there what it had been told. */ erasedAt: Type.Optional(At), /** It asked for the exercise, and has called it off. */ calledOff: Type.Optional(CallOff) },
  closed,
);
