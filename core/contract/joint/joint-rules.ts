import { Type, type Static } from "typebox";
import { Term } from "../linkage/calendar.ts";
import { At, Code, nullable } from "../place.ts";

const closed = { additionalProperties: false } as const;
const Name = Type.String({ minLength: 1, maxLength: 80 });

/** What organisations may carry out together: a closed list, and nothing of it is about a person (JNT-01, X-10). */
export const OPERATION_CLASSES = ["RESCUE", "MISSING_PERSON_SEARCH", "EVENT_SAFETY", "DISASTER", "TRAFFIC", "HAZARD_RECTIFICATION", "EQUIPMENT_SUPPORT"] as const;
export type OperationClass = (typeof OPERATION_CLASSES)[number];

/** How soon the other side must answer. */
export const JOINT_URGENCIES = ["P1", "P2", "P3"] as const;
export type JointUrgency = (typeof JOINT_URGENCIES)[number];

const named = { code: Code, nameZh: Name, nameEn: Name };
/** `joint.yaml`: what a city's organisations may do together, who approves it, and how soon they answer each other (JNT). */
export const JointRules = Type.Object(
  {
    /** `approval`: the least organisation whose seat approves an operation of the class. */
    classes: Type.Array(Type.Object({ class: Type.Enum(OPERATION_CLASSES), nameZh: Name, nameEn: Name, approval: Type.Enum(["CITY", "DISTRICT", "STATION"]) }, closed), { minItems: 1 }),
    respond: Type.Object({ P1: Term, P2: Term, P3: Term }, closed),
    /** From the report until both sides have appraised. */
    appraise: Term,
    /** So long a contact of a channel counts as checked, in days. */
    contactDays: Type.Integer({ minimum: 1, maximum: 366 }),
    /** Then its organisation is asked, and confirms within so many hours; else it is UNVERIFIED and its deputy is called first (LNK-09). */
    contactAnswerHours: Type.Integer({ minimum: 1, maximum: 168 }),
    /** What councils look at regularly. */
    fields: Type.Array(Type.Object(named, closed)),
    /** Why a request may be declined. */
    declines: Type.Array(Type.Object(named, closed), { minItems: 1 }),
    /** What only specialists do: with which certificate, held by how many of a crew, by what procedure, and whom to call for it (JNT-11). */
    specialists: Type.Array(Type.Object({ capability: Code, certificate: Name, crewMin: Type.Integer({ minimum: 1, maximum: 50 }), procedureZh: Type.String({ maxLength: 400 }), procedureEn: Type.String({ maxLength: 600 }), call: Type.Optional(Code) }, closed)),
    /** The organisation of the standing joint desk, whose roster is watched; left out, there is none (JNT-02). */
    desk: Type.Optional(Code),
  },
  closed,
);
export type JointRules = Static<typeof JointRules>;

/**
 * `certificates.csv`: how many of a unit's crew hold the certificate that a capability needs, and the last day on which it counts
 * (JNT-11). Nobody is named.
 */
export const CertificateRow = Type.Object(
  { unit: Code, capability: Code, certificate: Name, holders: Type.Integer({ minimum: 0, maximum: 50 }), until: Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" }) },
  closed,
);
export type CertificateRow = Static<typeof CertificateRow>;

/** Of one line: what it asked and was asked, how it answered, and after how many seconds (median, null without an answer). */
export const JointLine = Type.Object({ orgId: Code, asked: Type.Integer(), received: Type.Integer(), accepted: Type.Integer(), partial: Type.Integer(), declined: Type.Integer(), silent: Type.Integer(), waiting: Type.Integer(), medianAnswerS: nullable(Type.Integer()), closed: Type.Integer(), /** Operations that ended without its word. */ unappraised: Type.Integer(), meanScore: nullable(Type.Number()) }, closed);
export type JointLine = Static<typeof JointLine>;
/** A capability that takes specialists: units with enough certificates today, those without, and certificates that end within thirty days. */
export const SpecialistState = Type.Object({ capability: Code, able: Type.Array(Code), lapsed: Type.Array(Code), ending: Type.Array(Type.Object({ unit: Code, until: Type.String() }, closed)) }, closed);
export type SpecialistState = Static<typeof SpecialistState>;
/** Joint work of a time by line, hours of the next seven days in which the joint desk has nobody rostered, and what specialists there are. */
export const JointFigures = Type.Object({ lines: Type.Array(JointLine), holes: Type.Array(Type.Object({ from: At, until: At }, closed)), specialists: Type.Array(SpecialistState), /** Under which it is read (ORG-05). */ mechanism: Code }, closed);
export type JointFigures = Static<typeof JointFigures>;
