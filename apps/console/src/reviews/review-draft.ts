import type { ReviewFinding } from "@tocsin/contract/command/command-post.ts";
import { seatNow, useSeat } from "../live/session.ts";
import { useStore } from "../store/external-store.ts";
import { createKeptRecords } from "../store/kept-records.ts";

export interface FoundDraft {
  readonly text: string;
  readonly reason: string;
  readonly end: ReviewFinding["end"];
  readonly orgId: string;
  readonly due: string;
  readonly refs: string;
}
export interface ReviewDraft {
  readonly text: string;
  readonly findings: readonly FoundDraft[];
}

const EMPTY: ReviewDraft = { text: "", findings: [] };
const isKept = (value: unknown): value is ReviewDraft => typeof value === "object" && value !== null && "text" in value && "findings" in value;

/** Reviews that are being written, by what they are of and by whom: kept as the call that is being taken is, so that a reload or a crash loses nothing (CMD-12). */
const drafts = createKeptRecords("review", isKept);
const idOf = (of: string, userId: string): string => `${of}.${userId}`;

export function useReviewDraft(of: string): ReviewDraft {
  const { userId } = useSeat();
  return useStore(drafts.store, (all) => all[idOf(of, userId)] ?? EMPTY);
}

export function keepReviewDraft(of: string, draft: ReviewDraft): void {
  const { userId } = seatNow();
  if (draft.text === "" && draft.findings.length === 0) dropReviewDraft(of);
  else drafts.keep(idOf(of, userId), userId, draft);
}

export function dropReviewDraft(of: string): void {
  const id = idOf(of, seatNow().userId);
  if (drafts.store.get()[id] !== undefined) drafts.drop(id);
}
