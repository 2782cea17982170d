/** Puts messages together that came in parts; bounded in what it holds, and for how long. */
import type { Packet } from "./header.ts";

const MOST_PARTS = 64;
const MOST_MESSAGES = 4;
const HELD_MS = 60_000;

interface Held {
  readonly since: number;
  readonly parts: (Uint8Array | undefined)[];
  missing: number;
}

export type Assembled = { readonly t: "whole"; readonly body: Uint8Array } | { readonly t: "waiting" } | { readonly t: "refused" };

export interface Parts {
  /** Takes a packet that came at a moment (ms). A packet that is whole by itself passes through. */
  take(packet: Packet, now: number): Assembled;
  /** Messages given up since the last call, because their parts did not come or there were too many at once. */
  givenUp(): number;
}

/** For one connection. */
export function createParts(): Parts {
  const held = new Map<string, Held>();
  let lost = 0;

  function drop(now: number): void {
    for (const [key, { since }] of held) {
      if (now - since <= HELD_MS && held.size <= MOST_MESSAGES) continue;
      held.delete(key);
      lost += 1;
    }
  }

  return {
    take({ message, serial, part, body }, now) {
      if (part === null) return { t: "whole", body };
      if (part.count > MOST_PARTS) return { t: "refused" };
      // The serials of the parts follow each other, so that the first one's names the message.
      const key = `${message}/${(serial - part.index + 1) & 0xffff}/${part.count}`;
      const one: Held = held.get(key) ?? { since: now, parts: new Array<undefined>(part.count).fill(undefined), missing: part.count };
      held.set(key, one);
      drop(now);
      if (one.parts[part.index - 1] === undefined) {
        one.parts[part.index - 1] = body.slice();
        one.missing -= 1;
      }
      if (one.missing > 0) return { t: "waiting" };
      held.delete(key);
      const whole = new Uint8Array(one.parts.reduce((sum, bytes) => sum + bytes!.length, 0));
      let at = 0;
      for (const bytes of one.parts) {
        whole.set(bytes!, at);
        at += bytes!.length;
      }
      return { t: "whole", body: whole };
    },
    givenUp() {
      const count = lost;
      lost = 0;
      return count;
    },
  };
}
