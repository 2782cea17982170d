import { randomUUID } from "node:crypto";
import type { AskEmergency, EmergencyAccess, EmergencyAccesses, EmergencyReport, ReviewEmergency } from "@tocsin/contract/identity/emergency-access.ts";
import { broken } from "@tocsin/contract/organisation/separation.ts";
import { refuse, type Refusal } from "@tocsin/contract/refusal.ts";
import { fail, ok, type Result } from "@tocsin/kernel/result.ts";
import { MINUTE } from "@tocsin/kernel/instant.ts";
import type { Db } from "@tocsin/ledger/db.ts";
import { addEmergency, answerEmergency, auditOfEmergency, endEmergency, findEmergency, listEmergencies, reviewEmergency, type StoredEmergency } from "@tocsin/ledger/emergency-access.ts";
import type { ServedCity } from "../../served-city.ts";
import { opensView, withoutEmergency, type Session } from "../../session.ts";
import type { EmergencyBook } from "./emergency-book.ts";

/** An unanswered request counts no more after this time: an approval must fit the moment for which it was asked. */
export const LAPSE_MS = 30 * MINUTE;
const LISTED = 300;
const REPORTED = 2_000;

export interface EmergencyDeskDeps {
  readonly db: Db;
  readonly city: ServedCity;
  readonly book: Pick<EmergencyBook, "look">;
  readonly now: () => number;
}

/** Bad input by its field, or a refusal as it stands. */
export type Asked = Result<StoredEmergency, Refusal & { readonly field?: string }>;

export interface EmergencyDesk {
  list(session: Session): Promise<EmergencyAccesses>;
  ask(session: Session, wish: AskEmergency): Promise<Asked>;
  answer(session: Session, id: string, approved: boolean): Promise<Result<StoredEmergency, Refusal>>;
  end(session: Session, id: string): Promise<Result<StoredEmergency, Refusal>>;
  report(session: Session, id: string): Promise<Result<{ readonly access: StoredEmergency; readonly report: EmergencyReport }, Refusal>>;
  review(session: Session, id: string, words: ReviewEmergency): Promise<Result<StoredEmergency, Refusal>>;
  view(session: Session, access: StoredEmergency): EmergencyAccess;
}

function stateOf(access: StoredEmergency, now: number): EmergencyAccess["state"] {
  if (access.startsAt !== null) return access.endedAt !== null || now >= access.endsAt! ? "ENDED" : "RUNNING";
  if (access.answeredAt !== null) return "DECLINED";
  return access.endedAt !== null || access.askedAt <= now - LAPSE_MS ? "LAPSED" : "ASKED";
}

/** What the role's rules let a session ask for: its own roles alone count, never those of an access that runs. */
function optionsOf(session: Session, { index: { city } }: ServedCity): EmergencyAccesses["options"] {
  const held = new Set(withoutEmergency(session).grants.map(({ role }) => role));
  const rules = city.roles.flatMap(({ role, emergency }) => (held.has(role) && emergency !== undefined ? [emergency] : []));
  return city.roles.flatMap(({ role, nameZh, nameEn }) => {
    const fitting = rules.filter(({ roles }) => roles.includes(role));
    // The files are checked role by role; somebody with several grants may hold the other side by another one.
    const both = broken(city.roles.filter((row) => row.role === role || held.has(row.role))).length > 0;
    if (fitting.length === 0 || both) return [];
    const atOnce = Math.max(0, ...fitting.map(({ atOnceMinutes }) => atOnceMinutes ?? 0));
    return [{ role, nameZh, nameEn, minutes: Math.max(...fitting.map(({ minutes }) => minutes)), atOnceMinutes: atOnce === 0 ? null : atOnce }];
  });
}

/** Rights over one access. They are the seat's own: whoever acts by emergency access answers and reviews nobody's. */
function rightsOver(session: Session, access: StoredEmergency, { roles }: ServedCity) {
  const own = withoutEmergency(session);
  const holder = access.account === session.userId;
  return { holder, approves: !holder && opensView(roles, own, "ACCESS_APPROVAL", [access.orgPath]), reviews: !holder && opensView(roles, own, "ACCESS_REVIEW", [access.orgPath]) };
}

function viewer({ city, now }: EmergencyDeskDeps): EmergencyDesk["view"] {
  const who = (account: string) => ({ account, name: city.index.city.accounts.find(({ id }) => id === account)?.name ?? account });
  return (session, access) => {
    const row = city.index.city.roles.find(({ role }) => role === access.role);
    const { holder, approves, reviews } = rightsOver(session, access, city);
    const state = stateOf(access, now());
    const may: EmergencyAccess["may"] = [];
    if (state === "ASKED" && approves) may.push("APPROVE", "DECLINE");
    if ((state === "RUNNING" || state === "ASKED") && (holder || (state === "RUNNING" && (approves || reviews)))) may.push("END");
    if (state === "ENDED" && reviews && access.reviewedAt === null && access.answeredBy !== session.userId) may.push("REVIEW");
    return {
      id: access.id, by: who(access.account), role: access.role, roleZh: row?.nameZh ?? access.role, roleEn: row?.nameEn ?? access.role, org: city.index.orgByPath.get(access.orgPath)?.id ?? access.orgPath, reason: access.reason, minutes: access.minutes, atOnce: access.atOnce,
      state, askedAt: access.askedAt, answeredBy: access.answeredBy === null ? null : who(access.answeredBy), startsAt: access.startsAt, endsAt: access.endedAt ?? access.endsAt,
      review: access.reviewedBy === null ? null : { by: who(access.reviewedBy), at: access.reviewedAt!, verdict: access.verdict!, note: access.note ?? "" }, may,
    };
  };
}

const wrongIn = (field: string): Asked => fail({ ...refuse("VALIDATION_FAILED", { fields: [field] }), field });

/** Both sides of what is separate would be in one hand (ORG-06); null when they would not. */
function separated(session: Session, role: string, { index: { city } }: ServedCity): Asked | null {
  const held = new Set(withoutEmergency(session).grants.map((grant) => grant.role));
  const [pair] = broken(city.roles.filter((row) => row.role === role || held.has(row.role)));
  return pair === undefined ? null : fail(refuse("SOD_CONFLICT", { pair: `${pair.zh} ${pair.en}` }));
}

function asker(deps: EmergencyDeskDeps): EmergencyDesk["ask"] {
  const { db, city, book, now } = deps;
  return async (session, wish) => {
    const options = optionsOf(session, city);
    if (options.length === 0) return fail(refuse("FORBIDDEN", { command: "emergency-access" }));
    const option = options.find(({ role }) => role === wish.role);
    if (option === undefined) return separated(session, wish.role, city) ?? wrongIn("$.role");
    const org = city.index.org.get(wish.org);
    if (org === undefined) return wrongIn("$.org");
    if (wish.atOnce && option.atOnceMinutes === null) return wrongIn("$.atOnce");
    if (wish.minutes > (wish.atOnce ? option.atOnceMinutes! : option.minutes)) return wrongIn("$.minutes");
    const asked = { id: randomUUID(), account: session.userId, role: wish.role, orgPath: org.path, reason: wish.reason, minutes: wish.minutes, atOnce: wish.atOnce, askedAt: now() };
    const outcome = await addEmergency(db, asked, now() - LAPSE_MS);
    if (outcome !== "added") return fail(refuse(outcome === "open" ? "ACCESS_OPEN" : "ACCESS_UNREVIEWED"));
    await book.look();
    return ok((await findEmergency(db, asked.id))!);
  };
}

export function openEmergencyDesk(deps: EmergencyDeskDeps): EmergencyDesk {
  const { db, city, book, now } = deps;
  const view = viewer(deps);
  /** One that the session holds, answers or reviews; any other does not exist for it. */
  const theAccess = async (session: Session, id: string) => {
    const access = await findEmergency(db, id);
    const rights = access === null ? null : rightsOver(session, access, city);
    return access === null || rights === null || !(rights.holder || rights.approves || rights.reviews) ? null : { access, ...rights };
  };
  const settled = async (access: StoredEmergency | null): Promise<Result<StoredEmergency, Refusal>> => {
    await book.look();
    return access === null ? fail(refuse("ACCESS_SETTLED")) : ok(access);
  };
  return {
    view,
    async list(session) {
      const seen = (await listEmergencies(db, LISTED)).filter((access) => Object.values(rightsOver(session, access, city)).some(Boolean));
      return { accesses: seen.map((access) => view(session, access)), options: optionsOf(session, city) };
    },
    ask: asker(deps),
    async answer(session, id, approved) {
      const found = await theAccess(session, id);
      if (found === null) return fail(refuse("NOT_FOUND"));
      if (!found.approves) return fail(found.holder ? refuse("OWN_ACCESS") : refuse("FORBIDDEN", { command: "emergency-access" }));
      return settled(await answerEmergency(db, id, session.userId, now(), now() - LAPSE_MS, approved));
    },
    async end(session, id) {
      if ((await theAccess(session, id)) === null) return fail(refuse("NOT_FOUND"));
      return settled(await endEmergency(db, id, session.userId, now()));
    },
    async report(session, id) {
      const found = await theAccess(session, id);
      if (found === null) return fail(refuse("NOT_FOUND"));
      if (!found.reviews) return fail(refuse("FORBIDDEN", { command: "emergency-report" }));
      const rows = await auditOfEmergency(db, id, REPORTED + 1);
      const { access } = found;
      return ok({ access, report: { access: view(session, access), rows: rows.slice(0, REPORTED).map(reportRow), more: rows.length > REPORTED } });
    },
    async review(session, id, { verdict, note }) {
      const found = await theAccess(session, id);
      if (found === null) return fail(refuse("NOT_FOUND"));
      if (found.holder || found.access.answeredBy === session.userId) return fail(refuse("OWN_ACCESS"));
      if (!found.reviews) return fail(refuse("FORBIDDEN", { command: "emergency-review" }));
      return settled(await reviewEmergency(db, id, session.userId, now(), verdict, note));
    },
  };
}

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.filter((item) => typeof item === "string") : []);

function reportRow({ at, entry }: { readonly at: number; readonly entry: Record<string, unknown> }): EmergencyReport["rows"][number] {
  return { at, what: String(entry["name"]), outcome: String(entry["outcome"]), records: texts(entry["objects"]), incidentNos: texts(entry["incidentNos"]) };
}
