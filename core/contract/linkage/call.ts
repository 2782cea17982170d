import { Type, type Static } from "typebox";
import { At, Code, nullable } from "../place.ts";

const closed = { additionalProperties: false } as const;

/** The line of whoever called in: that there is one, and nobody's name or number. */
export const CALLER = "CALLER";
/** A call that nobody ends is over after this time; what it was about stays where it was. */
export const CALL_LIMIT_MS = 3_600_000;

export const LINE_STATES = ["ASKED", "JOINED", "LEFT"] as const;
export type LineState = (typeof LINE_STATES)[number];
/** One end of a call of three: an organisation, or the caller; `at`: since when it stands so. */
export const CallLine = Type.Object({ who: Code, state: Type.Enum(LINE_STATES), at: At }, closed);
export type CallLine = Static<typeof CallLine>;

/** How a call of three goes (LNK-01): who was asked, joined and left. It is over when somebody says what came of it, when no organisation is on it, or when its time is. */
export const Call = Type.Object({ lines: Type.Array(CallLine), endedAt: nullable(At) }, closed);
export type Call = Static<typeof Call>;

export interface CallEvents {
  readonly CallOpened: { readonly id: string; readonly parties: readonly string[]; readonly lines: readonly Pick<CallLine, "who" | "state">[]; readonly scope: readonly string[] };
  readonly CallLineMoved: { readonly id: string; readonly who: string; readonly state: Exclude<LineState, "ASKED"> };
}
