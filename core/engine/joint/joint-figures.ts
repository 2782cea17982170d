import { type Cooperation, unappraised } from "@tocsin/contract/joint/cooperation.ts";
import type { JointLine } from "@tocsin/contract/joint/joint-rules.ts";

const median = (values: readonly number[]): number | null => (values.length === 0 ? null : ([...values].sort((a, b) => a - b)[Math.floor((values.length - 1) / 2)] ?? null));

/**
 * Joint operations by line: what each asked and was asked, how and how fast it answered, how what it led was appraised (JNT-02).
 * Exercises are left out. @param asked those initiated in the time that is looked at.
 */
export function jointLines(asked: readonly Cooperation[]): JointLine[] {
  const real = asked.filter(({ drill, subject }) => !drill && subject.kind === "OPERATION");
  const orgIds = [...new Set(real.flatMap(({ initiator, parties }) => [initiator.orgId, ...parties.map(({ orgId }) => orgId)]))].sort();
  return orgIds.map((orgId) => {
    const led = real.filter(({ initiator }) => initiator.orgId === orgId);
    const received = real.flatMap((found) => found.parties.filter((party) => party.orgId === orgId).map(({ answer }) => ({ answer, since: found.initiatedAt })));
    const answered = (what: string): number => received.filter(({ answer }) => answer?.answer === what).length;
    const seconds = received.flatMap(({ answer, since }) => (answer === null || answer.answer === "SILENT" ? [] : [Math.floor((answer.at - since) / 1_000)]));
    const scores = led.flatMap(({ appraisals }) => appraisals.filter((each) => each.orgId !== orgId).map(({ score }) => score));
    return {
      orgId, asked: led.length, received: received.length, accepted: answered("ACCEPTED"), partial: answered("PARTIAL"), declined: answered("DECLINED"), silent: answered("SILENT"), waiting: received.filter(({ answer }) => answer === null).length,
      medianAnswerS: median(seconds), closed: led.filter(({ status }) => status === "CLOSED").length, unappraised: real.filter((found) => found.ended?.how === "UNAPPRAISED" && unappraised(found).includes(orgId)).length, meanScore: scores.length === 0 ? null : Math.round((scores.reduce((sum, score) => sum + score, 0) / scores.length) * 10) / 10,
    };
  });
}
