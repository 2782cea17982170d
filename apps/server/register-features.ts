import { randomBytes } from "node:crypto";
import type { FastifyInstance } from "fastify";
import { ulid } from "@tocsin/kernel/id.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import type { OpenLedger } from "@tocsin/ledger/open-ledger.ts";
import type { Provider } from "@tocsin/identity/provider.ts";
import type { Seal } from "@tocsin/identity/secret-seal.ts";
import type { Vault } from "@tocsin/ledger/personal/vault.ts";
import type { AuditTrail } from "./audit-trail.ts";
import { buildName } from "./build-name.ts";
import type { Clock } from "./clock.ts";
import type { Admission } from "./desk/admission.ts";
import type { Desk } from "./desk/desk.ts";
import type { Ranker } from "./desk/ranker.ts";
import { auditReads } from "./features/audit/audit-reads.ts";
import { registerAdvisories } from "./features/advisories/register-advisories.ts";
import { registerAudit } from "./features/audit/register-audit.ts";
import { watchLineReports } from "./features/channels/watch-line-reports.ts";
import { checkClientRequests } from "./features/clients/check-client-requests.ts";
import type { Clients } from "./features/clients/open-clients.ts";
import { registerClients } from "./features/clients/register-clients.ts";
import { registerResponses } from "./features/command/register-responses.ts";
import { watchPlans } from "./features/command/watch-plans.ts";
import { registerCommand } from "./features/command/register-command.ts";
import { registerMatches } from "./features/guidance/register-matches.ts";
import { registerReviews } from "./features/command/register-reviews.ts";
import { registerPosts } from "./features/command/register-posts.ts";
import { registerCity } from "./features/city/register-city.ts";
import { registerCommands } from "./features/commands/register-commands.ts";
import { registerDemo } from "./features/demo/register-demo.ts";
import { openReports } from "./features/duplicates/open-reports.ts";
import { registerDuplicates } from "./features/duplicates/register-duplicates.ts";
import type { Emergency } from "./features/emergency/open-emergency.ts";
import { registerEmergency } from "./features/emergency/register-emergency.ts";
import { registerGeoreport } from "./features/georeport/register-georeport.ts";
import { registerHealth } from "./features/health/register-health.ts";
import type { Rights } from "./open-rights.ts";
import { registerOwnNumbers } from "./features/recusal/register-own-numbers.ts";
import { registerFactors } from "./features/identity/register-factors.ts";
import { registerIdentity, seatAnswers } from "./features/identity/register-identity.ts";
import { registerPasskeys } from "./features/identity/register-passkeys.ts";
import { registerProvider } from "./features/identity/register-provider.ts";
import { registerSharing } from "./features/sharing/register-sharing.ts";
import { registerSessions } from "./features/identity/register-sessions.ts";
import type { Seats } from "./features/identity/seats.ts";
import { registerAssets } from "./features/governance/register-assets.ts";
import { registerPublications } from "./features/publication/register-publications.ts";
import { registerJoint } from "./features/joint/register-joint.ts";
import { registerBorder } from "./features/linkage/register-border.ts";
import { registerFigures } from "./features/linkage/register-figures.ts";
import { registerLinkage } from "./features/linkage/register-linkage.ts";
import { registerUpward } from "./features/linkage/register-upward.ts";
import { registerLayouts } from "./features/layouts/register-layouts.ts";
import { registerPlans } from "./features/plans/register-plans.ts";
import { openLive, type Live } from "./features/live/open-live.ts";
import { registerLive } from "./features/live/register-live.ts";
import { mapTiers } from "./features/map/map-features.ts";
import { registerMap } from "./features/map/register-map.ts";
import { createTileMaker } from "./features/map/tile-maker.ts";
import { registerMedia } from "./features/media/register-media.ts";
import { keepPaper } from "./features/paper/keep-paper.ts";
import { registerPatrol } from "./features/patrol/register-patrol.ts";
import { openPlanner } from "./features/planner/open-planner.ts";
import { registerReveal } from "./features/personal/register-reveal.ts";
import { registerPlanner } from "./features/planner/register-planner.ts";
import { registerPlaces } from "./features/places/register-places.ts";
import { sharedLook } from "./features/present/shared-look.ts";
import { watchGeofence } from "./features/positions/geofence.ts";
import { registerPositions } from "./features/positions/register-positions.ts";
import { registerRecommendation } from "./features/recommendation/register-recommendation.ts";
import { registerReports } from "./features/reports/register-reports.ts";
import { registerRoads } from "./features/roads/register-roads.ts";
import { registerRecords } from "./features/records/register-records.ts";
import { watchSurge } from "./features/surge/watch-surge.ts";
import { serveBrowserApps } from "./http/static-apps.ts";
import { registerTalk } from "./features/talk/register-talk.ts";
import { openTalkExchange } from "./features/talk/talk-exchange.ts";
import { NO_TALK_SERVERS, talkTerms } from "./features/talk/talk-terms.ts";
import { registerNotices } from "./features/notices/register-notices.ts";
import { registerOpenapi } from "./http/register-openapi.ts";
import { checkSeatRates } from "./features/clients/seat-rates.ts";
import type { MissingParts } from "./missing-parts.ts";
import type { ResponseParts } from "./open-response.ts";
import type { ServedCity } from "./served-city.ts";
import type { ServerOptions } from "./server-options.ts";
import type { Sealing } from "./start-sealing.ts";

/** Everything that is open when features are registered; each feature is handed only its own part. */
export interface FeatureParts {
  readonly server: ServerOptions & { readonly clock: Clock };
  /** By which devices let themselves be woken; null where the city sends no push. */
  readonly pushKey: string | null;
  readonly city: ServedCity;
  readonly ledger: OpenLedger;
  readonly desk: Desk;
  readonly admission: Admission;
  readonly seats: Seats;
  readonly clients: Clients;
  readonly emergency: Emergency;
  readonly rights: Rights;
  readonly response: ResponseParts;
  readonly missing: MissingParts;
  readonly audit: AuditTrail;
  readonly sealing: Pick<Sealing, "publicKey">;
  readonly vault: Vault;
  /** Seals what browsers carry from one step to the next. */
  readonly seal: Seal;
  /** The city's identity provider, if it has one. */
  readonly provider: Provider | null;
  /** What a feature starts and must be stopped before the server. */
  readonly undo: { later(step: () => Promise<void> | void): void };
}

/** Registers the routes of every feature; answers the stream, which the watch over channels looks at as a seat does. */
export async function registerFeatures(app: FastifyInstance, parts: FeatureParts): Promise<Live> {
  const { server, city, ledger, desk, seats, clients, emergency, response, missing, undo } = parts;
  const now = (): number => server.clock.now();
  const build = buildName();
  const report = (what: string, error: unknown): void => app.log.error({ err: error }, what);
  await registerOpenapi(app, build, { now, utcOffset: city.index.city.head.utcOffset });
  const check = checkClientRequests(app, { clients, city, audit: parts.audit });
  // A demo's seats are shared by whoever looks and by its simulation, which works for a city.
  if (server.demo !== true) checkSeatRates(app);
  emergency.auditAnswers(app);
  auditReads(app, { audit: parts.audit, roles: city.roles });
  registerHealth(app, { cityId: city.index.city.head.id, build, now, missing });
  registerAudit(app, { db: ledger.db, city, publicKey: parts.sealing.publicKey });
  registerReveal(app, { ledger, city, vault: parts.vault, audit: parts.audit });
  registerCommand(app, { ledger, city, seats });
  registerPosts(app, { ledger, city, seats });
  registerReviews(app, { ledger, city });
  registerUpward(app, { ledger, city });
  registerResponses(app, { ledger, city });
  registerIdentity(app, { seats, roles: city.roles, roleRows: city.index.city.roles, audit: parts.audit });
  registerFactors(app, { seats, roles: city.roles, audit: parts.audit });
  registerPasskeys(app, { seats, answerSignedIn: seatAnswers(city.roles, city.index.city.roles).signedIn, audit: parts.audit });
  registerProvider(app, { provider: parts.provider, seats, answerSignedIn: seatAnswers(city.roles, city.index.city.roles).signedIn, audit: parts.audit, seal: parts.seal });
  registerSessions(app, { seats, roles: city.roles, roleRows: city.index.city.roles, audit: parts.audit, vault: parts.vault });
  registerSharing(app, { db: ledger.db, city, audit: parts.audit, now });
  registerClients(app, { clients, city, audit: parts.audit });
  registerEmergency(app, { desk: emergency.desk, register: emergency.register, utcOffset: city.index.city.head.utcOffset * MINUTE, needsFactor: emergency.needsFactor, audit: parts.audit });
  registerCity(app, { city: city.index.city, demo: server.demo ?? false });
  if (server.demo === true) registerDemo(app, { city: city.index.city, now });
  registerCommands(app, { desk, now });
  registerNotices(app, { db: ledger.db, ledger, city, publicKey: parts.pushKey, origins: server.push?.origins ?? [], now });
  registerTalk(app, { ledger, city, exchange: openTalkExchange(ledger.db, now), terms: () => talkTerms(server.talk ?? NO_TALK_SERVERS, city.index.city.policies.talk, now()), newId: () => ulid(now(), randomBytes(16)) });
  const live = await openLive({ ledger, present: response.present, city, positions: response.positions, now, missing, report, onShown: emergency.noteShown });
  emergency.subscribe((accounts) => live.beginAnew(accounts));
  parts.rights.terms.subscribe((accounts) => live.beginAnew(accounts));
  registerOwnNumbers(app, { numbers: parts.rights.recusal.numbers, audit: parts.audit, changed: (account) => live.beginAnew(new Set([account])) });
  undo.later(parts.rights.recusal.follow(response.present));
  undo.later(parts.rights.shifts.follow(response.present, (accounts) => live.beginAnew(accounts)));
  undo.later(() => live.close());
  await registerLive(app, { live, positions: response.positions, holding: async (ids) => new Set([...(await seats.holding(ids)), ...(await clients.holding(ids))]), build, report });
  registerRecords(app, { ledger, city, present: response.present, positions: response.positions, now, ...(server.boardLimit === undefined ? {} : { limit: server.boardLimit }) });
  registerLinkage(app, { ledger, city });
  registerFigures(app, { ledger, city, now });
  registerJoint(app, { ledger, city, now });
  registerAssets(app, { ledger, city, now });
  registerPublications(app, { ledger, city });
  registerGeoreport(app, { ledger, desk, city, machines: { find: clients.find, check }, audit: parts.audit, now });
  registerAdvisories(app, { ledger, desk, city });
  registerLayouts(app, { present: response.present, city });
  registerPlans(app, { present: response.present, city, now });
  registerIntakeHelp(app, parts, now);
  registerResponse(app, parts, now);
  registerPlanning(app, parts, now, report);
  if (server.paperDir !== undefined) {
    const paper = keepPaper({ folder: server.paperDir, city: city.index, present: response.present, now, missing, report });
    undo.later(() => paper.close());
  }
  await serveBrowserApps(app);
  return live;
}

/** What helps the call-taker while the caller speaks, and the officer at the scene. */
function registerIntakeHelp(app: FastifyInstance, { city, ledger, admission, response: { present }, undo }: FeatureParts, now: () => number): void {
  const { deadlines, head } = city.index.city;
  const reports = openReports(present, deadlines.duplicate.radiusM, Math.max(Math.abs(head.bounds[1]), Math.abs(head.bounds[3])));
  undo.later(() => reports.close());
  // Suggestions are the first thing that a surge may delay. All who wait for one share one wait: each in a place of its own, they held up each other (R24).
  const caughtUp = sharedLook(() => admission.run(3, () => present.caughtUp()));
  registerDuplicates(app, { present: { caughtUp }, reports, city, now });
  registerMatches(app, { ledger, db: ledger.db, city, present, reports, now });
}

/** Where posts should stand: beside what runs, in a thread of its own. */
function registerPlanning(app: FastifyInstance, { server, city, ledger, response: { ground }, undo }: FeatureParts, now: () => number, report: (what: string, error: unknown) => void): void {
  const { graph } = ground;
  const planner = graph === null ? null : openPlanner({ db: ledger.db, city: city.index, cityDir: server.cityDir, ground: { ...ground, graph }, now, report });
  if (planner !== null) undo.later(() => planner.close());
  registerPlanner(app, { planner, graph, roles: city.roles });
}

/** Who is where, and who should go. */
function registerResponse(app: FastifyInstance, { server, city, ledger, desk, admission, response, missing, vault, undo }: FeatureParts, now: () => number): void {
  const { ground, positions, counts, present, ranker } = response;
  registerPlaces(app, { gazetteer: ground.gazetteer, premises: city.index.city.premises, jurisdiction: (point) => city.layouts.at(now()).jurisdiction(point) });
  registerMap(app, { tiles: createTileMaker(mapTiers({ ...ground, roads: ground.graph?.roads ?? [] }, city.index.city.premises)), city: city.index, areas: () => city.layouts.at(now()) });
  registerRoads(app, { graph: ground.graph });
  registerPositions(app, { book: positions, counts, roles: city.roles });
  registerMedia(app, { ledger, city, vault, now });
  registerPatrol(app, { ledger, city, now });
  registerReports(app, { db: ledger.db, city, now });
  const first: Ranker = { rank: (subject, options) => admission.run(0, () => ranker.rank(subject, options)), nearestMs: (point, at) => admission.run(1, () => ranker.nearestMs(point, at)), find: (id) => ranker.find(id), rerun: (id) => admission.run(3, () => ranker.rerun(id)) };
  registerBorder(app, { ledger, city, ranker: first, wire: server.wire ?? { keys: new Map(), privateHosts: new Set() }, now });
  registerRecommendation(app, { ledger, city, ranker: first, positions, roadsAt: response.roadsAt, now });
  const { geofenceM, positionStale, surgeP1 } = city.index.city.deadlines;
  undo.later(watchPlans({ desk, present, city: city.index, now, onFailure: (error) => app.log.error({ err: error }, "plans") }));
  undo.later(watchLineReports(present, city.index.type, missing));
  undo.later(watchSurge({ desk, present, limit: surgeP1, now, onFailure: (error) => app.log.error({ err: error }, "surge") }));
  undo.later(watchGeofence({ desk, present, book: positions, geofenceM, staleMs: positionStale * 1_000, now, onFailure: (error) => app.log.error({ err: error }, "geofence") }));
}
