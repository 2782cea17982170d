import type { MatterUrgency } from "@tocsin/contract/linkage/calendar.ts";
import { assists, type Matter, type MatterClock, type MatterClockKind, type MatterEvents, type MatterStatus, writerOf } from "@tocsin/contract/linkage/matter.ts";
import { isOnWire } from "@tocsin/contract/linkage/wire.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import type { Instant } from "@tocsin/kernel/instant.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";

/** What a clock measures, and the windows that are none. */
export type LimitKind = MatterClockKind | "RETURN" | "REOPEN" | "ESCALATE";

/** Everything that a step of a matter may know beside the matter. */
export interface MatterFacts {
  readonly at: Instant;
  /** The platform that decides. */
  readonly here: string;
  readonly platformOf: (party: string) => string;
  /** The platform to which what is offered to a party goes by wire; null for one that works here, or on a platform that tells its own steps. */
  readonly wiredTo: (party: string) => string | null;
  /** So soon a platform answers by agreement, ms; null = the limit of the matter holds. */
  readonly answersWithin: (platform: string) => number | null;
  /** Why the agreement with a platform does not carry a matter there now; null = it does. */
  readonly agreed: (platform: string, place: Matter["content"]["place"]) => Refusal | null;
  /** Whether another platform has a name for a party; one that it cannot name holds no matter that it knows. */
  readonly named: (platform: string, party: string) => boolean;
  /** The wire itself writes what its party did. */
  readonly byWire?: boolean;
  /** Org paths of a party's desks: who is offered something must be able to see it. */
  readonly pathsOf: (party: string) => readonly string[];
  /** When a limit that begins at `at` runs out. */
  readonly dueAt: (limit: LimitKind, urgency: MatterUrgency) => Instant;
  /** So often a matter may be passed on before somebody above decides. */
  readonly passes: number;
  /** A matter that was loaded with this one: the exercise of a drill. */
  readonly matter?: (id: string) => Matter | undefined;
  /** Who hears when a department does not answer a whistle. */
  readonly escalateTo: string;
}

export type MatterDraft = { [Type in keyof MatterEvents & string]: { readonly type: Type; readonly data: MatterEvents[Type] } }[keyof MatterEvents & string];
export type MatterDecision = Result<readonly MatterDraft[], Refusal>;

export const said = <Type extends keyof MatterEvents & string>(type: Type, data: MatterEvents[Type]): MatterDraft => ({ type, data }) as MatterDraft;
export const happen = (...drafts: readonly MatterDraft[]): MatterDecision => ok(drafts);
export const no = (code: Refusal["code"], params: Record<string, unknown> = {}): MatterDecision => fail(refuse(code, params));

/** A clock that begins now; the work on an exercise is due so long after its end. */
export function begin(kind: MatterClockKind, { content }: Pick<Matter, "content">, facts: Pick<MatterFacts, "at" | "dueAt">): MatterClock {
  const waits = kind === "HANDLE" && content.exercise !== undefined ? Math.max(0, content.exercise.until - facts.at) : 0;
  return { kind, since: facts.at, dueAt: facts.dueAt(kind, content.urgency) + waits, level: 0 };
}

/** The owner's clock as it was before an offer: what was due then is still due. */
export const handleAgain = ({ custody }: Pick<Matter, "custody">, at: Instant): MatterClock => ({ kind: "HANDLE", since: at, dueAt: custody.handleBy, level: 0 });

/** Nobody but a coordinator moves a matter that waits for a ruling. */
export const awaitsRuling = ({ custody }: Pick<Matter, "custody">): boolean => custody.clock?.kind === "ADJUDICATE";
/** Statuses in which the work is done, and whoever had the matter first goes on with it. */
const DONE: readonly MatterStatus[] = ["REPLIED", "VERIFIED", "CLOSED"];

/** A party on the wire has the next step, and the wire alone writes for it. */
const isElsewhere = ({ custody, wire }: Matter, writer: string, facts: MatterFacts): boolean => facts.byWire !== true && isOnWire(wire) && wire?.party === writer && !DONE.includes(custody.status);

/** The matter goes to the wire where its receiver is reached by one. A platform that closed a request hears of it as a new one: GeoReport knows no reopening. */
export function askWire(party: string, facts: MatterFacts): MatterDraft[] {
  const platform = facts.wiredTo(party);
  return platform === null ? [] : [said("WireAsked", { platform, party })];
}

/** Somebody is still bound to the owner by it: an assistant, or departments under a whistle. */
export const hasAssistants = ({ assistants, whistle }: Pick<Matter, "assistants" | "whistle">): boolean => assistants.some(assists) || whistle?.status === "BLOWN";

/** The next step is another platform's to write; null = it is this one's. */
export function elsewhere(matter: Matter, facts: MatterFacts): MatterDecision | null {
  const writer = writerOf(matter.custody);
  return facts.platformOf(writer) === facts.here && !isElsewhere(matter, writer, facts) ? null : no("MATTER_ELSEWHERE", { party: writer });
}

/**
 * Why this act is none now: the matter is in another status, waits for a ruling, or its next step is another platform's
 * to write. Null = go on.
 */
export function barred(matter: Matter, facts: MatterFacts, statuses: readonly MatterStatus[]): MatterDecision | null {
  const { custody } = matter;
  if (awaitsRuling(matter)) return no("STATE_CONFLICT", { status: "ADJUDICATION_DUE", allowed: ["linkage.adjudicate", "linkage.takeUp"] });
  if (!statuses.includes(custody.status)) return no("STATE_CONFLICT", { status: custody.status, allowed: statuses });
  return elsewhere(matter, facts);
}
