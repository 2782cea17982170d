import type { CommandName } from "@tocsin/contract/commands.ts";
import type { MediaRef } from "@tocsin/contract/intake/incident.ts";
import type { Act, NotTaken } from "./act.ts";

/** Everything that was done here and is not settled yet, in order of doing. */
export interface Outbox {
  readonly acts: readonly Act[];
}
export const EMPTY_OUTBOX: Outbox = { acts: [] };

export type OutboxChange =
  | { readonly t: "loaded"; readonly acts: readonly Act[] }
  | { readonly t: "queued"; readonly act: Act }
  | { readonly t: "photoSent"; readonly id: string; readonly blobKey: string; readonly ref: MediaRef }
  | { readonly t: "photoRefused"; readonly id: string; readonly blobKey: string }
  | { readonly t: "accepted"; readonly id: string }
  | { readonly t: "refused"; readonly id: string; readonly refused: NotTaken }
  /** The server answered, but with a fault of its own. */
  | { readonly t: "faulted"; readonly id: string }
  /** The officer wants it sent again, or has seen the refusal. */
  | { readonly t: "retried"; readonly id: string }
  | { readonly t: "dismissed"; readonly id: string };

/** Calls for help: they go out before everything else. */
export const URGENT: readonly CommandName[] = ["dispatch.duress", "dispatch.mruAlarm"];

/** After so many faulty answers an act steps aside, so that one that the server chokes on does not hold back the others. */
export const FAULTS_MOST = 5;
export const SERVER_FAULT: NotTaken = { code: "SERVER_FAULT", message: "", params: {} };

const inOrder = (acts: readonly Act[]): readonly Act[] => [...acts].sort((a, b) => a.seq - b.seq);

function changed(outbox: Outbox, id: string, change: (act: Act) => Act): Outbox {
  return { acts: outbox.acts.map((act) => (act.id === id ? change(act) : act)) };
}

/** The outbox after one change. Unknown ids change nothing: the same answer may come twice. */
export function changeOutbox(outbox: Outbox, change: OutboxChange): Outbox {
  switch (change.t) {
    case "loaded":
      return { acts: inOrder([...change.acts, ...outbox.acts.filter((act) => !change.acts.some(({ id }) => id === act.id))]) };
    case "queued":
      return outbox.acts.some(({ id }) => id === change.act.id) ? outbox : { acts: inOrder([...outbox.acts, change.act]) };
    case "photoSent":
      return changed(outbox, change.id, (act) => ({ ...act, photos: act.photos.map((photo) => (photo.blobKey === change.blobKey ? { ...photo, ref: change.ref } : photo)) }));
    case "photoRefused":
      return changed(outbox, change.id, (act) => ({ ...act, photos: act.photos.filter((photo) => photo.blobKey !== change.blobKey) }));
    case "accepted":
    case "dismissed":
      return { acts: outbox.acts.filter(({ id }) => id !== change.id) };
    case "refused":
      return changed(outbox, change.id, (act) => ({ ...act, status: "REFUSED", refused: change.refused }));
    case "faulted":
      return changed(outbox, change.id, (act) => {
        const faults = act.faults + 1;
        return faults < FAULTS_MOST ? { ...act, faults } : { ...act, faults, status: "REFUSED", refused: SERVER_FAULT };
      });
    case "retried":
      return changed(outbox, change.id, (act) => ({ ...act, status: "WAITING", refused: null, faults: 0 }));
  }
}

/** What waits to be sent for a person: urgent acts first (a call for help overtakes everything), then in order of doing. */
export function waiting(outbox: Outbox, userId: string): readonly Act[] {
  const mine = outbox.acts.filter((act) => act.userId === userId && act.status === "WAITING");
  return [...mine.filter((act) => act.urgent), ...mine.filter((act) => !act.urgent)];
}

export const refusedActs = (outbox: Outbox, userId: string): readonly Act[] => outbox.acts.filter((act) => act.userId === userId && act.status === "REFUSED");

export const nextSeq = (outbox: Outbox): number => outbox.acts.reduce((most, act) => Math.max(most, act.seq), 0) + 1;
