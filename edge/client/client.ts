import type { ReviewView } from "@tocsin/contract/command/review.ts";
import type { Static } from "typebox";
import type { CommandName, CommandPayload } from "@tocsin/contract/commands.ts";
import type { Incident, MediaRef } from "@tocsin/contract/intake/incident.ts";
import type { Unit } from "@tocsin/contract/dispatch/unit.ts";
import type { DemandOutlook } from "@tocsin/contract/planner/demand-outlook.ts";
import type { PlannerCosts, PlannerCoverage, PlannerHour, PlannerPlan, PlannerRoads, PlannerSandbox, PlannerWhatIf, PlannerWish } from "@tocsin/contract/planner/planner.ts";
import type { AuditPage, AuditQuery, AuditState } from "@tocsin/contract/audit/audit.ts";
import type { Responses } from "@tocsin/contract/command/activation.ts";
import type { Reveal, Revealed } from "@tocsin/contract/audit/reveal.ts";
import type { Point } from "@tocsin/contract/place.ts";
import type { AskEmergency, EmergencyAccess, EmergencyAccesses, EmergencyRegister, EmergencyReport, ReviewEmergency } from "@tocsin/contract/identity/emergency-access.ts";
import type { OwnNumbersView } from "@tocsin/contract/identity/own-numbers.ts";
import type { SharingReport } from "@tocsin/contract/linkage/sharing.ts";
import type { Clients, MadeKey } from "@tocsin/contract/identity/machine-keys.ts";
import type { Passkeys } from "@tocsin/contract/identity/passkeys.ts";
import type { BeginProvider, FinishProvider, ProviderAddress, SignInWays } from "@tocsin/contract/identity/provider.ts";
import type { Letters } from "@tocsin/contract/command/notice.ts";
import type { PushKey, PushTarget } from "@tocsin/contract/command/push-target.ts";
import { roomSubject } from "@tocsin/contract/command/room-id.ts";
import type { RoomPage } from "@tocsin/contract/command/room.ts";
import type { TalkAnswer, TalkAnswered, TalkOffer, TalkOffers, TalkTerms, TalkWait } from "@tocsin/contract/command/talk.ts";
import type { PlanCheck } from "@tocsin/contract/command/plan-draft.ts";
import type { PlanList, PlanView } from "@tocsin/contract/command/plan-version.ts";
import type { Layout, LayoutCheck, Layouts } from "@tocsin/contract/layouts/layout.ts";
import type { RuleMatches } from "@tocsin/contract/guidance/match.ts";
import type { CommandPostView } from "@tocsin/contract/command/command-post.ts";
import type { AssetListName, AssetRegister } from "@tocsin/contract/governance/asset.ts";
import type { PublicFigures, PublicMonths } from "@tocsin/contract/governance/publication.ts";
import type { JointFigures } from "@tocsin/contract/joint/joint-rules.ts";
import type { Neighbours } from "@tocsin/contract/linkage/border.ts";
import type { UpwardDraft } from "@tocsin/contract/linkage/severity.ts";
import type { MatterView, OwnerSuggestions, WhistleRates } from "@tocsin/contract/linkage/views.ts";
import type { NearRoads } from "@tocsin/contract/roads/closure.ts";
import { CARRIER_HEADER, IDEMPOTENCY_HEADER, ROUTES, commandPath } from "@tocsin/contract/routes.ts";
import type {
  Accepted, Board, CityView, DemoSignIns, DeviceKey, DuplicateDraft, Duplicates, FactorSecret, FirstPassword, Health, HelpAccount, MadeRecommendationView, NearestAddress, PatrolPlan, PlaceCandidates, Position, PositionReceipt, PositionSources, Proof, Recommendation, RecoveryCodes, Refused, RouteView,
  Seat, Sessions, SignedIn, SpeedReport, Successors, Timeline,
} from "@tocsin/contract/views.ts";
import { newUlid } from "./new-ulid.ts";
import { NetworkError, ask, exchange, isRefused, type Caller, type Lang } from "./transport.ts";

export interface ClientOptions {
  /** Origin of the server; "" in a page that the server itself serves. */
  readonly base: string;
  /** Left out in a browser, where the session cookie speaks. */
  readonly token?: string;
  /** Language of refusals; Chinese unless told. */
  readonly lang?: Lang;
}

/** Opens a session. A page of the server itself goes by its HttpOnly cookie alone; everybody else holds the token, and says so. */
async function openSession(caller: Caller, route: string, json: unknown): Promise<Static<typeof SignedIn>> {
  const signedIn = await ask<Static<typeof SignedIn>>(caller, route, { method: "POST", json, ...(caller.base === "" ? {} : { headers: { [CARRIER_HEADER]: "token" } }) });
  if (caller.base !== "") caller.token = signedIn.token;
  return signedIn;
}

export interface CommandOptions {
  /** Command id; a fresh one unless given. The same id with the same payload has its effect once, however often it is sent. */
  readonly key?: string;
  readonly signal?: AbortSignal;
  /** Send once more, under the same id, when no answer came. */
  readonly retry?: boolean;
}

export type CommandAnswer = Static<typeof Accepted> | Static<typeof Refused>;

const at = (route: string, id: string): string => route.replace(":id", encodeURIComponent(id));

function questions(caller: Caller) {
  return {
    me: () => ask<Seat>(caller, ROUTES.me),
    deviceKey: () => ask<Static<typeof DeviceKey>>(caller, ROUTES.deviceKey),
    sessions: () => ask<Sessions>(caller, ROUTES.sessions),
    city: () => ask<CityView>(caller, ROUTES.city),
    board: () => ask<Board>(caller, ROUTES.board),
    health: () => ask<Static<typeof Health>>(caller, ROUTES.health),
    demo: () => ask<Static<typeof DemoSignIns>>(caller, ROUTES.demo),
    incident: (id: string) => ask<Incident>(caller, at(ROUTES.incident, id)),
    /** Pages backwards from `before`; `open` true or false narrows. */
    incidents: (query: { open?: boolean; before?: string; limit?: number } = {}) => ask<{ incidents: Incident[] }>(caller, ROUTES.incidents, { query }),
    unit: (id: string) => ask<Unit>(caller, at(ROUTES.unit, id)),
    patrolPlan: (unitId: string, options: { area?: string; signal?: AbortSignal } = {}) => ask<PatrolPlan>(caller, at(ROUTES.patrolPlan, unitId), { query: { area: options.area }, signal: options.signal }),
    /** Rows of the audit, newest first; each look is in it. */
    audit: (query: AuditQuery) => ask<AuditPage>(caller, ROUTES.audit, { query: { ...query } }),
    auditState: () => ask<AuditState>(caller, ROUTES.auditState),
    /** A caller's number, for a purpose; kept in the audit. */
    reveal: (id: string, body: Reveal) => ask<Revealed>(caller, at(ROUTES.reveal, id), { method: "POST", json: body }),
    timeline: (id: string) => ask<Static<typeof Timeline>>(caller, at(ROUTES.timeline, id)),
    talkTerms: () => ask<TalkTerms>(caller, ROUTES.talkTerms),
    letters: (id: string, options: { signal?: AbortSignal } = {}) => ask<Static<typeof Letters>>(caller, at(ROUTES.letters, id), { signal: options.signal }),
    pushKey: () => ask<Static<typeof PushKey>>(caller, ROUTES.pushKey),
    /** The room of an incident or a task force; `before` pages back from a message. */
    room(id: string, before?: number) {
      const subject = roomSubject(id);
      const path = "incidentId" in subject ? at(ROUTES.room, id) : at(ROUTES.forceRoom, subject.commandPostId).replace(":force", encodeURIComponent(subject.forceId));
      return ask<RoomPage>(caller, path, { query: { before } });
    },
    madeRecommendation: (id: string, options: { rerun?: boolean } = {}) => ask<MadeRecommendationView>(caller, at(ROUTES.madeRecommendation, id), { query: { rerun: options.rerun } }),
    matter: (id: string, options: { signal?: AbortSignal } = {}) => ask<MatterView>(caller, at(ROUTES.matter, id), { signal: options.signal }),
    assets: (query: { list: AssetListName }, options: { signal?: AbortSignal } = {}) => ask<AssetRegister>(caller, ROUTES.assets, { query, signal: options.signal }),
    jointFigures: (query: { from: number; to: number }, options: { signal?: AbortSignal } = {}) => ask<JointFigures>(caller, ROUTES.jointFigures, { query, signal: options.signal }),
    matterWhistles: (query: { from: number; to: number }, options: { signal?: AbortSignal } = {}) => ask<WhistleRates>(caller, ROUTES.matterWhistles, { query, signal: options.signal }),
    matterOwners: (query: { item?: string; incident?: string; matter?: string }, options: { signal?: AbortSignal } = {}) => ask<OwnerSuggestions>(caller, ROUTES.matterOwners, { query, signal: options.signal }),
    neighbours: (id: string, options: { signal?: AbortSignal } = {}) => ask<Neighbours>(caller, at(ROUTES.neighbours, id), { signal: options.signal }),
    matches: (id: string, options: { signal?: AbortSignal } = {}) => ask<RuleMatches>(caller, at(ROUTES.matches, id), { signal: options.signal }),
    upwardDraft: (id: string, options: { signal?: AbortSignal } = {}) => ask<UpwardDraft>(caller, at(ROUTES.upwardDraft, id), { signal: options.signal }),
    review: (id: string, options: { signal?: AbortSignal } = {}) => ask<ReviewView>(caller, at(ROUTES.review, id), { signal: options.signal }),
    commandPost: (id: string, options: { signal?: AbortSignal } = {}) => ask<CommandPostView>(caller, at(ROUTES.commandPost, id), { signal: options.signal }),
    postSuccessors: (id: string, options: { signal?: AbortSignal } = {}) => ask<Successors>(caller, at(ROUTES.postSuccessors, id), { signal: options.signal }),
    responses: (id: string, options: { signal?: AbortSignal } = {}) => ask<Responses>(caller, at(ROUTES.responses, id), { signal: options.signal }),
    successors: (id: string, options: { signal?: AbortSignal } = {}) => ask<Successors>(caller, at(ROUTES.successors, id), { signal: options.signal }),
    recommendation: (id: string, options: { includeStale?: boolean; signal?: AbortSignal } = {}) =>
      ask<Recommendation>(caller, at(ROUTES.recommendation, id), { query: { includeStale: options.includeStale }, signal: options.signal }),
    duplicates: (draft: Static<typeof DuplicateDraft>, options: { signal?: AbortSignal } = {}) =>
      ask<Static<typeof Duplicates>>(caller, ROUTES.duplicates, { method: "POST", json: draft, signal: options.signal }),
    /** Type-ahead over addresses, crossings, places and aliases; `near` ranks by distance. */
    places: (q: string, near?: Point, options: { limit?: number; signal?: AbortSignal } = {}) =>
      ask<Static<typeof PlaceCandidates>>(caller, ROUTES.places, { query: { q, lon: near?.lon, lat: near?.lat, limit: options.limit }, signal: options.signal }),
    reverse: (point: Point) => ask<Static<typeof NearestAddress>>(caller, ROUTES.reverse, { query: { lon: point.lon, lat: point.lat } }),
    /** Every version of the patrol areas that the seat may see, without its areas. */
    layouts: () => ask<Layouts>(caller, ROUTES.layouts),
    layout: (id: string) => ask<Layout>(caller, at(ROUTES.layout, id)),
    /** What keeps it from being published. */
    layoutCheck: (id: string) => ask<LayoutCheck>(caller, at(ROUTES.layoutCheck, id)),
    /** Every version of plans and modules that the seat may see, with readiness. */
    plans: () => ask<PlanList>(caller, ROUTES.plans),
    plan: (id: string) => ask<PlanView>(caller, at(ROUTES.plan, id)),
    /** What is wrong with a plan or module that is being written; nothing is kept. */
    checkPlan: (draft: { readonly plan: unknown } | { readonly module: unknown }, options: { signal?: AbortSignal } = {}) => ask<PlanCheck>(caller, ROUTES.planCheck, { method: "POST", json: draft, signal: options.signal }),
    /** Roads within `radiusM` of a point, the nearest first. */
    nearRoads: (point: Point, radiusM?: number) => ask<NearRoads>(caller, ROUTES.nearRoads, { query: { lon: point.lon, lat: point.lat, radiusM } }),
    /** The way of a unit to an incident, from its last position. */
    route: (unitId: string, incidentId: string) => ask<Static<typeof RouteView>>(caller, ROUTES.route, { query: { unit: unitId, incident: incidentId } }),
    positionSources: () => ask<PositionSources>(caller, ROUTES.positionSources),
    /** `week`: the Monday of one that is over for a day, `2026-11-16`; `org` an organisation path. */
    speed: (query: { week: string; org?: string }, options: { signal?: AbortSignal } = {}) => ask<SpeedReport>(caller, ROUTES.speed, { query, signal: options.signal }),
  };
}

/** Where posts should stand. */
function planning(caller: Caller) {
  return {
    /** What posts and rapid-response points cover at an hour of the week. */
    plannerCoverage: (hour: PlannerHour, options: { signal?: AbortSignal } = {}) => ask<PlannerCoverage>(caller, ROUTES.plannerCoverage, { query: { weekday: hour.weekday, hour: hour.hour }, signal: options.signal }),
    plannerRoads: () => ask<PlannerRoads>(caller, ROUTES.plannerRoads),
    /** Before and after of a sandbox; changes nothing. */
    plannerWhatIf: (sandbox: PlannerSandbox, options: { signal?: AbortSignal } = {}) => ask<PlannerWhatIf>(caller, ROUTES.plannerWhatIf, { method: "POST", json: sandbox, signal: options.signal }),
    /** The best posts by a model; may take a minute. */
    plannerPlan: (wish: PlannerWish, options: { signal?: AbortSignal } = {}) => ask<PlannerPlan>(caller, ROUTES.plannerPlan, { method: "POST", json: wish, signal: options.signal }),
    plannerCosts: (hour: PlannerHour, options: { signal?: AbortSignal } = {}) => ask<PlannerCosts>(caller, ROUTES.plannerCosts, { query: { weekday: hour.weekday, hour: hour.hour }, signal: options.signal }),
    /** Calls that are to be expected at an hour of the coming seven days, by place. */
    plannerDemand: (hour: PlannerHour, options: { signal?: AbortSignal } = {}) => ask<DemandOutlook>(caller, ROUTES.plannerDemand, { query: { weekday: hour.weekday, hour: hour.hour }, signal: options.signal }),
  };
}

/** What everybody may read of each month. */
function publications(caller: Caller) {
  return {
    publicMonths: (options: { signal?: AbortSignal } = {}) => ask<PublicMonths>(caller, ROUTES.publicFigures, { signal: options.signal }),
    publicMonth: (month: string, options: { signal?: AbortSignal } = {}) => ask<PublicFigures>(caller, ROUTES.publicMonth.replace(":month", encodeURIComponent(month)), { signal: options.signal }),
  };
}

/** Rights for a time: asked for, answered by a second person, reviewed by a third. */
function emergencies(caller: Caller) {
  const settle = (route: string) => (id: string) => ask<EmergencyAccess>(caller, at(route, id), { method: "POST" });
  return {
    emergencies: () => ask<EmergencyAccesses>(caller, ROUTES.emergency),
    askEmergency: (wish: AskEmergency) => ask<EmergencyAccess>(caller, ROUTES.emergency, { method: "POST", json: wish }),
    approveEmergency: settle(ROUTES.approveEmergency),
    declineEmergency: settle(ROUTES.declineEmergency),
    endEmergency: settle(ROUTES.endEmergency),
    emergencyReport: (id: string) => ask<EmergencyReport>(caller, at(ROUTES.emergencyReport, id)),
    /** Of a day `2026-03-02` or a month `2026-03`. */
    emergencyRegister: (period: string) => ask<EmergencyRegister>(caller, ROUTES.emergencyRegister, { query: { period } }),
    reviewEmergency: (id: string, words: ReviewEmergency) => ask<EmergencyAccess>(caller, at(ROUTES.reviewEmergency, id), { method: "POST", json: words }),
  };
}

/** Passkeys and the city's identity provider: what the browser is asked goes to it and comes back unread. */
function passkeys(caller: Caller) {
  return {
    /** How many numbers the account has declared its own; which they are nobody reads again. */
    ownNumbers: (options: { signal?: AbortSignal } = {}) => ask<Static<typeof OwnNumbersView>>(caller, ROUTES.ownNumbers, { signal: options.signal }),
    /** The account's own numbers are these from now on; none takes them back. */
    declareNumbers: (numbers: readonly string[]) => ask<Static<typeof OwnNumbersView>>(caller, ROUTES.ownNumbers, { method: "POST", json: { numbers } }),
    passkeys: () => ask<Passkeys>(caller, ROUTES.passkeys),
    beginPasskey: (proof: Proof) => ask<Record<string, unknown>>(caller, ROUTES.beginPasskey, { method: "POST", json: proof }),
    confirmPasskey: (name: string, response: unknown) => ask<Passkeys>(caller, ROUTES.confirmPasskey, { method: "POST", json: { name, response } }),
    dropPasskey: (id: string, proof: Proof) => ask<Passkeys>(caller, at(ROUTES.dropPasskey, id), { method: "POST", json: proof }),
    beginPasskeySignIn: () => ask<Record<string, unknown>>(caller, ROUTES.beginPasskeySignIn, { method: "POST" }),
    signInWays: () => ask<SignInWays>(caller, ROUTES.signInWays),
    /** Where the page goes for a sign-in at the city's identity provider. */
    beginProvider: (app: BeginProvider["app"]) => ask<Static<typeof ProviderAddress>>(caller, ROUTES.beginProvider, { method: "POST", json: { app } }),
    finishProvider: (second: FinishProvider) => openSession(caller, ROUTES.finishProvider, second),
    signInByPasskey: (proof: unknown) => openSession(caller, ROUTES.passkeySignIn, { proof }),
  };
}

/** Machines and their keys, for administrators. */
function machines(caller: Caller) {
  return {
    clients: () => ask<Clients>(caller, ROUTES.clients),
    /** Data-sharing agreements with their calls of a month, the last one unless told. */
    sharing: (month?: string) => ask<SharingReport>(caller, ROUTES.sharing, { query: { month } }),
    makeKey: (client: string, days: number) => ask<MadeKey>(caller, at(ROUTES.clientKeys, client), { method: "POST", json: { days } }),
    revokeKey: (client: string, prefix: string) => ask<null>(caller, at(ROUTES.revokeKey, client).replace(":prefix", encodeURIComponent(prefix)), { method: "POST" }),
  };
}

function acts(caller: Caller) {
  async function send(name: string, payload: unknown, key: string, signal: AbortSignal | undefined): Promise<CommandAnswer> {
    const { status, body } = await exchange(caller, commandPath(name), { method: "POST", json: payload, headers: { [IDEMPOTENCY_HEADER]: key }, signal });
    if (isRefused(body)) return body;
    if (status >= 200 && status < 300 && body !== null) return body as Static<typeof Accepted>;
    throw new NetworkError(`answer ${status} without a reason to ${name}`, { status });
  }
  return {
    /**
     * Sends a command. A refusal is a value (`ok: false`) with its code, sentence and parameters.
     * @throws NetworkError when no answer came; whether it took effect is then unknown, so repeat it under the same key.
     */
    async command<Name extends CommandName>(name: Name, payload: CommandPayload[Name], options: CommandOptions = {}): Promise<CommandAnswer> {
      const key = options.key ?? newUlid();
      try {
        return await send(name, payload, key, options.signal);
      } catch (error) {
        if (!options.retry || !(error instanceof NetworkError)) throw error;
        return await send(name, payload, key, options.signal);
      }
    },
    /** Keeps the token for later calls of this client; a page of the server goes by its cookie. Throws RefusedError (SIGN_IN_FAILED, SIGN_IN_SLOWED). */
    signIn: (account: string, password: string, code?: string) => openSession(caller, ROUTES.signIn, { account, password, ...(code === undefined ? {} : { code }) }),
    /** Throws RefusedError: VALIDATION_FAILED names `$.next` and what is wrong with it, SIGN_IN_FAILED that the old password is not right. */
    changePassword: (current: string, next: string) => openSession(caller, ROUTES.password, { current, next }),
    lock: () => ask<null>(caller, ROUTES.lock, { method: "POST" }),
    unlock: (proof: Proof) => ask<Seat>(caller, ROUTES.unlock, { method: "POST", json: proof }),
    beginFactor: (proof: Proof) => ask<Static<typeof FactorSecret>>(caller, ROUTES.beginFactor, { method: "POST", json: proof }),
    confirmFactor: (code: string) => ask<Static<typeof RecoveryCodes>>(caller, ROUTES.confirmFactor, { method: "POST", json: { code } }),
    dropFactor: (account: string, help: HelpAccount) => ask<null>(caller, at(ROUTES.dropFactor, account), { method: "POST", json: help }),
    /** The first password of an account that has forgotten its own, shown this once. */
    resetPassword: (account: string, help: HelpAccount) => ask<Static<typeof FirstPassword>>(caller, at(ROUTES.resetPassword, account), { method: "POST", json: help }),
    endSession: (id: string, proof: Proof) => ask<null>(caller, at(ROUTES.endSession, id), { method: "POST", json: proof }),
    /** Ends every sign-in of an account. */
    signOutEverywhere: (account: string, proof: Proof) => ask<null>(caller, at(ROUTES.endSessions, account), { method: "POST", json: proof }),
    async signOut(): Promise<void> {
      await ask<null>(caller, ROUTES.signOut, { method: "POST" });
      caller.token = undefined;
    },
    /** Where this device can be woken, as its browser says. */
    keepPushTarget: (target: Static<typeof PushTarget>) => ask<Static<typeof PushKey>>(caller, ROUTES.pushTarget, { method: "POST", json: target }),
    /** A device that wants to hear a burst; the answer comes when the speaker's device has given it. */
    talkOffer: (body: Static<typeof TalkOffer>, signal?: AbortSignal) => ask<Static<typeof TalkAnswered>>(caller, ROUTES.talkOffer, { method: "POST", json: body, signal }),
    /** Waits for devices that want to hear what is being spoken on this one. */
    talkWait: (body: Static<typeof TalkWait>, signal?: AbortSignal) => ask<TalkOffers>(caller, ROUTES.talkWait, { method: "POST", json: body, signal }),
    talkAnswer: (body: Static<typeof TalkAnswer>) => ask<null>(caller, ROUTES.talkAnswer, { method: "POST", json: body }),
    sendPositions: (positions: readonly Position[]) => ask<Static<typeof PositionReceipt>>(caller, ROUTES.positions, { method: "POST", json: { positions } }),
    /** Image bytes with their media type; `key` makes a repeated upload the same file. */
    uploadMedia: (blob: Blob, roomId: string, key: string = newUlid(), signal?: AbortSignal) =>
      ask<MediaRef>(caller, ROUTES.media, { method: "POST", bytes: blob, query: "incidentId" in roomSubject(roomId) ? { incident: roomId } : { room: roomId }, headers: { [IDEMPOTENCY_HEADER]: key }, signal }),
  };
}

export interface Client extends ReturnType<typeof questions>, ReturnType<typeof planning>, ReturnType<typeof publications>, ReturnType<typeof emergencies>, ReturnType<typeof machines>, ReturnType<typeof passkeys>, ReturnType<typeof acts> {
  /** Changes with sign-in, sign-out and `caller.lang = …`. */
  readonly caller: Caller;
  /** Where a file that was uploaded can be fetched. */
  mediaUrl(mediaId: string): string;
}

/**
 * The one client of the HTTP interface, for browsers and for Node (global fetch).
 * Questions throw `RefusedError` or `NetworkError`; commands answer with a value.
 */
export function createClient(options: ClientOptions): Client {
  const caller: Caller = { base: options.base.replace(/\/$/, ""), token: options.token, lang: options.lang ?? "zh" };
  return { caller, ...questions(caller), ...planning(caller), ...publications(caller), ...emergencies(caller), ...machines(caller), ...passkeys(caller), ...acts(caller), mediaUrl: (mediaId) => `${caller.base}${ROUTES.media}/${mediaId}` };
}
