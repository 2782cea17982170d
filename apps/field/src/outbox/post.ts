import type { Client } from "@tocsin/client/client.ts";
import { NetworkError, RefusedError } from "@tocsin/client/transport.ts";
import { REFUSAL_CODES, type RefusalCode } from "@tocsin/contract/refusal.ts";
import type { Accepted, Refused } from "@tocsin/contract/views.ts";
import type { Act } from "./act.ts";
import type { Disk } from "./disk.ts";
import { payloadOf, type Outcome, type Post } from "./replay.ts";

/** Longer than the server takes at its worst; a line that is slower than this counts as none. */
const PATIENCE_MS = 20_000;
const PHOTO_PATIENCE_MS = 90_000;

/** Not a judgement on the act: the server asks for another time, or first for something else of who is signed in. */
const LATER: readonly string[] = ["TOO_BUSY", "NOT_STORED", "TOO_SLOW", "SIGN_IN_SLOWED", "SECOND_FACTOR_MISSING", "PASSWORD_DUE"];

export function judged(refused: Pick<Refused, "code" | "message" | "params">): Outcome<never> {
  if (refused.code === "NOT_SIGNED_IN") return { t: "signedOut" };
  if (LATER.includes(refused.code)) return { t: "unreachable" };
  if (!REFUSAL_CODES.includes(refused.code as RefusalCode)) return { t: "fault" };
  return { t: "refused", refused: { code: refused.code, message: refused.message, params: refused.params } };
}

export function unanswered(error: unknown): Outcome<never> {
  if (error instanceof RefusedError) return judged(error.refused);
  if (error instanceof NetworkError && error.status !== undefined && error.status >= 500 && ![502, 503, 504].includes(error.status)) return { t: "fault" };
  return { t: "unreachable" };
}

/** Sends over HTTP; `took` puts the answer of each accepted command on disk, before its act leaves it: a reload never shows less than was done. */
export function httpPost(client: Client, disk: Disk, took: (accepted: Accepted) => Promise<void>): Post {
  return {
    async send(act: Act) {
      try {
        const answer = await client.command(act.name, payloadOf(act), { key: act.id, signal: AbortSignal.timeout(PATIENCE_MS) });
        if (!answer.ok) return judged(answer);
        await took(answer);
        return { t: "taken", value: answer };
      } catch (error) {
        return unanswered(error);
      }
    },
    async sendPhoto({ blobKey, incidentId }) {
      const photo = await disk.photo(blobKey);
      if (!photo) return { t: "refused", refused: { code: "PHOTO_GONE", message: "", params: {} } };
      try {
        // The server strips and hashes anew what it keeps; its reference carries that hash.
        return { t: "taken", value: await client.uploadMedia(photo.blob, incidentId, blobKey, AbortSignal.timeout(PHOTO_PATIENCE_MS)) };
      } catch (error) {
        return unanswered(error);
      }
    },
  };
}
