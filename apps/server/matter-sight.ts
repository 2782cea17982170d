import { type Matter, partiesOf } from "@tocsin/contract/linkage/matter.ts";
import { POLICE } from "@tocsin/domain/linkage/matter-facts.ts";
import type { ServedCity } from "./served-city.ts";
import { opensView, type Session } from "./session.ts";

/** A text that is kept from the reader, where the schema wants one. */
const KEPT = "—";

/** Views by which somebody may come upon an incident; to everybody else the one behind a matter has no id, as in its chain (LNK-12). */
const LOOKS = ["INCIDENT", "BOARD", "SHARED_INCIDENT"] as const;

/**
 * What of a matter the session reads (LNK-08): all of it, or, once a department that keeps its work to itself has signed, how it stands:
 * owner, status, clock and the words with which it was handed over. Parties other than the police read on.
 */
export function sightedMatter(session: Session, whole: Matter, { index, roles }: Pick<ServedCity, "index" | "roles">): Matter {
  const looks = whole.incidentId === null || LOOKS.some((view) => opensView(roles, session, view, whole.scope));
  const matter = looks ? whole : { ...whole, incidentId: null };
  const keeps = index.city.deadlines.linkage.statusOnly ?? [];
  const first = matter.custody.passes.find(({ to, how }) => how !== "RETURNED" && keeps.includes(to));
  if (first === undefined || (session.agency !== POLICE && partiesOf(matter).has(session.agency))) return matter;
  const before = ({ at }: { readonly at: number }): boolean => at < first.at;
  const { reply, verdict, rating, extension } = matter;
  return {
    ...matter,
    statusOnly: true,
    progress: matter.progress.filter(before),
    reply: reply === null || before(reply) ? reply : { ...reply, text: "" },
    verdict: verdict === null ? null : { ...verdict, text: "" },
    rating: rating === null ? null : { ...rating, text: "" },
    extension: extension === null ? null : { ...extension, reason: KEPT },
    assistants: matter.assistants.map((each) => (each.askedAt < first.at ? each : { ...each, task: KEPT, answer: "" })),
    conferences: matter.conferences.map((held) => (before(held) ? held : { ...held, text: "" })),
  };
}
