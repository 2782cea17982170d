import type { Server } from "node:https";
import type { FastifyInstance } from "fastify";
import { databaseNow } from "@tocsin/ledger/db.ts";
import { openLedger, type OpenLedger } from "@tocsin/ledger/open-ledger.ts";
import { cityPath } from "@tocsin/domain/organisation/chain.ts";
import type { Vault } from "@tocsin/ledger/personal/vault.ts";
import { type SecretFiles, secretFilesOf } from "@tocsin/ledger/secret-file.ts";
import { startDatabase } from "@tocsin/ledger/start-database.ts";
import { openProvider } from "@tocsin/identity/provider.ts";
import { openAuditTrail } from "./audit-trail.ts";
import { systemClock, type Clock } from "./clock.ts";
import { openAdmission } from "./desk/admission.ts";
import { createDesk, type Desk } from "./desk/desk.ts";
import { deskLedger } from "./desk/desk-ledger.ts";
import { createApp } from "./http/create-app.ts";
import { readPair, watchCertificate } from "./http/tls-door.ts";
import { checkLines } from "./lines-from-env.ts";
import { loadServedCity, servedCity } from "./load-served-city.ts";
import { type MissingParts, trackMissingParts } from "./missing-parts.ts";
import { registerFeatures } from "./register-features.ts";
import { registerUnits } from "./register-units.ts";
import type { ServedCity } from "./served-city.ts";
import type { ServerOptions } from "./server-options.ts";
import { forwardAudit } from "./features/audit/forward-audit.ts";
import { openClients } from "./features/clients/open-clients.ts";
import { openChannels, type Channels } from "./features/channels/open-channels.ts";
import { alertDoor, callDoor } from "./features/channels/own-probes.ts";
import { openProbeSeat } from "./features/channels/probe-seat.ts";
import { openEmergency } from "./features/emergency/open-emergency.ts";
import { startHousekeeping, type Housekeeping } from "./features/housekeeping/start-housekeeping.ts";
import { registerCityLayout } from "./features/layouts/register-city-layout.ts";
import { registerCityMechanisms } from "./features/city/register-city-mechanisms.ts";
import { countMonth } from "./features/publication/count-month.ts";
import { reviewCityAssets } from "./features/governance/review-city-assets.ts";
import { registerCityPlans } from "./features/plans/register-city-plans.ts";
import { openNotices, type Notices } from "./features/notices/open-notices.ts";
import { readPushKeys } from "./features/notices/push-key.ts";
import { startRetention, type RetentionJob } from "./features/retention/start-retention.ts";
import { rankingPolicy } from "./features/recommendation/ranking-policy.ts";
import { type Relocation, watchRelocation } from "./features/relocation/watch-relocation.ts";
import { openGateways } from "./features/positions/open-gateways.ts";
import { readFirstPasswords } from "./features/identity/first-passwords.ts";
import { sealKept, secretSeal } from "./features/identity/secret-keys.ts";
import { openSeats } from "./features/identity/open-seats.ts";
import { watchClock, watchDatabaseClock } from "./watch-clock.ts";
import { watchStorage } from "./features/storage/watch-storage.ts";
import { openWire, type Wire } from "./features/wire/open-wire.ts";
import { openResponse, type ResponseParts } from "./open-response.ts";
import { openRights } from "./open-rights.ts";
import { keysDirOf, openPersonalData, sealMediaOfBefore } from "./open-personal-data.ts";
import { startSealing } from "./start-sealing.ts";
import { startTimers, type Timers } from "./start-timers.ts";

/*
 * How a feature is written. A folder `features/<group>/`, the group being one of the contract's or of the routes':
 *
 *  - `register-<group>.ts` exports `registerX(app: FastifyInstance, deps: XDeps): void`. It adds routes and nothing else.
 *    `XDeps` has at most six members, each the least that is needed (`Pick<Ledger, "load">`, `now: () => number`).
 *  - What lives longer than a request is made by `openX(…)` in the same folder and handed in; `openResponse` and
 *    `registerFeatures` are the only places that know all features.
 *  - A route has `schema: { tags, params | querystring | body, response: answers(View) }`, all from the contract.
 *    Handlers return the view. `sessionOf(request)` gives the caller; a route for everyone says `config: { open: true }`.
 *  - To refuse, throw `new RefusedRequest(refuse("CODE", params))`. What is outside the caller's scope is NOT_FOUND.
 *  - Reading: `ledger.load(refs, grantPaths(session))`, then `sightOf`/`maskIncident`/`seesUnit` of masking.ts.
 *  - Changing: only through `desk.execute`.
 *  - Time comes from the clock that is handed in, never from the machine.
 */

export { ballastOf, doorsFromEnv, reachFromEnv, trustFromEnv } from "./server-options.ts";
export { linesFromEnv } from "./lines-from-env.ts";

export interface RunningServer {
  readonly app: FastifyInstance;
  /** Where it listens, e.g. `http://127.0.0.1:8080`. */
  readonly url: string;
  /** Port of the door for vehicle terminals; null while it is closed. */
  readonly terminalPort: number | null;
  readonly ledger: OpenLedger;
  /** Opens what is kept sealed. */
  readonly vault: Vault;
  readonly desk: Desk;
  readonly clock: Clock;
  readonly timers: Timers;
  readonly notices: Notices;
  readonly housekeeping: Housekeeping;
  readonly retention: RetentionJob;
  readonly relocation: Relocation;
  readonly channels: Pick<Channels, "round" | "look">;
  /** Messages to other platforms. */
  readonly wire: Wire;
  /** Answers what is under way, then stops; an embedded database last. */
  close(): Promise<void>;
}

/** What must be undone, in reverse order. */
interface Undo {
  later(step: () => Promise<void> | void): void;
  all(): Promise<void>;
}

function undoStack(): Undo {
  const steps: (() => Promise<void> | void)[] = [];
  return {
    later: (step) => void steps.push(step),
    all: async () => {
      const failed: unknown[] = [];
      // What cannot be ended, as on a disk that is gone, keeps nothing else from being ended.
      for (let step = steps.pop(); step !== undefined; step = steps.pop()) await Promise.resolve().then(step).catch((error: unknown) => failed.push(error));
      if (failed.length > 0) throw failed[0];
    },
  };
}

/** The database, and the data folder, in which keys and checkpoints lie unless told otherwise; `own` where the database itself lives in it. */
async function openDatabase(options: ServerOptions, undo: Undo): Promise<{ readonly url: string; readonly own?: string; readonly home: string | null }> {
  if (options.databaseUrl !== undefined) return { url: options.databaseUrl, home: null };
  const database = await startDatabase({ ...options.database, renew: true });
  undo.later(() => database.stop());
  const home = database.folder ?? options.database?.folder ?? options.database?.env?.["TOCSIN_DATA"] ?? ".data";
  return { url: database.url, home, ...(database.folder === undefined ? {} : { own: database.folder }) };
}

function firstPasswords({ passwordsFile }: ServerOptions, city: ServedCity, secrets: SecretFiles): ReadonlyMap<string, string> {
  return passwordsFile === undefined ? new Map() : readFirstPasswords(passwordsFile, new Set(city.index.city.accounts.map(({ id }) => id)), secrets);
}

/** Said at the start, where whoever starts it reads: these people need a first password. */
const demoEnded = (accounts: readonly string[]): Error => new Error(`演示口令已作废,请为这些账号另发首次口令 / the passwords of a demo were ended; give first passwords to: ${accounts.join(" ")}`);

function watchClocks({ timers = true }: ServerOptions, { db }: OpenLedger, missing: MissingParts, undo: Undo): void {
  undo.later(watchClock(missing));
  const database = watchDatabaseClock({ ask: () => databaseNow(db), wall: () => Date.now() }, missing, timers);
  undo.later(() => database.stop());
}

/** What the city's folder has and the log has not: units, areas, plans, and what somebody has to answer for. */
async function enterCity(ledger: OpenLedger, present: ResponseParts["present"], desk: Desk, city: ServedCity, now: number): Promise<void> {
  await registerUnits(ledger, desk, city);
  await registerCityLayout(present, desk, city, now);
  await registerCityMechanisms(ledger, desk, city);
  await registerCityPlans(present, desk, city, now);
  await reviewCityAssets(ledger, desk, city, now);
}

async function compose(options: ServerOptions, undo: Undo): Promise<RunningServer> {
  const clock = options.clock ?? systemClock;
  const city = options.city === undefined ? loadServedCity(options.cityDir, options.standardDir) : servedCity(options.city);
  checkLines(options, city.index.city.platforms);
  const secrets = options.secrets ?? secretFilesOf(process.env);
  const tls = options.tls === undefined ? null : { files: options.tls, pair: await readPair(options.tls, secrets) };
  const database = await openDatabase(options, undo);
  const ledger = await openLedger({ url: database.url });
  undo.later(() => ledger.close());
  const missing = trackMissingParts(() => clock.now());
  const report = (what: string, error: unknown): void => app.log.error({ err: error }, what);
  const audit = openAuditTrail({ db: ledger.db, city, now: () => clock.now(), report });
  undo.later(() => audit.close());
  const emergency = await openEmergency({ db: ledger.db, city, audit, demo: options.demo ?? false, now: () => clock.now(), report });
  const { vault, lastAt } = await openPersonalData(ledger.db, keysDirOf(options, database.home), secrets, { at: clock.now(), scope: [cityPath(city.index)] });
  city.shared.use(vault.open);
  const rights = await openRights({ db: ledger.db, ledger, city, vault, now: () => clock.now(), report }, undo);
  const seal = secretSeal(keysDirOf(options, database.home), secrets);
  const ended: string[] = [];
  const seats = await openSeats(ledger.db, city.index, { demo: options.demo ?? false, keepFirst: options.keepFirstPasswords ?? false, passwords: firstPasswords(options, city, secrets), onReplay: audit.replayed, onEnded: (accounts) => ended.push(...accounts), running: emergency.running, ...rights.ofSeats, seal });
  const clients = openClients({ db: ledger.db, city: city.index, keysDir: keysDirOf(options, database.home), report });
  const app = await createApp({
    findSession: async (token, renew) => probeSeat.find(token) ?? (await clients.find(token)) ?? rights.shifts.seen(await seats.find(token, renew)), onRefused: audit.denied, logLevel: options.logLevel ?? "warn", answers: options.answers ?? "trust", proxies: options.proxies ?? [], ...(tls === null ? {} : { tls: tls.pair }), ...(options.hosts === undefined ? {} : { hosts: options.hosts }),
  });
  undo.later(() => app.close());
  if (ended.length > 0) report("demo passwords", demoEnded(ended));
  await sealKept(ledger.db, seal, report);
  undo.later(() => emergency.close());
  const sealingMedia = sealMediaOfBefore(ledger.db, vault, report);
  undo.later(() => sealingMedia.stop());
  const probeSeat = openProbeSeat(vault.keyOutside("channels"));
  const sealing = await startSealing({ ledger, options, secrets, home: database.home, now: () => clock.now(), missing, report });
  undo.later(() => sealing.stop());
  const forwarding = options.auditTo === undefined ? null : forwardAudit({ db: ledger.db, keysDir: keysDirOf(options, database.home), to: options.auditTo, missing, report, automatic: options.timers ?? true });
  undo.later(() => forwarding?.stop());
  watchClocks(options, ledger, missing, undo);
  const certificate = tls === null ? null : watchCertificate(tls.files, tls.pair, { server: app.server as Server, secrets, missing, now: () => clock.now(), report });
  undo.later(() => certificate?.stop());
  const storage = await watchStorage({ url: database.url, folder: database.own, ballastBytes: options.ballastBytes ?? 0, missing, report });
  undo.later(() => storage.close());
  const response = await openResponse({ cityDir: options.cityDir, city, ledger, clock, missing, report });
  undo.later(() => response.close());
  const admission = openAdmission();
  const desk = createDesk({ ledger: deskLedger(ledger, vault), city, clock, ranker: response.ranker, vault, ownNumbers: rights.recusal.numbers, road: response.road, knownPlans: () => response.present.plans.values(), planVersions: () => response.present.caughtUp().then(() => response.present.plans.values()), channels: () => response.present.caughtUp().then(() => [...response.present.channels.values()]), mannedOrgs: () => seats.mannedOrgs(), awayFor: (userId) => seats.awayFor(userId), rightsOf: seats.rightsOf, countMonth: countMonth(ledger.db, city.index), report }, admission);
  await enterCity(ledger, response.present, desk, city, clock.now());
  const pushKeys = options.push === undefined ? null : readPushKeys(keysDirOf(options, database.home), secrets);
  const live = await registerFeatures(app, { server: { ...options, clock }, pushKey: pushKeys?.publicKey ?? null, city, ledger, desk, admission, seats, clients, emergency, rights, response, missing, audit, sealing, vault, seal, provider: options.provider === undefined ? null : openProvider(options.provider), undo });
  const notices = openNotices({ db: ledger.db, ledger, desk, city: city.index, present: () => seats.present(), missing, now: () => clock.now(), report }, options, pushKeys, options.timers ?? true);
  undo.later(() => notices.stop());
  const timers = startTimers({ ledger, desk, clock, report, automatic: options.timers ?? true });
  undo.later(() => timers.stop());
  const housekeeping = startHousekeeping({ db: ledger.db, now: () => clock.now(), machineNow: () => systemClock.now(), report, automatic: options.timers ?? true, ...(options.trackKeptMs === undefined ? {} : { trackKeptMs: options.trackKeptMs }) });
  undo.later(() => housekeeping.stop());
  const retention = startRetention({ db: ledger.db, desk, keysDir: keysDirOf(options, database.home), city: city.index, now: () => clock.now(), lastAt, report, automatic: options.timers ?? true });
  undo.later(() => retention.stop());
  const relocation = watchRelocation({ desk, city: { index: city.index, jurisdiction: (point) => city.layouts.at(clock.now()).jurisdiction(point) }, ground: response, agencyGroups: rankingPolicy(city.index.city.policies).agencyGroups, now: () => clock.now(), report }, options.timers ?? true);
  undo.later(() => relocation.stop());
  const wire = openWire({ db: ledger.db, ledger, desk, rows: city.index.city.platforms, shared: city.shared, options: options.wire ?? { keys: new Map(), privateHosts: new Set() }, missing, now: () => clock.now(), report, automatic: options.timers ?? true });
  undo.later(() => wire.stop());
  const channels = openChannels({ live, desk, clients: city.index.city.clients, missing, now: () => clock.now(), report });
  undo.later(() => channels.stop());
  const gateways = await openGateways({ options, city: city.index.city, book: response.positions, counts: response.counts, missing, channels, now: () => clock.now(), report });
  undo.later(() => gateways.close());
  const url = await app.listen({ host: options.host ?? "127.0.0.1", port: options.port ?? 0 });
  const door = { base: options.probes?.url ?? url, ...(certificate === null || options.probes?.url !== undefined ? {} : { certificate: () => certificate.pair().cert }) };
  channels.begin([callDoor(door, probeSeat), alertDoor(door, probeSeat, () => clock.now()), ...gateways.probes], options.timers ?? true);
  return { app, url, channels, terminalPort: gateways.terminalPort, ledger, vault, desk, clock, timers, notices, housekeeping, retention, relocation, wire, close: () => undo.all() };
}

/**
 * Starts a server over a city: database, door, timers, routes.
 * @throws FaultyCity naming every fault of the city's files; whatever was started before a failure is stopped again.
 */
export async function composeServer(options: ServerOptions): Promise<RunningServer> {
  const undo = undoStack();
  try {
    return await compose(options, undo);
  } catch (error) {
    await undo.all().catch(() => undefined);
    throw error;
  }
}
