import type { TakenOver } from "../command/taken-over.ts";
import type { AgencySeat, Fact, Feedback, Incident, IncidentResponse, Note, PastProposal, Report, SupportRequest } from "./incident.ts";
import type { MatchAnswer } from "../guidance/match.ts";
import type { GuidancePack } from "../guidance/pack.ts";
import type { ReportLine } from "../command/command-post.ts";
import type { PlanLevel } from "../command/plan-task.ts";
import type { Emergency, UpwardReport } from "../linkage/severity.ts";
import type { Place } from "../place.ts";
import type { Priority, ResponseLimits } from "../organisation/city.ts";
import type { Clock } from "../dispatch/clock.ts";
import type { Assignment, Order } from "../dispatch/order.ts";

type NewAssignment = Pick<Assignment, "unitId" | "callSign" | "kind" | "agency" | "orgPath" | "echelon" | "etaMs" | "rank" | "lentBy">;

/** Everything that can have happened to an incident. `At` and author stand in the envelope. */
export interface IncidentEvents {
  IncidentReceived: {
    readonly id: string;
    readonly no: string;
    readonly report: Report;
    /** Accounts whose own number the caller has (GOV-02). */
    readonly recused?: readonly string[];
    readonly place: Place | null;
    readonly placeUnknown: Incident["placeUnknown"];
    readonly flags: Incident["flags"];
    readonly occurredAt: number | null;
    readonly drill: boolean;
    readonly probe?: string;
    readonly orgPath: string;
    readonly leadAgency: string;
    readonly limits?: ResponseLimits;
    readonly reportsShown?: NonNullable<Incident["reportsShown"]>;
    readonly layout?: NonNullable<Incident["layout"]>;
    readonly advisoryId?: string;
    /** The neighbour's matter in which it helps. */
    readonly helps?: string;
  };
  IncidentClassified: Pick<Incident, "matrixVersion" | "needsAll" | "needsAny" | "crewMin" | "rapid" | "leadAgency" | "limits"> & {
    readonly typeCode: string;
    readonly priority: Priority;
  };
  PriorityChanged: { readonly from: Priority | null; readonly to: Priority; readonly reason: string };
  IncidentLocated: { readonly place: Place; readonly orgPath: string; readonly outside: boolean; readonly layout?: NonNullable<Incident["layout"]> };
  FieldAmended: { readonly field: "text" | "addressText" | "callback" | "occurredAt"; readonly from: string | number | null; readonly to: string | number; readonly recused?: readonly string[] };
  FactAdded: { readonly fact: Fact };
  NoteAdded: { readonly note: Note };
  ReportAdded: { readonly report: Report; readonly recused?: readonly string[] };
  DuplicateMerged: { readonly duplicateId: string; readonly reports: readonly Report[]; readonly scope: readonly string[]; /** How many they are with those that are not listed; in old events only where there are such. */ readonly count?: number; readonly recused?: readonly string[]; /** Set where a clock of the duplicate was breached. */ readonly breached?: true };
  MergedInto: { readonly primaryId: string };
  DuplicateUnmerged: { readonly duplicateId: string; readonly reason: string; readonly count?: number };
  MergeUndone: { readonly primaryId: string; readonly reason: string };
  /** `reviewId`: the review that is owed from now on; left out, none. */
  IncidentCancelled: { readonly reason: string; readonly reviewId?: string };
  IncidentClosed: { readonly outcome: { readonly code: string; readonly text: string; readonly caseRef: string | null }; readonly reviewId?: string };
  IncidentReopened: { readonly reason: string };
  LegalHoldSet: { readonly reason: string };
  LegalHoldLifted: { readonly reason: string };
  /** An organisation sits in on the matter (JNT-04). */
  GuestSeated: { readonly cooperationId: string; readonly orgPath: string };
  /** `stays`: it sees the matter on, for another reason. */
  GuestLeft: { readonly cooperationId: string; readonly orgPath: string; readonly stays: boolean };
  AgencyInvited: { readonly agency: string; readonly orgPath: string };
  RoomJoined: { readonly agency: string; readonly orgPath: string };
  RoomLeft: { readonly agency: string };
  AgencyStatusSet: { readonly agency: string; readonly status: AgencySeat["status"] };
  LeadAgencySet: { readonly from: string; readonly to: string; readonly reason: string };
  OrderIssued: Omit<Order, "assignments" | "issuedAt" | "issuedBy" | "suspended"> & { readonly assignments: readonly NewAssignment[] };
  OrderAcknowledged: { readonly orderId: string; readonly unitId: string; readonly deviceAt: number | null };
  OrderEscalated: { readonly orderId: string; readonly unitId: string; readonly level: "STATION_ROOM" | "REASSIGN" | "NO_UNIT" };
  OrderVetoed: { readonly orderId: string; readonly orgId: string; readonly reason: string };
  CopySeen: { readonly orderId: string; readonly orgId: string };
  AssignmentDeclined: { readonly orderId: string; readonly unitId: string; readonly code: string; readonly text: string };
  AssignmentEnRoute: { readonly orderId: string; readonly unitId: string; readonly deviceAt: number | null };
  ArrivalProposed: { readonly orderId: string; readonly unitId: string; readonly deviceAt: number | null };
  AssignmentArrived: { readonly orderId: string; readonly unitId: string; readonly auto: boolean; readonly deviceAt: number | null };
  HandlingStarted: { readonly orderId: string; readonly unitId: string; readonly deviceAt: number | null };
  FeedbackGiven: { readonly feedback: Feedback };
  AssignmentCompleted: { readonly orderId: string; readonly unitId: string; readonly deviceAt: number | null };
  AssignmentRecalled: { readonly orderId: string; readonly unitId: string; readonly reason: string };
  AssignmentSuperseded: { readonly orderId: string; readonly unitId: string; readonly reason: string; readonly drawnTo?: NonNullable<Assignment["drawnTo"]> };
  ResponsibilityOffered: { readonly orderId: string; readonly unitId: string; readonly toUnitId: string; readonly reason: string };
  /** `declinedBy`: the unit that said no; null when the giver took its offer back. */
  ResponsibilityKept: { readonly orderId: string; readonly unitId: string; readonly declinedBy: string | null };
  ReleaseRequested: { readonly orderId: string; readonly unitId: string; readonly reason: string; readonly name: string; readonly orgPath: string };
  ReleaseAnswered: { readonly orderId: string; readonly unitId: string; readonly granted: boolean; readonly text: string };
  /** What goes with orders whose crews are under way, for what the incident is now. */
  GuidanceRenewed: { readonly orderIds: readonly string[]; readonly guidance: GuidancePack };
  GuidanceRead: { readonly orderId: string; readonly unitId: string; readonly version: number; readonly deviceAt: number | null };
  FactRead: { readonly factId: string; readonly unitId: string };
  MatchAnswered: Omit<MatchAnswer, "at">;
  FactUnread: { readonly factId: string; readonly unitId: string };
  ClockStarted: { readonly clock: Pick<Clock, "id" | "step" | "limitS"> };
  ClockDone: { readonly clockId: string };
  ClockBreached: { readonly clockId: string };
  ClockVoided: { readonly clockId: string };
  BreachExplained: { readonly clockId: string; readonly code: NonNullable<Clock["reason"]>["code"]; readonly text: string };
  SupportRequested: { readonly request: SupportRequest };
  SupportAccepted: { readonly requestId: string; readonly userId: string; readonly name: string; readonly orgPath: string; readonly dueAt: number };
  SupportEscalated: { readonly requestId: string };
  SupportAnswered: { readonly requestId: string; readonly text: string };
  CommandTaken: { readonly userId: string; readonly name: string; readonly orgPath: string };
  /** `toName` is absent in events from before it was kept, and for an account that the city does not know. */
  CommandOffered: { readonly to: string; readonly toName?: string; readonly from: string };
  CommandAccepted: { readonly userId: string; readonly name: string; readonly orgPath: string };
  CommandTakenOver: { readonly userId: string; readonly name: string; readonly orgPath: string } & Omit<TakenOver, "by" | "byName" | "at">;
  CommandPostOpened: { readonly commandPostId: string };
  CommandPostStoodDown: { readonly commandPostId: string; readonly reviewId?: string };
  ResponseSet: IncidentResponse;
  ProposalGone: Omit<PastProposal, "times"> & { readonly nameZh: string; readonly nameEn: string };
  SeatRequired: { readonly orgId: string; readonly orgPath: string };
  SeatEmpty: { readonly orgId: string; readonly to: string };
  SeatAnswered: { readonly orgId: string };
  /** So many open P1 incidents in its area that the area is in surge (CMD-11). */
  SurgeRaised: { readonly orgPath: string; readonly count: number };
  /** A matter for another organisation came of it; the incident stays where it is until somebody has signed. */
  MatterLinked: { readonly matterId: string; readonly no: string };
  /** The other organisation has signed, and nobody of ours is under way. */
  IncidentTransferred: { readonly matterId: string; readonly to: string; readonly reviewId?: string };
  /** How grave it is as an emergency; `null`: it was none before (LNK-06). */
  SeveritySet: { readonly from: PlanLevel | null; readonly to: PlanLevel; readonly reason: string } & Pick<Emergency, "leadZh" | "leadEn" | "agency" | "continuingS">;
  ReportedUp: Omit<UpwardReport, "at" | "by"> & { readonly agency: string | null; readonly lines: readonly ReportLine[] };
  SurgeEnded: { readonly orgPath: string };
}
