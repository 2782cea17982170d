import { ROUTES } from "@tocsin/contract/routes.ts";

/** What a question shows of incidents, and what for: each answer is a row of the audit. `one`: it names one incident, so that who reads no content at all is refused. */
interface ProtectedRead {
  readonly purpose: "RESPONSE" | "INTAKE" | "AUDIT";
  readonly one: boolean;
}

const respond = (one: boolean): ProtectedRead => ({ purpose: "RESPONSE", one });

export const PROTECTED: Readonly<Record<string, ProtectedRead>> = {
  [ROUTES.board]: respond(false),
  [ROUTES.stream]: respond(false),
  [ROUTES.incidents]: respond(false),
  [ROUTES.incident]: respond(true),
  [ROUTES.timeline]: respond(true),
  [ROUTES.responses]: respond(true),
  [ROUTES.room]: respond(true),
  [ROUTES.forceRoom]: respond(true),
  [ROUTES.successors]: respond(true),
  [ROUTES.matches]: respond(true),
  [ROUTES.upwardDraft]: respond(true),
  [ROUTES.commandPost]: respond(true),
  [ROUTES.review]: respond(true),
  [ROUTES.postSuccessors]: respond(true),
  [ROUTES.matter]: respond(true),
  [ROUTES.geoRequests]: respond(false),
  [ROUTES.geoRequest]: respond(true),
  [ROUTES.recommendation]: respond(true),
  [ROUTES.neighbours]: respond(true),
  [ROUTES.madeRecommendation]: respond(true),
  [`${ROUTES.media}/:id`]: respond(true),
  [ROUTES.audit]: { purpose: "AUDIT", one: false },
  [ROUTES.auditState]: { purpose: "AUDIT", one: false },
  [ROUTES.emergencyRegister]: { purpose: "AUDIT", one: false },
  [ROUTES.auditExport]: { purpose: "AUDIT", one: false },
};

const [OWN, GROUND, STAFF, NOTHING] = ["what belongs to the asker's own sign-in", "the ground, the layouts, the plans and the map, which show no incident", "units and figures of the force, no incident", "holds no data of anybody"];

const OWN_NAMES = [
  "signIn", "signOut", "password", "lock", "unlock", "beginFactor", "confirmFactor", "passkeys", "beginPasskey", "confirmPasskey", "dropPasskey", "beginPasskeySignIn", "passkeySignIn", "me", "deviceKey", "ownNumbers", "pushKey", "pushTarget", "talkTerms", "beginProvider", "providerCallback", "finishProvider",
] as const;
const GROUND_NAMES = ["city", "nearRoads", "layouts", "layout", "layoutCheck", "plans", "plan", "places", "reverse", "areas", "style", "tile", "plannerRoads"] as const;
/** What belongs to the asker's own sign-in, and what shows the ground alone (clients/seat-rates.ts). */
export const OWN_ROUTES: ReadonlySet<string> = new Set(OWN_NAMES.map((name) => ROUTES[name]));
export const GROUND_ROUTES: ReadonlySet<string> = new Set(GROUND_NAMES.map((name) => ROUTES[name]));

/** Every other route, and why no row is written for its answer. A test finds a route that stands in neither list. */
export const UNPROTECTED: Readonly<Record<string, string>> = {
  ...Object.fromEntries([...OWN_ROUTES].map((route) => [route, OWN])),
  ...Object.fromEntries([...GROUND_ROUTES].map((route) => [route, GROUND])),
  ...Object.fromEntries((["unit", "patrolPlan", "route", "positions", "positionSources", "speed", "plannerCoverage", "plannerWhatIf", "plannerPlan", "plannerCosts", "plannerDemand"] as const).map((name) => [ROUTES[name], STAFF])),
  ...Object.fromEntries((["health", "signInWays", "demo", "openapi", "auditKey"] as const).map((name) => [ROUTES[name], NOTHING])),
  ...Object.fromEntries((["dropFactor", "resetPassword", "endSession", "endSessions", "clients", "clientKeys", "revokeKey", "emergency", "approveEmergency", "declineEmergency", "endEmergency", "emergencyReport", "reviewEmergency", "reveal", "shared"] as const).map((name) => [ROUTES[name], "writes its own row where it changes or shows something"])),
  [ROUTES.jointFigures]: "joint operations by line, hours without a roster, specialists by unit: counts of organisations",
  [ROUTES.planCheck]: "says what is wrong with a plan that the asker sends; shows no incident",
  [ROUTES.sharing]: "agreements of organisations with counts of calls; no data that they share",
  [ROUTES.assets]: "which organisation answers for which place; no incident",
  ...Object.fromEntries((["publicFigures", "publicMonth"] as const).map((name) => [ROUTES[name], "published for everybody: counts, none below five"])),
  [ROUTES.letters]: "which organisations were told by mail, and when; not of what",
  [ROUTES.matterWhistles]: "whistles by station: counts of organisations",
  [ROUTES.borderReach]: "how soon somebody could be at a place, rounded; no unit, no incident",
  [ROUTES.matterSummary]: "counts by area, none below five",
  [ROUTES.matterOwners]: "names organisations and items of the list; shows no matter",
  [ROUTES.geoServices]: "the responsibility list, which every platform may know",
  [ROUTES.geoService]: "what is asked of a request; shows none",
  [ROUTES.geoToken]: "tells a caller the id of what it sent itself",
  [ROUTES.sessions]: "sign-ins of the own place, for its administrator; no incident",
  [ROUTES.duplicates]: "asked with every key of a call under way; shows numbers and places of the own board alone, whose reading is in the audit",
  [ROUTES.advisoryCap]: "takes an alert in; its row is the command that it becomes",
  ...Object.fromEntries((["talkOffer", "talkWait", "talkAnswer"] as const).map((name) => [ROUTES[name], "leads two devices of a room to each other; what was spoken is a line of the room, and the command that took the floor a row"])),
  [ROUTES.media]: "takes a picture or a voice message; its row is the command that cites it",
};
