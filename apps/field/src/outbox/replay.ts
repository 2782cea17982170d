import type { MediaRef } from "@tocsin/contract/intake/incident.ts";
import type { Act, NotTaken, WaitingPhoto } from "./act.ts";
import { alreadyDone } from "./already-done.ts";
import { changeOutbox, waiting, type Outbox, type OutboxChange } from "./outbox.ts";

/** What came of sending: the server's judgement, or why there is none. */
export type Outcome<Taken> =
  | { readonly t: "taken"; readonly value: Taken }
  | { readonly t: "refused"; readonly refused: NotTaken }
  /** The server answered with a fault. */
  | { readonly t: "fault" }
  /** No answer, or too busy: whether it took effect is unknown. */
  | { readonly t: "unreachable" }
  | { readonly t: "signedOut" };

export interface Post {
  send(act: Act): Promise<Outcome<unknown>>;
  /** The same blob key always names the same upload. */
  sendPhoto(photo: WaitingPhoto): Promise<Outcome<MediaRef>>;
}

/** Where acts survive: every change is on disk before the next thing is sent. */
export interface Shelf {
  keep(outbox: Outbox, change: OutboxChange): Promise<void>;
}

export interface ReplayHooks {
  outbox(): Outbox;
  /** Takes the change into the visible state. */
  changed(change: OutboxChange): void;
  /** A photo could not be taken: the report went without it. */
  photoLost?(act: Act, refused: NotTaken): void;
}

export type ReplayEnd = "empty" | "unreachable" | "signedOut";

/**
 * Sends what waits, one by one, in order. A refused act steps aside and the next one goes on its own merits; without an answer all wait.
 * An act leaves the shelf only after the server's answer, so a crash in between repeats it under the same id, which has no second effect.
 */
export async function replay(userId: string, post: Post, shelf: Shelf, hooks: ReplayHooks): Promise<ReplayEnd> {
  const take = async (change: OutboxChange): Promise<void> => {
    await shelf.keep(changeOutbox(hooks.outbox(), change), change);
    hooks.changed(change);
  };
  for (;;) {
    const act = waiting(hooks.outbox(), userId)[0];
    if (!act) return "empty";
    const photo = act.photos.find(({ ref }) => ref === null);
    const end = photo ? await onePhoto(act, photo) : await oneAct(act);
    if (end) return end;
  }

  async function onePhoto(act: Act, photo: WaitingPhoto): Promise<ReplayEnd | undefined> {
    const outcome = await post.sendPhoto(photo);
    switch (outcome.t) {
      case "taken":
        await take({ t: "photoSent", id: act.id, blobKey: photo.blobKey, ref: outcome.value });
        return undefined;
      case "refused":
        await take({ t: "photoRefused", id: act.id, blobKey: photo.blobKey });
        hooks.photoLost?.(act, outcome.refused);
        return undefined;
      case "fault":
        await take({ t: "faulted", id: act.id });
        return "unreachable";
      case "unreachable":
      case "signedOut":
        return outcome.t;
    }
  }

  async function oneAct(act: Act): Promise<ReplayEnd | undefined> {
    const outcome = await post.send(act);
    switch (outcome.t) {
      case "taken":
        await take({ t: "accepted", id: act.id });
        return undefined;
      case "refused":
        await take(alreadyDone(act, outcome.refused) ? { t: "accepted", id: act.id } : { t: "refused", id: act.id, refused: outcome.refused });
        return undefined;
      case "fault":
        await take({ t: "faulted", id: act.id });
        return "unreachable";
      case "unreachable":
      case "signedOut":
        return outcome.t;
    }
  }
}

/** The payload as it goes out: feedback names the photos that the server has. */
export function payloadOf(act: Act): Act["payload"] {
  const media = act.photos.flatMap(({ ref }) => (ref ? [ref] : []));
  return media.length === 0 ? act.payload : ({ ...act.payload, media } as Act["payload"]);
}
