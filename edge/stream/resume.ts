import { shareOf, type Hub } from "./hub.ts";
import type { LiveBatch, Projection } from "./live-batch.ts";
import type { Subscriber } from "./subscriber.ts";

export interface ResumeOptions<Viewer> {
  readonly hub: Hub<Viewer>;
  readonly projection: Projection<Viewer>;
  readonly compareCursors: (a: string, b: string) => number;
  /** The next stretch of the log after a cursor; its own cursor equals the given one when there is nothing. */
  readonly readAfter: (cursor: string) => Promise<LiveBatch & { readonly more: boolean }>;
  /** Waits a moment for a socket that is full. */
  readonly pause: () => Promise<void>;
  readonly now: () => number;
  /** Stretches after which a viewer is told to begin anew rather than be led through a long past. Default 40. */
  readonly mostStretches?: number;
}

/**
 * Leads a viewer from its cursor into the present without a gap: backfill from the log, cut-over, live.
 * The check and the joining at the end run without waiting in between, so nothing can be shared out in the gap.
 */
export async function resume<Viewer>(subscriber: Subscriber<Viewer>, options: ResumeOptions<Viewer>): Promise<void> {
  const { hub, projection, compareCursors, readAfter } = options;
  for (let stretch = 0; !subscriber.closed; stretch++) {
    if (stretch >= (options.mostStretches ?? 40)) return subscriber.letGo("reset");
    const batch = await readAfter(subscriber.cursor);
    const share = shareOf(projection, subscriber.viewer, batch);
    if (share.reset) return subscriber.letGo("reset");
    subscriber.offer(batch.cursor, batch.at, share.shown, share.text);
    // What waits is not yet behind the cursor: reading on from it would read the same stretch again.
    while (!subscriber.closed && !subscriber.ready) {
      await options.pause();
      subscriber.drain(options.now());
    }
    if (!batch.more && compareCursors(subscriber.cursor, hub.cursor) >= 0) return hub.join(subscriber);
  }
}
