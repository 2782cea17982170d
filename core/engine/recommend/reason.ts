import { type DurationMs } from "@tocsin/kernel/instant.ts";
import type { Priority } from "@tocsin/contract/organisation/city.ts";
import type { DeclineCode } from "./recommend-input.ts";

/** Why a unit stands where it stands: a closed list of codes with what each needs to be said. Lists are sorted. */
export interface ReasonParams {
  /** Arrives first of all eligible units. */
  NEAREST: Record<never, never>;
  ETA: { readonly etaMs: DurationMs };
  CAPABLE: { readonly has: readonly string[] };
  /** Meets a part of the needs: useful beside another unit. */
  COVERS_PART: { readonly has: readonly string[]; readonly missing: readonly string[] };
  CAPABILITY_MISSING: { readonly missing: readonly string[] };
  CAPABILITY_EXPIRED: { readonly expired: readonly string[] };
  CREW_SHORT: { readonly crew: number; readonly crewMin: number };
  NO_CREW: Record<never, never>;
  BUSY: { readonly incidentId: string | null };
  /** Already ordered to this very incident. */
  ALREADY_SENT: Record<never, never>;
  /** Declined the order to this very incident; the need is open again, and others come first (CMD-04). */
  DECLINED: { readonly declineCode: DeclineCode };
  /** Could be drawn from something less urgent, if a human says yes; `gainMs` sooner than the best free unit, null when there is none. */
  PREEMPTIBLE: { readonly incidentId: string; readonly priority: Priority; readonly gainMs: DurationMs | null };
  OFF_DUTY: Record<never, never>;
  UNAVAILABLE: Record<never, never>;
  /** Meets no need by itself, yet the response card asks for it. */
  ON_CARD: { readonly nameZh: string; readonly nameEn: string };
  OTHER_AGENCY: { readonly agency: string };
  STALE_POSITION: { readonly ageS: number | null };
  ESTIMATED_POSITION: Record<never, never>;
  /** No position and no travel time: ranked behind all units whose arrival is known. */
  NO_POSITION: Record<never, never>;
  /** The incident's place is unknown: ranked without arrival times. */
  NO_PLACE: Record<never, never>;
  /** Roads gave no answer: arrival estimated from the straight line. */
  APPROXIMATE: { readonly straightM: number };
  UNREACHABLE: Record<never, never>;
  COVER_LOSS: { readonly share: number };
  LOAD: { readonly orders: number };
  /** A site group whose contact has not been checked for too long (DSP-10). */
  UNVERIFIED: Record<never, never>;
  /** A reserve that goes out for a more urgent level only, unless a commander says why (CMD-10). */
  RESERVE_HELD: { readonly level: Priority };
  /** A reserve that nobody has confirmed for this shift: behind all others. */
  READINESS_UNCONFIRMED: Record<never, never>;
  /** A reserve that rolls within this. */
  READY: { readonly readyMs: DurationMs };
  /** Lent by another district, since none of the own is able and in time (ORG-04). */
  MUTUAL_AID: { readonly orgId: string };
  PATROL_PAUSES: Record<never, never>;
  CLEARING: Record<never, never>;
  /** From elsewhere: boundaries do not bar a unit (DSP-01), they are only said. */
  OUT_OF_AREA: { readonly level: "DISTRICT" | "STATION" };
  /** Compared with the first of the list (only in explanations). */
  LATER_THAN_FIRST: { readonly firstUnitId: string; readonly byMs: DurationMs };
  /** Would arrive earlier, yet stands behind the first: what weighed more. */
  OUTWEIGHED: { readonly firstUnitId: string; readonly byMs: DurationMs; readonly because: readonly ("COVER" | "LOAD" | "CREW")[] };
  /** Equal in everything that counts: the unit's code decided. */
  TIE_BY_CODE: { readonly firstUnitId: string };
}

export type ReasonCode = keyof ReasonParams;
export type Reason = { readonly [C in ReasonCode]: { readonly code: C; readonly params: ReasonParams[C] } }[ReasonCode];

/** BLOCK keeps a unit out of the ranking; CARE wants a look; GOOD speaks for it; FACT is neutral. */
export type ReasonTone = "BLOCK" | "CARE" | "GOOD" | "FACT";

/** Tone of each code when it stands at a unit. Stale positions block unless the dispatcher included them, then they want care. */
const TONES: Readonly<Record<ReasonCode, ReasonTone>> = {
  NO_CREW: "BLOCK",
  OFF_DUTY: "BLOCK",
  UNAVAILABLE: "BLOCK",
  ALREADY_SENT: "BLOCK",
  DECLINED: "BLOCK",
  BUSY: "BLOCK",
  CAPABILITY_MISSING: "BLOCK",
  UNREACHABLE: "BLOCK",
  RESERVE_HELD: "BLOCK",
  CAPABILITY_EXPIRED: "CARE",
  STALE_POSITION: "CARE",
  OTHER_AGENCY: "CARE",
  PREEMPTIBLE: "CARE",
  COVERS_PART: "CARE",
  CREW_SHORT: "CARE",
  ESTIMATED_POSITION: "CARE",
  NO_POSITION: "CARE",
  NO_PLACE: "CARE",
  APPROXIMATE: "CARE",
  UNVERIFIED: "CARE",
  READINESS_UNCONFIRMED: "CARE",
  READY: "FACT",
  COVER_LOSS: "CARE",
  LOAD: "CARE",
  OUTWEIGHED: "CARE",
  ON_CARD: "GOOD",
  NEAREST: "GOOD",
  CAPABLE: "GOOD",
  MUTUAL_AID: "CARE",
  ETA: "FACT",
  PATROL_PAUSES: "FACT",
  CLEARING: "FACT",
  OUT_OF_AREA: "FACT",
  LATER_THAN_FIRST: "FACT",
  TIE_BY_CODE: "FACT",
};

export const toneOf = (code: ReasonCode): ReasonTone => TONES[code];

/** Every code, for tests and legends. */
export const REASON_CODES = Object.keys(TONES) as readonly ReasonCode[];

/** A reason, checked against its code. */
export const because = <C extends ReasonCode>(code: C, params: ReasonParams[C]): Extract<Reason, { code: C }> =>
  ({ code, params }) as Extract<Reason, { code: C }>;
