import { Type } from "typebox";
import { At, Code, Ulid, text } from "../place.ts";
import { Contact, JointTask, Subject } from "./cooperation.ts";
import { JOINT_URGENCIES } from "./joint-rules.ts";

const closed = { additionalProperties: false } as const;
const cooperationId = Ulid;
const Reason = text(400);
const Words = text(1_000, 0);
const taskId = JointTask.properties.id;
const task = { taskId, text: JointTask.properties.text, partnerId: Code, dueAt: At };

/**
 * Asks other organisations to carry something out together, to sit in, to keep a channel; or puts something into the pool, for which
 * nobody is asked (JNT-01, -04, -05, -08, -10).
 */
export const initiate = Type.Object(
  {
    cooperationId,
    subject: Subject,
    goal: text(600),
    legalBasis: text(240),
    urgency: Type.Enum(JOINT_URGENCIES),
    incidentId: Type.Optional(Ulid),
    drill: Type.Optional(Type.Boolean()),
    /** Left out: now. */
    from: Type.Optional(At),
    until: Type.Optional(At),
    partnerIds: Type.Array(Code, { maxItems: 40, uniqueItems: true }),
  },
  closed,
);
/** Accepts with what is given, wholly or in part, or declines with a code; for the party that was asked, or the level that it was escalated to. */
export const answer = Type.Object(
  { cooperationId, partnerId: Code, answer: Type.Enum(["ACCEPTED", "PARTIAL", "DECLINED"]), code: Type.Optional(Code), resources: Type.Optional(Type.Array(text(120), { maxItems: 20 })), note: Type.Optional(text(400, 0)) },
  closed,
);
export const approve = Type.Object({ cooperationId }, closed);
export const start = Type.Object({ cooperationId }, closed);
/** Ends it before its time: who asked takes it back, supervision or the approving level stops it, who sits in leaves. */
export const end = Type.Object({ cooperationId, reason: Reason }, closed);
export const askTime = Type.Object({ cooperationId, until: At, reason: Reason }, closed);
export const answerTime = Type.Object({ cooperationId, granted: Type.Boolean(), reason: Reason }, closed);
export const setTask = Type.Object({ cooperationId, ...task }, closed);
export const receiveTask = Type.Object({ cooperationId, taskId }, closed);
export const noteTask = Type.Object({ cooperationId, taskId, text: text(400) }, closed);
export const endTask = Type.Object({ cooperationId, taskId, state: Type.Enum(["DONE", "CANCELLED"]), note: text(400) }, closed);
/** Takes a task of a channel to one of a higher level, with its thread (JNT-08). */
export const raiseTask = Type.Object({ cooperationId, taskId, toCooperationId: Ulid, partnerId: Code, dueAt: At }, closed);
/** The record of a meeting; each decision has an owner and a date (JNT-09). */
export const holdMeeting = Type.Object({ cooperationId, field: Type.Optional(Code), text: text(4_000), decisions: Type.Array(Type.Object(task, closed), { maxItems: 30 }) }, closed);
const { post, phone } = Contact.properties;
const contact = { post, phone, deputyPost: Type.Optional(post), deputyPhone: Type.Optional(phone) };
/** Names or checks the contact of the own organisation, with its deputy. */
export const setContact = Type.Object({ cooperationId, ...contact }, closed);
/** The contact of the own organisation still holds as it stands. */
export const confirmContact = Type.Object({ cooperationId }, closed);
/** Puts forward another contact for another organisation of the channel, which decides (LNK-09). */
export const proposeContact = Type.Object({ cooperationId, partnerId: Code, ...contact, reason: Reason }, closed);
export const answerContact = Type.Object({ cooperationId, granted: Type.Boolean(), reason: Type.Optional(text(400, 0)) }, closed);
export const report = Type.Object({ cooperationId, result: text(4_000), sideEffects: Words }, closed);
/** Says how it went; with `partnerId` the level above says it for a side that was silent (JNT-01). */
export const appraise = Type.Object({ cooperationId, partnerId: Type.Optional(Code), score: Type.Integer({ minimum: 1, maximum: 5 }), text: Words }, closed);
/** Books what is in the pool; with `preempt` a commander lets a more urgent use take the place of less urgent ones, who are told (JNT-10). */
export const book = Type.Object({ cooperationId, from: At, until: At, urgency: Type.Enum(JOINT_URGENCIES), purpose: text(240), incidentId: Type.Optional(Ulid), preempt: Type.Optional(Type.Boolean()) }, closed);
/** OUT: the borrower has it; BACK: it was given back; CHECKED: its owner found it so; CANCELLED: it is not needed. */
export const moveBooking = Type.Object({ cooperationId, no: Type.Integer({ minimum: 1 }), state: Type.Enum(["OUT", "BACK", "CHECKED", "CANCELLED"]), note: text(400) }, closed);
