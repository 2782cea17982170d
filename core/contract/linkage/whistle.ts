import { Type, type Static } from "typebox";
import { At, Code, Place, nullable } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** Beyond the police's power and dangerous; several enforce together; hard to settle by one alone (派出所吹哨、部门报到, LNK-04). */
export const WHISTLE_KINDS = ["EMERGENCY", "JOINT_ENFORCEMENT", "DIFFICULT"] as const;
export type WhistleKind = (typeof WHISTLE_KINDS)[number];

/** Approving it blows it. */
export const WHISTLE_STATUSES = ["DRAFT", "BLOWN", "RESOLVED", "REJECTED"] as const;

/** A department that was called: it acknowledges, reports in with place and time, and leaves when the station has resolved or released. */
export const WhistleCall = Type.Object(
  {
    department: Code,
    ackBy: At,
    ackedAt: nullable(At),
    reportBy: At,
    reportedAt: nullable(At),
    place: nullable(Place),
    /** When a limit of it first ran out, and who has heard of it since. */
    lateAt: nullable(At),
    escalatedTo: nullable(Code),
    releasedAt: nullable(At),
    cosignedAt: nullable(At),
    leftAt: nullable(At),
    /** What the station says of the department, and the department of the whistle. */
    score: nullable(Type.Integer({ minimum: 1, maximum: 5 })),
    necessary: nullable(Type.Boolean()),
  },
  closed,
);
export type WhistleCall = Static<typeof WhistleCall>;

export const Whistle = Type.Object(
  {
    kind: Type.Enum(WHISTLE_KINDS),
    /** Item of the responsibility list on which it rests. */
    item: Code,
    status: Type.Enum(WHISTLE_STATUSES),
    draftedBy: Type.String(),
    approvedBy: nullable(Type.String()),
    blownAt: nullable(At),
    resolvedAt: nullable(At),
    departments: Type.Array(Code),
    calls: Type.Array(WhistleCall),
  },
  closed,
);
export type Whistle = Static<typeof Whistle>;

/** Acknowledged or not, reported in or not: still expected. */
export const isCalled = ({ releasedAt, leftAt }: Pick<WhistleCall, "releasedAt" | "leftAt">): boolean => releasedAt === null && leftAt === null;

export interface WhistleEvents {
  readonly WhistleDrafted: Pick<Whistle, "kind" | "item" | "departments">;
  readonly WhistleBlown: { readonly calls: readonly Pick<WhistleCall, "department" | "ackBy" | "reportBy">[]; readonly scope: readonly string[] };
  readonly WhistleRejected: { readonly reason: string };
  readonly WhistleAcked: { readonly department: string };
  readonly WhistleReportedIn: { readonly department: string; readonly place: Static<typeof Place> };
  /** A limit ran out: the district's liaison hears of it. */
  readonly WhistleLate: { readonly department: string; readonly what: "ACK" | "REPORT"; readonly escalatedTo: string; readonly scope: readonly string[] };
  readonly WhistleReleased: { readonly department: string; readonly reason: string };
  readonly WhistleResolved: { readonly text: string };
  readonly WhistleCosigned: { readonly department: string };
  readonly WhistleLeft: { readonly department: string };
  readonly WhistleRated: { readonly department: string; readonly score: number };
  readonly WhistleJudged: { readonly department: string; readonly necessary: boolean };
}
