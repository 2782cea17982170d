import type { MissingParts } from "../../missing-parts.ts";

/** Each channel is tried so often, ms. */
export const PROBE_EVERY_MS = 60_000;
/** A channel through which nothing has come for so long is dead: one that dies just after a try is known within 90 s (R38). */
const SILENT_MS = 80_000;

/** Name of the missing part that a dead channel is. */
export const channelPart = (channel: string): string => `channel:${channel}`;

/** When something last came through each way in, and which of them are silent. */
export interface SilentChannels {
  /** From now on something must come by this channel every minute. */
  expect(channel: string): void;
  /** Something came in by it at that moment, ms UTC, however late it is told. */
  seen(channel: string, at: number): void;
  /** Names the channels that have fallen silent, on every seat and in the log, and takes back what has come to life. */
  look(): void;
}

export interface SilentChannelsDeps {
  readonly now: () => number;
  readonly missing: Pick<MissingParts, "down" | "up">;
  readonly report: (what: string, error: unknown) => void;
}

export function createSilentChannels({ now, missing, report }: SilentChannelsDeps): SilentChannels {
  const heard = new Map<string, number>();
  const silent = new Set<string>();
  return {
    expect: (channel) => void heard.set(channel, now()),
    seen(channel, at) {
      const before = heard.get(channel);
      if (before !== undefined) heard.set(channel, Math.max(before, Math.min(at, now())));
    },
    look() {
      for (const [channel, at] of heard) {
        const dead = now() - at > SILENT_MS;
        if (dead && !silent.has(channel)) {
          silent.add(channel);
          missing.down(channelPart(channel));
          report("channels", new Error(`nothing has come through ${channel} since ${new Date(at).toISOString()}`));
        } else if (!dead && silent.delete(channel)) missing.up(channelPart(channel));
      }
    },
  };
}
