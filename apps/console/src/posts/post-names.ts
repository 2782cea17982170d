import type { CommandPostView } from "@tocsin/contract/command/command-post.ts";

/** Whose account this is, as the log names it: who reported or reviewed stands there. The account itself only until the log is there. */
export const nameInLog = (view: CommandPostView | null, userId: string): string => view?.log.findLast(({ by }) => by === userId)?.byName ?? userId;
