import { twin, type Twin } from "./twin.ts";

const LOG_SQL = "edge/ledger/migrations/0001-log.sql";
const ROWS = { test: "edge/ledger/row-security.test.ts" } as const;
const MASK = { test: "apps/server/masking.test.ts" } as const;
const EXPORT = { test: "edge/ledger/verify-export.test.ts" } as const;
const VERIFY = "edge/ledger/verify-export.ts";
const VERIFY_ROWS = "edge/ledger/verify-rows.ts";
const PASSWORDS = "edge/identity/password-rules.ts";
const GATE = "edge/identity/sign-in-gate.ts";
const GATES = { test: "edge/identity/sign-in-gate.test.ts" } as const;

/** Of who may do and see what, and of what can be checked afterwards: R43–R50, R52. */
export const RIGHT_TWINS: readonly Twin[] = [
  twin("scope-ignored", "R45", "a declared reader sees every row", LOG_SQL, "and reach && (select nullif", "and true or reach && (select nullif", { row: "R45" }),
  twin("reader-stays-declared", "R45", "what one transaction declared holds in the next", LOG_SQL, "perform set_config('tocsin.access', 'system', true);", "perform set_config('tocsin.access', 'system', false);", ROWS),
  twin("owner-sees-all", "R45", "row security does not hold for the owner", LOG_SQL, "execute format('alter table tocsin.%I force row level security', t);", "", ROWS),
  twin("log-can-be-rewritten", "R52", "events can be changed by an administrator", LOG_SQL, "create trigger append_only before update or delete or truncate on tocsin.event execute function tocsin.refuse_change();", "", ROWS),
  twin("seals-can-be-changed", "R45", "the server may change seals", LOG_SQL, "grant insert on tocsin.seal to tocsin_app;", "grant insert, update, delete on tocsin.seal to tocsin_app;", ROWS),
  twin("every-role-may", "R43", "a role may send every command", "apps/server/session.ts", "return allowed !== undefined && (", "return true || (", { test: "testing/conformance/roles-and-language.test.ts" }),
  twin("open-by-default", "R43", "a route without a session answers", "apps/server/http/session-hook.ts", "if (request.is404 || open === true) return;", "if (request.is404 || open === true || found === null) return;", { row: "R43", tries: 1 }),
  twin("foreign-pages-may", "R48", "a page of another site acts with the cookie", "apps/server/http/session-hook.ts", `return site === "same-origin" || site === "none";`, "return true;", { test: "testing/server/http.test.ts" }),
  twin("number-unmasked", "R44", "a caller's number is shown to all", "apps/server/masking.ts", "sight.callback && !isSealed(callback) ?", "!isSealed(callback) ?", MASK),
  twin("police-notes-shown", "R44", "notes for the police are shown to partners", "apps/server/masking.ts", `incident.notes.filter((note) => note.visibility === "ALL")`, "incident.notes", MASK),
  twin("prohibited-taken", "R43", "prohibited fields are taken", "core/contract/prohibited.ts", "return PROHIBITED.some((word) => plain.includes(word)) || prohibitedIn(name) !== undefined;", "return PROHIBITED.some((word) => plain === word && false);", { test: "edge/city/load-city.test.ts" }),
  twin("formula-exported", "R46", "a name becomes a formula in an export", "core/kernel/csv.ts", "const plain = FORMULA.test(cell) ?", "const plain = FORMULA.test(cell) && false ?", { row: "R46" }),
  twin("short-passwords", "R49", "short passwords are taken", PASSWORDS, `if (length < SHORTEST_PASSWORD) return "SHORT";`, "", { test: "edge/identity/password-rules.test.ts" }),
  twin("breached-passwords", "R49", "passwords of known breaches are taken", PASSWORDS, `if (isCommon(folded)) return "COMMON";`, "", { test: "edge/identity/password-rules.test.ts" }),
  twin("guesses-uncounted", "R49", "guesses are not counted", GATE, "pairs.count(pair, now);", "", GATES),
  twin("known-seat-locked-out", "R49", "a stranger's guesses lock out a known console", GATE, "known ? 0 : accounts.waitOf(account, now)", "accounts.waitOf(account, now)", GATES),
  twin("spraying-unseen", "R49", "one password is tried on all accounts of an address", GATE, "if (!known) addresses.count(source.address, now);", "", GATES),
  twin("any-code", "R49", "a code of an hour ago still counts", "edge/identity/totp.ts", "timingSafeEqual(Buffer.from(codeOf(secret, step)), Buffer.from(code)) ? step : null", "Array.from({ length: 241 }, (_, n) => step + n - 120).some((each) => codeOf(secret, each) === code) ? step : null", { test: "edge/identity/totp.test.ts" }),
  twin("spent-token-taken", "R50", "a spent token that comes back is taken", "edge/identity/sessions.ts", "const replayed = kept.spentAt !== null &&", "const replayed = false &&", { test: "edge/identity/sessions.test.ts" }),
  twin("altered-event-passes", "R52", "an altered event passes the check", VERIFY_ROWS, `if (hash !== event.hash) return "altered";`, "", EXPORT),
  twin("reordered-passes", "R52", "events in another order pass", VERIFY_ROWS, `if (compareCursors(event.cursor, progress.cursor) <= 0) return "reordered";`, "", EXPORT),
  twin("file-chain-unchecked", "R52", "the chain of the file is not checked", VERIFY_ROWS, `if (nextChain(progress.chain, event) !== chain) return "altered";`, "", EXPORT),
  twin("cut-tail-passes", "R52", "a file without its end passes", VERIFY, `if (!progress.manifest || latest > seals) return`, "if (latest > seals) return", { row: "R52" }),
  twin("seal-unchecked", "R52", "a changed seal passes", VERIFY_ROWS, `if (sealHash(seal, rows.map((row) => row.hash)) !== seal.hash) return "altered";`, "", EXPORT),
  twin("count-unchecked", "R52", "a file that lacks its last event passes", VERIFY, `if (manifest.count !== progress.count) return manifest.count > progress.count ? "removed" : "inserted";`, "", EXPORT),
  twin("trusted-seal-ignored", "R52", "a log rewritten as a whole passes beside a seal kept elsewhere", VERIFY_ROWS, `if ((kept.get(seal.n) ?? seal.hash) !== seal.hash) return "rewritten";`, "", EXPORT),
  twin("vouched-for-all", "R52", "rows after the last checkpoint pass as vouched for", VERIFY_ROWS, "if (kept.has(seal.n)) progress.vouched = progress.count;", "progress.vouched = progress.count;", EXPORT),
  twin("channel-never-silent", "R38", "a channel from which nothing comes is never called dead", "apps/server/features/channels/silent-channels.ts", "const dead = now() - at > SILENT_MS;", "const dead = false;", { test: "apps/server/features/channels/channels.test.ts" }),
  twin("neighbour-speaks", "R38", "what another server sent speaks for the doors of this one", "apps/server/features/channels/open-channels.ts", `by.startsWith("client/") || sent.seen(channel, id)`, "true", { test: "apps/server/features/channels/channels.test.ts" }),
  twin("probe-on-boards", "R38", "a synthetic incident belongs to the city and stays open", "core/domain/intake/probe.ts", "drill: true, probe: channel.slice(0, 60), orgPath: PROBE_PATH", `drill: true, probe: channel.slice(0, 60), orgPath: "CITY"`, { row: "R38", tries: 1 }),
  twin("probe-by-hand", "R38", "people can mark a call as synthetic, so that nobody sees it", "core/domain/intake/probe.ts", "/^(client|probe)\\//.test(userId)", "userId.length > 0", { test: "core/domain/intake/probe.test.ts" }),
  twin("line-report-silent", "R39", "the report of a broken line rings no bell", "core/domain/command/line-reports.ts", "!isAnswered(incident)", "false", { row: "R39", tries: 1 }),
  twin("line-drill-rings", "R39", "a drill rings the bell of a broken line", "core/domain/command/line-reports.ts", "!incident.drill && ", "", { test: "core/domain/intake/probe.test.ts" }),
  twin("demo-passwords-kept", "R58", "a database that was a demo's keeps its passwords at a real server", "apps/server/features/identity/open-seats.ts", "if (!demo && !keepFirst) {", "if (false) {", { row: "R58", tries: 4 }),
  twin("guesses-apart", "R49", "each server counts guesses for itself", "edge/identity/sessions.ts", "gate.learn(id, source, counted);", "", { test: "edge/identity/sessions.test.ts", only: "R49" }),
  twin("helper-of-both", "R43", "one administrator gives a password and takes the factor", "edge/ledger/second-factors.ts", "where id = $1 and password_given_by is distinct from $2 returning", "where id = $1 and $2::text is not null returning", { test: "edge/ledger/beside-the-log.test.ts", only: "GOV-02: whoever gave" }),
  twin("key-for-the-administrator", "R43", "an administrator makes the key of a machine that reads incidents", "apps/server/features/clients/register-clients.ts", "const [pair] = signing === undefined ? broken(", "const [pair] = signing === null ? broken(", { test: "testing/server/keys.test.ts", only: "SUP-08, GOV-02" }),
  twin("helped-across", "R44", "an administrator gives a password where rights reach beyond the own place", "apps/server/features/identity/register-factors.ts", `scope.every((path) => opensView(roles, session, "CONFIG", [path]))`, `scope.some((path) => opensView(roles, session, "CONFIG", [path]))`, { test: "testing/server/shared-areas.test.ts", only: "GOV-02, X-05" }),
  twin("given-for-ever", "R58", "a password that others gave never ends", "edge/identity/accounts.ts", "passwordUntil !== null && passwordUntil <= now", "false && now < 0", { test: "edge/identity/sessions.test.ts", only: "V6.4.1" }),
];
