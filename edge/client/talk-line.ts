import type { TalkTerms } from "@tocsin/contract/command/talk.ts";
import type { Client } from "./client.ts";

/** What speaking by radio in one room asks of the server (edge/voice/talk-line.ts). */
export function talkLine(client: Client, roomId: string) {
  let terms: Promise<TalkTerms> | undefined;
  const at = { incidentId: roomId };
  return {
    /** Asked once; a word for the relay holds for an hour, longer than a device stays with one room's page. */
    terms: () => (terms ??= client.talkTerms().catch((error: unknown) => {
      terms = undefined;
      throw error;
    })),
    async takeFloor(burstId: string) {
      const answer = await client.command("rooms.takeFloor", { ...at, burstId });
      return answer.ok ? { ok: true as const } : { ok: false as const, message: answer.message };
    },
    leaveFloor: async (burstId: string, heard: readonly string[]) => void (await client.command("rooms.leaveFloor", { ...at, burstId, heard: [...heard] })),
    waitForOffers: async (burstId: string, signal: AbortSignal) => (await client.talkWait({ roomId, burstId }, signal)).offers,
    answer: async (burstId: string, offerId: string, answer: string) => void (await client.talkAnswer({ roomId, burstId, offerId, answer })),
    offer: async (burstId: string, offer: string, signal: AbortSignal) => (await client.talkOffer({ roomId, burstId, offer }, signal)).answer,
  };
}
