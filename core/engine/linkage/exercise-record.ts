import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import type { ExerciseStep } from "@tocsin/contract/linkage/views.ts";

function answerOf({ opener, custody: { passes, returns, offer } }: Matter): Pick<ExerciseStep, "answer" | "answeredAt"> {
  const signed = passes.find(({ from, how }) => from === opener && how === "SIGNED");
  if (signed !== undefined) return { answer: "ACCEPTED", answeredAt: signed.at };
  const declined = returns.find(({ by }) => by !== opener);
  if (declined !== undefined) return { answer: "DECLINED", answeredAt: declined.at };
  return { answer: offer === null || offer.withdrawing ? "SILENT" : "WAITING", answeredAt: null };
}

/**
 * What came to pass in a joint exercise, from recorded steps alone, oldest first (JNT-07): who asked when, how soon the other side
 * answered, which units came and when, and when it was handed back with its signature.
 */
export const exerciseRecord = (exerciseId: string, matters: Iterable<Matter>): ExerciseStep[] =>
  [...matters]
    .filter(({ content }) => content.exerciseId === exerciseId)
    .sort((a, b) => a.openedAt - b.openedAt || (a.id < b.id ? -1 : 1))
    .map((matter) => {
      const { id, no, opener, openedAt, custody, help = [] } = matter;
      return { id, no, askedBy: opener, askedAt: openedAt, ...answerOf(matter), help, handedBackAt: custody.passes.find(({ to }) => to === opener)?.at ?? null };
    });
