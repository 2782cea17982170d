import { assists, type Matter, TOP_LEVEL, writerOf } from "@tocsin/contract/linkage/matter.ts";
import { isCalled, type WhistleCall } from "@tocsin/contract/linkage/whistle.ts";
import { happen, hasAssistants, type MatterDecision, type MatterFacts, no, said } from "./facts.ts";
import { callDeadlines, endedWithout } from "./call-end.ts";
import { signed } from "./transfer.ts";
import { wireDeadlines } from "./wire-deadlines.ts";

/** A department under a whistle that has not answered, then one that has not come: each is heard of once. */
const whistleDeadlines = ({ department, ackBy, ackedAt, reportBy, reportedAt, lateAt }: WhistleCall) =>
  reportedAt !== null || (lateAt !== null && lateAt >= reportBy)
    ? []
    : [...(ackedAt === null && lateAt === null ? [{ id: `ack/${department}`, dueAt: ackBy, purpose: "whistle acknowledged" }] : []), { id: `report/${department}`, dueAt: reportBy, purpose: "whistle report-in" }];

/** What is still to happen to a matter by itself: its one clock, and the dates of those who help (decision 0004). */
export function matterDeadlines({ custody, assistants, conferences, whistle, wire }: Matter): { readonly id: string; readonly dueAt: number; readonly purpose: string }[] {
  const { clock } = custody;
  return [
    ...(clock === null ? [] : [{ id: `clock/${clock.kind}/${clock.since}/${clock.level}`, dueAt: clock.dueAt, purpose: "matter clock" }]),
    ...assistants.filter((seat) => assists(seat) && seat.overdueAt === null).map(({ party, dueAt }) => ({ id: `assistant/${party}`, dueAt, purpose: "assistant of a matter" })),
    ...callDeadlines({ conferences }),
    ...wireDeadlines(wire),
    ...(whistle?.status === "BLOWN" ? whistle.calls.filter(isCalled).flatMap(whistleDeadlines) : []),
  ];
}

/**
 * A limit ran out. A final offer then counts as signed, a verified matter closes; everything else is heard of one level
 * higher, and its clock begins anew: a clock that just ended would leave the matter to nobody.
 */
export function overdue(matter: Matter, deadlineId: string, facts: MatterFacts): MatterDecision {
  const pending = matterDeadlines(matter).find(({ id }) => id === deadlineId);
  if (pending === undefined || pending.dueAt > facts.at) return no("STATE_CONFLICT", { status: "NOT_DUE", allowed: [] });
  if (deadlineId.startsWith("wire/")) return happen(said("WireLate", {}));
  if (deadlineId.startsWith("call/")) return happen(...endedWithout(matter));
  const late = /^(ack|report)\/(.+)$/.exec(deadlineId);
  if (late !== null) return happen(said("WhistleLate", { department: late[2]!, what: late[1] === "ack" ? "ACK" : "REPORT", escalatedTo: facts.escalateTo, scope: facts.pathsOf(facts.escalateTo) }));
  const { custody } = matter;
  const { clock, offer } = custody;
  if (deadlineId.startsWith("assistant/") || clock === null) return happen(said("AssistantOverdue", { party: deadlineId.slice("assistant/".length) }));
  if (facts.platformOf(writerOf(custody)) === facts.here) {
    // What has not arrived is nobody's: a ruling counts as signed only where its party has heard of it.
    if (clock.kind === "SIGN" && offer?.final === true && matter.wire?.state !== "WAITING") return happen(signed(matter, "DEEMED", facts));
    if (clock.kind === "CLOSE" && !hasAssistants(matter)) return happen(said("MatterClosed", { reopenBy: facts.dueAt("REOPEN", matter.content.urgency), by: "TIME" }));
  }
  const level = Math.min(clock.level + 1, TOP_LEVEL);
  const heard = said("MatterOverdue", { clock: { kind: clock.kind, since: facts.at, dueAt: facts.dueAt("ESCALATE", matter.content.urgency), level } });
  return isSilent(matter, facts) ? happen(heard, said("WithdrawalAsked", {})) : happen(heard);
}

/** A neighbour has not answered in the time of its agreement: that is a no, and what it was asked is wanted back (JNT-07). */
function isSilent({ content, custody: { clock, offer } }: Matter, { here, platformOf, answersWithin }: MatterFacts): boolean {
  // An exercise is asked for days ahead, and answered as any other matter is.
  if (content.exercise !== undefined || clock?.kind !== "SIGN" || offer === null || offer.final || offer.kind === "RETURN" || offer.withdrawing) return false;
  const asked = platformOf(offer.to);
  return asked !== here && platformOf(offer.from) === here && answersWithin(asked) !== null;
}
