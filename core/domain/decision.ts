import type { City, DepartmentRow, IncidentTypeRow, OrgUnit, OutcomeRow, PremiseRow, UnitRow } from "@tocsin/contract/organisation/city.ts";
import type { StandbyPostRow } from "@tocsin/contract/organisation/standby.ts";
import type { Advisory, AdvisoryEvents } from "@tocsin/contract/command/advisory.ts";
import type { Drawing, DrawingEvents } from "@tocsin/contract/command/drawing.ts";
import type { CommandPost, CommandPostEvents } from "@tocsin/contract/command/command-post.ts";
import type { CommandName } from "@tocsin/contract/commands.ts";
import type { Review, ReviewEvents } from "@tocsin/contract/command/review.ts";
import type { StreamKind } from "@tocsin/contract/events.ts";
import type { Notice, NoticeEvents } from "@tocsin/contract/command/notice.ts";
import type { Asset, AssetEvents } from "@tocsin/contract/governance/asset.ts";
import type { FigureTable, Publication, PublicationEvents } from "@tocsin/contract/governance/publication.ts";
import type { Cooperation, CooperationEvents } from "@tocsin/contract/joint/cooperation.ts";
import type { Mechanism, MechanismEvents } from "@tocsin/contract/organisation/mechanism.ts";
import type { Room, RoomEvents } from "@tocsin/contract/command/room.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { IncidentEvents } from "@tocsin/contract/intake/events.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { UnitEvents } from "@tocsin/contract/dispatch/events.ts";
import type { PlanFinding } from "@tocsin/contract/command/plan-finding.ts";
import type { PlanEvents, PlanVersion } from "@tocsin/contract/command/plan-version.ts";
import type { Activation } from "@tocsin/contract/command/activation.ts";
import type { ActivationEvents } from "@tocsin/contract/command/activation-events.ts";
import type { Layout, LayoutEvents, LayoutFault } from "@tocsin/contract/layouts/layout.ts";
import type { ClosureEvents, RoadClosure } from "@tocsin/contract/roads/closure.ts";
import { refuse, type Refusal, type RefusalCode } from "@tocsin/contract/refusal.ts";
import type { Matter, MatterEvents } from "@tocsin/contract/linkage/matter.ts";
import type { ResponsibilityRow } from "@tocsin/contract/linkage/responsibility.ts";
import type { WorkingCalendar } from "./linkage/working-time.ts";
import type { Instant } from "@tocsin/kernel/instant.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import type { ResponseWork } from "./command/response-work.ts";

/** Who acts. It comes from the session, never from the body. */
export interface Actor {
  readonly userId: string;
  readonly name: string;
  /** The role under which the command was allowed. */
  readonly role: string;
  /** Where that role holds. */
  readonly orgPath: string;
  readonly agency: string;
  readonly unitId: string | null;
}

/** A city with the look-ups that decisions need. */
export interface CityIndex {
  readonly city: City;
  readonly org: ReadonlyMap<string, OrgUnit>;
  readonly orgByPath: ReadonlyMap<string, OrgUnit>;
  readonly type: ReadonlyMap<string, IncidentTypeRow>;
  readonly unit: ReadonlyMap<string, UnitRow>;
  readonly premise: ReadonlyMap<string, PremiseRow>;
  readonly department: ReadonlyMap<string, DepartmentRow>;
  readonly responsibility: ReadonlyMap<string, ResponsibilityRow>;
  readonly calendar: WorkingCalendar;
  /** The other platform on which a party works, by `platforms.yaml`. */
  readonly platformOf: ReadonlyMap<string, string>;
  /** The other Tocsin on which a party works: its own desks sign there (JNT-07). */
  readonly custodyOf: ReadonlyMap<string, string>;
  readonly outcome: ReadonlyMap<string, OutcomeRow>;
  readonly standbyPost: ReadonlyMap<string, StandbyPostRow>;
}

/** A unit as a recommendation ranked it, for the decision that follows. */
export interface RankedChoice {
  readonly unitId: string;
  /** 1 = first; null when not eligible. */
  readonly rank: number | null;
  readonly etaMs: number | null;
  /** Part of the team that was proposed. */
  readonly proposed?: boolean;
}

export interface Jurisdiction {
  readonly orgPath: string;
  readonly inside: boolean;
  /** Left out while the city has no layout yet. */
  readonly layout?: { readonly id: string; readonly no: number; readonly area: string | null };
}

/** Everything that a decision may know beside the records: prefetched by the desk, so that deciding is pure and synchronous. */
export interface Context {
  readonly at: Instant;
  readonly actor: Actor;
  readonly city: CityIndex;
  /** A new ULID for this moment; the desk supplies the randomness. */
  readonly newId: () => string;
  /** Number for a new incident. */
  readonly nextNo: string | null;
  /**
   * Jurisdiction of a point: the deepest area that contains it, as an org path, and whether it is in the service area; by the layout
   * that is in force, or was at `asOf`, which it names (DSP-07).
   */
  readonly jurisdiction: (point: { readonly lon: number; readonly lat: number }, asOf?: Instant) => Jurisdiction;
  /** A road of the city, or null when there is none of this id. */
  readonly road: (id: string) => { readonly name: string; readonly line: readonly (readonly [number, number])[] } | null;
  /** What keeps the named layout from being published; null where nobody asked. */
  readonly layoutFaults: readonly LayoutFault[] | null;
  /** What forbids this step of the named plan; null where nobody asked. */
  readonly planFindings: readonly PlanFinding[] | null;
  /** The recommendation to which an order refers, or the one made for it. */
  readonly ranking: { readonly id: string; readonly checksum: string; readonly policy: string; readonly graphVersion: string; readonly choices: readonly RankedChoice[] } | null;
  /** Organisations with at least one signed-in seat (ORG-14). */
  readonly mannedOrgs: ReadonlySet<string>;
  /** Whether an account may run a command on a record of this scope now; null where there is no such account. */
  readonly mayRun: (account: string, command: CommandName, scope: readonly string[]) => boolean | null;
  /** Advisories that have not ended, where guidance goes with an order (SCN-02); left out where nobody asked. */
  readonly advisories?: readonly Advisory[];
  /** Channels that run, with the duty catalogue in them, where a plan is started: how ready it is hangs on them (CMD-09, LNK-09); left out where nobody asked. */
  readonly channels?: readonly Cooperation[];
  /** How many events a loaded record has; 0 for one that was not loaded. The step supplies it. */
  readonly versionOf?: (kind: StreamKind, id: string) => number;
  /** Accounts with a recorded act on what a review looks back on; absent where none is signed (CMD-12). */
  readonly handlers?: ReadonlySet<string>;
  /** How long the seat of who is named as commander has been gone, in ms of the machine; absent where nobody asked (CMD-04). */
  readonly commanderAwayMs?: number;
  /** Accounts whose own number this caller has; absent: none (GOV-02). */
  readonly recused?: readonly string[];
  /** What is told of the month that the command names, and how it was counted; absent where none is (GOV-03). */
  readonly figures?: { readonly tables: FigureTable[]; readonly method: { readonly zh: string; readonly en: string }[] };
  /** The report's text could not be kept as it came: it stands escaped, and the door keeps the bytes. */
  readonly rawText?: boolean;
  /** What plans and modules come to, where a command names one. */
  readonly response?: ResponseWork;
}

/** The records that were loaded for a decision. */
export interface World {
  readonly incidents: ReadonlyMap<string, Incident>;
  readonly units: ReadonlyMap<string, Unit>;
  readonly closures: ReadonlyMap<string, RoadClosure>;
  readonly layouts: ReadonlyMap<string, Layout>;
  readonly advisories: ReadonlyMap<string, Advisory>;
  readonly matters: ReadonlyMap<string, Matter>;
  readonly activations: ReadonlyMap<string, Activation>;
  readonly plans: ReadonlyMap<string, PlanVersion>;
  readonly commandPosts: ReadonlyMap<string, CommandPost>;
  readonly drawings: ReadonlyMap<string, Drawing>;
  readonly rooms: ReadonlyMap<string, Room>;
  readonly notices: ReadonlyMap<string, Notice>;
  readonly cooperations: ReadonlyMap<string, Cooperation>;
  readonly assets: ReadonlyMap<string, Asset>;
  readonly mechanisms: ReadonlyMap<string, Mechanism>;
  readonly publications: ReadonlyMap<string, Publication>;
  readonly reviews: ReadonlyMap<string, Review>;
}

/** A new event before the log gives it a version; `at` and author are the context's. */
export type Drafted =
  | { [Type in keyof IncidentEvents & string]: { readonly kind: "incident"; readonly id: string; readonly type: Type; readonly data: IncidentEvents[Type] } }[keyof IncidentEvents & string]
  | { [Type in keyof UnitEvents & string]: { readonly kind: "unit"; readonly id: string; readonly type: Type; readonly data: UnitEvents[Type] } }[keyof UnitEvents & string]
  | { [Type in keyof ClosureEvents & string]: { readonly kind: "closure"; readonly id: string; readonly type: Type; readonly data: ClosureEvents[Type] } }[keyof ClosureEvents & string]
  | { [Type in keyof LayoutEvents & string]: { readonly kind: "layout"; readonly id: string; readonly type: Type; readonly data: LayoutEvents[Type] } }[keyof LayoutEvents & string]
  | { [Type in keyof MatterEvents & string]: { readonly kind: "matter"; readonly id: string; readonly type: Type; readonly data: MatterEvents[Type] } }[keyof MatterEvents & string]
  | { [Type in keyof PlanEvents & string]: { readonly kind: "plan"; readonly id: string; readonly type: Type; readonly data: PlanEvents[Type] } }[keyof PlanEvents & string]
  | { [Type in keyof DrawingEvents & string]: { readonly kind: "drawing"; readonly id: string; readonly type: Type; readonly data: DrawingEvents[Type] } }[keyof DrawingEvents & string]
  | { [Type in keyof CommandPostEvents & string]: { readonly kind: "commandPost"; readonly id: string; readonly type: Type; readonly data: CommandPostEvents[Type] } }[keyof CommandPostEvents & string]
  | { [Type in keyof ReviewEvents & string]: { readonly kind: "review"; readonly id: string; readonly type: Type; readonly data: ReviewEvents[Type] } }[keyof ReviewEvents & string]
  | { [Type in keyof NoticeEvents & string]: { readonly kind: "notice"; readonly id: string; readonly type: Type; readonly data: NoticeEvents[Type] } }[keyof NoticeEvents & string]
  | { [Type in keyof MechanismEvents & string]: { readonly kind: "mechanism"; readonly id: string; readonly type: Type; readonly data: MechanismEvents[Type] } }[keyof MechanismEvents & string]
  | { [Type in keyof CooperationEvents & string]: { readonly kind: "cooperation"; readonly id: string; readonly type: Type; readonly data: CooperationEvents[Type] } }[keyof CooperationEvents & string]
  | { [Type in keyof PublicationEvents & string]: { readonly kind: "publication"; readonly id: string; readonly type: Type; readonly data: PublicationEvents[Type] } }[keyof PublicationEvents & string]
  | { [Type in keyof AssetEvents & string]: { readonly kind: "asset"; readonly id: string; readonly type: Type; readonly data: AssetEvents[Type] } }[keyof AssetEvents & string]
  | { [Type in keyof RoomEvents & string]: { readonly kind: "room"; readonly id: string; readonly type: Type; readonly data: RoomEvents[Type] } }[keyof RoomEvents & string]
  | { [Type in keyof AdvisoryEvents & string]: { readonly kind: "advisory"; readonly id: string; readonly type: Type; readonly data: AdvisoryEvents[Type] } }[keyof AdvisoryEvents & string]
  | { [Type in keyof ActivationEvents & string]: { readonly kind: "activation"; readonly id: string; readonly type: Type; readonly data: ActivationEvents[Type] } }[keyof ActivationEvents & string];

export type Decision = Result<readonly Drafted[], Refusal>;
export type Decider<Payload> = (world: World, payload: Payload, context: Context) => Decision;

export const accept = (...events: readonly Drafted[]): Decision => ok(events);
export const refused = (code: RefusalCode, params: Record<string, unknown> = {}): Decision => fail(refuse(code, params));

export const onIncident = <Type extends keyof IncidentEvents & string>(id: string, type: Type, data: IncidentEvents[Type]): Drafted =>
  ({ kind: "incident", id, type, data }) as Drafted;
export const onUnit = <Type extends keyof UnitEvents & string>(id: string, type: Type, data: UnitEvents[Type]): Drafted =>
  ({ kind: "unit", id, type, data }) as Drafted;

/** Whether `path` is `ancestor` or lies below it. */
export const within = (path: string, ancestor: string): boolean => path === ancestor || path.startsWith(`${ancestor}.`);
