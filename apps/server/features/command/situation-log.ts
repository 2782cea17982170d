import type { Advisory } from "@tocsin/contract/command/advisory.ts";
import type { PostLogEntry } from "@tocsin/contract/command/command-post.ts";
import type { Incident } from "@tocsin/contract/intake/incident.ts";
import type { ResponseLimits } from "@tocsin/contract/organisation/city.ts";
import { limitsOf } from "@tocsin/domain/organisation/limits.ts";
import type { Cited } from "@tocsin/domain/command/posts/log-refs.ts";
import type { Ledger } from "@tocsin/ledger/types.ts";
import { sightedAdvisory } from "../../advisory-sight.ts";
import { NOWHERE } from "../../drawn-sight.ts";
import { takenOverOpenly } from "../../inner-words.ts";
import { seesAdvisory, type Sight, sightOf } from "../../masking.ts";
import type { ServedCity } from "../../served-city.ts";
import { grantPaths, opensView, type Session } from "../../session.ts";
import { timelineEntry } from "../records/timeline-entry.ts";

export interface LogDeps {
  readonly ledger: Pick<Ledger, "load" | "readStream">;
  readonly city: ServedCity;
}

/** Whoever sees the record sees its events; there is nothing of a caller in them. */
const WHOLE: Sight = { key: "ALL", callback: false, policeNotes: true, orders: "ALL", unitId: null, agency: "", reach: NOWHERE };

const DESKS_ONLY: ReadonlySet<string> = new Set(["PostHoldSet", "PostHoldLifted"]);

/** `read`: of which incidents an event may speak; null = of any. */
type Source = readonly ["P" | "I" | "A", "commandPost" | "incident" | "advisory", string, Sight, ReadonlySet<string> | null];

/** The records whose events are the log, each as far as the session reads it. */
async function sourcesOf({ ledger, city }: LogDeps, session: Session, { postId, incidentId, advisoryId }: Cited): Promise<Source[]> {
  const asked = [...(incidentId === null ? [] : [{ kind: "incident", id: incidentId }]), ...(advisoryId === null ? [] : [{ kind: "advisory", id: advisoryId }])];
  const bound = await ledger.load(asked, grantPaths(session));
  return [
    ...(postId === null ? [] : [["P", "commandPost", postId, WHOLE, null] as const]),
    ...bound.flatMap((state): Source[] => {
      if (state.kind === "advisory") {
        const advisory = state.state as Advisory;
        const read = new Set(sightedAdvisory(session, advisory, city.roles).orders.map((order) => order.incidentId));
        return seesAdvisory(session, advisory, city.roles) ? [["A", "advisory", state.id, WHOLE, read]] : [];
      }
      const sight = sightOf(session, state.state as Incident, city.roles, city.index);
      return sight === null ? [] : [["I", "incident", state.id, sight, null]];
    }),
  ];
}

/** The situation log: recorded events of the post, its incident and its advisory, oldest first, each as far as the session reads it. */
export async function situationLog(deps: LogDeps, session: Session, cited: Cited): Promise<PostLogEntry[]> {
  const { roles, index } = deps.city;
  // Why one shift took over from another, and what is kept for a court, is said among desks, by the post's record as by the incident's.
  const atDesk = opensView(roles, session, "BOARD") || opensView(roles, session, "INCIDENT");
  const parts = await Promise.all((await sourcesOf(deps, session, cited)).map(async ([mark, kind, id, sight, read]) =>
    (await deps.ledger.readStream({ kind, id })).flatMap((event) => {
      const { incidentId: of } = event.data as { readonly incidentId?: string };
      if ((read !== null && of !== undefined && !read.has(of)) || (!atDesk && DESKS_ONLY.has(event.type))) return [];
      const entry = timelineEntry(event, sight, index.city.accounts);
      return entry === null ? [] : [{ ref: `${mark}${entry.version}`, type: entry.type, at: entry.at, by: entry.by, byName: entry.byName, data: entry.type === "ShiftTakenOver" && !atDesk ? takenOverOpenly(entry.data as Readonly<Record<string, unknown>>) : entry.data }];
    })));
  // Events of one commit have one time: the incident's come before what the post makes of them, each record's in its own order.
  return parts.flat().sort((a, b) => a.at - b.at || (a.ref.charAt(0) === b.ref.charAt(0) ? Number(a.ref.slice(1)) - Number(b.ref.slice(1)) : a.ref < b.ref ? -1 : 1));
}

/** The limits by which the steps of what is looked back on are judged: the incident's own, where there is one. */
export async function limitsAt({ ledger, city }: LogDeps, session: Session, incidentId: string | null): Promise<ResponseLimits> {
  const present = city.index.city.deadlines;
  const [found] = incidentId === null ? [] : await ledger.load([{ kind: "incident", id: incidentId }], grantPaths(session));
  return found === undefined ? present : limitsOf(found.state as Incident, present);
}
