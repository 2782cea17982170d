import type { FastifyInstance } from "fastify";
import { refuse } from "@tocsin/contract/refusal.ts";
import { ROUTES } from "@tocsin/contract/routes.ts";
import { concerns, NOTICE_DAYS, type Withdrawal } from "@tocsin/contract/withdrawal.ts";
import { DAY, isDay, SECOND, startOfDay } from "@tocsin/kernel/instant.ts";
import { RefusedRequest } from "./refused-request.ts";

/** A withdrawal in instants: when it was announced, and when its last day is over. */
interface Term extends Withdrawal {
  readonly from: number;
  readonly over: number;
}

/** @throws when a day is none or the notice is shorter than the interface promises: such a build does not start. */
function termOf(withdrawal: Withdrawal, offsetMs: number): Term {
  const { route, announced, lastDay } = withdrawal;
  if (!isDay(announced) || !isDay(lastDay)) throw new Error(`withdrawal of ${route}: no such day`);
  const [from, over] = [startOfDay(announced, offsetMs), startOfDay(lastDay, offsetMs) + DAY];
  if (over - from < NOTICE_DAYS * DAY) throw new Error(`withdrawal of ${route}: announced ${announced}, served through ${lastDay}: less than ${NOTICE_DAYS} days`);
  return { ...withdrawal, from, over };
}

/**
 * Answers of what is being withdrawn say since when it is deprecated (RFC 9745), until when it is served (RFC 8594) and what takes its
 * place; a route whose last day is over answers 410 and does nothing (LNK-11). For every route that is registered after it.
 */
export function installWithdrawals(app: FastifyInstance, withdrawals: readonly Withdrawal[], { now, offsetMs }: { readonly now: () => number; readonly offsetMs: number }): void {
  const terms = withdrawals.map((withdrawal) => termOf(withdrawal, offsetMs));
  if (terms.length === 0) return;
  const announced = (url: string | undefined): Term[] => (url === undefined ? [] : terms.filter((term) => concerns(term, url) && term.from <= now()));
  app.addHook("onRequest", async (request) => {
    const gone = announced(request.routeOptions.url).find(({ field, over }) => field === null && over <= now());
    if (gone !== undefined) throw new RefusedRequest(refuse("INTERFACE_WITHDRAWN", { lastDay: gone.lastDay, instead: gone.instead ?? "—" }));
  });
  app.addHook("onSend", async (request, reply) => {
    const [first, ...more] = announced(request.routeOptions.url).toSorted((a, b) => a.over - b.over);
    if (first === undefined) return;
    const links = [`<${ROUTES.openapi}>; rel="deprecation"`, ...[first, ...more].flatMap(({ field, instead }) => (field === null && instead !== null ? [`<${instead}>; rel="successor-version"`] : []))];
    void reply.headers({ deprecation: `@${first.from / SECOND}`, sunset: new Date(first.over).toUTCString(), link: links.join(", ") });
  });
}
