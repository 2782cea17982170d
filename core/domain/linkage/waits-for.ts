import type { Letter } from "@tocsin/contract/command/notice.ts";
import { type Cooperation, unappraised } from "@tocsin/contract/joint/cooperation.ts";
import { assists, type Matter, writerOf } from "@tocsin/contract/linkage/matter.ts";
import { isCalled } from "@tocsin/contract/linkage/whistle.ts";

/** Whether a matter waits for something of a party: its next step, its help, or its word to a whistle. */
export const matterWaitsFor = ({ custody, assistants, whistle }: Pick<Matter, "custody" | "assistants" | "whistle">, party: string): boolean =>
  (custody.clock !== null && writerOf(custody) === party) || assistants.some((seat) => seat.party === party && assists(seat)) ||
  (whistle?.status === "BLOWN" && whistle.calls.some((call) => call.department === party && call.ackedAt === null && isCalled(call)));

/** Whether joint work waits for an organisation's answer or appraisal, its own or that for a silent one below it; `path` is the organisation's. */
export function jointWaitsFor(found: Pick<Cooperation, "status" | "initiator" | "parties" | "appraisals" | "lateAppraisals">, orgId: string, path: string | undefined): boolean {
  const { status, parties, lateAppraisals = [] } = found;
  if (status === "INITIATED" || status === "APPROVED" || status === "EXECUTING") return parties.some((party) => party.answer === null && (party.escalatedTo === null ? party.orgId === orgId : party.escalatedTo === path));
  return status === "REPORTED" && unappraised(found).some((side) => {
    const late = lateAppraisals.find((each) => each.orgId === side);
    return late === undefined || (late.escalatedTo === null && late.dueAt !== null) ? side === orgId : late.escalatedTo === path;
  });
}

/** Of what kind of record a letter is; null: it is wanted whatever became of that. */
export function letterIsOf({ what }: Pick<Letter, "what">): "matter" | "cooperation" | null {
  if (what === "REPORT" || what === "SUMMARY" || what === "UNAPPRAISED") return null;
  return what === "JOINT" || what === "APPRAISAL" ? "cooperation" : "matter";
}

/** Whether an organisation still has to be told what a letter says, by the record that it is of: what was answered meanwhile is asked of nobody. `path` is the organisation's. */
export function letterWaits(letter: Letter, record: Matter | Cooperation | undefined, path: string | undefined): boolean {
  const kind = letterIsOf(letter);
  if (kind === null || record === undefined) return kind === null;
  return kind === "cooperation" ? jointWaitsFor(record as Cooperation, letter.to, path) : matterWaitsFor(record as Matter, letter.to);
}
