import type { DISMISS_REASONS, MoveAdvice, Unit } from "./unit.ts";
import type { ReadinessState } from "../organisation/reserve.ts";
import type { Point } from "../place.ts";

/** Everything that can have happened to a unit. */
export interface UnitEvents {
  UnitRegistered: Pick<Unit, "id" | "callSign" | "kind" | "agency" | "orgId" | "orgPath" | "capabilities" | "crew" | "echelon" | "home" | "contactVerifiedAt">;
  UnitStatusSet: { readonly status: "OFF_DUTY" | "AVAILABLE" | "UNAVAILABLE"; readonly reason: Unit["unavailableReason"]; readonly deviceAt: number | null };
  UnitAssigned: { readonly incidentId: string; readonly orderId: string };
  UnitProgressed: { readonly status: "EN_ROUTE" | "ON_SCENE" | "CLEARING" };
  UnitReleased: { readonly incidentId: string; readonly orderId: string; readonly to: "AVAILABLE" | "UNAVAILABLE"; readonly reason: Unit["unavailableReason"] };
  PatrolStarted: { readonly patrol: Pick<NonNullable<Unit["patrol"]>, "id" | "checkpoints"> };
  /** `deviceAt`: when the crew says it was there; events from before it was kept have none. */
  CheckpointPassed: { readonly index: number; readonly excused: readonly number[]; readonly deviceAt?: number | null };
  PatrolEnded: Record<string, never>;
  DuressRaised: { readonly point: Point | null; readonly deviceAt: number | null };
  DuressCleared: { readonly reason: string };
  HandoverOffered: { readonly toUnitId: string };
  HandoverEnded: Record<string, never>;
  MoveAdvised: Omit<MoveAdvice, "at">;
  /** The advice no longer holds: cover is there again, or another move is better. */
  AdviceWithdrawn: Record<string, never>;
  MoveDismissed: { readonly code: (typeof DISMISS_REASONS)[number]; readonly text: string };
  StandbyOrdered: { readonly postId: string; readonly point: Point };
  StandbyReached: { readonly deviceAt: number | null };
  StandbyEnded: Record<string, never>;
  ReadinessConfirmed: { readonly state: ReadinessState; readonly deviceAt: number | null };
  ContactVerified: { readonly deviceAt: number | null };
}
