import type { Context } from "../../decision.ts";

/** The records whose events may be cited; null: there is no such record. */
export interface Cited {
  readonly postId: string | null;
  readonly incidentId: string | null;
  readonly advisoryId: string | null;
}

/** Which of these citations name no event of the post, the incident or the advisory. */
export function unknownRefs({ postId, incidentId, advisoryId }: Cited, refs: readonly string[], { versionOf }: Context): string[] {
  const until: Readonly<Record<string, number>> = {
    P: postId === null ? 0 : (versionOf?.("commandPost", postId) ?? 0),
    I: incidentId === null ? 0 : (versionOf?.("incident", incidentId) ?? 0),
    A: advisoryId === null ? 0 : (versionOf?.("advisory", advisoryId) ?? 0),
  };
  return refs.filter((ref) => Number(ref.slice(1)) > (until[ref.charAt(0)] ?? 0));
}
