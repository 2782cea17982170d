import { twin, type Twin } from "./twin.ts";

const CELLS = { test: "core/engine/suppression/small-cells.test.ts" } as const;
const SMALL = "core/engine/suppression/small-cells.ts";
const TOLD = { test: "core/engine/publication/told-table.test.ts" } as const;
const SHARING = "core/domain/linkage/sharing.ts";
const SHARED = { test: "core/domain/linkage/sharing.test.ts" } as const;
const KEYS = "testing/server/keys.test.ts";
const OWN_CALL = { test: "testing/scenarios/intake.test.ts", only: "GOV-02" } as const;
const ASSETS = "core/domain/governance/assets.ts";
const REGISTER = { test: "core/domain/governance/assets.test.ts" } as const;
const BOUND = "edge/ledger/migrations/0027-what-a-post-is-bound-to.sql";
const HELD = "edge/ledger/migrations/0029-posts-under-hold.sql";
const REFERENCES = { test: "testing/server/references.test.ts" } as const;
const RETENTION = "edge/ledger/personal/retention.ts";
/** All of it: its tests go on from one another. */
const BACKUP = { test: "testing/server/backup.test.ts" } as const;
const OVER = { test: "testing/server/intake.test.ts", only: "X-13" } as const;
const EMERGENCY = { test: "testing/scenarios/governance.test.ts", only: "GOV-02, R53" } as const;
const NEIGHBOURS = { test: "testing/server/neighbours.test.ts" } as const;

/** Of storage, load and surroundings: R8–R37, R56–R59, a seeded bug for each row. */
const SURROUNDINGS: readonly Twin[] = [
  twin("read-only-unnamed", "R8", "a database that only reads is no alarm", "apps/server/features/storage/watch-storage.ts", `if (codeOf(error) === "25006") return "database-read-only";`, "", { test: "testing/server/http.test.ts", only: "R8, X-08" }),
  twin("backup-bytes-unchecked", "R11", "the bytes of a backup are held against nothing", "edge/ledger/backup/inspect-backup.ts", "for (const part of parts) for (const file of part.manifest.files) await verifyFile(part, file);", "", BACKUP),
  twin("shared-and-kept", "R12", "whatever was shared out stays in memory", "edge/stream/hub.ts", "const shares = new Map<string, ReturnType<typeof shareOf>>();", "((globalThis as { kept?: unknown[] }).kept ??= []).push(Array.from({ length: 40_000 }, () => ({})));\n      const shares = new Map<string, ReturnType<typeof shareOf>>();", { row: "R12", tries: 24 }),
  twin("history-read-through", "R13", "a record is looked up by reading all of them", "edge/ledger/migrations/0023-load-by-key.sql", " set enable_seqscan = off as $$\nbegin\n  perform tocsin.enter(grants);\n  return query\n    select s.kind, s.id, s.version, s.scope, s.state, s.open, s.txid || '-' || s.seq\n    from jsonb_to_recordset(refs) as r(kind text, id text)\n    cross join lateral (select f.* from tocsin.stream_state f where f.kind = r.kind and f.id = r.id limit 1) s;", " as $$\nbegin\n  perform tocsin.enter(grants);\n  return query\n    select s.kind, s.id, s.version, s.scope, s.state, s.open, s.txid || '-' || s.seq\n    from jsonb_to_recordset(refs) as r(kind text, id text)\n    join tocsin.stream_state s on s.kind = r.kind and s.id = r.id;", { test: "edge/ledger/commit.test.ts", only: "R13" }),
  twin("machine-zone", "R17", "shifts go by the machine's zone", "core/domain/organisation/roster.ts", "civil(at, head.utcOffset * MINUTE);", "civil(at, head.utcOffset * 0 - new Date(at).getTimezoneOffset() * MINUTE);", { row: "R17", tries: 20 }),
  twin("refused-unsaid", "R19", "positions that are not taken are left out of the receipt", "apps/server/features/positions/open-position-book.ts", "return { accepted: taken.length, refused };", "return { accepted: taken.length, refused: [] };", { row: "R19", tries: 2 }),
  twin("rate-uncounted", "R25", "requests of one source are not counted", "edge/identity/request-rate.ts", "left: taken ? filled - 1 : filled", "left: filled", { test: "apps/server/features/clients/seat-rates.test.ts" }),
  twin("doctype-read", "R28", "a document with a type declaration is read", "edge/cap/xml-tree.ts", `if (document.children.some((node) => node instanceof XmlDocumentType)) return fault("DOCTYPE", "<!DOCTYPE");`, "", { test: "edge/cap/read-alert.test.ts", only: "R28" }),
  twin("half-form-refused", "R33", "a call without a place is refused although it says why", "core/domain/intake/receive.ts", "if (!isPlaced(payload.place) && payload.placeUnknown === undefined)", "if (!isPlaced(payload.place))", { row: "R33", tries: 5 }),
  twin("paper-when-it-suits", "R37", "the board is not printed when a server starts", "apps/server/features/paper/keep-paper.ts", 'failed, first: "AT_ONCE" });', "failed });", { test: "testing/server/city-present.test.ts", only: "R37" }),
  twin("paper-once", "R37", "the printed board stays as it was when the server started", "apps/server/features/paper/keep-paper.ts", "const write = async (): Promise<void> => {", "let written = false;\n  const write = async (): Promise<void> => {\n    if (written) return;\n    written = true;", { test: "testing/server/city-present.test.ts", only: "R37" }),
  twin("scripts-in-pages", "R47", "a page may run what stands in its texts", "apps/server/http/security-headers.ts", `"script-src 'self'",`, `"script-src 'self' 'unsafe-inline'",`, { test: "testing/server/http.test.ts", only: "strict headers" }),
  twin("private-called", "R51", "a platform's name leads into a private network", "edge/georeport/guarded-request.ts", `return PRIVATE.check(address, family === 4 ? "ipv4" : "ipv6");`, "return false;", { test: "edge/georeport/georeport.test.ts", only: "private network" }),
  twin("scripts-at-install", "R56", "a package that runs a script when it is installed is taken", "testing/house/supply-rules.ts", `found.hasInstallScript && !allowScripts.has(nameOf(path)) ? "runs a script when it is installed" : null,`, "null,", { row: "R56", tries: 7 }),
  twin("sockets-without-end", "R57", "the door holds any number of sockets", "apps/server/http/create-app.ts", "app.server.maxConnections = SOCKETS_MOST;", "", { row: "R57", tries: 1 }),
  twin("refused-stream-held", "R57", "a stream that is refused is never ended", "apps/server/http/create-app.ts", "if (request.headers.upgrade !== undefined) request.raw.socket.destroySoon();", "", { test: "testing/server/live.test.ts", only: "R57" }),
  twin("unstored-under-chaos", "R59", "what was acknowledged is not stored, while all breaks at once", "edge/ledger/open-ledger.ts", "const outcome = await commitTo(db, commit);", `const outcome = commit.name === "intake.receive" ? { outcome: "committed", cursor: "1-1", result: commit.result } : await commitTo(db, commit);`, { row: "R59", tries: 4 }),
];

/** Of who may do what, and of what is of persons: R43, R49, R53–R55. */
const RIGHTS: readonly Twin[] = [
  twin("first-password-for-good", "R58", "a first password need not be changed", "apps/server/http/session-hook.ts", `if (found.passwordDue && whenPasswordDue !== true) throw new RefusedRequest(refuse("PASSWORD_DUE"));`, "", { test: "testing/server/http.test.ts", only: "a forgotten password is given anew" }),
  twin("factor-not-asked", "R49", "a role that needs a second factor works without", "apps/server/http/session-hook.ts", `if (found.secondFactor === "MISSING" && whenEnrolling !== true) throw new RefusedRequest(refuse("SECOND_FACTOR_MISSING"));`, "", { test: "testing/server/http.test.ts", only: "GOV-02, R50" }),
  twin("rights-after-the-shift", "R43", "a crew's rights outlive its shift", "apps/server/features/identity/shift-end.ts", "return unit !== undefined && off(unit) ? reduce(grants) : grants;", "return grants;", { test: "testing/scenarios/organisation.test.ts", only: "rights end with its shift" }),
  twin("own-figures-published", "R43", "whoever drafted figures publishes them", "core/domain/governance/publications.ts", `draft.value.by === context.actor.userId ? refused("PUBLICATION_OWN_WORK") : accept(`, "accept(", { test: "core/domain/governance/publications.test.ts" }),
  twin("one-side-signs", "R43", "another than the one asked takes over a responsibility", ASSETS, "return signsFor(actor, city, offer.to) ? found :", "return actor !== null ? found :", REGISTER),
  twin("duty-put-down-alone", "R43", "who answers for something strikes it out", ASSETS, `if (holder !== null && signsFor(context.actor, context.city, holder)) return refused("ASSET_OWN_RETIREMENT");`, "", REGISTER),
  twin("term-with-a-gap", "R43", "a term begins before the one that it follows has ended", "core/domain/governance/evolve-asset.ts", "if (until < term.from) throw new ImpossibleEvent(`a term from ${term.from} cannot end at ${until}`);", "", REGISTER),
  twin("shared-any-field", "R43", "an agreement carries fields that it does not name", SHARING, "const carrying = holding.find((row) => fields.every((field) => row.fields.includes(field)));", "const [carrying] = holding;", SHARED),
  twin("shared-for-ever", "R43", "an agreement carries calls after its last day", SHARING, "ofPurpose.filter(({ from, until }) => from <= today && today <= until);", "ofPurpose;", SHARED),
  twin("shared-city-wide", "R44", "an agreement reads of the whole city, whatever its machine's place", "apps/server/features/sharing/register-sharing.ts", ".filter((each) => within(each.path, path))", "", { test: "testing/server/shared-areas.test.ts" }),
  twin("beside-beyond-border", "R44", "number and type of a like incident beyond the asker's border are told", "apps/server/masking.ts", 'if (sight.orders === "ALL") return "ELSEWHERE";', 'if (sight.orders === "ALL") return "NAMED";', { test: "testing/server/border-matches.test.ts" }),
  twin("warning-carries-across", "R44", "a warning over two districts shows one the incidents of the other", "apps/server/advisory-sight.ts", "(scope === undefined ? whole : looksAt(session, roles, scope))", "(scope === undefined || whole || scope.length > 0)", { ...REFERENCES, only: "CMD-01" }),
  twin("author-told-the-number", "R44", "who writes guidance and reads no incident is told the number of the one that missed it", "apps/server/masking.ts", `wanted: { ...plan.wanted, incidentNo: "—" }`, "wanted: { ...plan.wanted }", { test: "testing/scenarios/governance.test.ts", only: "SCN-02" }),
  twin("shared-drawing-names", "R44", "a drawing that is shared names the incident for which it was drawn", "apps/server/shown-record.ts", "view: (drawing, session, { roles }) => shownDrawing(session, drawing, roles)", "view: whole", { ...REFERENCES, only: "CMD-02" }),
  twin("inner-words-told", "R44", "partners read why command was taken from whom", "apps/server/inner-words.ts", "({ takenOver: _takenOver, ...incident }: Incident)", "(incident: Incident)", { ...REFERENCES, only: "CMD-04" }),
  twin("platform-reads-all-police", "R44", "a platform that is declared as police reads every matter of the police", "apps/server/police-platform.ts", `agency === POLICE && userId.startsWith("client/")`, `agency === "" && userId.startsWith("client/")`, { test: "testing/server/police-platform.test.ts" }),
  twin("drawn-across-the-border", "R44", "a desk is told number and id of the incident to which its unit was drawn off, wherever that is", "apps/server/drawn-sight.ts", ": scope.some((path) => paths.some((granted) => within(path, granted))));", ": scope.length > 0);", { ...REFERENCES, only: "CMD-11" }),
  twin("matters-told-to-partners", "R44", "a partner on an incident learns which matters came of it", "apps/server/masking.ts", "matters: _matters, ", "", { ...REFERENCES, only: "LNK-08" }),
  twin("letter-to-every-place", "R44", "a letter is read by every place of its party's agency", "apps/server/masking.ts", "isParty(session, [from, to], city)", "[from, to].some((party) => session.agency === (city.org.get(party)?.agency ?? party))", { test: "apps/server/masking.test.ts", only: "LNK-01" }),
  twin("beside-told-to-partners", "R44", "a partner reads which incidents are beside the one that it was let into", "apps/server/masking.ts", 'matches === undefined || orders !== "AGENCY"', "matches === undefined || orders !== null", { test: "testing/server/border-matches.test.ts" }),
  twin("guessed-call-opens", "R44", "whoever names the id of another's call gets its incident", "apps/server/masking.ts", "if (!incident.reports.some(({ by }) => by === userId)) return null;", "", { ...REFERENCES, only: "INC-01" }),
  twin("caller-named-in-the-log", "R53", "events name who called from an own number", "apps/server/features/records/timeline-entry.ts", "const { recused: _recused, ...data } =", "const { ...data } =", { ...REFERENCES, only: "GOV-02" }),
  twin("shared-unrecorded", "R53", "what a partner's machine reads is in no audit", "apps/server/features/sharing/register-sharing.ts", "await audit.shared(session, { ...call, agreement: found.value.id, area: path, reason: found.value.legalBasis }, null);", "", { test: KEYS, only: "LNK-07" }),
  twin("reveal-unrecorded", "R53", "a number is given without a row in the audit", "apps/server/features/personal/register-reveal.ts", "await deps.audit.revealed(session, {", "if (deps === null) await deps.audit.revealed(session, {", { row: "R53", tries: 1 }),
  twin("look-unrecorded", "R53", "what was looked at is in no audit", "apps/server/features/audit/audit-reads.ts", "reply.statusCode < 400) await written(request, request.session, what.purpose);", "reply.statusCode < 200) await written(request, request.session, what.purpose);", { test: "testing/conformance/openapi.test.ts", only: "SUP-08, R53" }),
  twin("own-call-shown", "R53", "whoever called from an own number reads what became of it", "apps/server/masking.ts", "if (isRecused(session, incident)) return null;", "", OWN_CALL),
  twin("own-call-beside", "R53", "matter and command post of one's own call are shown", "apps/server/shown-record.ts", `recusedFrom !== undefined && "incidentId" in state`, `recusedFrom === null && "incidentId" in state`, OWN_CALL),
  twin("own-call-once-closed", "R53", "a server that starts knows of own calls that are open alone", "apps/server/features/recusal/open-recusal.ts", "for (const { id, accounts } of await recusedIncidents(deps.db)) note(id, accounts);", "void recusedIncidents;", OWN_CALL),
  twin("denial-names-nothing", "R53", "a refused command does not say in the audit what it was after", "apps/server/desk/desk.ts", "return [...new Set([...records, ...others].map(({ id }) => id).concat(orgIds))]", "return [...records.filter(({ kind }) => kind === \"incident\").map(({ id }) => id), ...others.slice(others.length), ...orgIds]", { test: "testing/conformance/routes.test.ts", only: "the row of a refused command" }),
  twin("emergency-by-oneself", "R53", "emergency access is approved by who asked for it", "apps/server/features/emergency/emergency-desk.ts", "approves: !holder && opensView", "approves: opensView", { test: "testing/scenarios/governance.test.ts", only: "separation of duties: who did" }),
  twin("emergency-without-end", "R53", "emergency access goes on after its time", "apps/server/features/emergency/emergency-book.ts", "return one === undefined || one.endsAt <= now() ||", "return one === undefined ||", EMERGENCY),
  twin("number-in-clear", "R54", "a caller's number is stored as it was given", "apps/server/desk/seal-personal.ts", "sealed[field] = await vault.seal(subject, value);", "sealed[field] = value;", { test: "testing/server/intake.test.ts", only: "X-11, R53, R54" }),
  twin("small-cells-told", "R54", "counts below five are told", SMALL, "const isSmall = (count: number): boolean => count > 0 && count < SMALLEST_CELL;", "const isSmall = (count: number): boolean => count < 0;", CELLS),
  twin("station-from-its-district", "R54", "a small count of a station is what is left of its district's", "core/engine/linkage/area-summary.ts", "if (cell === null && index < parts.length)", "if (cell === null && index < 0)", { test: "core/engine/linkage/operation-centre.test.ts" }),
  twin("hidden-by-itself", "R54", "a hidden count can be had from the total", SMALL, "isSmall(count) || count === least ? null : count", "isSmall(count) ? null : count", CELLS),
  twin("correction-tells", "R54", "a correction gives away what the first version hid", "core/engine/publication/told-table.ts", "? nothing(counts) : told;", "? told : told;", TOLD),
  twin("deleted-a-day-early", "R55", "numbers go a day before their time", RETENTION, "const before = at - days * DAY_MS;", "const before = at - (days - 1) * DAY_MS;", { row: "R55", tries: 1 }),
  twin("revoked-comes-back", "R50", "a backup brings a machine's key back that was revoked since", "apps/server/features/clients/open-clients.ts", `await noteDeletions(keysDir, [{ what: "machine", id: prefix }]);`, "void noteDeletions;", BACKUP),
  twin("wrong-clock-deletes", "R16", "a server that starts with a clock half a year ahead deletes what is not due", "apps/server/features/retention/start-retention.ts", "if (elapsed() < freeAt) return;", "", OVER),
  twin("hold-ignored", "R55", "what is under legal hold is deleted", HELD, "c.open or c.state ? 'hold' as stays", "c.open as stays", { row: "R55", tries: 1 }),
  twin("hold-stops-at-the-incident", "R55", "legal hold does not reach the pictures of a post over the advisory from which the incident followed", BOUND, "union\n  select i.id", "except\n  select i.id", { test: "edge/ledger/personal/held-media.test.ts" }),
  twin("post-not-held", "R55", "legal hold of a command post over an advisory does not reach its pictures", HELD, " is null or s.state ? 'hold',", " is null,", { test: "edge/ledger/personal/held-media.test.ts" }),
  twin("no-certificate", "R55", "what was deleted is certified nowhere", RETENTION, "await certify({ query }, deps, at, { class: name, days, count: deleted });", "", OVER),
  twin("restore-brings-back", "R55", "a restored server does not delete again what was deleted", "apps/server/open-personal-data.ts", "const count = await reapplyDeletions(db, keysDir);", "const count = reapplyDeletions === null ? 1 : 0;", BACKUP),
  twin("kept-at-a-neighbour", "R55", "what a neighbour shared is kept beyond the agreed day", "edge/ledger/personal/shared-retention.ts", "if (due.length === 0) return 0;", "if (due.length >= 0) return 0;", NEIGHBOURS),
  twin("neighbour-not-told", "R55", "the owner is not told that its words were deleted", "apps/server/features/retention/start-retention.ts", "for (const matterId of await untoldErasures(deps, each))", "for (const matterId of (await untoldErasures(deps, each)).slice(0, 0))", NEIGHBOURS),
];

/** A seeded bug for rows that had none, and for promises beside the matrix that stand under the nearest of its rows. */
export const PROMISE_TWINS: readonly Twin[] = [...SURROUNDINGS, ...RIGHTS];
