import type { Letter, LetterNotice } from "@tocsin/contract/command/notice.ts";
import type { Cooperation } from "@tocsin/contract/joint/cooperation.ts";
import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { CityIndex } from "@tocsin/domain/decision.ts";
import { letterIsOf, letterWaits } from "@tocsin/domain/linkage/waits-for.ts";
import { HOUR, MINUTE, SECOND } from "@tocsin/kernel/instant.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import type { Mail } from "@tocsin/notify/mail.ts";
import { indexRoles, opensView, type Session } from "../../session.ts";
import { summaryFor } from "./day-summary.ts";
import { letterText } from "./letter-text.ts";

export interface LetterDeps {
  readonly city: CityIndex;
  /** Who is there, on whichever server. */
  readonly present: () => Promise<readonly Session[]>;
  readonly ledger: Pick<Ledger, "list" | "load">;
}

/** SETTLED: it needs no mail. LATER: tried again after so long. */
export type LetterOutcome = { readonly t: "DELIVERED" | "FAILED" | "SETTLED"; readonly detail: string } | { readonly t: "LATER"; readonly waitMs: number };

/** A mail server that is down in the night is mended in the morning; what waited so long has been escalated by its clock. */
const TRIED_FOR_MS = 24 * HOUR;
const [FIRST_WAIT_MS, WAIT_MOST_MS, DOUBLINGS_MOST] = [30 * SECOND, 15 * MINUTE, 10];
const WORKS_MATTERS = ["MATTERS", "OWN_MATTERS"] as const;

/** Whether somebody of the organisation is signed in who works its matters; a crew on the road is not at its desk. */
export async function hasSeat({ city, present }: LetterDeps, party: string): Promise<boolean> {
  const roles = indexRoles(city.city.roles);
  const org = city.org.get(party);
  return (await present()).some((session) =>
    session.unitId === null && WORKS_MATTERS.some((view) => opensView(roles, session, view)) &&
    session.agency === (org?.agency ?? party) && (org === undefined || session.grants.some(({ orgPath }) => orgPath === org.path)));
}

/** Whether its answer is still wanted: a mail that was held up asks nobody for what is done. */
async function isWanted({ ledger, city }: LetterDeps, letter: Letter): Promise<boolean> {
  const kind = letterIsOf(letter);
  const [found] = kind === null ? [] : await ledger.load([{ kind, id: letter.recordId }]);
  return letterWaits(letter, found?.state as Matter | Cooperation | undefined, city.org.get(letter.to)?.path);
}

/** What may be otherwise at the next try: the line, its encryption, the server's own sign-in, and whatever the server calls passing (RFC 5321, 4yz). */
const mayPass = (detail: string): boolean => detail === "NOT_CONNECTED" || detail === "NO_TLS" || /^SMTP (4\d\d|53[0-9])$/.test(detail);

/** Tells an organisation by mail what waits for it, unless a seat of it is signed in. */
export async function sendLetter(deps: LetterDeps, mail: Mail | null, site: string | undefined, { id, letter }: LetterNotice, { tries, waitedMs }: { readonly tries: number; readonly waitedMs: number }): Promise<LetterOutcome> {
  const to = deps.city.city.partyMails.find(({ party }) => party === letter.to)?.mail;
  if (mail === null || to === undefined) return { t: "FAILED", detail: mail === null ? "NO_GATEWAY" : "NO_MAILBOX" };
  // A report is read by somebody else than who sits at the desk: it goes in any case, and so do counts that somebody asked for.
  const seated = letter.what !== "REPORT" && letter.what !== "SUMMARY" && (await hasSeat(deps, letter.to));
  if (seated || !(await isWanted(deps, letter))) return { t: "SETTLED", detail: "" };
  const { subject, body } = letterText(letter, site, deps.city, letter.what === "SUMMARY" ? await summaryFor(deps.ledger, deps.city, letter.to) : []);
  const { accepted, detail } = await mail.send(to, subject, body, id);
  if (accepted) return { t: "DELIVERED", detail };
  if (!mayPass(detail) || waitedMs > TRIED_FOR_MS) return { t: "FAILED", detail };
  return { t: "LATER", waitMs: Math.min(FIRST_WAIT_MS * 2 ** Math.min(tries, DOUBLINGS_MOST), WAIT_MOST_MS) };
}
