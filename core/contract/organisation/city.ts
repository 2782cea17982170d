import { Type, type Static } from "typebox";
import type { PlanContent, PlanModule } from "../command/plan.ts";
import { Latitude, Longitude } from "../coordinates.ts";
import { GuidanceContent } from "../guidance/content.ts";
import { type CalendarRow, LinkageLimits } from "../linkage/calendar.ts";
import { SeverityRules } from "../linkage/severity.ts";
import type { AssetHolderRow } from "../governance/asset-holder.ts";
import type { CertificateRow, JointRules } from "../joint/joint-rules.ts";
import type { ResponsibilityRow } from "../linkage/responsibility.ts";
import { EmergencyRule } from "./emergency-rule.ts";
import type { SharingRow } from "../linkage/sharing.ts";
import type { PlatformRow } from "../linkage/wire.ts";
import type { ClientRow } from "./machine-client.ts";
import type { MutualAidRow } from "./mutual-aid.ts";
import type { Mechanisms } from "./mechanism.ts";
import type { Policies } from "./policies.ts";
import type { RapidPointRow } from "./rapid-point.ts";
import type { ResponseCardRow } from "./response-card.ts";
import type { Retention } from "./retention.ts";
import type { SensorRow } from "./sensor.ts";
import type { ReserveRow } from "./reserve.ts";
import type { StandbyPostRow } from "./standby.ts";
import type { Speeds } from "./speeds.ts";

/**
 * A city is a folder of data. These schemas are one row of each of its files; `edge/city` reads and checks them all,
 * and names every fault by file, line and field. Codes are English, names Chinese first.
 */

const closed = { additionalProperties: false } as const;
const Code = Type.String({ minLength: 1, maxLength: 40, pattern: "^[A-Z0-9][A-Z0-9_-]*$" });
const Name = Type.String({ minLength: 1, maxLength: 80 });

/** The five levels of the command chain (ORG-01), outermost first. */
export const ORG_LEVELS = ["CITY", "DISTRICT", "STATION", "POST", "MRU"] as const;
export const OrgLevel = Type.Enum(ORG_LEVELS);
export type OrgLevel = (typeof ORG_LEVELS)[number];

export const PRIORITIES = ["P1", "P2", "P3", "P4"] as const;
export const Priority = Type.Enum(PRIORITIES);
export type Priority = (typeof PRIORITIES)[number];

/** `organisation.csv`: one organisational unit. `path` is not in the file: the loader derives it from the parents. */
export const OrgUnitRow = Type.Object(
  {
    id: Code,
    parent: Type.Union([Code, Type.Null()]),
    level: OrgLevel,
    /** What it is: BUREAU, STREET_POST, COMMUNITY_ROOM, DUTY_ROOM (ORG-14), SITE_GROUP, FIRE_STATION, EMS_BASE … */
    kind: Code,
    nameZh: Name,
    nameEn: Name,
    /** URBAN, TOWN or RURAL; decides the ordinary arrival limit. */
    setting: Type.Enum(["URBAN", "TOWN", "RURAL"]),
    /** CENTRAL: the city dispatches; REGIONAL: the district does, neighbours help (ORG-04). */
    governance: Type.Enum(["CENTRAL", "REGIONAL"]),
    /** Agency: POLICE, TRAFFIC_POLICE, FIRE, EMS … a code of `departments.csv` or POLICE. */
    agency: Code,
    /** GB/T 2260 division code, six digits. */
    adminCode: Type.String({ pattern: "^[0-9]{6}$" }),
    lon: Longitude,
    lat: Latitude,
  },
  closed,
);
export type OrgUnitRow = Static<typeof OrgUnitRow>;
/** An organisational unit with its dotted path from the city (`CITY.D01.S0103`): the key of every scope check. */
export type OrgUnit = OrgUnitRow & { readonly path: string };

export const UNIT_KINDS = [
  "PATROL_CAR", "MOTORCYCLE", "FOOT_PATROL", "TRAFFIC_UNIT", "SPECIAL_POLICE", "COMMUNITY_TEAM", "BOAT",
  "FIRE_ENGINE", "LADDER_TRUCK", "RESCUE_SQUAD", "AMBULANCE", "SUPERVISOR", "MRU_TEAM",
] as const;
export const UnitKind = Type.Enum(UNIT_KINDS);
export type UnitKind = (typeof UNIT_KINDS)[number];

/** The force tier of the ECHELON reading of 1-3-5: post or station or patrol 1, district 3, city 5 (DSP-05). */
export const Echelon = Type.Enum([1, 3, 5]);

/** `units.csv`: one dispatchable unit; `org` is the post or station whose shift it stands in. */
export const UnitRow = Type.Object(
  {
    id: Code,
    callSign: Name,
    org: Code,
    kind: UnitKind,
    agency: Code,
    /** Codes such as PATROL, FIRST_AID, TRAFFIC_CONTROL, matched against an incident type's needs. */
    capabilities: Type.Array(Code),
    crew: Type.Integer({ minimum: 0, maximum: 50 }),
    echelon: Echelon,
    /** Where it stands by when it has no task. */
    lon: Longitude,
    lat: Latitude,
  },
  closed,
);
export type UnitRow = Static<typeof UnitRow>;

/** `unit_phones.csv`: the duty telephone of a unit, never a person's own, to which a short message goes (CMD-03). */
export const UnitPhoneRow = Type.Object({ unit: Code, phone: Type.String({ pattern: "^\\+?[0-9]{3,15}$" }) }, closed);
export type UnitPhoneRow = Static<typeof UnitPhoneRow>;
/** One address and nothing that begins a header. */
const MailAddress = Type.String({ maxLength: 200, pattern: "^[A-Za-z0-9._+-]{1,64}@[A-Za-z0-9-]+(\\.[A-Za-z0-9-]+)+$" });
/** `unit_mails.csv`: the duty mailbox of a unit's desk, an address of its organisation and never a person's own (CMD-03). */
export const UnitMailRow = Type.Object({ unit: Code, mail: MailAddress }, closed);
export type UnitMailRow = Static<typeof UnitMailRow>;
/** `party_mails.csv`: the duty mailbox of a department, a station or the police, never a person's own: it is told there what waits for it while nobody of it is signed in. */
export const PartyMailRow = Type.Object({ party: Code, mail: MailAddress, /** At which time of each day it is sent the counts of its area; none where nobody wants them (LNK-03). */ summary: Type.Union([Type.String({ pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$" }), Type.Null()]) }, closed);
export type PartyMailRow = Static<typeof PartyMailRow>;

/** `terminals.csv`: a vehicle terminal (JT/T 808) that reports for a unit. */
export const TerminalRow = Type.Object(
  {
    /** Its number, without the zeros that pad it. */
    terminal: Type.String({ pattern: "^[1-9a-f][0-9a-f]{0,19}$" }),
    unit: Code,
    /** SHA-256 of the code with which it signs in; or of its maker's number, for one that must be told its code. */
    codeSha256: Type.String({ pattern: "^[0-9a-f]{64}$" }),
    /** The datum in which it reports. */
    datum: Type.Enum(["WGS84", "GCJ02"]),
  },
  closed,
);
export type TerminalRow = Static<typeof TerminalRow>;

/** `incident_types.csv`: a leaf of the type tree with its row of the priority matrix (ORG-03). */
export const IncidentTypeRow = Type.Object(
  {
    code: Type.String({ pattern: "^[A-Z]{2}-[0-9]{2}$" }),
    /** 1 to 99: what a call-taker types for it. */
    number: Type.Integer({ minimum: 1, maximum: 99 }),
    nameZh: Name,
    nameEn: Name,
    category: Type.String({ minLength: 1, maxLength: 40 }),
    priority: Priority,
    /** When another priority applies, in plain words for the call-taker; may be empty. */
    priorityNoteZh: Type.String({ maxLength: 80 }),
    /** Agency that leads: POLICE, TRAFFIC_POLICE, FIRE … */
    lead: Code,
    /** Every one of these must be met by a unit … */
    needsAll: Type.Array(Code),
    /** … and at least one of these, unless empty. */
    needsAny: Type.Array(Code),
    /** Least number of officers over all units sent. */
    crewMin: Type.Integer({ minimum: 0, maximum: 100 }),
    /** Agencies and departments to tell. */
    partners: Type.Array(Code),
    /** Reading of 1-3-5 for its P1 incidents; NONE carries no such clock. */
    rapid: Type.Enum(["PHASE", "ECHELON", "LAYER", "NONE"]),
    /** Questions that matter, in the order in which callers talk; fact keys such as `trapped`, `floor`. */
    facts: Type.Array(Type.String({ pattern: "^[a-z][a-zA-Z0-9]*$" })),
    aliases: Type.Array(Type.String({ minLength: 1, maxLength: 20 })),
  },
  closed,
);
export type IncidentTypeRow = Static<typeof IncidentTypeRow>;

/** `departments.csv`: a partner (35 in the catalogue). */
export const DepartmentRow = Type.Object(
  { code: Code, nameZh: Name, nameEn: Name, hotline: Type.String({ maxLength: 40 }), matters: Type.String({ maxLength: 200 }), responseTarget: Type.String({ maxLength: 120 }) },
  closed,
);
export type DepartmentRow = Static<typeof DepartmentRow>;

/** `outcomes.csv`: how an incident may end (INC-06). */
export const OutcomeRow = Type.Object(
  { code: Code, nameZh: Name, nameEn: Name, /** HANDLED needs feedback and an arrival; the others do not. */ kind: Type.Enum(["HANDLED", "FALSE_ALARM", "REFERRED", "INVALID"]) },
  closed,
);
export type OutcomeRow = Static<typeof OutcomeRow>;

const TimeOfDay = Type.String({ pattern: "^([01][0-9]|2[0-3]):[0-5][0-9]$|^24:00$" });
/** The row that stands for every post without a row of its own. */
export const ALL_POSTS = "ALL_POSTS";
/** `rosters.csv`: a shift of a post's 24-hour duty (DSP-04). Who stands in it is not kept here, only that somebody does. */
export const RosterRow = Type.Object(
  {
    /** A post, or ALL_POSTS. */
    org: Code,
    /** Days of the week on which the shift begins, 1 = Monday: `12345`. */
    weekdays: Type.String({ pattern: "^1?2?3?4?5?6?7?$", minLength: 1 }),
    from: TimeOfDay,
    /** After `from`; a shift over midnight is two rows. */
    to: TimeOfDay,
    officers: Type.Integer({ minimum: 1, maximum: 200 }),
  },
  closed,
);
export type RosterRow = Static<typeof RosterRow>;

/** A place that every round of a shift visits: a place, never a person. */
export const MustVisit = Type.Object({ name: Name, lon: Longitude, lat: Latitude }, closed);
export type MustVisit = Static<typeof MustVisit>;

/** How an area is patrolled: on these days (1 = Monday), between these hours, by so many units, each must-visit point so many times. */
export const ShiftPlan = Type.Object(
  {
    weekdays: Type.String({ pattern: "^1?2?3?4?5?6?7?$", minLength: 1 }),
    from: TimeOfDay,
    /** After `from`; a shift over midnight is two. */
    to: TimeOfDay,
    units: Type.Integer({ minimum: 1, maximum: 50 }),
    rounds: Type.Integer({ minimum: 0, maximum: 48 }),
  },
  closed,
);
export type ShiftPlan = Static<typeof ShiftPlan>;

/** `areas.geojson`: the properties of one area beside `org`; how it is patrolled (DSP-07). */
export const AreaPlan = Type.Object({ mustVisit: Type.Array(MustVisit, { maxItems: 60 }), shifts: Type.Array(ShiftPlan, { maxItems: 20 }) }, closed);
export type AreaPlan = Static<typeof AreaPlan>;

/** `premises.csv`: a place with hazards or a site group. A premise is a place, never its residents. */
export const PremiseRow = Type.Object(
  {
    id: Code,
    kind: Type.Enum(["SCHOOL", "HOSPITAL", "MALL", "METRO", "MARKET", "FACTORY", "HOTEL", "VENUE", "OFFICE", "RESIDENTIAL", "STATION", "FUEL", "PORT", "OTHER"]),
    nameZh: Name,
    nameEn: Name,
    address: Type.String({ minLength: 1, maxLength: 200 }),
    /** The site's own minimum response unit (an organisation of level MRU), or null. */
    mru: Type.Union([Code, Type.Null()]),
    lon: Longitude,
    lat: Latitude,
  },
  closed,
);
export type PremiseRow = Static<typeof PremiseRow>;

const Day = Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}$" });
/** `hazards.csv`: a known danger of a premise, with source and review date; past that it is shown UNVERIFIED (SCN-02). */
export const HazardRow = Type.Object(
  { premise: Code, hazardZh: Type.String({ minLength: 1, maxLength: 200 }), hazardEn: Type.String({ minLength: 1, maxLength: 200 }), source: Name, verifiedAt: Day, reviewBy: Day },
  closed,
);
export type HazardRow = Static<typeof HazardRow>;

/**
 * `contacts.csv`: when a site group's contact was last checked, and since when its members agree that the contact is kept (DSP-10).
 * Nobody is named. A group without a row has never been checked.
 */
export const ContactRow = Type.Object({ org: Code, verifiedAt: Day, consentAt: Day }, closed);
export type ContactRow = Static<typeof ContactRow>;

/** `capabilities.csv`: what a unit can be able to do; types ask for these and units offer them. */
export const CapabilityRow = Type.Object({ code: Code, nameZh: Name, nameEn: Name }, closed);
export type CapabilityRow = Static<typeof CapabilityRow>;

/** `facts.csv`: the wording of the questions that types ask (`facts` of an incident type). */
export const FactKeyRow = Type.Object(
  { key: Type.String({ pattern: "^[a-z][a-zA-Z0-9]*$" }), questionZh: Name, questionEn: Name, answer: Type.Enum(["YES_NO", "NUMBER", "TEXT"]) },
  closed,
);
export type FactKeyRow = Static<typeof FactKeyRow>;

/** One entry of `guidance.yaml`: what goes with the order for a type, as its first version (SCN-02). */
export const GuidanceRow = Type.Object({ ...GuidanceContent.properties, version: Type.Integer({ minimum: 1 }) }, closed);
export type GuidanceRow = Static<typeof GuidanceRow>;

const Seconds = Type.Integer({ minimum: 1, maximum: 10_000_000 });
const ReviewTerm = Type.String({ pattern: "^[1-5]wd$" });
/** `deadlines.yaml`: every clock in seconds. */
export const Deadlines = Type.Object(
  {
    classifyP1: Seconds,
    acknowledge: Type.Object({ target: Seconds, escalate: Seconds, reassign: Seconds }, closed),
    phase: Type.Object({ react: Seconds, enRoute: Seconds, onScene: Seconds }, closed),
    layer: Type.Object({ self: Seconds, mutual: Seconds, police: Seconds }, closed),
    echelon: Type.Object({ first: Seconds, second: Seconds, third: Seconds }, closed),
    /** Arrival of P1 and P2 by setting. */
    arrival: Type.Object({ URBAN: Seconds, TOWN: Seconds, RURAL: Seconds }, closed),
    firstFeedback: Seconds,
    criticalRead: Seconds,
    arriveAutoConfirm: Seconds,
    reopenWindow: Seconds,
    positionStale: Seconds,
    geofenceM: Type.Integer({ minimum: 10, maximum: 1000 }),
    duplicate: Type.Object({ radiusM: Type.Integer({ minimum: 1 }), window: Seconds }, closed),
    seatEmpty: Seconds,
    /** CMD-04: the same level takes command over from a seat that has been gone so long. Seats note their use about once a minute, so no less than two; left out, three. */
    commanderAway: Type.Optional(Type.Integer({ minimum: 120, maximum: 3_600 })),
    surgeP1: Type.Integer({ minimum: 1 }),
    vetoWindow: Seconds,
    /** CMD-01: within this an advisory is ordered on, watched or dismissed, by its level. */
    advisory: Type.Object({ RED: Seconds, ORANGE: Seconds, YELLOW: Seconds, BLUE: Seconds }, closed),
    /** SCN-01: a request for support is answered within this. */
    supportAnswer: Seconds,
    /** CMD-05: the review of a command post is due so long after it has stood down. */
    postReview: Seconds,
    /** CMD-12: the review of an incident is signed within `due` of its end; what is late goes up one level, and after `escalate` the next. A few working days at most; left out, three and one. */
    review: Type.Optional(Type.Object({ due: ReviewTerm, escalate: ReviewTerm }, closed)),
    /** A site group whose contact was checked longer ago is shown UNVERIFIED (DSP-10). */
    contactCheck: Seconds,
    /** LNK-06: reports upward by the severity of an emergency, and who leads. */
    severity: SeverityRules,
    linkage: LinkageLimits,
  },
  closed,
);
export type Deadlines = Static<typeof Deadlines>;

/** The part of the deadlines that runs on one incident; it belongs to the version of the matrix under which the incident stands (ORG-03). */
export const ResponseLimits = Type.Pick(
  Deadlines,
  ["classifyP1", "acknowledge", "phase", "layer", "echelon", "arrival", "firstFeedback", "criticalRead", "arriveAutoConfirm", "seatEmpty", "vetoWindow"],
  closed,
);
export type ResponseLimits = Static<typeof ResponseLimits>;

/** `roles.yaml`: what a role may do: command names (`dispatch.issueOrder`, or `dispatch.*`) and views. */
export const RoleRow = Type.Object(
  {
    role: Code,
    nameZh: Name,
    nameEn: Name,
    commands: Type.Array(Type.String()),
    views: Type.Array(Type.Enum(["BOARD", "INCIDENT", "OWN_ORDERS", "CALLBACK_NUMBER", "POLICE_NOTES", "SHARED_INCIDENT", "MATTERS", "OWN_MATTERS", "SUMMARY", "AUDIT", "CONFIG", "PLANNER", "ACCESS_APPROVAL", "ACCESS_REVIEW"])),
    /** Whoever holds this role needs a second factor; until it is set up nothing else is answered. Not asked for in a demo. */
    secondFactor: Type.Optional(Type.Boolean()),
    /** Minutes without a key or a touch after which a console of this role locks itself; left out, it does not. */
    lockMinutes: Type.Optional(Type.Integer({ minimum: 1, maximum: 240 })),
    /** The role that takes its place while the account's unit is off shift (GOV-02); left out, nothing changes. */
    offShift: Type.Optional(Code),
    /** Emergency access that this role may ask for; left out, none. */
    emergency: Type.Optional(EmergencyRule),
    /** Levels of response that it may set, each with the level of which its seat's organisation must be at least (CMD-08). */
    activates: Type.Optional(Type.Object({ I: Type.Optional(OrgLevel), II: Type.Optional(OrgLevel), III: Type.Optional(OrgLevel), IV: Type.Optional(OrgLevel) }, closed)),
  },
  closed,
);
export type RoleRow = Static<typeof RoleRow>;

const Term = Type.String({ pattern: "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T([01][0-9]|2[0-3]):[0-5][0-9])?$" });
/** `accounts.yaml`: a sign-in of the demo or the first administrator; passwords are never in the file of a real city. */
export const AccountRow = Type.Object(
  {
    id: Type.String({ pattern: "^[a-z0-9][a-z0-9._-]{1,39}$" }),
    name: Name,
    /** `from`, `until`: a day, or a day and a minute of the city's clock; a last day is included, a last minute is not (ORG-13, JNT-04). */
    grants: Type.Array(Type.Object({ role: Code, org: Code, from: Type.Optional(Term), until: Type.Optional(Term) }, closed), { minItems: 1 }),
    unit: Type.Optional(Code),
    /** Agency seat for joint rooms (INC-04); POLICE when left out. */
    agency: Type.Optional(Code),
    demoPassword: Type.Optional(Type.String({ minLength: 8 })),
    /** Who it is to the city's identity provider: the value of the claim that the server was told. Never a number of eighteen digits. */
    subject: Type.Optional(Type.String({ pattern: "^(?!\\d{17}[\\dXx]$)[\\x21-\\x7e]{1,255}$" })),
  },
  closed,
);
export type AccountRow = Static<typeof AccountRow>;

/** `city.yaml`. */
export const CityHead = Type.Object(
  {
    id: Type.String({ pattern: "^[a-z0-9-]+$" }),
    nameZh: Name,
    nameEn: Name,
    centre: Type.Object({ lon: Longitude, lat: Latitude }, closed),
    /** Bounding box of the service area: west, south, east, north. */
    bounds: Type.Tuple([Longitude, Latitude, Longitude, Latitude]),
    /** Fixed offset from UTC in minutes. */
    utcOffset: Type.Integer({ minimum: -720, maximum: 840 }),
    matrixVersion: Type.Integer({ minimum: 1 }),
    attribution: Type.String({ maxLength: 200 }),
    /** Target in seconds of the cover that a recommendation protects. */
    coverTarget: Seconds,
  },
  closed,
);
export type CityHead = Static<typeof CityHead>;

/** A loaded city, checked, as plain data. Roads, places and map layers are loaded by their own edges. */
export interface City {
  readonly head: CityHead;
  readonly orgs: readonly OrgUnit[];
  readonly units: readonly UnitRow[];
  readonly terminals: readonly TerminalRow[];
  readonly unitPhones: readonly UnitPhoneRow[];
  readonly unitMails: readonly UnitMailRow[];
  readonly partyMails: readonly PartyMailRow[];
  readonly types: readonly IncidentTypeRow[];
  readonly cards: readonly ResponseCardRow[];
  readonly mutualAid: readonly MutualAidRow[];
  readonly standbyPosts: readonly StandbyPostRow[];
  readonly reserves: readonly ReserveRow[];
  /** Sensors whose alarms are taken (CMD-01). */
  readonly sensors: readonly SensorRow[];
  readonly departments: readonly DepartmentRow[];
  readonly responsibilities: readonly ResponsibilityRow[];
  readonly calendar: readonly CalendarRow[];
  readonly capabilities: readonly CapabilityRow[];
  readonly factKeys: readonly FactKeyRow[];
  readonly outcomes: readonly OutcomeRow[];
  readonly rosters: readonly RosterRow[];
  readonly premises: readonly PremiseRow[];
  readonly hazards: readonly HazardRow[];
  /** Who answers for what by a paper signed before the register (GOV-06). */
  readonly assetHolders: readonly AssetHolderRow[];
  readonly rapidPoints: readonly RapidPointRow[];
  readonly contacts: readonly ContactRow[];
  readonly guidance: readonly GuidanceRow[];
  readonly deadlines: Deadlines;
  readonly policies: Policies;
  readonly joint: JointRules;
  /** The mechanisms with which the registry begins, and what belongs to which (ORG-05). */
  readonly mechanisms: Mechanisms;
  /** Certificates that crews hold (JNT-11). */
  readonly certificates: readonly CertificateRow[];
  readonly speeds: Speeds;
  readonly retention: Retention;
  readonly roles: readonly RoleRow[];
  readonly accounts: readonly AccountRow[];
  /** Machines that act over the interface. */
  readonly clients: readonly ClientRow[];
  /** What other organisations may read, for what and until when (LNK-07). */
  readonly sharing: readonly SharingRow[];
  /** Other platforms, on which departments work (LNK-02). */
  readonly platforms: readonly PlatformRow[];
  /** GeoJSON polygons of districts, stations and posts: the first layout (DSP-07). */
  readonly areas: readonly ({ readonly org: string; readonly rings: readonly (readonly (readonly [number, number])[])[] } & Partial<AreaPlan>)[];
  /** Response plans and the modules that they call: the first versions (CMD-06, CMD-07). */
  readonly plans: readonly PlanContent[];
  readonly planModules: readonly PlanModule[];
}
