import type { Matter } from "@tocsin/contract/linkage/matter.ts";
import { isCalled } from "@tocsin/contract/linkage/whistle.ts";

export interface OwnCall {
  /** Answered, and not there yet. */
  readonly acked: boolean;
  readonly since: number;
  readonly by: number;
}

/** The limit that runs for a department which a whistle calls: first to answer, then to be there (LNK-04); null where none does. It is the department's own, and far shorter than the matter's. */
export function ownCall({ whistle }: Pick<Matter, "whistle">, agency: string): OwnCall | null {
  if (whistle?.status !== "BLOWN" || whistle.blownAt === null) return null;
  const call = whistle.calls.find((each) => each.department === agency && isCalled(each));
  if (call === undefined || call.reportedAt !== null) return null;
  return { acked: call.ackedAt !== null, since: whistle.blownAt, by: call.ackedAt === null ? call.ackBy : call.reportBy };
}
