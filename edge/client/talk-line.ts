import type { TalkTerms } from "@tocsin/contract/command/talk.ts";
import { roomSubject } from "@tocsin/contract/command/room-id.ts";
import type { Client } from "./client.ts";
import { RefusedError } from "./transport.ts";

/** Too much was asked at once, or the server is not itself just now. */
const passes = ({ status }: RefusedError): boolean => status === 429 || status >= 500;

/** What speaking by radio in one room asks of the server (edge/voice/talk-line.ts). */
export function talkLine(client: Client, roomId: string) {
  let terms: { readonly asked: Promise<TalkTerms>; readonly at: number } | undefined;
  let known: TalkTerms | null = null;
  /** Half of the time for which they hold: whoever opens a way with them needs them a little longer. */
  const stale = (askedAt: number): boolean => known !== null && Date.now() - askedAt > known.validS * 500;
  const at = roomSubject(roomId);
  return {
    async terms(): Promise<TalkTerms> {
      if (terms === undefined || stale(terms.at)) terms = { asked: client.talkTerms(), at: Date.now() };
      try {
        return (known = await terms.asked);
      } catch (error) {
        terms = undefined;
        throw error;
      }
    },
    known: () => known,
    async takeFloor(burstId: string) {
      const answer = await client.command("rooms.takeFloor", { ...at, burstId });
      return answer.ok ? { ok: true as const } : { ok: false as const, message: answer.message };
    },
    leaveFloor: async (burstId: string, heard: readonly string[]) => void (await client.command("rooms.leaveFloor", { ...at, burstId, heard: [...heard] })),
    waitForOffers: async (burstId: string, signal: AbortSignal) => (await client.talkWait({ roomId, burstId }, signal)).offers,
    answer: async (burstId: string, offerId: string, answer: string) => void (await client.talkAnswer({ roomId, burstId, offerId, answer })),
    async offer(burstId: string, { id, sdp }: { readonly id: string; readonly sdp: string }, signal: AbortSignal) {
      try {
        const { answer } = await client.talkOffer({ roomId, burstId, offerId: id, offer: sdp }, signal);
        return answer === null ? { t: "NOBODY" as const } : { t: "ANSWERED" as const, answer };
      } catch (error) {
        if (error instanceof RefusedError && !passes(error)) return { t: "REFUSED" as const };
        throw error;
      }
    },
  };
}
