import { handsOf, isBackWithSender, type Matter, type MatterEvents } from "@tocsin/contract/linkage/matter.ts";
import { askWire, barred, begin, happen, hasAssistants, type MatterDecision, type MatterFacts, no, said } from "./facts.ts";
import { closesUnreported } from "./call-off.ts";
import { IN_HAND } from "./life-cycle.ts";
import { openAssistants } from "./transfer.ts";

const ofOwner = (matter: Matter, by: string): MatterDecision | null => (by === matter.custody.owner ? null : no("NOT_OWNER", { owner: matter.custody.owner }));

export function progress(matter: Matter, act: { readonly by: string; readonly text: string }, facts: MatterFacts): MatterDecision {
  return barred(matter, facts, IN_HAND) ?? ofOwner(matter, act.by) ?? happen(said("MatterProgressed", { party: act.by, text: act.text }));
}

/** The owner says what became of it; somebody else asks the caller. */
export function reply(matter: Matter, act: { readonly by: string; readonly text: string }, facts: MatterFacts): MatterDecision {
  return barred(matter, facts, IN_HAND) ?? ofOwner(matter, act.by) ?? happen(said("MatterReplied", { party: act.by, text: act.text, clock: begin("VERIFY", matter, facts) }));
}

/** Whoever replied, or helped to, does not judge what was done, unless nobody else on this platform ever had the matter; the first receiver may always. */
const ownReply = ({ opener, custody: { owner }, assistants }: Matter, by: string, facts: MatterFacts): MatterDecision | null => {
  const alone = opener === owner || facts.platformOf(opener) !== facts.here;
  const helped = by !== opener && assistants.some(({ party, releasedAt }) => party === by && releasedAt === null);
  return (by === owner && !alone) || helped ? no("OWN_REPLY", { party: by }) : null;
};

/** Nor does who gave it back, or had it otherwise, say that nothing more is to be done about it. */
const ownReturn = (matter: Matter, by: string): MatterDecision | null => (by !== matter.opener && handsOf(matter).has(by) ? no("OWN_REPLY", { party: by }) : null);

/** The caller was asked; who is not satisfied sends the matter back into work. */
export function verify(matter: Matter, act: { readonly by: string; readonly verdict: MatterEvents["MatterVerified"]["verdict"]; readonly text: string }, facts: MatterFacts): MatterDecision {
  const stop = barred(matter, facts, ["REPLIED"]) ?? ownReply(matter, act.by, facts);
  if (stop !== null) return stop;
  const clock = begin(act.verdict === "NOT_SATISFIED" ? "HANDLE" : "CLOSE", matter, facts);
  const handleBy = clock.kind === "HANDLE" ? clock.dueAt : matter.custody.handleBy;
  const again = clock.kind === "HANDLE" ? askWire(matter.custody.owner, facts) : [];
  return happen(said("MatterVerified", { party: act.by, verdict: act.verdict, text: act.text, clock, handleBy }), ...again);
}

/** How well it was done says whoever judges the reply, and never who did it. */
export function rate(matter: Matter, { by, score, text }: { readonly by: string; readonly score: number; readonly text: string }, facts: MatterFacts): MatterDecision {
  const { status } = matter.custody;
  if (status !== "VERIFIED" && status !== "CLOSED") return no("STATE_CONFLICT", { status, allowed: ["VERIFIED", "CLOSED"] });
  return ownReply(matter, by, facts) ?? happen(said("MatterRated", { score, text }));
}

/** Closed when all who helped have finished or been released (LNK-10), also what was given back to a platform, which has no desk here to do more about it (LNK-02); an exercise that was called off as soon as its owner has read so (JNT-07). */
export function close(matter: Matter, act: { readonly by: string }, facts: MatterFacts): MatterDecision {
  if (closesUnreported(matter, act.by)) return barred(matter, facts, IN_HAND) ?? happen(said("ExerciseEnded", {}));
  const stop = isBackWithSender(matter) ? (barred(matter, facts, IN_HAND) ?? ownReturn(matter, act.by)) : (barred(matter, facts, ["VERIFIED"]) ?? ownReply(matter, act.by, facts));
  if (stop !== null) return stop;
  if (hasAssistants(matter)) return no("ASSISTANTS_OPEN", { parties: openAssistants(matter) });
  return happen(said("MatterClosed", { reopenBy: facts.dueAt("REOPEN", matter.content.urgency), by: "PARTY" }));
}

export function reopen(matter: Matter, act: { readonly reason: string }, facts: MatterFacts): MatterDecision {
  const stop = barred(matter, facts, ["CLOSED"]);
  if (stop !== null) return stop;
  if (facts.at > (matter.custody.reopenBy ?? 0)) return no("MATTER_REOPEN_OVER", { until: matter.custody.reopenBy });
  const clock = begin("HANDLE", matter, facts);
  return happen(said("MatterReopened", { reason: act.reason, clock, handleBy: clock.dueAt }), ...askWire(matter.custody.owner, facts));
}

/** Asking for more time does not stop the clock; it is asked before the time is over. */
export function askExtension(matter: Matter, act: { readonly by: string; readonly until: number; readonly reason: string }, facts: MatterFacts): MatterDecision {
  const stop = barred(matter, facts, IN_HAND) ?? ofOwner(matter, act.by);
  if (stop !== null) return stop;
  const { handleBy } = matter.custody;
  if (matter.extension !== null) return no("STATE_CONFLICT", { status: "EXTENSION_ASKED", allowed: ["linkage.answerExtension"] });
  if (facts.at > handleBy) return no("DEADLINE_PAST", { until: handleBy });
  if (act.until <= handleBy) return no("EXTENSION_TOO_SHORT", { until: handleBy, fields: ["/until"] });
  return happen(said("ExtensionAsked", { until: act.until, reason: act.reason, party: act.by }));
}

/** Granted by another than who asked; the owner's clock then runs to the later time. */
export function answerExtension(matter: Matter, act: { readonly by: string; readonly granted: boolean; readonly reason: string }, facts: MatterFacts): MatterDecision {
  const stop = barred(matter, facts, IN_HAND);
  if (stop !== null) return stop;
  const { extension, custody } = matter;
  if (extension === null) return no("STATE_CONFLICT", { status: custody.status, allowed: ["linkage.askExtension"] });
  if (act.by === extension.by) return no("OWN_ADJUDICATION", { party: act.by });
  const clock = act.granted ? { kind: "HANDLE" as const, since: custody.clock?.since ?? facts.at, dueAt: extension.until, level: 0 } : null;
  return happen(said("ExtensionAnswered", { granted: act.granted, reason: act.reason, clock }));
}
