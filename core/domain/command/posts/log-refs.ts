import type { CommandPost } from "@tocsin/contract/command/command-post.ts";
import type { Context } from "../../decision.ts";

/** Which of these citations name no event of the post, its incident or its advisory. */
export function unknownRefs({ id, incidentId, advisoryId }: CommandPost, refs: readonly string[], { versionOf }: Context): string[] {
  const until: Readonly<Record<string, number>> = {
    P: versionOf?.("commandPost", id) ?? 0,
    I: incidentId === null ? 0 : (versionOf?.("incident", incidentId) ?? 0),
    A: advisoryId === null ? 0 : (versionOf?.("advisory", advisoryId) ?? 0),
  };
  return refs.filter((ref) => Number(ref.slice(1)) > (until[ref.charAt(0)] ?? 0));
}
